"""Verbs of a person's word: review, undo."""

from __future__ import annotations

from iolkit.kit.notes import NoteVerbs
from iolkit.records import Review


class ReviewVerbs(NoteVerbs):
    """What a person says of flags, items, ratings and sessions; it wins over any engine."""

    def review(self, review: Review) -> None:
        """Keep a review and mask the note anew. Raises NotFound, WrongUse("review_invalid")."""
        self._parts.archive.reviews.add(review)
        self.refresh_stale()

    def undo(self, note_id: str) -> bool:
        """Take back the last standing review of a note; False when there is none."""
        undone = self._parts.archive.reviews.undo(note_id, by=self._parts.settings.user)
        self.refresh_stale()
        return undone

    def reviews(self, note_id: str) -> tuple[Review, ...]:
        """The reviews of a note that stand, in order."""
        return self._parts.archive.reviews.of(note_id)
