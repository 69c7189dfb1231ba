"""Many cue lists looked up at once: the rubric's word classes, a thousand cues for every sentence.

A cue can only stand where the first letters of its fixed part do, so the runs of three letters of
a line tell at once which few cues are worth a search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from iolkit.embedded.cues import Cue, CueHit, TokenLine, find

_RUN = 3


class CueBook:
    """Named cue lists with an index over them."""

    def __init__(self, lists: Mapping[str, tuple[Cue, ...]]) -> None:
        self.names = tuple(lists)
        self._cues = [(place, cue) for place, cues in enumerate(lists.values()) for cue in cues]
        index: dict[str, list[int]] = defaultdict(list)
        for number, (_, cue) in enumerate(self._cues):
            short = any(len(literal) < _RUN for literal in cue.literals)
            for start in {""} if short else {literal[:_RUN] for literal in cue.literals}:
                index[start].append(number)
        self._index = dict(index)

    def find(self, line: TokenLine) -> tuple[tuple[CueHit, ...], ...]:
        """The hits of each list, in the order of `names`; those of a list by place."""
        text = line.line
        runs = {text[at : at + _RUN] for at in range(len(text) - _RUN + 1)}
        near = {n for run in runs & self._index.keys() for n in self._index[run]}
        near.update(self._index.get("", ()))
        cues: list[list[Cue]] = [[] for _ in self.names]
        for number in sorted(near):
            place, cue = self._cues[number]
            cues[place].append(cue)
        return tuple(find(line, some) if some else () for some in cues)
