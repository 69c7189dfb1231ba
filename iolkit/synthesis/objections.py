"""What other notes hold against a statement, found by plain rules and shown with its source.

Made to be right when it speaks. A sentence speaks against another of a different note when both are
about the same thing and take opposite sides (`embedded.stance`), or when it says of the matter
asked for that it failed, was given up or is advised against, and the other tells of it as a
practice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from iolkit.embedded.nearness import content
from iolkit.embedded.stance import Side, opposed, stance, words_of_sides
from iolkit.embedded.statements import statements
from iolkit.engine import Encode
from iolkit.language import stem
from iolkit.language.spelling import listed
from iolkit.outcomes import Citation, Passage
from iolkit.records import Span

MOST = 2
SHARED = 3
"""Words in common from which two sentences are about the same thing, where none is asked for."""
NEAR_ENOUGH = 0.3
"""Cosine of two sentences that can be about the same thing."""
_PALE = frozenset(
    stem(word, "en")
    for word in listed(
        """
        knowledge learn learning experience company organisation organization team people work
        working help colleague year month practice know thing open good new bring
        """
    )
)
"""Words that half of all notes hold: to share one is no common matter."""
_LABELLED = re.compile(
    r"(?:was schiefgeht|woran man|what goes wrong|how to tell)[^:]*:", re.IGNORECASE
)
"""Lines of a card that tell of what may go wrong or of a sign, and claim nothing."""
_VERDICTS = ("worked", "advised")
_TOLD_AGAINST = "mistake"


@dataclass(frozen=True)
class Statement:
    """A sentence of a passage, with what is needed to compare it."""

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        """The sentence."""
        return self.span.of(self.passage.text)

    @property
    def note(self) -> str:
        """The note it stands in."""
        return str(self.passage.facts.get("note_id", self.passage.key))

    @property
    def citation(self) -> Citation:
        """Where it stands."""
        return Citation(self.passage.key, self.span)

    @cached_property
    def words(self) -> frozenset[str]:
        """What it is about."""
        return content(self.text)

    @cached_property
    def side(self) -> dict[str, Side]:
        """On which side it stands, by matter."""
        return stance(self.text)


def statements_of(passages: Sequence[Passage]) -> tuple[Statement, ...]:
    """Every sentence of the passages that says something by itself."""
    return tuple(Statement(each, span) for each in passages for span in statements(each.text))


def against(
    claims: Sequence[Statement],
    every: Sequence[Statement],
    matter: frozenset[str],
    encode: Encode | None,
) -> tuple[Statement, ...]:
    """Up to two statements that speak against a claim, one a note.

    `claims` are the places where the claim is made, `matter` the words of what was asked for.
    """
    notes = {claim.note for claim in claims}
    found: dict[str, Statement] = {}
    for other in every:
        if other.note in notes or other.note in found or not other.side:
            continue
        if any(_speaks_against(other, claim, matter, encode) for claim in claims):
            found[other.note] = other
    return tuple(found.values())[:MOST]


def _near(one: Statement, other: Statement, encode: Encode | None) -> bool:
    if encode is None:
        return True
    vectors = encode([one.text, other.text])
    return float(vectors[0] @ vectors[1]) >= NEAR_ENOUGH


def _speaks_against(
    other: Statement, claim: Statement, matter: frozenset[str], encode: Encode | None
) -> bool:
    if _LABELLED.match(claim.text) or _LABELLED.match(other.text):
        return False
    pale = _PALE | words_of_sides()
    asked = matter - pale
    against_it = any(other.side.get(name) == "against" for name in _VERDICTS)
    favours = (
        "against" not in claim.side.values() and claim.passage.facts.get("kind") != _TOLD_AGAINST
    )
    if asked and asked <= other.words and asked <= content(claim.passage.text):
        return opposed(claim.side, other.side) or (against_it and favours)
    shared = (other.words & claim.words) - pale
    if not shared & asked and len(shared) < SHARED:
        return False
    speaks = opposed(claim.side, other.side) or (against_it and favours and bool(shared & asked))
    return speaks and _near(other, claim, encode)
