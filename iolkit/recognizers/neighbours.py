"""Which findings stand together: whose secret one is speaks for whose the next one is.

A link joins a finding to the one before and the one after it, by how near they stand, and in a
talk to the speaker of its line. The owner model (settling.py) weighs each kind of link together
with the owner at its other end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from iolkit.recognizers.clues import Clues
from iolkit.recognizers.page import Page

Links = list[list[tuple[int, str]]]
"""For each finding: the findings it is linked to, by index, and the kind of link."""


class Placed(Protocol):
    """A stretch of a page with its category."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def category(self) -> str:
        """What it is."""


_HEADING = re.compile(r"\n[^\n]{0,40}:[ \t]*\n|\n\s*\n")


def links(page: Page, found: Sequence[Placed], clues: Clues) -> Links:
    """The links of the findings of a page."""
    order = sorted(range(len(found)), key=lambda i: (found[i].start, -found[i].end))
    joined: Links = [[] for _ in found]
    for one, other in pairwise(order):
        a, b = found[one], found[other]
        kind = f"{_distance(page, a, b)} {_sort(a)}{_sort(b)}"
        joined[other].append((one, f"< {kind}"))
        joined[one].append((other, f"> {kind}"))
    _to_speakers(page, found, clues, joined)
    return joined


def _to_speakers(page: Page, found: Sequence[Placed], clues: Clues, joined: Links) -> None:
    """Links every finding of a talk to who says it, by the pronouns of its sentence."""
    places = clues.speakers
    persons = {one.start: index for index, one in enumerate(found) if one.category == "person"}
    if len(places) < 2:
        return
    for index, one in enumerate(found):
        last = bisect_right(places, one.start) - 1
        speaker = persons.get(places[last]) if last >= 0 else None
        if speaker is not None and speaker != index:
            joined[index].append((speaker, f"by {_sort(one)} {clues.pronouns_at(one.start)}"))


def _sort(one: Placed) -> str:
    return {"person": "P", "partner": "O"}.get(one.category, "S")


def _distance(page: Page, a: Placed, b: Placed) -> str:
    if page.sentence_at(a.start) == page.sentence_at(b.start):
        return "sentence"
    between = page.text[a.end : max(a.end, b.start)]
    lines = page.text.count("\n", a.start, b.start)
    if lines == 0:
        return "line"
    return "next" if lines == 1 and not _HEADING.search(between) else "far"
