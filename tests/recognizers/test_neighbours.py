"""Which findings stand together."""

from __future__ import annotations

from typing import NamedTuple

from iolkit.recognizers.clues import Clues
from iolkit.recognizers.neighbours import Links, links
from iolkit.recognizers.page import Page


class Mark(NamedTuple):
    """A stretch with its category."""

    start: int
    end: int
    category: str


def linked(text: str, *parts: tuple[str, str]) -> Links:
    """The links of some parts of a text."""
    marks = [Mark(text.index(part), text.index(part) + len(part), sort) for part, sort in parts]
    page = Page(text)
    return links(page, marks, Clues(page, []))


def test_neighbours_are_linked_both_ways_by_how_near_they_are() -> None:
    """One sentence, the next line, and behind a heading are three kinds of link."""
    text = "Kosten 740 Euro, Ausschuss 4 %.\nMarge 9 %.\n\nBei uns:\nNacharbeit 7 %."
    found = linked(
        text, ("740 Euro", "money"), ("4 %", "figures"), ("9 %", "figures"), ("7 %", "figures")
    )
    assert found[0] == [(1, "> sentence SS")]
    assert found[1] == [(0, "< sentence SS"), (2, "> next SS")]
    assert found[2] == [(1, "< next SS"), (3, "> far SS")]


def test_order_in_the_text_counts_and_not_in_the_list() -> None:
    """Findings may come in any order."""
    found = linked("Bei Rabeko kostet es 740 Euro.", ("740 Euro", "money"), ("Rabeko", "partner"))
    assert found == [[(1, "< sentence OS")], [(0, "> sentence OS")]]


def test_what_is_said_in_a_talk_is_linked_to_the_speaker() -> None:
    """Each finding of a line belongs with whoever speaks it, by the pronouns used."""
    text = "[10:02] Ruth Kern:\nwir zahlen 740 Euro\n[10:03] Amir Halm:\nbei uns 900 Euro\n"
    found = linked(
        text, ("Ruth Kern", "person"), ("740 Euro", "money"), ("Amir Halm", "person"),
        ("900 Euro", "money"),
    )  # fmt: skip
    assert any(to == 0 and kind.startswith("by S") for to, kind in found[1])
    assert any(to == 2 and kind.startswith("by S") for to, kind in found[3])


def test_nothing_has_no_links() -> None:
    """No findings, no links."""
    assert linked("Ein Text.") == []
