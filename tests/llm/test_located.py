"""What a reply says of a note, in its place or nowhere."""

from __future__ import annotations

import pytest

from iolkit.llm import located
from iolkit.llm.replies import FlagReply, ItemReply, SentenceReply
from iolkit.llm.sheltering import Hidden, Sheltered, shelter
from iolkit.records import Flag, Note, Reason, Span, note_id

TEXT = """# Besuch bei Menhir

- Übergabe: Die Schichten übergeben an einer Karte mit vier Feldern am Kran.
- Jede Leihkraft nutzt sie ohne Einweisung, seitdem fragt niemand mehr.
- Das Werk im Norden macht zum Jahresende zu.
- Menhir, Menhir.
"""
NOTE = Note(note_id(TEXT), TEXT, "de")


def sheltered() -> Sheltered:
    """The note with one name hidden."""
    start = TEXT.index("Menhir")
    span = Span(start, start + 6)
    named = Flag("f", span, "partner", None, "partner", None, 0.9, "test", Reason("pattern"))
    return shelter(TEXT, Span(0, len(TEXT)), Hidden.of(TEXT, [named], see_special=False))


def placed(*replies: ItemReply) -> tuple[list[str], list[str]]:
    """The words of the items that have their place, and the faults."""
    found, faults = located.items(replies, sheltered())
    return [place.span.of(TEXT) for _, place in found], faults


def test_an_item_is_its_lines_without_the_bullet() -> None:
    """With the quote that names it, or its first words."""
    found, faults = located.items(
        [ItemReply(a=2, b=3, k="method", h="Karte mit vier Feldern"), ItemReply(a=4, b=4, k="x")],
        sheltered(),
    )
    assert faults == []
    (_, first), (_, second) = found
    assert first.span.of(TEXT).startswith("Übergabe: Die Schichten")
    assert first.span.of(TEXT).endswith("niemand mehr.")
    assert first.headline.of(TEXT) == "Karte mit vier Feldern"
    assert (first.kind, second.kind) == ("method", "practice")
    assert second.headline.of(TEXT) == "Das Werk im Norden macht zum Jahresende zu"


def test_items_do_not_overlap_and_stay_inside() -> None:
    """What has no place is told and left out; the order is that of the note."""
    words, faults = placed(
        ItemReply(a=4, b=4), ItemReply(a=2, b=3), ItemReply(a=3, b=3), ItemReply(a=9, b=9),
        ItemReply(a=3, b=2), ItemReply(),
    )  # fmt: skip
    assert [word[:8] for word in words] == ["Übergabe", "Das Werk"]
    assert len(faults) == 4


def test_a_mere_secret_is_no_item() -> None:
    """Nothing is left of it for anybody to learn."""
    assert placed(ItemReply(a=5, b=5)) == ([], [])


def test_a_flag_has_the_place_of_its_quote() -> None:
    """Also where the line number is off by one; score, concern and reason are not the model's."""
    found, dropped, faults = located.flags(
        [FlagReply(n=3, q="Werk im Norden macht zum Jahresende zu", c="strategy", o="third")],
        sheltered(), NOTE,
    )  # fmt: skip
    (flag,) = found
    assert flag.span.of(TEXT) == "Werk im Norden macht zum Jahresende zu"
    assert (flag.owner, flag.category, flag.recognizer) == ("third", "strategy", "llm")
    assert flag.score == located.SCORE
    assert flag.concern is not None
    assert (dropped, faults) == (0, [])


@pytest.mark.parametrize(
    ("reply", "dropped", "faults"),
    [
        (FlagReply(n=4, q="Das Werk im Süden", c="strategy", o="own"), 1, 1),
        (FlagReply(n=4, q="Das Werk im Norden", c="secret", o="own"), 0, 1),
        (FlagReply(n=1, q="[ORG_1]", c="partner", o="own"), 0, 0),
        (FlagReply(n=4, q="Das Werk " * 60, c="strategy", o="own"), 1, 1),
    ],
)
def test_a_flag_without_a_place_is_none(reply: FlagReply, dropped: int, faults: int) -> None:
    """An invented quote, an unknown sort, a stand-in, a page."""
    found, lost, told = located.flags([reply], sheltered(), NOTE)
    assert (found, lost, len(told)) == ([], dropped, faults)


def test_an_owner_nobody_knows_is_somebody_else() -> None:
    """Handled with more care than our own."""
    reply = FlagReply(n=4, q="Werk im Norden macht zum Jahresende zu", c="strategy", o="")
    assert located.flags([reply], sheltered(), NOTE)[0][0].owner == "partner"


def test_a_flood_of_flags_ends() -> None:
    """And what was too much is counted."""
    reply = FlagReply(n=4, q="Norden", c="strategy", o="own")
    found, dropped, _ = located.flags([reply] * 500, sheltered(), NOTE)
    assert (len(found), dropped) == (located.MOST_FLAGS, 500 - located.MOST_FLAGS)


def test_a_sentence_rests_on_its_lines() -> None:
    """With the names back in their places; what says more, or the other language, is left out."""
    kept, left_out, faults = located.sentences(
        [
            SentenceReply(t="Besuch bei [ORG_1]", n=[1]),
            SentenceReply(t="Die Schichten übergeben am Kran an einer Karte.", n=[2]),
            SentenceReply(t="Die Schichten übergeben am Kran an sieben Karten.", n=[2]),
            SentenceReply(t="The shifts hand over with a card of four fields.", n=[2]),
            SentenceReply(t="Die Schichten übergeben an einer Karte.", n=[77]),
        ],
        sheltered(),
        "de",
    )
    assert [sentence.text for sentence in kept] == [
        "Besuch bei Menhir", "Die Schichten übergeben am Kran an einer Karte.",
    ]  # fmt: skip
    assert (left_out, len(faults)) == (3, 3)
    assert all(span.of(TEXT) for sentence in kept for span in sentence.evidence)
