"""Pictures: the same facts as in words, in every format, and no word that is not ours."""

from __future__ import annotations

import dataclasses
import io
import re
import struct
import typing
import zipfile
import zlib
from dataclasses import replace
from itertools import pairwise

import docx
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.graphics.shapes import String

from iolkit import phrases
from iolkit.errors import NotReleased
from iolkit.handover import compose, desk_for, export, pictures, secrets_of
from iolkit.handover.export import as_docx, as_html, proof
from iolkit.handover.export.blocks import Shown, Table, blocks
from iolkit.handover.pictures import item_map
from iolkit.outcomes import Handover, ItemMap, MapPoint, Picture, Profile, ProfileLine
from iolkit.records import DIMENSIONS, Provenance, Rating, Ratings, Reason
from iolkit.rubric import assess
from tests.handover.samples import reviewed

LEVELS = st.sampled_from((None, 1, 2, 3, 4, 5))
PROFILES = st.builds(
    lambda levels, sure, by: profile(levels, sure, by),
    st.tuples(*[LEVELS] * 5),
    st.floats(0, 1),
    st.sampled_from(("embedded", "human")),
)
POINTS = st.lists(
    st.builds(
        lambda score, less, more, clarity: (score, max(0, score - less), score + more, clarity),
        st.integers(0, 100), st.integers(0, 30), st.integers(0, 30), st.integers(0, 6),
    ),
    max_size=40,
)  # fmt: skip
TONGUES: tuple[phrases.Tongue, ...] = ("de", "en")


def profile(levels: tuple[int | None, ...], sure: float = 0.6, by: str = "embedded") -> Profile:
    """The profile of an item with these levels, from an engine or a person."""
    ratings = tuple(
        Rating(dimension, level, sure, (), Reason("rated_by_person"), Provenance(by))
        for dimension, level in zip(DIMENSIONS, levels, strict=True)
    )
    return Profile.of(assess("item", Ratings(ratings, 4)))


def mapped(points: list[tuple[int, int, int, int]]) -> ItemMap:
    """A map of items with these scores, ranges and clarity, numbered in order."""
    return ItemMap(
        tuple(
            MapPoint(number, score, low, min(high, 100), "B", clarity)
            for number, (score, low, high, clarity) in enumerate(points, 1)
        )
    )


@given(PROFILES)
def test_a_range_holds_its_level_and_stays_on_the_scale(shown: Profile) -> None:
    """A person's level has none, an unknown one is the whole scale, any other lies around it."""
    for line in shown.lines:
        assert 1 <= line.low <= (line.level or line.low) <= line.high <= 5
        if line.level is None:
            assert (line.low, line.high, line.sure) == (1, 5, "silent")
        elif line.sure == "by_person":
            assert line.low == line.high


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_picture_says_what_its_words_say(tongue: phrases.Tongue) -> None:
    """Every property with its level or that it is open, the hurdle and the score, in words."""
    shown = profile((4, 3, None, 5, 2), 0.8)
    on_it = [each.text for each in pictures.drawing(shown, tongue).contents if is_words(each)]
    told = pictures.words(shown, tongue)
    for line in shown.lines:
        name = phrases.say(f"dimension.{line.dimension}", tongue)
        assert name in on_it
        assert name in told
    for level in ("4", "3", "5", "2", "?"):
        assert level in on_it
    assert f"{shown.score}" in told
    assert phrases.say("dimension.collective", tongue) in told.split("5", 2)[-1]


def is_words(shape: object) -> bool:
    """Whether a shape is a string."""
    return isinstance(shape, String)


@given(st.one_of(PROFILES, st.builds(mapped, POINTS)), st.sampled_from(TONGUES))
def test_every_word_on_a_picture_is_ours(shown: Picture, tongue: phrases.Tongue) -> None:
    """What stands there comes from the phrases, with numbers and nothing else in them."""
    ours = " ".join(
        " ".join(phrase.values()) if isinstance(phrase, dict) else phrase
        for key, phrase in phrases.keys(tongue).items()
        if key.partition(".")[0] in ("picture", "dimension", "items")
    )
    known = set(re.findall(r"[^\W\d_]+", ours)) | set("ABCD")
    assert set(re.findall(r"[^\W\d_]+", pictures.printed(shown, tongue))) <= known


def test_a_picture_can_hold_no_text() -> None:
    """By its types: numbers, truth and codes of a closed list."""
    for record in (Profile, ProfileLine, ItemMap, MapPoint):
        hints = typing.get_type_hints(record)
        for field in dataclasses.fields(record):
            assert str not in parts_of(hints[field.name]), f"{record.__name__}.{field.name}"


def parts_of(hint: object) -> set[object]:
    """A type and the types it is made of; codes of a closed list are none."""
    if typing.get_origin(hint) is typing.Literal:
        return set()
    inner = typing.get_args(hint)
    return {hint}.union(*(parts_of(each) for each in inner)) if inner else {hint}


@given(st.builds(mapped, POINTS))
def test_no_sign_covers_another(shown: ItemMap) -> None:
    """Every item has a place of its own on the map, however many lie on one spot."""
    every = []
    for clarity in range(7):
        for lane in item_map._lanes(shown.points, clarity):
            every += lane
            reaches = [item_map._reach(point) for point in lane]
            assert all(one[1] < other[0] for one, other in pairwise(reaches))
    assert sorted(point.number for point in every) == [point.number for point in shown.points]


