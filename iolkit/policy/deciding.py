"""What is to happen to a flag's words for an audience: every rule is heard, the strictest wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from iolkit import resources
from iolkit.outcomes import Decision
from iolkit.policy.audiences import belongs_to, circle_of, parse_audience, worded
from iolkit.policy.table import MEANS, STRICTNESS, Concern, Entry, Table, least_for
from iolkit.records import Audience, Flag, Handling, Reason, Session


@dataclass(frozen=True, slots=True)
class Policy:
    """The table, ready to decide."""

    table: Table

    @classmethod
    def shipped(cls) -> Policy:
        """The policy of prompts/policy.yaml. Raises HouseError, naming the place, if unfit."""
        return _shipped()

    @classmethod
    def parse(cls, raw: object) -> Policy:
        """A policy from parsed YAML. Raises HouseError, naming the place, if it is unfit."""
        return cls(Table.parse(raw))

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
            yes = Reason("policy_agreed", {"audience": worded(audience)})
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

    def _line(self, flag: Flag) -> Entry | None:
        if flag.concern is not None:
            return self.table.concerns.get(flag.concern)
        return self.table.categories.get(flag.category)

    def _claims(
        self, flag: Flag, audience: Audience, session: Session, reviewed: bool
    ) -> list[tuple[Handling, Reason]]:
        """Every handling some rule asks for, the table's own first."""
        line = self._line(flag)
        who = {"audience": worded(audience)}
        if line is None:
            return [("block", Reason("policy_unknown", who))]
        what = self._worded_line(flag, line)
        circle = circle_of(audience)
        leasts = [
            ("policy_rule", least_for(rule.handling, circle), {"rule": f"@rule.{session.rule}"})
            for rule in self.table.rules[session.rule]
            if rule.meets(flag)
        ]
        if belongs_to(flag, audience) and not line.locked:
            return self._claims_of_owner(
                flag, line, session, Reason("policy_named", {**what, **who})
            )
        if session.competitors and circle in ("P", "Ö"):
            leasts.append(("policy_competitor", MEANS[line.competitors], what))
        owners = self.table.owners[flag.owner]
        leasts.append(
            ("policy_owner", least_for(owners, circle), {"owner": f"@owner.{flag.owner}"})
        )
        if not reviewed:
            leasts.append(("policy_unreviewed", least_for(self.table.unreviewed, circle), what))
        key = "policy_table" if isinstance(line, Concern) else "policy_category"
        table = (line.at(circle), Reason(key, {**what, **who}))
        return [table, *((least, Reason(key, {**values, **who})) for key, least, values in leasts)]

    def _claims_of_owner(
        self, flag: Flag, line: Entry, session: Session, reason: Reason
    ) -> list[tuple[Handling, Reason]]:
        """For the organisation whose secret it is: as for the inmost circle, need to know given."""
        own: Handling = "keep" if line.handling["E"] == "N" else MEANS[line.handling["E"]]
        rules = self.table.rules[session.rule]
        least = [least_for(rule.handling, "E") for rule in rules if rule.meets(flag)]
        return [(handling, reason) for handling in (own, *least)]

    def _worded_line(self, flag: Flag, line: Entry) -> dict[str, str]:
        if isinstance(line, Concern):
            return {"concern": f"@concern.{flag.concern}", "ground": line.ground}
        return {"concern": f"@category.{flag.category}"}


@cache
def _shipped() -> Policy:
    return Policy.parse(resources.rules("policy.yaml"))


def _holds_after_a_yes(claim: tuple[Handling, Reason]) -> bool:
    kept = claim[1].key in ("policy_rule", "policy_competitor", "policy_named")
    return claim[0] == "block" or (claim[0] != "ask" and kept)
