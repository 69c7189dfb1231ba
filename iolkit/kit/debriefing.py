"""Verbs of the debrief: ask about what a note leaves open, keep what people say, take it back; and
rows to train on, made of people's words for whoever agrees."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from iolkit.errors import NotFound
from iolkit.kit.reviewing import ReviewVerbs
from iolkit.outcomes import Completeness, Debrief, Decision, Reviewed, TrainingRow
from iolkit.records import Review

if TYPE_CHECKING:
    from iolkit.debrief import Said
    from iolkit.phrases import Tongue


class DebriefVerbs(ReviewVerbs):
    """From bullets to something that others can use, in at most seven questions."""

    def debrief(self, note_id: str, item_id: str = "", *, language: Tongue = "de") -> Debrief:
        """What is still to be asked about a note, or about one of its items, and how complete it
        is. Raises NotFound."""
        from iolkit import debrief

        reviewed = self.note(note_id)
        chosen = {item_id} if item_id else None
        if item_id and item_id not in {item.id for item in reviewed.items}:
            raise NotFound("mark_unknown", mark=item_id)
        return debrief.debrief(
            reviewed,
            self._consents(reviewed),
            language,
            item_ids=chosen,
            rubric=self._parts.rubric,
        )

    def debrief_answer(
        self, note_id: str, key: str, text: str = "", choice: str = "", *, item_id: str = ""
    ) -> None:
        """Keep the answer to an open question: words, a choice, or a choice with its reason.

        What is sensitive in the words is found and masked like the note's own. Raises NotFound
        ("note_unknown", "debrief_question_unknown"), WrongUse ("debrief_empty", "debrief_choice",
        "debrief_too_long").
        """
        from iolkit.debrief import Said

        told = text.strip()
        self._keep(
            note_id,
            key,
            item_id,
            Said(self._parts.settings.user, _now(), told, choice),
        )

    def debrief_skip(self, note_id: str, key: str, *, item_id: str = "") -> None:
        """Leave a question out; it is not asked again. Raises NotFound as `debrief_answer`."""
        from iolkit.debrief import Said

        self._keep(note_id, key, item_id, Said(self._parts.settings.user, _now(), skipped=True))

    def debrief_undo(self, note_id: str) -> bool:
        """Take back the last answer or skip of a note, its words for good; False: there is none.

        Raises NotFound, WrongUse("undo_blocked") when a later review stands on it.
        """
        archive = self._parts.archive
        said = archive.supplements.of(note_id)
        if not said:
            return False
        if step := said[-1].review:
            # Whoever took the review back in its history has done this part already.
            with contextlib.suppress(NotFound):
                self.undo(note_id, step)
        archive.supplements.take_back(note_id, by=self._parts.settings.user)
        self.refresh_stale()
        return True

    def completeness(self, note_id: str) -> Mapping[str, Completeness]:
        """By item: which of six things a learner needs are told, with the words, masked."""
        from iolkit import debrief

        reviewed = self.note(note_id)
        return debrief.completeness(reviewed, reviewed.analysis.items)

    def next_gap(self) -> str | None:
        """The newest note with much left open that nobody was asked about yet; None as well when
        nothing of it stands."""
        found = self._parts.archive.supplements.next_gap()
        return found if found and self.note(found).items else None

    def training_rows(self) -> Iterator[TrainingRow | None]:
        """What people decided and answered, item by item, without names, ids and days; None for
        each that cannot be made anonymous. That rows were made is written down."""
        from iolkit import debrief

        archive, number = self._parts.archive, 0
        notes = ((archive.notes.get(card.id), self.note(card.id)) for card in self.notes())
        version = self._parts.rubric.version
        for row in debrief.training_rows(notes, self._parts.policy, version):
            number += row is not None
            yield row
        archive.audit.note("training_rows", version, number)

    def _keep(self, note_id: str, key: str, item_id: str, said: Said) -> None:
        from dataclasses import replace

        from iolkit import debrief

        reviewed = self.note(note_id)
        chosen = {item_id} if item_id else None
        open_now = debrief.gaps(reviewed, self._consents(reviewed), chosen, self._parts.rubric)
        gap = next((each for each in open_now if each.key == key), None)
        if gap is None:
            raise NotFound("debrief_question_unknown")
        if not said.skipped:
            debrief.checked(gap, said)
            said = replace(said, flags=self._flags_in(said.text, reviewed))
        reviews = debrief.reviews(gap, said)
        step = self._told(note_id, reviews) if reviews else 0
        answers = debrief.supplements(gap, said, reviewed, self._parts.rubric, step)
        self._parts.archive.supplements.add(note_id, answers)
        self.refresh_stale()

    def _told(self, note_id: str, reviews: tuple[Review, ...]) -> int:
        """Keep reviews; the number of their step."""
        self.review(*reviews)
        return self.steps(note_id)[-1].number

    def _consents(self, reviewed: Reviewed) -> tuple[Decision, ...]:
        """What becomes of each flag for partner organisations: who says yes to them is asked."""
        session = reviewed.analysis.note.session
        kept = frozenset(mark for mark, state in reviewed.states.items() if state == "accepted")
        return self._parts.policy.decisions(reviewed.flags, "partners", session, reviewed=kept)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
