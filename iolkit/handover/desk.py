"""What every part of one handover shares: its audience, its language and what it must not say.

`Desk.own` words the house's own sentences (headings, questions, counts). They too pass the door:
a hidden name that happens to stand in one of them is hidden there as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from iolkit import citations, phrases, redaction
from iolkit.handover.terms import Terms
from iolkit.outcomes import Cleared, Fit, Picture, Plan, Section
from iolkit.phrases import Tongue
from iolkit.policy import Policy
from iolkit.records import Audience
from iolkit.redaction import Secrets

CELL = "\t"
"""Between the cells of a row: consecutive paragraphs with it are a table, its head first."""
BULLET = "• "
"""At the start of a list entry."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who the handover is for, in which language its own words are, and what it must not say."""

    audience: Audience
    language: Tongue
    policy: Policy
    secrets: Secrets
    terms: Terms
    homes: Mapping[str, tuple[Fit, Plan]] = field(default_factory=dict)
    """By item: how it fits here and how it is brought home. Only readers in the house see it."""

    @property
    def outside(self) -> bool:
        """Whether the document leaves the own organisation."""
        return self.audience not in ("team", "company")

    def say(self, key: str, **values: str | int | float) -> str:
        """The phrase `handover.<key>`."""
        return phrases.say(f"handover.{key}", self.language, **values)

    def own(self, text: str) -> Cleared:
        """The house's own words, cleared for the audience."""
        return redaction.release(text, (), self.audience, self.language, None, self.secrets).cleared

    def row(self, *cells: str) -> Cleared:
        """A row of a table."""
        return self.own(CELL.join(" ".join(cell.split()) for cell in cells))

    def section(
        self, heading: str, *paragraphs: Cleared, picture: Picture | None = None
    ) -> Section:
        """A section; paragraphs with nothing in them are left out, and so is a picture on which a
        word of ours happens to be a secret."""
        kept = tuple(p for p in paragraphs if p.text.strip())
        return Section(self.own(heading).text, kept, picture if self._may_show(picture) else None)

    def _may_show(self, picture: Picture | None) -> bool:
        # Only documents with pictures need the library that draws them.
        from iolkit.handover import pictures

        if picture is None:
            return False
        printed = pictures.printed(picture, self.language)
        return not citations.leaks(printed, self.secrets.values())
