"""Evidence: what in a text speaks for a high or a low level of a dimension, and how strongly.

A cue is worth what its sentence leaves of it: negated, wished for, partly true, long past or only
talked about. The rules are those of the decision record 0007; their words stand in the rubric.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iolkit.embedded.cues import Cue, CueHit, TokenLine, compile_all, find
from iolkit.records import DIMENSIONS, Dimension, Span
from iolkit.rubric import Rubric

REACH_NEGATION = 4
REACH_WEAKER = 2
REACH_PARTLY = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch that speaks for a higher (`push` > 0) or lower level; |push| is 0.5, 1 or 2."""

    span: Span
    push: float
    cue: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every cue of a rubric, compiled."""

    raise_: Mapping[Dimension, tuple[Cue, ...]]
    lower: Mapping[Dimension, tuple[Cue, ...]]
    modality: Mapping[str, tuple[Cue, ...]]
    false_friends: Mapping[Dimension, tuple[Cue, ...]]

    @classmethod
    def of(cls, rubric: Rubric) -> Lexicon:
        """Compile a rubric's cues. Raises HouseError("cue_unreadable") for one that is off."""
        dims = rubric.dimensions.items()
        return cls(
            {d: compile_all(c.cues.de.raise_ + c.cues.en.raise_) for d, c in dims},
            {d: compile_all(c.cues.de.lower + c.cues.en.lower) for d, c in dims},
            {name: compile_all(cues) for name, cues in rubric.modality},
            {d: compile_all(cues) for d, cues in rubric.false_friends.items()},
        )


def find_evidence(line: TokenLine, lexicon: Lexicon) -> dict[Dimension, tuple[Evidence, ...]]:
    """The evidence for each dimension, ordered by place; each cue counts once, and of two that
    overlap the stronger one."""
    mood = _Mood.of(line, lexicon)
    return {d: _of_dimension(line, lexicon, mood, d) for d in DIMENSIONS}


def net(evidence: Sequence[Evidence]) -> float:
    """The sum of all pushes: the cues' verdict, 0 where they are silent or balanced."""
    return sum(e.push for e in evidence)


def _of_dimension(
    line: TokenLine, lexicon: Lexicon, mood: _Mood, dimension: Dimension
) -> tuple[Evidence, ...]:
    masked = [hit.span for hit in find(line, lexicon.false_friends[dimension])]
    weighed: dict[str, Evidence] = {}
    for sign, cues in ((1, lexicon.raise_[dimension]), (-1, lexicon.lower[dimension])):
        for hit in find(line, cues):
            push = sign * hit.cue.weight * mood.share(hit, dimension)
            if push and not any(m.overlaps(hit.span) for m in masked):
                weighed.setdefault(hit.cue.source, Evidence(hit.span, push, hit.cue.source))
    kept: list[Evidence] = []
    for candidate in sorted(weighed.values(), key=lambda e: (-abs(e.push), e.span, e.cue)):
        if not any(candidate.span.overlaps(other.span) for other in kept):
            kept.append(candidate)
    return tuple(sorted(kept, key=lambda e: e.span))


@dataclass(frozen=True, slots=True)
class _Mood:
    """Where the words stand that turn a cue round, weaken it or take it away."""

    line: TokenLine
    hits: Mapping[str, tuple[CueHit, ...]]

    @classmethod
    def of(cls, line: TokenLine, lexicon: Lexicon) -> _Mood:
        return cls(line, {name: find(line, cues) for name, cues in lexicon.modality.items()})

    def share(self, hit: CueHit, dimension: Dimension) -> float:
        """What is left of a cue: 1, 0.5, -0.5 (turned round) or 0."""
        if self._taken_away(hit, dimension):
            return 0.0
        negations = self._negations(hit)
        if negations:
            return 0.5 if negations > 1 else -0.5
        if self._before(hit, "weaker", REACH_WEAKER):
            return -0.5
        if self._before(hit, "partly", REACH_PARTLY) or self._same_sentence(hit, "reported"):
            return 0.5
        return 1.0

    def _taken_away(self, hit: CueHit, dimension: Dimension) -> bool:
        line = self.line
        return (
            line.sentences[hit.first] in line.questions
            or self._same_clause(hit, "planned")
            or self._same_clause(hit, "recipient")
            or (dimension == "technological" and self._same_sentence(hit, "topic"))
            or self._overtaken(hit)
        )

    def _negations(self, hit: CueHit) -> int:
        spared = {i for only in self.hits["not_only"] for i in range(only.first, only.last + 1)}
        near = [h for h in self._before_hits(hit, "negated_before", REACH_NEGATION)]
        count = len({h.first for h in near if h.first not in spared})
        after = any(
            h.first > hit.last and self._clause(h) == self._clause(hit)
            for h in self.hits["negated_after"]
        )
        return count + after

    def _overtaken(self, hit: CueHit) -> bool:
        """Said of the past, and the same or the next sentence goes on to the present."""
        line, past = self.line, self._same_clause(hit, "past")
        return past and any(
            line.clauses[now.first] > line.clauses[hit.first]
            and line.sentences[now.first] - line.sentences[hit.first] <= 1
            for now in self.hits["present"]
        )

    def _before(self, hit: CueHit, mood: str, reach: int) -> bool:
        return bool(self._before_hits(hit, mood, reach))

    def _before_hits(self, hit: CueHit, mood: str, reach: int) -> list[CueHit]:
        return [
            h
            for h in self.hits[mood]
            if hit.first - reach <= h.last < hit.first and self._clause(h) == self._clause(hit)
        ]

    def _clause(self, hit: CueHit) -> int:
        return self.line.clauses[hit.first]

    def _same_clause(self, hit: CueHit, mood: str) -> bool:
        return any(self._clause(h) == self._clause(hit) for h in self.hits[mood])

    def _same_sentence(self, hit: CueHit, mood: str) -> bool:
        sentences = self.line.sentences
        return any(sentences[h.first] == sentences[hit.first] for h in self.hits[mood])
