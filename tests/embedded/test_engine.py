"""The embedded engine as a whole: what `read` puts together. The promises that every engine keeps
stand in tests/contract."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.embedded import EmbeddedEngine
from iolkit.embedded.rate import Rater
from iolkit.embedded.segment import Segmenter
from iolkit.embedded.summarise import Summariser
from iolkit.embedded.weights import FOLDER
from iolkit.errors import HouseError, Unavailable
from iolkit.records import Lists
from iolkit.rubric import Rubric, assess
from tests.embedded.notes import ENGLISH, GERMAN, hashed_vectors, note

ENGINE = EmbeddedEngine()


def test_read_puts_everything_together() -> None:
    """Each item has the assessment that rating its passage alone gives, moved into the note."""
    read = ENGINE.read(note(GERMAN))
    assert read.items
    for item, assessment in zip(read.items, read.assessments, strict=True):
        alone = ENGINE.rate(item.span.of(GERMAN), "de", Rubric.shipped())
        expected = assess(item.id, alone)
        assert (assessment.score, assessment.low, assessment.band, assessment.clarity) == (
            expected.score, expected.low, expected.band, expected.clarity,
        )  # fmt: skip
        for moved, rating in zip(assessment.ratings, expected.ratings, strict=True):
            quotes = [span.of(GERMAN) for span in moved.evidence]
            assert quotes == [span.of(item.span.of(GERMAN)) for span in rating.evidence]


def test_the_closed_plant_is_flagged_and_no_item() -> None:
    """A secret plan is flagged; no item and no summary sentence is made of it."""
    read = ENGINE.read(note(GERMAN))
    plan = GERMAN.index("Werk Nord wird")
    assert any(flag.span.start <= plan + 10 < flag.span.end for flag in read.flags)
    assert not any(item.span.start <= plan < item.span.end for item in read.items)
    assert not any("Werk Nord" in sentence.text for sentence in read.summary.sentences)


def test_lists_reach_the_recognizers() -> None:
    """A code name that the user listed is flagged, one that is allowed is not."""
    text = "Das Projekt Zimtstern läuft gut, und alle freuen sich über die Übergabe."
    listed = EmbeddedEngine(lists=Lists(code_names=("Zimtstern",)))
    place = text.index("Zimtstern")
    assert any(flag.span.start <= place < flag.span.end for flag in listed.flag(note(text)))


def test_it_says_which_model_it_is() -> None:
    """With and without vectors are two models, and every rating names the one it is from."""
    seeing = EmbeddedEngine(encode=hashed_vectors)
    read = seeing.read(note(ENGLISH, "en"))
    plain = ENGINE.read(note(ENGLISH, "en"))
    assert read.made_by != plain.made_by
    assert read.made_by.engine == plain.made_by.engine == "embedded"
    makers = {r.made_by for a in read.assessments for r in a.ratings}
    assert len(makers) == 1
    assert makers.isdisjoint(r.made_by for a in plain.assessments for r in a.ratings)


def test_another_rubric_is_used() -> None:
    """`rate` reads its cues from the rubric it is given."""
    data = Rubric.shipped().model_dump(by_alias=True, mode="python")
    data["dimensions"]["implicit"]["cues"]["de"]["raise"] = ("Zauberhand!",)
    other = Rubric.model_validate(data)
    text = "Das geht dort wie von Zauberhand, erklären kann es keiner, man muss dabei sein."
    rating = ENGINE.rate(text, "de", other).ratings[0]
    assert rating.reason.key == "rating_cue"
    assert any("Zauberhand" in span.of(text) for span in rating.evidence)


def test_rubric_and_models_must_belong_together() -> None:
    """A rubric with other word classes than the models were trained with is refused at once."""
    data = Rubric.shipped().model_dump(by_alias=True, mode="python")
    data["signals"] = {**data["signals"], "brand_new": ("neu",)}
    with pytest.raises(HouseError) as caught:
        EmbeddedEngine(rubric=Rubric.model_validate(data))
    assert caught.value.key == "model_part_outdated"


def test_models_folder_wins(tmp_path: Path) -> None:
    """Trained parts in the given folder are used, and a broken one is not passed over."""
    (tmp_path / "items.npz").write_bytes((FOLDER / "items.npz").read_bytes())
    assert (
        EmbeddedEngine(models=tmp_path).read(note(GERMAN)).items == ENGINE.read(note(GERMAN)).items
    )
    (tmp_path / "items.npz").write_bytes(b"broken")
    with pytest.raises(Unavailable):
        EmbeddedEngine(models=tmp_path)


ODD = ["", " \n\n", "🙂🙂", "x", "a" * 5_000, "wort " * 5_000, "a\x00b c d e f g h", "\n" * 500]


@pytest.mark.parametrize("text", ODD)
def test_no_text_breaks_it(text: str) -> None:
    """Empty, endless, torn and wordless notes are read without a span outside."""
    read = ENGINE.read(note(text))
    spans = [
        *(flag.span for flag in read.flags),
        *(item.span for item in read.items),
        *(s for a in read.assessments for r in a.ratings for s in r.evidence),
        *(s for sentence in read.summary.sentences for s in sentence.evidence),
    ]
    assert all(span.end <= len(text) for span in spans)


@pytest.mark.parametrize("text", ["a \ud800 torn pair, and more words after it.", "a" * 300_000])
def test_own_parts_stand_torn_and_endless_text(text: str) -> None:
    """Half a surrogate pair or one endless word stops neither drawing, rating nor summing up."""
    rubric = Rubric.shipped()
    assert all(span.end <= len(text) for span in Segmenter(rubric, None).segment(text))
    assert Rater(rubric, None, None).rate([text], "en")[0].ratings
    assert len(Summariser(rubric, None).summarise(text, (), ()).sentences) <= 1
