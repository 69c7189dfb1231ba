"""Short notes drawn from gold notes."""

from __future__ import annotations

from itertools import pairwise

from iolkit.evaluation.gold import GoldNote, read_note
from iolkit.records import Note, note_id
from iolkit.training import shortnotes
from tests.evaluation.gold_notes import MARKED

GOLD = read_note(MARKED, "001", {})
DRAWN = list(shortnotes.drawn(GOLD, 60))


def words(text: str) -> list[str]:
    """The words of a text, lower case, without what layout adds."""
    return [word.strip("-*•.()[]:!").lower() for word in text.split()]


def test_items_of_drawn_notes_are_items_of_the_note() -> None:
    """What is marked in a drawn note begins an item of the gold note, whole or cut."""
    whole = [words(item.span.of(GOLD.note.text)) for item in GOLD.items]
    for drawn in DRAWN:
        for item in drawn.items:
            said = words(item.span.of(drawn.note.text))
            assert len(said) >= shortnotes.FEWEST_WORDS
            assert any(said == each[: len(said)] for each in whole)


def test_what_is_in_no_item_stays_outside() -> None:
    """Small talk and secrets of the gold note come along, never inside a mark."""
    unmarked = []
    for drawn in DRAWN:
        at = 0
        for item in drawn.items:
            unmarked.append(drawn.note.text[at : item.span.start].lower())
            at = item.span.end
        unmarked.append(drawn.note.text[at:].lower())
    assert any("suppe" in text for text in unmarked)
    assert any("schließt im herbst" in text for text in unmarked)
    assert not any("leihkraft" in text or "lascher" in text for text in unmarked)


def test_drawn_notes_differ_in_shape() -> None:
    """There are one-liners and lists, prose and bullets, lower case, and notes with no item."""
    texts = [drawn.note.text for drawn in DRAWN]
    assert any("\n" not in text for text in texts)
    assert any("\n- " in text for text in texts)
    assert any(text == text.lower() for text in texts)
    assert any(not drawn.items for drawn in DRAWN)
    assert len({len(drawn.items) for drawn in DRAWN}) >= 3
    assert len({item.span.of(d.note.text) for d in DRAWN for item in d.items}) > len(GOLD.items)


def test_items_are_in_order_and_apart() -> None:
    """Marks do not overlap and lie inside the text."""
    for drawn in DRAWN:
        spans = [item.span for item in drawn.items]
        assert all(one.end <= other.start for one, other in pairwise(spans))
        assert all(span.end <= len(drawn.note.text) for span in spans)


def test_same_note_same_draws() -> None:
    """Drawing again gives the same notes, and a note without a word gives none."""
    assert list(shortnotes.drawn(GOLD, 60)) == DRAWN
    empty = GoldNote(Note(note_id(""), "", "de", GOLD.note.session), (), ())
    assert list(shortnotes.drawn(empty, 3)) == []
