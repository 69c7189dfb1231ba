"""Who may read what: category, concern, owner, audience, session rule -> a handling and why.

A pure function over a table (prompts/policy.yaml) that people without Python can read and change.
Every rule only names the *least* handling, and the strictest wins: adding a rule never widens
access, and a wider audience never gets a laxer handling than a narrower one. What the table does
not know is blocked. This module knows no text: what a handling does to words is redaction's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from iolkit import resources
from iolkit.errors import HouseError, WrongUse
from iolkit.outcomes import Decision
from iolkit.records import Audience, Category, Flag, Handling, Owner, Reason, Rule, Session

Cell = Literal["ok", "G", "N", "C", "X"]
Circle = Literal["E", "U", "P", "Ö"]

STRICTNESS: tuple[Handling, ...] = ("keep", "generalise", "mask", "ask", "block")
"""From free to never: each gives away at most what the one before does."""
AUDIENCES = ("team", "company", "partners", "public")
CONCERNS = tuple(f"S{n}" for n in range(1, 22))
LOCKED = ("S2", "S8", "S9", "S13", "S18", "S19")
"""Blocks that the law asks for: no rule, clearance or named recipient loosens them."""

_CIRCLES: tuple[Circle, ...] = get_args(Circle)
_MEANS: dict[Cell, Handling] = {
    "ok": "keep", "G": "generalise", "N": "mask", "C": "ask", "X": "block",
}  # fmt: skip
_ORG = re.compile(r"org:\s*(\S.{0,199})", re.IGNORECASE | re.DOTALL)
_LEGAL_FORM = re.compile(
    r"\W+(?:g?gmbh|ag|se|kg|ohg|ug|eg|mbh|co|kgaa|e\W?v|ltd|limited|llc|inc|plc|ab|oy|as|b\W?v|"
    r"n\W?v|s\W?a|sarl|s\W?p\W?a)\W*$"
)


def parse_audience(text: str) -> Audience:
    """The audience a person named: team, company, partners, public or org:NAME.

    Upper and lower case do not matter, except in NAME. Raises WrongUse for anything else.
    """
    given = text.strip()
    named = _ORG.fullmatch(given)
    if named and named[1].isprintable():
        return f"org:{named[1].strip()}"
    if given.casefold() in AUDIENCES:
        return given.casefold()
    raise WrongUse("audience_unknown", given=given[:40])


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Entry(_Row):
    """A line of the table: one cell for each circle."""

    handling: dict[Circle, Cell]
    severity: Annotated[int, Field(ge=1, le=5)]
    competitors: Cell = "ok"
    locked: bool = False

    @model_validator(mode="after")
    def _whole(self) -> _Entry:
        if set(self.handling) != set(_CIRCLES):
            raise ValueError("needs a handling for each of E, U, P and Ö")
        return self

    def at(self, circle: Circle) -> Handling:
        """The handling for this circle: its own cell, or what a wider circle may have anyway."""
        wider = _CIRCLES[_CIRCLES.index(circle) :]
        return min((_MEANS[self.handling[c]] for c in wider), key=STRICTNESS.index)


class _Name(_Row):
    de: str
    en: str


class _Concern(_Entry):
    name: _Name
    ground: str


class _Least(_Row):
    """A rule: the least handling by circle, for the flags it names (none named = every flag)."""

    handling: dict[Circle, Cell]
    concerns: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    owners: tuple[Owner, ...] = ()

    @model_validator(mode="after")
    def _widening(self) -> _Least:
        _must_widen(self.handling)
        if unknown := set(self.concerns) - set(CONCERNS):
            raise ValueError(f"names unknown concerns: {sorted(unknown)}")
        return self

    def meets(self, flag: Flag) -> bool:
        """Whether the rule speaks of this flag."""
        named = not self.concerns and not self.categories
        named = named or flag.category in self.categories or flag.concern in self.concerns
        return named and (not self.owners or flag.owner in self.owners)


class _Table(_Row):
    """prompts/policy.yaml, checked."""

    concerns: dict[str, _Concern]
    categories: dict[Category, _Entry]
    rules: dict[Rule, tuple[_Least, ...]]
    owners: dict[Owner, dict[Circle, Cell]]
    unreviewed: dict[Circle, Cell]

    @model_validator(mode="after")
    def _whole(self) -> _Table:
        for field, given, needed in (
            ("concerns", self.concerns, CONCERNS),
            ("categories", self.categories, get_args(Category)),
            ("rules", self.rules, get_args(Rule)),
            ("owners", self.owners, get_args(Owner)),
        ):
            if odd := set(given) ^ set(needed):
                raise ValueError(f"{field}: missing or unknown: {', '.join(sorted(odd))}")
        for concern in LOCKED:
            line = self.concerns[concern]
            if not line.locked or {line.handling["P"], line.handling["Ö"]} != {"X"}:
                raise ValueError(f"concerns.{concern} must stay locked, and X for P and Ö")
        for least in (*self.owners.values(), self.unreviewed):
            _must_widen(least)
        return self


def _must_widen(least: dict[Circle, Cell]) -> None:
    steps = [STRICTNESS.index(_MEANS[least.get(circle, "ok")]) for circle in _CIRCLES]
    if steps != sorted(steps):
        raise ValueError("a wider circle must not get a laxer handling (E, U, P, Ö)")


@dataclass(frozen=True, slots=True)
class Policy:
    """The table, ready to decide."""

    table: _Table

    @classmethod
    def shipped(cls) -> Policy:
        """The policy of prompts/policy.yaml. Raises HouseError, naming the place, if unfit."""
        return _shipped()

    @classmethod
    def parse(cls, raw: object) -> Policy:
        """A policy from parsed YAML. Raises HouseError, naming the place, if it is unfit."""
        try:
            return cls(_Table.model_validate(raw))
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"]) or "policy.yaml"
            raise HouseError("policy_unfit", place=place, problem=first["msg"]) from error

    def severity(self, flag: Flag) -> int:
        """How much harm the flag's words can do, 1..5; what the table does not know counts as 5."""
        line = self._line(flag)
        return line.severity if line else 5

    def decide(
        self,
        flag: Flag,
        audience: Audience,
        session: Session,
        *,
        reviewed: bool = False,
        agreed: bool = False,
    ) -> tuple[Handling, Reason]:
        """What is to happen to the flag's words for this audience, and the rule that says so.

        `reviewed` = a person has kept the flag; `agreed` = one lets this audience read it, which
        lifts no block and no softening that the session asks for. Raises WrongUse (audience).
        """
        audience = parse_audience(audience)
        claims = self._claims(flag, audience, session, reviewed)
        if agreed:
            yes = Reason("policy_agreed", {"audience": _worded(audience)})
            claims = [("keep", yes), *filter(_holds_after_a_yes, claims)]
        return max(claims, key=lambda claim: STRICTNESS.index(claim[0]))

    def decisions(
        self,
        flags: Sequence[Flag],
        audience: Audience,
        session: Session,
        *,
        reviewed: frozenset[str] = frozenset(),
        agreed: frozenset[str] = frozenset(),
    ) -> tuple[Decision, ...]:
        """One decision a flag, its replacement open; `reviewed` and `agreed` hold ids of flags."""
        decided = (
            self.decide(
                flag, audience, session, reviewed=flag.id in reviewed, agreed=flag.id in agreed
            )
            for flag in flags
        )
        return tuple(Decision(f, *d, replacement="") for f, d in zip(flags, decided, strict=True))

    def _line(self, flag: Flag) -> _Entry | None:
        if flag.concern is not None:
            return self.table.concerns.get(flag.concern)
        return self.table.categories.get(flag.category)

    def _claims(
        self, flag: Flag, audience: Audience, session: Session, reviewed: bool
    ) -> list[tuple[Handling, Reason]]:
        """Every handling some rule asks for, the table's own first."""
        line = self._line(flag)
        who = {"audience": _worded(audience)}
        if line is None:
            return [("block", Reason("policy_unknown", who))]
        what = self._worded_line(flag, line)
        circle = _circle(audience)
        leasts = [
            ("policy_rule", _least(rule.handling, circle), {"rule": f"@rule.{session.rule}"})
            for rule in self.table.rules[session.rule]
            if rule.meets(flag)
        ]
        if _theirs(flag, audience) and not line.locked:
            return self._claims_of_owner(
                flag, line, session, Reason("policy_named", {**what, **who})
            )
        if session.competitors and circle in ("P", "Ö"):
            leasts.append(("policy_competitor", _MEANS[line.competitors], what))
        owners = self.table.owners[flag.owner]
        leasts.append(("policy_owner", _least(owners, circle), {"owner": f"@owner.{flag.owner}"}))
        if not reviewed:
            leasts.append(("policy_unreviewed", _least(self.table.unreviewed, circle), what))
        key = "policy_table" if isinstance(line, _Concern) else "policy_category"
        table = (line.at(circle), Reason(key, {**what, **who}))
        return [table, *((least, Reason(key, {**values, **who})) for key, least, values in leasts)]

    def _claims_of_owner(
        self, flag: Flag, line: _Entry, session: Session, reason: Reason
    ) -> list[tuple[Handling, Reason]]:
        """For the organisation whose secret it is: as for the inmost circle, need to know given."""
        own: Handling = "keep" if line.handling["E"] == "N" else _MEANS[line.handling["E"]]
        rules = self.table.rules[session.rule]
        least = [_least(rule.handling, "E") for rule in rules if rule.meets(flag)]
        return [(handling, reason) for handling in (own, *least)]

    def _worded_line(self, flag: Flag, line: _Entry) -> dict[str, str]:
        if isinstance(line, _Concern):
            return {"concern": f"@concern.{flag.concern}", "ground": line.ground}
        return {"concern": f"@category.{flag.category}"}


