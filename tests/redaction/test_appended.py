"""A note and what people added to it, masked as one text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iolkit.redaction import added_index_views, added_views, index_views, item_views, mask_views
from tests.debrief.samples import SAID, answer, answered, note

WHOLE = note()
FIRST, SECOND, THIRD = WHOLE.analysis.items


def test_what_was_added_stands_below_its_item_with_a_label() -> None:
    """In the language of the answer; other items are as before."""
    seen = answered(WHOLE, answer(WHOLE, "why"))
    views = item_views(seen, [FIRST, SECOND])
    plain = item_views(WHOLE, [FIRST, SECOND])
    assert views[SECOND.id] == plain[SECOND.id]
    before, _, line = views[FIRST.id].rpartition("\n")
    assert before == plain[FIRST.id]
    assert line.startswith("Nachgetragen (Grund): ")
    assert "zählte 12 Fälle weniger" in line


def test_without_answers_a_view_is_the_item_masked() -> None:
    """Nothing is added."""
    text, spans = WHOLE.analysis.note.text, [FIRST.span, SECOND.span, THIRD.span]
    views = item_views(WHOLE, WHOLE.analysis.items)
    assert tuple(views.values()) == mask_views(text, WHOLE.flags, spans)


def test_who_is_hidden_in_one_is_hidden_in_both() -> None:
    """A name flagged in the note alone is masked in the answer, one flagged in the answer alone in
    the item, with one stand-in."""
    said = "Varghese und Tunde Adeyemi."
    bare = answer(WHOLE, "why", said)
    (shown,) = added_views(answered(WHOLE, bare), [bare])
    assert "Varghese" not in shown
    assert "Adeyemi" not in shown
    assert "[PERSON_" in shown


def test_an_index_gets_words_and_no_stand_ins() -> None:
    """A plain category word for every flag, of the note and of the answer."""
    seen = answered(WHOLE, answer(WHOLE, "why"))
    first, second, _ = index_views(seen, WHOLE.analysis.items)
    assert "zählte 12 Fälle weniger" in first
    assert "zählte" not in second
    assert "[" not in first
    assert "Adeyemi" not in first
    (alone,) = added_index_views(seen, seen.supplements)
    assert str(alone) in first


@given(st.lists(st.sampled_from(["Ilse Varghese kam.", "Alles gut.", SAID, "x"]), max_size=4))
def test_no_flagged_name_shows_whatever_is_said(said: list[str]) -> None:
    """However many answers there are, and in whatever order."""
    slots = ("goal", "why", "result", "context")
    told = [answer(WHOLE, what, text) for what, text in zip(slots, said, strict=False)]
    seen = answered(WHOLE, *told)
    shown = "\n".join(
        (*item_views(seen, WHOLE.analysis.items).values(), *index_views(seen, WHOLE.analysis.items))
    )
    assert "Varghese" not in shown
    assert "Adeyemi" not in shown
