"""Prose for a handover or a synthesis, from sentences of the passages, each with its key.

This engine writes nothing of its own: it chooses. A handover takes up every passage in the order
given; a synthesis puts what several passages say first, one full sentence of each, and leaves out
what repeats.
"""

from __future__ import annotations

from collections.abc import Sequence

from iolkit.embedded.answer import quotable
from iolkit.embedded.nearness import Nearness, pick
from iolkit.embedded.statements import statements
from iolkit.engine import Encode, Task
from iolkit.language import tongue
from iolkit.outcomes import Citation, CitedSentence, Passage
from iolkit.records import Span

A_PASSAGE = 2
"""Sentences that a handover takes of a passage."""
SYNTHESIS = 8
VARIETY = 0.4
_FIRST, _OWN_LANGUAGE = 0.3, 0.15


def write(
    task: Task, passages: Sequence[Passage], language: str, encode: Encode | None
) -> tuple[CitedSentence, ...]:
    """Sentences verbatim from the passages. `language` is preferred where there is a choice; a
    passage in the other one is quoted as it stands."""
    cut = quotable if task == "handover" else statements
    quotes = [
        (i, span) for i, passage in enumerate(passages) for span in cut(passage.text)
        if span.of(passage.text).strip()
    ]  # fmt: skip
    if not quotes:
        return ()
    said = [span.of(passages[i].text) for i, span in quotes]
    nearness = Nearness(said, encode)
    if task == "handover":
        chosen = _of_each(nearness, quotes)
    else:
        chosen = _of_all(nearness, quotes, said, language)
    return tuple(
        CitedSentence(said[p], (Citation(passages[quotes[p][0]].key, quotes[p][1]),))
        for p in chosen
    )


def _of_each(nearness: Nearness, quotes: Sequence[tuple[int, Span]]) -> list[int]:
    """The most telling sentences of every passage, in the order they stand."""
    chosen: list[int] = []
    for passage in sorted({i for i, _ in quotes}):
        members = [p for p, (i, _) in enumerate(quotes) if i == passage]
        central = nearness.centrality(members)
        worth = {
            p: float(c) + _FIRST * (p == members[0]) for p, c in zip(members, central, strict=True)
        }
        chosen.extend(sorted(pick(nearness, worth, A_PASSAGE, VARIETY)))
    return chosen


def _of_all(
    nearness: Nearness, quotes: Sequence[tuple[int, Span]], said: Sequence[str], language: str
) -> list[int]:
    """What is central to all passages together, one sentence a passage, without repetition, best
    first."""
    central = nearness.centrality(range(len(quotes)))
    worth = {
        p: float(central[p])
        + _FIRST * (p == 0 or quotes[p - 1][0] != quotes[p][0]) / 2
        + _OWN_LANGUAGE * (tongue(said[p]) == language)
        for p in range(len(quotes))
    }
    best: dict[int, int] = {}
    for place, (passage, _) in enumerate(quotes):
        if passage not in best or worth[place] > worth[best[passage]]:
            best[passage] = place
    return pick(nearness, {p: worth[p] for p in best.values()}, SYNTHESIS, VARIETY)
