"""What was agreed for the sessions whose notes leave together, and what that means for each flag.

A document is one thing: whoever may not read a part of it may not read it. So the strictest rule
of all its sessions holds for every item, and a competitor who sat in one of them counts for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from iolkit import redaction
from iolkit.outcomes import Decision, PlanWords, Reviewed, Supplement
from iolkit.policy import AUDIENCES, STRICTNESS, Policy, plain_name
from iolkit.records import Audience, Flag, Rule
from iolkit.redaction import Secrets

RULES: tuple[Rule, ...] = ("nda", "chatham", "internal", "open")
"""The strictest first."""
Said = Supplement | PlanWords
"""Words of a person beside the note, with what is sensitive in them."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of all sessions, the strictest first, and the competitors who sat in them."""

    rules: tuple[Rule, ...]
    competitors: tuple[str, ...]

    @classmethod
    def of(cls, reviewed: Sequence[Reviewed]) -> Self:
        """The terms of the sessions of some notes."""
        sessions = [each.analysis.note.session for each in reviewed]
        met = {session.rule for session in sessions}
        seen = dict.fromkeys(name for session in sessions for name in session.competitors)
        return cls(tuple(rule for rule in RULES if rule in met), tuple(seen))

    @property
    def told(self) -> tuple[Rule, ...]:
        """What a reader is told: the strictest, and Chatham House, which asks another thing."""
        return tuple(rule for rule in self.rules if rule in (self.rules[0], "chatham"))


def decisions(
    reviewed: Reviewed, audience: Audience, terms: Terms, policy: Policy
) -> tuple[Decision, ...]:
    """What is to happen to the flags that stand, the strictest of all terms.

    Flags that a person accepted count as looked at; a person's yes for this audience counts.
    """
    return _decided(reviewed, reviewed.flags, audience, (terms, policy), agreed(reviewed, audience))


def of_answer(
    reviewed: Reviewed,
    answer: Supplement | PlanWords,
    audience: Audience,
    terms: Terms,
    policy: Policy,
) -> tuple[Decision, ...]:
    """The same for what is sensitive in something that a person added, to the note or a plan."""
    return _decided(reviewed, answer.flags, audience, (terms, policy), frozenset())


def before_answers(
    reviewed: Reviewed, audience: Audience, terms: Terms, policy: Policy
) -> tuple[Decision, ...]:
    """The same as if nobody had said yes or no yet."""
    return _decided(reviewed, reviewed.flags, audience, (terms, policy), frozenset())


def agreed(reviewed: Reviewed, audience: Audience) -> frozenset[str]:
    """The flags that a person lets this audience read."""
    return frozenset(flag for flag, said in reviewed.answers.items() if answered(said, audience))


def answered(answers: Sequence[tuple[Audience, bool]], audience: Audience) -> bool | None:
    """What a person's words (audience, yes or no; in order) say for `audience`; None = nothing.

    A yes counts for every narrower audience too, a no for every wider one; the last word wins.
    What is said of one organisation says nothing of another, and a yes for it nothing of a circle.
    """
    last: bool | None = None
    for given, yes in answers:
        if _speaks_of(given, audience, yes):
            last = yes
    return last


def _speaks_of(given: Audience, audience: Audience, yes: bool) -> bool:
    if given.startswith("org:") and audience.startswith("org:"):
        return plain_name(given[4:]) == plain_name(audience[4:])
    if yes and given.startswith("org:"):
        return False
    inner, outer = (audience, given) if yes else (given, audience)
    return _circle(inner) <= _circle(outer)


def _circle(audience: Audience) -> int:
    """From the inside out; one named organisation stands among the partners."""
    return AUDIENCES.index("partners" if audience.startswith("org:") else audience)


def held(reviewed: Sequence[Reviewed], audience: Audience, terms: Terms, policy: Policy) -> Secrets:
    """The secrets of all notes together, names of their sessions included.

    A name of a session that would need a yes is no secret once a person gave it for that name.
    """
    texts: list[tuple[str, Sequence[Decision]]] = []
    free: set[str] = set()
    for each in reviewed:
        text = each.analysis.note.text
        made = decisions(each, audience, terms, policy)
        free |= {plain_name(d.flag.span.of(text)) for d in made if d.reason.key == "policy_agreed"}
        texts.append((text, made))
        plans = (words for plan in each.plans.values() for words in plan.values())
        answers: list[Said] = [*each.supplements, *plans]
        for answer in answers:
            own = of_answer(each, answer, audience, terms, policy)
            texts.append((answer.text, own))
    for session in (each.analysis.note.session for each in reviewed):
        for rule in terms.rules:
            strict = replace(session, rule=rule, competitors=terms.competitors)
            names, named = redaction.session_names(strict, audience, policy)
            texts.append((names, [d for d in named if not _freed(d, names, free)]))
    return Secrets.of(texts, anonymous="chatham" in terms.rules)


def _freed(decision: Decision, names: str, free: set[str]) -> bool:
    return decision.handling == "ask" and plain_name(decision.flag.span.of(names)) in free


def _decided(
    reviewed: Reviewed,
    flags: Sequence[Flag],
    audience: Audience,
    rules_of: tuple[Terms, Policy],
    yes: frozenset[str],
) -> tuple[Decision, ...]:
    terms, policy = rules_of
    kept = frozenset(flag for flag, state in reviewed.states.items() if state == "accepted")
    session = reviewed.analysis.note.session
    # The note's own rule comes first, so that of equals its reason is the one told.
    rules = dict.fromkeys((session.rule, *terms.rules))
    every = [
        policy.decisions(
            flags,
            audience,
            replace(session, rule=rule, competitors=terms.competitors),
            reviewed=kept,
            agreed=yes,
        )
        for rule in rules
    ]
    return tuple(
        max(made, key=lambda one: STRICTNESS.index(one.handling))
        for made in zip(*every, strict=True)
    )