@cache
def _shipped() -> Policy:
    return Policy.parse(resources.rules("policy.yaml"))


def _holds_after_a_yes(claim: tuple[Handling, Reason]) -> bool:
    kept = claim[1].key in ("policy_rule", "policy_competitor", "policy_named")
    return claim[0] == "block" or (claim[0] != "ask" and kept)


def _least(least: dict[Circle, Cell], circle: Circle) -> Handling:
    return _MEANS[least.get(circle, "ok")]


def _circle(audience: Audience) -> Circle:
    """The circle an audience stands in; one named organisation stands among the partners."""
    return "P" if audience.startswith("org:") else _CIRCLES[AUDIENCES.index(audience)]


def _theirs(flag: Flag, audience: Audience) -> bool:
    """Whether the secret belongs to the one organisation that is to read it."""
    if not (audience.startswith("org:") and flag.org) or flag.owner == "own":
        return False
    return plain_name(flag.org) == plain_name(audience[4:])


def plain_name(name: str) -> str:
    """An organisation's name without case, spacing and legal form: "Halverde Technik GmbH"."""
    plain = " ".join(name.casefold().split())
    while (shorter := _LEGAL_FORM.sub("", plain)) != plain:
        plain = shorter
    return plain


def _worded(audience: Audience) -> str:
    return audience[4:].lstrip("@") if audience.startswith("org:") else f"@audience.{audience}"
