"""The half of the kit in memory that takes a person's word, by the rules of the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from iolkit.archive import redrawing
from iolkit.archive.reviewed import Anchored, Desk
from iolkit.archive.supplements import placed
from iolkit.errors import IolkitError, NotFound, WrongUse
from iolkit.language import sentences
from iolkit.outcomes import Reviewed, Step
from iolkit.records import Analysis, Masked, Review, Session, Span


class FakeReviewing:
    """Mixed into FakeKit, which brings the notes and the settings."""

    analyses: dict[str, Analysis]
    calls: list[tuple[str, object]]
    reviews: list[Review]
    settings: Any
    answered: dict[str, tuple[Any, ...]]
    refusing: IolkitError | None = None
    """What the next decision is refused with."""

    def note(self, note_id: str) -> Reviewed:
        """The analysis with every review applied."""
        return placed(self._desk(note_id).result(), self.answered.get(note_id, ()))

    def review(self, *reviews: Review) -> None:
        """Keep reviews as one step; an item drawn across another is refused."""
        self.calls += [("review", review) for review in reviews]
        if self.refusing:
            raise self.refusing
        before = list(self.reviews)
        self._together().append(len(reviews))
        self.reviews += reviews
        if any(self._desk(note_id).clashes() for note_id in self.analyses):
            self.reviews[:] = before
            self._together().pop()
            raise WrongUse("items_overlap")

    def undo(self, note_id: str, step: int | None = None) -> bool:
        """Take a step back, the last one when none is named."""
        self.calls.append(("undo", note_id if step is None else (note_id, step)))
        if not self.reviews:
            return False
        sizes = self._together()
        place = len(sizes) - 1 if step is None else step - 1
        start = sum(sizes[:place])
        del self.reviews[start : start + sizes.pop(place)]
        return True

    def steps(self, note_id: str) -> tuple[Step, ...]:
        """What stands, by step; all of it, since the notes share no words."""
        found, start = [], 0
        for number, size in enumerate(self._together(), 1):
            found.append(Step(number, tuple(self.reviews[start : start + size])))
            start += size
        return tuple(found)

    def sentences(self, note_id: str) -> tuple[Span, ...]:
        """The sentences of a note."""
        return sentences(self.analyses[note_id].note.text)

    def summary(self, note_id: str) -> tuple[Masked, ...]:
        """Two sentences."""
        return (Masked("[PERSON_1] zeigt *den* Leitfaden."), Masked("Es half."))

    def split_item(self, item_id: str, at: int) -> None:
        """Two items out of one."""
        self._tell(redrawing.split(self._of(item_id), item_id, at))

    def merge_item(self, item_id: str) -> None:
        """One item out of two."""
        self._tell(redrawing.merge(self._of(item_id), item_id))

    def redraw_item(self, item_id: str, span: Span) -> None:
        """New borders."""
        self._tell(redrawing.redraw(self._of(item_id), item_id, span))

    def draw_item(self, note_id: str, span: Span, kind: Any) -> None:
        """A new item."""
        self._tell(redrawing.draw(self.note(note_id), span, kind))

    def correct_session(self, note_id: str, session: Session) -> bool:
        """Correct the facts of the occasion."""
        self.calls.append(("correct_session", (note_id, session)))
        if self.refusing:
            raise self.refusing
        words = redrawing.corrections(self.note(note_id), session)
        if words:
            self._tell(words)
        return bool(words)

    def _desk(self, note_id: str) -> Desk:
        if note_id not in self.analyses:
            raise NotFound("note_unknown", note=note_id[:12])
        desk = Desk(self.analyses[note_id])
        for review in self.reviews:
            whole = review.subject in ("note", "session")
            marks = {*desk.flags, *desk.items}
            if note_id == review.subject_id if whole else review.subject_id[:16] in marks:
                desk.take(Anchored(review, desk.anchor(review)))
        return desk

    def _of(self, item_id: str) -> Reviewed:
        return next(
            reviewed
            for reviewed in map(self.note, self.analyses)
            if any(item.id == item_id for item in reviewed.analysis.items)
        )

    def _tell(self, words: Sequence[redrawing.Word]) -> None:
        self.review(*redrawing.signed(words, self.settings.user, "2026-02-06T10:00:00+00:00"))

    def _together(self) -> list[int]:
        # Tests may put reviews into the list themselves: each is a step of its own.
        sizes: list[int] = self.__dict__.setdefault("_sizes", [])
        sizes += [1] * (len(self.reviews) - sum(sizes))
        return sizes