def test_the_svg_is_shapes_and_words_only() -> None:
    """No link, no script, no style; what it shows is read out as one thing."""
    shown = profile((4, 3, None, 5, 2), 0.8)
    page = BeautifulSoup(pictures.svg(shown, "de"), "html.parser")
    names = {tag.name for tag in page.find_all(True)}
    assert names <= {"svg", "text", "line", "rect", "circle", "polygon"}
    assert page.svg is not None
    assert page.svg["role"] == "img"
    assert page.svg["aria-label"] == pictures.words(shown, "de")
    assert "href" not in str(page)


def test_the_png_is_pixels_and_the_same_each_time() -> None:
    """As wide as asked for, not empty, without a comment."""
    shown = profile((4, 3, None, 5, 2), 0.8)
    data = pictures.png(shown, "en")
    assert data == pictures.png(shown, "en")
    picture = Image.open(io.BytesIO(data))
    assert picture.width == 1175
    assert len(set(picture.convert("L").get_flattened_data())) > 3
    assert not picture.text
    colours = dict((colour, n) for n, colour in picture.convert("RGB").getcolors(4096) or ())
    assert max(colours, key=lambda each: colours[each]) == (255, 255, 255)


@pytest.fixture(scope="module")
def handover() -> Handover:
    """The sample for partners: two items, both assessed."""
    return compose([reviewed()], "partners", "de")


def test_a_picture_stands_before_the_table_that_says_the_same(handover: Handover) -> None:
    """One map of the items, then a profile an item."""
    row = list(blocks(handover))
    places = [place for place, block in enumerate(row) if isinstance(block, Shown)]
    kinds = [type(row[place].picture) for place in places]  # type: ignore[union-attr]
    assert kinds == [ItemMap, Profile, Profile]
    assert all(isinstance(row[place + 1], Table) for place in places)


def test_a_word_document_has_them_with_their_words(handover: Handover) -> None:
    """As wide as the text, described for those who do not see them."""
    document = docx.Document(io.BytesIO(as_docx.write(handover)))
    shapes = document.inline_shapes
    told = [shape._inline.docPr.get("descr") for shape in shapes]
    pictured = [section.picture for section in handover.sections if section.picture]
    assert told == [pictures.words(each, "de") for each in pictured]
    assert {round(shape.width.mm) for shape in shapes} == {166}


def test_a_page_has_them_inline(handover: Handover) -> None:
    """Nothing is fetched for them."""
    page = BeautifulSoup(as_html.write(handover).decode(), "html.parser")
    assert len(page.find_all("svg")) == 3
    assert not page.find_all(["img", "script", "link", "object", "iframe"])


@pytest.mark.parametrize("format", ["docx", "html", "pdf"])
def test_a_secret_like_a_word_of_ours_takes_the_picture_out(format: str) -> None:
    """A partner called like one stops no file: the picture that says so is left out."""
    session = replace(reviewed().analysis.note.session, host="Erfahrungswissen")
    renamed = reviewed(source=LIKE_A_WORD_OF_OURS, session=session)
    made = compose([renamed], "partners", "de")
    assert not any(isinstance(section.picture, Profile) for section in made.sections)
    assert export(made, format, secrets_of([renamed], "partners"))


LIKE_A_WORD_OF_OURS = """Bei <partner partner|Erfahrungswissen>.

{Paten führen jeden Neuen zwölf Wochen lang und das klappt gut.}
"""


def test_a_desk_shows_what_no_secret_is_like() -> None:
    """The same picture stays where nothing on it is a secret."""
    desk = desk_for([reviewed()], "partners", "de")
    shown = profile((1, 2, 3, 4, 5))
    assert desk.section("1 Titel", picture=shown).picture is shown


def commented(data: bytes, words: bytes) -> bytes:
    """A PNG with a comment, as an editor would put it there."""
    chunk = b"tEXtComment\0" + words
    made = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return data[:33] + made + data[33:]


@pytest.mark.parametrize("where", ["comment", "after the end"])
def test_the_proof_reads_all_of_a_png_but_its_pixels(handover: Handover, where: str) -> None:
    """A comment in a picture, or words behind its end, do not slip past."""
    data = as_docx.write(handover)
    proof.prove(data, data, "docx", ["Krol"])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            raw = old.read(name)
            if name.endswith(".png"):
                raw = commented(raw, b"bei Krol") if where == "comment" else raw + b" bei Krol "
            new.writestr(name, raw)
    with pytest.raises(NotReleased, match="leak_found"):
        proof.prove(file.getvalue(), data, "docx", ["Krol"])


def test_the_proof_reads_words_in_an_svg() -> None:
    """On the picture, in its description, in any attribute that draws nothing."""
    page = "<html><body><svg>{}</svg></body></html>"
    for hidden in ("<text>bei Krol</text>", "<g aria-label='Krol'/>", "<line data-x='Krol'/>"):
        with pytest.raises(NotReleased, match="leak_found"):
            proof.prove(page.format(hidden).encode(), page.format("").encode(), "html", ["Krol"])
    drawn = page.format("<line x1='480' stroke-linecap='round'/>").encode()
    proof.prove(drawn, page.format("").encode(), "html", ["480", "Round"])


@pytest.mark.parametrize("format", ["docx", "html", "pdf"])
def test_the_words_of_a_picture_format_raise_no_alarm(handover: Handover, format: str) -> None:
    """A partner called like a shape or an attribute of a picture does not stop every file."""
    assert export(handover, format, ["Picture", "Circle", "Round", "Middle", "Start", "Rect"])
