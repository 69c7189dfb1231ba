"""The part of the kit in memory that asks about what a note leaves open, by the house's rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from iolkit import debrief as asking
from iolkit.errors import NotFound
from iolkit.outcomes import Completeness, Corroboration, Debrief, Objection, Supplement, Support
from iolkit.policy import Policy
from iolkit.records import Analysis, Masked
from iolkit.rubric import Rubric

AT = "2026-02-06T10:00:00+00:00"


class FakeDebriefing:
    """Mixed into FakeKit, which brings notes, reviews and settings. `against` is what speaks
    against every item, `gap` the note that is worth a debrief."""

    analyses: dict[str, Analysis]
    calls: list[tuple[str, object]]
    answered: dict[str, tuple[Supplement, ...]]
    settings: Any
    note: Any
    review: Any
    steps: Any
    undo: Any
    gap: str | None = None
    against: tuple[Objection, ...] = ()
    told_by: tuple[str, ...] = ()

    def debrief(self, note_id: str, item_id: str = "", *, language: str = "de") -> Debrief:
        """How far it is."""
        reviewed = self.note(note_id)
        chosen = {item_id} if item_id else None
        return asking.debrief(reviewed, self._consents(reviewed), language, item_ids=chosen)  # type: ignore[arg-type]

    def debrief_answer(
        self, note_id: str, key: str, text: str = "", choice: str = "", *, item_id: str = ""
    ) -> None:
        """Keep an answer."""
        self.calls.append(("debrief_answer", (key, text, choice)))
        self._keep(note_id, key, asking.Said("erika", AT, text.strip(), choice), item_id)

    def debrief_skip(self, note_id: str, key: str, *, item_id: str = "") -> None:
        """Leave one out."""
        self.calls.append(("debrief_skip", key))
        self._keep(note_id, key, asking.Said("erika", AT, skipped=True), item_id)

    def debrief_undo(self, note_id: str) -> bool:
        """Take the last one back."""
        self.calls.append(("debrief_undo", note_id))
        every = self.answered.get(note_id, ())
        if not every:
            return False
        if every[-1].review:
            self.undo(note_id, every[-1].review)
        last = every[-1].turn
        self.answered[note_id] = tuple(each for each in every if each.turn != last)
        return True

    def completeness(self, note_id: str) -> Mapping[str, Completeness]:
        """By item."""
        reviewed = self.note(note_id)
        return asking.completeness(reviewed, reviewed.analysis.items)

    def next_gap(self) -> str | None:
        """The note that a test names."""
        return self.gap

    def corroboration(self, item_id: str) -> Corroboration:
        """Its own session, and those that a test names."""
        self.calls.append(("corroboration", item_id))
        number = 1 + len(self.told_by)
        support = Support(organisations=number, unnamed=1, sessions=number + 1, cards=1)
        days = (date(2024, 5, 1), date(2026, 2, 5))
        return Corroboration(item_id, support, self.told_by, self.against, *days)

    def _keep(self, note_id: str, key: str, said: asking.Said, item_id: str) -> None:
        reviewed = self.note(note_id)
        open_now = asking.gaps(reviewed, self._consents(reviewed), {item_id} if item_id else None)
        gap = next((each for each in open_now if each.key == key), None)
        if gap is None:
            raise NotFound("debrief_question_unknown")
        if not said.skipped:
            asking.checked(gap, said)
        step = 0
        if words := asking.reviews(gap, said):
            self.review(*words)
            step = self.steps(note_id)[-1].number
        every = self.answered.get(note_id, ())
        turn = max((each.turn for each in every), default=0) + 1
        more = asking.supplements(gap, said, reviewed, Rubric.shipped(), step)
        self.answered[note_id] = (*every, *(replace(each, turn=turn) for each in more))

    @staticmethod
    def _consents(reviewed: Any) -> Any:
        session = reviewed.analysis.note.session
        return Policy.shipped().decisions(reviewed.flags, "partners", session)


QUOTE = Objection("other", Masked("Es wurde nach einem Jahr wieder eingestellt."), 2025)
