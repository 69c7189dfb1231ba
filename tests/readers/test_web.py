"""Web pages: what a reader would see, and what hides from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable
from iolkit.readers import web
from iolkit.readers.draft import Extract
from iolkit.readers.limits import SHIPPED


def read(page: str | bytes) -> Extract:
    """The text of a page."""
    return web.extract(page if isinstance(page, bytes) else page.encode(), SHIPPED)


def of_kind(found: Extract, label: str) -> list[str]:
    """The stretches that stood in places with this label."""
    return [found.text[p.start : p.end].strip() for p in found.places if p.label == label]


def test_page_keeps_its_shape() -> None:
    """Headings, paragraphs, nested lists, tables and preformatted lines stay what they are."""
    found = read(
        "<title>Lernnetz &amp; Co</title><h1>Über\nuns</h1><p>Ein <b>Satz</b>\n mit "
        "<a href='x'>Link</a>.<br>Zweite Zeile</p><ul><li>eins<ul><li>innen</li></ul><li>zwei</ul>"
        "<table><tr><th>A<th>B<tr><td>1<td><p>2</p><p>3</p></table><pre>a  b\n c</pre>"
    )
    assert found.text == (
        "Über uns\n\nEin Satz mit Link.\nZweite Zeile\n\n- eins\n  - innen\n- zwei\n\n"
        "A | B\n1 | 2 3\n\na  b\n c"
    )
    assert found.facts["title"] == "Lernnetz & Co"
    assert [(p.kind, p.label) for p in found.places] == [("heading", "1")]


@pytest.mark.parametrize(
    "attribute",
    [
        "style='display:none'", "style='visibility: hidden'", "style='font-size:0'", "hidden",
        "style='opacity:0.0'", "style='color:#FFF'", "style='x:y; display : NONE'",
    ],
)  # fmt: skip
def test_hidden_words_are_read_once_and_marked(attribute: str) -> None:
    """Words that no browser shows are shown to whoever checks the note."""
    found = read(f"<p>Sichtbar</p><div {attribute}>Ver<b>steckt</b></div><p>Ende</p>")
    assert found.text.count("Versteckt") == 1
    assert "".join(of_kind(found, "hidden")) == "Versteckt"


@pytest.mark.parametrize(
    "attribute", ["style='font-size:0.9em'", "style='background-color:#fff'", "style='opacity:0.8'"]
)
def test_ordinary_styles_hide_nothing(attribute: str) -> None:
    """Small type and white grounds are no hiding places."""
    assert of_kind(read(f"<p {attribute}>offen</p>"), "hidden") == []


def test_scripts_styles_and_comments_are_no_text() -> None:
    """What is not meant for people is left out."""
    found = read("<style>p{}</style><p>Text<!-- nein --></p><script>alert('nein')</script>")
    assert found.text == "Text"


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_umlauts_survive_the_encoding_the_page_names(encoding: str) -> None:
    """The page's own word on its encoding counts; a byte order mark counts more."""
    page = f"<meta charset='{encoding}'><p>Größe Übung</p>"
    assert read(page.encode(encoding)).text == "Größe Übung"


def test_wrong_charset_is_told_from_the_bytes() -> None:
    """A page that names an encoding it is not in is read as what it is."""
    assert read("<meta charset='utf-8'><p>Größe</p>".encode("cp1252")).text == "Größe"
    assert read("<meta charset='quatsch'><p>Größe</p>").text == "Größe"


def test_field_values_and_picture_descriptions_are_text() -> None:
    """Filled-in fields and descriptions of pictures are read and marked."""
    found = read("<p>a<img alt='Plan'><input value='480.000'><input type=hidden value=nein></p>")
    assert of_kind(found, "alt text") == ["Plan"]
    assert of_kind(found, "form field") == ["480.000"]
    assert "nein" not in found.text


def test_page_nested_without_end_is_refused_not_cut() -> None:
    """The parser would silently drop what lies too deep; half a note is worse than none."""
    with pytest.raises(NoteUnreadable) as refused:
        read("<p>oben</p>" + "<div>" * 5_000 + "tief")
    assert refused.value.key == "too_many_parts"


@given(st.text(alphabet="<>/abcdtrhpul=\"' &;!-[]\nä", max_size=200))
def test_any_soup_gives_text_or_a_reason(soup: str) -> None:
    """No markup, however torn, makes the reader stumble."""
    try:
        found = read("<p>x" + soup)
    except NoteUnreadable:
        return
    for place in found.places:
        assert 0 <= place.start <= place.end <= len(found.text)
