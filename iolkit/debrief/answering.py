"""What becomes of an answer: words that are kept with the items, or reviews made of a choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from iolkit.debrief.asking import Gap
from iolkit.debrief.wording import CONSENTS
from iolkit.embedded.clarity import Slots
from iolkit.errors import WrongUse
from iolkit.outcomes import Reviewed, Supplement
from iolkit.records import Flag, Review
from iolkit.rubric import LEVELS, SLOTS, Rubric, Slot

ALSO: frozenset[Slot] = frozenset({"result", "why", "evidence"})
"""Slots whose words tell them from the others wherever they stand."""
LONGEST = 2000
"""Characters of an answer: it completes a learning item and is no note of its own."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said: words with what is sensitive in them, a choice, or both; or nothing, when
    the question was skipped."""

    by: str
    at: str
    text: str = field(default="", repr=False)
    choice: str = ""
    flags: tuple[Flag, ...] = ()
    skipped: bool = False


def checked(gap: Gap, said: Said) -> None:
    """Raises WrongUse("debrief_empty", "debrief_choice", "debrief_too_long") for an answer that
    does not answer the question."""
    if len(said.text) > LONGEST:
        raise WrongUse("debrief_too_long", most=LONGEST)
    if gap.matter in ("level", "sharing"):
        known = CONSENTS if gap.matter == "sharing" else tuple(map(str, LEVELS))
        if said.choice not in known:
            raise WrongUse("debrief_choice", choices=", ".join(known))
    elif not said.text.strip():
        raise WrongUse("debrief_empty")


def reviews(gap: Gap, said: Said) -> tuple[Review, ...]:
    """The reviews that a choice amounts to; the reason is what the person wrote beside it."""
    if said.skipped or gap.matter not in ("level", "sharing"):
        return ()
    reason = " ".join(said.text.split())
    if gap.matter == "level":
        subject = f"{gap.items[0]}:{gap.what}"
        return (Review("rating", subject, "level", said.choice, said.by, said.at, reason),)
    word = "partners:no" if said.choice == "no" else f"{said.choice}:yes"
    return tuple(
        Review("flag", flag.id, "release", word, said.by, said.at, reason) for flag in gap.flags
    )


def supplements(
    gap: Gap, said: Said, reviewed: Reviewed, rubric: Rubric, review: int = 0
) -> tuple[Supplement, ...]:
    """What is kept with each item of the question: the words of a free answer, and that it was
    asked. `review` is the step of the reviews made of a choice."""
    spans = {item.id: item.span for item in reviewed.analysis.items}
    missing = {each.item_id: each.missing for each in reviewed.analysis.assessments}
    free = not said.skipped and gap.matter in ("slot", "step")
    return tuple(
        Supplement(
            item_id=item_id,
            anchor=spans[item_id],
            matter=gap.matter,
            what=_told(gap, said, missing[item_id], rubric) if free else gap.what,
            text=said.text if free else "",
            flags=said.flags if free else (),
            by=said.by,
            at=said.at,
            skipped=said.skipped,
            review=review,
        )
        for item_id in gap.items
    )


def _told(gap: Gap, said: Said, missing: Sequence[str], rubric: Rubric) -> str:
    """What an answer fills: the first thing asked, and of what else is open whatever its words
    speak for strongly. What was asked as two and answered as one leaves the other open."""
    if gap.matter != "slot":
        return gap.what
    first = gap.what.partition("+")[0]
    if len(gap.items) > 1:
        # Said of all of them: what else is in it belongs to one, and nobody knows to which.
        return first
    slots = Slots.of(rubric)
    also = [s for s in SLOTS if s in missing and s != first and slots.speaks(s, said.text)]
    return "+".join([first, *(s for s in also if s in ALSO)])
