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
from iolkit.redaction.described import DESCRIBED
from iolkit.redaction.merge import flat
from iolkit.redaction.ranges import Ranges
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
    seen = Ranges(flag.span for flag, _ in found)
    for span, secret in secrets.sightings(shown):
        if not seen.cover(span):
            known = secret.flag.recognizer == DESCRIBED
            recognizer = DESCRIBED if known else MENTION
            flag = replace(secret.flag, span=span, recognizer=recognizer)
            found.append((flag, secret.handling))
    regions = flat(flag for flag, _ in found)
    strictest = _strictest(regions, found)
    return tuple(
        Mark(region, strictest[place], values.get(region.span, region.span.of(shown)))
        for place, region in enumerate(regions)
    )


def _strictest(
    regions: Sequence[Flag], found: Sequence[tuple[Flag, Handling]]
) -> dict[int, Handling]:
    """By place of the region: the strictest handling in it. Each flag lies in one region."""
    places = Ranges(region.span for region in regions)
    strictest: dict[int, Handling] = {}
    for flag, handling in found:
        place = places.at(flag.span.start)
        known = strictest.get(place, handling)
        strictest[place] = max(known, handling, key=STRICTNESS.index)
    return strictest


def _clipped(flag: Flag, stretch: Span) -> Flag:
    start, end = max(flag.span.start, stretch.start), min(flag.span.end, stretch.end)
    return replace(flag, span=Span(start, end).shift(-stretch.start))
