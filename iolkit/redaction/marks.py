"""What is to be changed in a stretch of text: disjoint marks, one handling each.

Flags come with their decisions; every further sighting of a hidden value is marked like the flag it
comes from. Where marks overlap, the strictest handling holds for all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from iolkit.outcomes import Decision
from iolkit.policy import STRICTNESS
from iolkit.records import Flag, Handling, Span
from iolkit.redaction.merge import flat
from iolkit.redaction.secrets import Secrets

MENTION = "redaction.mention"
"""The recognizer named on marks that no flag asked for."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A range of the stretch and what happens to it; `flag.span` counts in the stretch too."""

    flag: Flag
    handling: Handling
    value: str = field(repr=False)
    """All that was flagged, also where the border of the stretch cuts it."""

    @property
    def span(self) -> Span:
        """The range it covers."""
        return self.flag.span


def marks(
    text: str, stretch: Span, decisions: Sequence[Decision], secrets: Secrets
) -> tuple[Mark, ...]:
    """The marks of the stretch, ordered, disjoint, none of them kept."""
    shown = stretch.of(text)
    found: list[tuple[Flag, Handling]] = []
    values: dict[Span, str] = {}
    for made in decisions:
        value = made.flag.span.of(text)
        handling = secrets.handling(made.flag, value, made.handling)
        if handling != "keep":
            clipped = _clipped(made.flag, stretch)
            found.append((clipped, handling))
            values[clipped.span] = value
    for span, secret in secrets.sightings(shown):
        if not any(flag.span.covers(span) for flag, _ in found):
            flag = replace(secret.flag, span=span, recognizer=MENTION)
            found.append((flag, secret.handling))
    return tuple(
        Mark(region, _strictest(region, found), values.get(region.span, region.span.of(shown)))
        for region in flat(flag for flag, _ in found)
    )


def _strictest(region: Flag, found: Sequence[tuple[Flag, Handling]]) -> Handling:
    within = (handling for flag, handling in found if flag.span.overlaps(region.span))
    return max(within, key=STRICTNESS.index)


def _clipped(flag: Flag, stretch: Span) -> Flag:
    start, end = max(flag.span.start, stretch.start), min(flag.span.end, stretch.end)
    return replace(flag, span=Span(start, end).shift(-stretch.start))
