"""Paragraphs and rows while they are read."""

from __future__ import annotations

from iolkit.readers.draft import Draft, Extract
from iolkit.readers.flow import Flow, merged, write_flow


def written(flow: Flow) -> Extract:
    """A flow as text."""
    draft = Draft(10_000)
    write_flow(draft, flow)
    return draft.finish()


def aside(words: str) -> Flow:
    """A flow of one paragraph."""
    flow = Flow()
    flow.say(words, "")
    flow.end_paragraph(None, None)
    return flow


def test_lists_stand_together_and_paragraphs_apart() -> None:
    """List items follow line by line, deeper ones indented."""
    flow = Flow()
    for words, indent in (("vor", None), ("eins", 0), ("tief", 1), ("nach", None)):
        flow.say(words, "")
        flow.end_paragraph(None, indent)
    assert written(flow).text == "vor\n\n- eins\n  - tief\n\nnach"


def test_asides_follow_their_paragraph() -> None:
    """A note said in the middle of a sentence stands after it, in its place."""
    flow = Flow()
    flow.say("Vor ", "")
    flow.asides.append(("footnote", aside("Unten")))
    flow.say("nach", "")
    flow.end_paragraph(None, None)
    found = written(flow)
    assert found.text == "Vor nach\n\nUnten"
    assert [found.text[p.start : p.end].strip() for p in found.places] == ["Unten"]


def test_deleted_words_stand_after_their_row() -> None:
    """A row reads as it does with all changes accepted."""
    flow = Flow()
    flow.say("A ", "")
    flow.say("alt", "deleted")
    flow.end_cell()
    flow.say("B", "hidden")
    flow.end_row()
    found = written(flow)
    assert found.text == "A | B\nalt"
    assert {p.label for p in found.places} == {"deleted", "hidden"}


def test_heading_of_level_nought_is_the_title() -> None:
    """A title is a fact of the session and opens no section."""
    flow = Flow()
    flow.say("Runder  Tisch", "")
    flow.end_paragraph(0, None)
    found = written(flow)
    assert (found.facts["title"], found.places) == ("Runder Tisch", ())


def test_neighbours_with_one_label_become_one() -> None:
    """Programs split words wherever the cursor has been."""
    assert merged([("a", ""), ("b", ""), ("c", "x"), ("d", "")]) == [
        ("ab", ""),
        ("c", "x"),
        ("d", ""),
    ]
