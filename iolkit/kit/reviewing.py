"""Verbs of a person's word: review, undo, drawing learning items anew, correcting the session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

from iolkit.archive import redrawing
from iolkit.archive.review_values import drawn
from iolkit.kit.notes import NoteVerbs, with_flagged
from iolkit.outcomes import PLAN_FIELDS, EngineName, Reviewed, Step
from iolkit.records import (
    Assessment,
    Flag,
    Kind,
    Masked,
    Note,
    Review,
    Session,
    Span,
    note_id,
)


class ReviewVerbs(NoteVerbs):
    """What a person says of flags, items, ratings and sessions; it wins over any engine."""

    def review(self, *reviews: Review) -> None:
        """Keep reviews of one note, given together and taken back together; mask the note anew.

        Where they draw an item's borders the engine rates the text within; a level that a person
        gave stays. Raises NotFound, WrongUse("review_invalid", "items_overlap").
        """
        rated = [self._rated(review) for review in reviews]
        flagged = [self._flagged(review) for review in reviews]
        self._parts.archive.reviews.add_together(reviews, rated, flagged)
        self.refresh_stale()

    def undo(self, note_id: str, step: int | None = None) -> bool:
        """Take back a step of a note, by default the last one; False when there is none.

        Raises NotFound("step_unknown"), WrongUse("undo_blocked") when a later one stands on it.
        """
        by = self._parts.settings.user
        undone = self._parts.archive.reviews.undo(note_id, by=by, step=step)
        if any(review.subject == "session" for review in undone):
            self.reread(note_id)
        self.refresh_stale()
        return bool(undone)

    def reviews(self, note_id: str) -> tuple[Review, ...]:
        """The reviews of a note that stand, in order."""
        return self._parts.archive.reviews.of(note_id)

    def steps(self, note_id: str) -> tuple[Step, ...]:
        """The same by step, in order."""
        return self._parts.archive.reviews.steps(note_id)

    def sentences(self, note_id: str) -> tuple[Span, ...]:
        """The sentences of a note, in order: where items may begin and end. Raises NotFound."""
        return _sentences(self.note(note_id).analysis.note.text)

    def summary(self, note_id: str) -> tuple[Masked, ...]:
        """The sentences of a note's summary, masked: the words they rest on. Raises NotFound."""
        from iolkit import redaction

        reviewed = self.note(note_id)
        said = reviewed.analysis.summary.sentences
        spans = [span for sentence in said for span in sentence.evidence]
        return redaction.mask_views(reviewed.analysis.note.text, reviewed.flags, spans)

    def split_item(self, item_id: str, at: int) -> None:
        """Two items out of one, the second from offset `at` on. Raises as `review` does."""
        self._tell(redrawing.split(self._of_mark(item_id), item_id, at))

    def merge_item(self, item_id: str) -> None:
        """One item out of this and the next. Raises as `review` does, NotFound("item_is_last")."""
        self._tell(redrawing.merge(self._of_mark(item_id), item_id))

    def redraw_item(self, item_id: str, span: Span) -> None:
        """Give an item new borders. Raises as `review` does."""
        self._tell(redrawing.redraw(self._of_mark(item_id), item_id, span))

    def draw_item(self, note_id: str, span: Span, kind: Kind) -> None:
        """Add a learning item that the engine missed. Raises as `review` does."""
        self._tell(redrawing.draw(self.note(note_id), span, kind))

    def correct_session(self, note_id: str, session: Session) -> bool:
        """Correct the facts of a note's session and read the note again with them.

        False when nothing differs. Raises NotFound, WrongUse("review_invalid").
        """
        words = redrawing.corrections(self.note(note_id), session)
        if words:
            self._tell(words)
            self.reread(note_id)
        return bool(words)

    def reread(self, note_id: str, *, engine: EngineName | None = None) -> None:
        """Let a note be read again, with its session as corrected and the lists of today: by the
        engine that read it before, unless another is named.

        What people said of it stays, on the marks that lie where the old ones did. Raises NotFound;
        ChatUnavailable when a language model reads and is away: the note stays as it was.
        """
        from iolkit import pipeline

        notes = self._parts.archive.notes
        before = self.note(note_id).analysis
        corrected = before.note
        same: EngineName = "llm" if before.made_by.engine == "llm" else "embedded"
        analysis = pipeline.understand(corrected, self._parts.reader(engine or same))
        titled = self._title_flags(corrected, analysis.flags)
        passages = pipeline.passages(analysis, analysis.flags, analysis.items, titled)
        # Corrections stay reviews: the row keeps the facts that the note came with.
        came_with = notes.get(note_id).note.session
        kept = replace(analysis, note=replace(analysis.note, session=came_with))
        title = pipeline.masked_title(corrected, titled)
        notes.save(kept, self._parts.index.entries(passages), title=title)
        self.refresh_stale()

    def _of_mark(self, mark_id: str) -> Reviewed:
        return self.note(self._parts.archive.notes.of_mark(mark_id))

    def _tell(self, words: Sequence[redrawing.Word]) -> None:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self.review(*redrawing.signed(words, self._parts.settings.user, at))

    def _flags_in(self, text: str, reviewed: Reviewed) -> tuple[Flag, ...]:
        """What is sensitive in a person's words: by itself, and since the note says so."""
        from iolkit import language, recognizers

        if not text:
            return ()
        note = reviewed.analysis.note
        asked = Note(note_id(text), text, language.detect(text), note.session)
        named = with_flagged(self._parts.lists, note, reviewed.flags)
        encode, models = self._parts.encode_if_ready(), self._parts.settings.models_dir
        return recognizers.recognise(asked, named, models, encode)

    def _flagged(self, review: Review) -> tuple[Flag, ...]:
        """What is sensitive in the words that a review writes into a plan."""
        if review.subject != "plan" or review.field not in PLAN_FIELDS:
            return ()
        return self._flags_in(review.value, self._of_mark(review.subject_id))

    def _rated(self, review: Review) -> Assessment | None:
        """What the engine says of the text that a review makes an item of; None for any other."""
        if review.field not in ("span", "item"):
            return None
        whole = review.subject == "note"
        reviewed = self.note(review.subject_id) if whole else self._of_mark(review.subject_id)
        note = reviewed.analysis.note
        span = drawn(note, review)
        if span is None:
            return None
        from iolkit.rubric import assess

        # A click does not wait for a language model, nor fail because it is away.
        local = self._parts.reader("embedded")
        said = local.rate(span.of(note.text), note.language, self._parts.rubric)
        return assess(review.subject_id, said.shift(span.start), self._parts.rubric)


@lru_cache(maxsize=4)
def _sentences(text: str) -> tuple[Span, ...]:
    from iolkit.language import sentences

    return sentences(text)
