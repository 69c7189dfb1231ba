"""How far a debrief brings notes: questions asked, and slots filled before and after.

    python -m tests.bench.debrief GOLD_DIR

Every question is answered by a sentence written for it beforehand, so the figures tell what the
questions are worth and not how well somebody answers. Quotes are checked to be verbatim.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from iolkit.archive.supplements import placed
from iolkit.debrief import Said, gaps, reviews, supplements
from iolkit.embedded import EmbeddedEngine
from iolkit.evaluation import read_folder
from iolkit.kit import Kit
from iolkit.outcomes import Reviewed, Supplement
from iolkit.policy import Policy
from iolkit.records import Note
from iolkit.rubric import SLOTS, Rubric

ANSWERS = {
    "goal": "Neue sollten sich trauen zu fragen.",
    "action": "Alle setzen sich montags zusammen und raten die Ursache.",
    "context": "Ein Werk mit drei Schichten und einem Betriebsrat.",
    "result": "Die Nacharbeit ging spürbar zurück.",
    "why": "Weil jeder einen eigenen Fall mitbrachte.",
    "evidence": "Es wurde im Schichtbuch gezählt.",
    "step": "Die Leitung Ausbildung probiert es aus.",
}
"""What is answered, by slot; a question for two slots gets both sentences."""


@dataclass(frozen=True)
class Sitting:
    """One note: how many items, questions asked, and mean slots filled before and after."""

    items: int
    asked: int
    before: float
    after: float


def sit(reviewed: Reviewed, policy: Policy, rubric: Rubric) -> Sitting:
    """Answer every question that is asked about a note."""
    note = reviewed.analysis.note
    said: tuple[Supplement, ...] = ()
    asked, now = 0, reviewed
    while open_now := gaps(
        now, policy.decisions(now.flags, "partners", note.session), None, rubric
    ):
        gap, asked = open_now[0], asked + 1
        words = " ".join(ANSWERS.get(slot, "") for slot in gap.what.split("+")).strip()
        choice = "3" if gap.matter == "level" else "partners" if gap.matter == "sharing" else ""
        told = Said("bench", "", words, choice)
        assert bool(reviews(gap, told)) == (gap.matter in ("level", "sharing"))
        more = supplements(gap, told, now, rubric)
        said = (*said, *(replace(each, turn=asked) for each in more))
        now = placed(reviewed, said)
    return Sitting(len(reviewed.items), asked, _filled(reviewed), _filled(now))


def verbatim(reviewed: Reviewed) -> bool:
    """Whether every quoted slot lies within its item and covers some words."""
    text = reviewed.analysis.note.text
    spans = {item.id: item.span for item in reviewed.analysis.items}
    return all(
        spans[each.item_id].covers(words) and words.of(text).strip()
        for each in reviewed.analysis.assessments
        for _, words in each.filled
    )


def _filled(reviewed: Reviewed) -> float:
    rated = reviewed.analysis.assessments
    return statistics.mean(len(SLOTS) - len(each.missing) for each in rated) if rated else 0.0


def measure(notes: Sequence[Note]) -> list[Sitting]:
    """Every note with an item, read and asked about."""
    policy, rubric, sittings = Policy.shipped(), Rubric.shipped(), []
    with Kit.open() as kit:
        engine = EmbeddedEngine(encode=kit._parts.encode_if_ready())
        for note in notes:
            reviewed = Reviewed(engine.read(note))
            assert verbatim(reviewed)
            if reviewed.items:
                sittings.append(sit(reviewed, policy, rubric))
    return sittings


def main() -> None:
    """Print the figures of one folder of gold notes."""
    found = measure([each.note for each in read_folder(Path(sys.argv[1]))])
    asked = [each.asked for each in found]
    before, after = [each.before for each in found], [each.after for each in found]
    lines = (
        f"notes {len(found)}, items a note {statistics.median(e.items for e in found):.0f}",
        f"questions: median {statistics.median(asked):.0f}, most {max(asked)}",
        f"slots filled of 6, median over notes: {statistics.median(before):.2f} before, "
        f"{statistics.median(after):.2f} after (mean {statistics.mean(after):.2f}, "
        f"least {min(after):.2f})",
    )
    print("\n".join(lines))  # noqa: T201


if __name__ == "__main__":
    main()
