"""A person's word, told to the kit: accept, dismiss, correct, mark, draw anew, take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import streamlit as st

from iolkit.errors import IolkitError
from iolkit.phrases import Tongue
from iolkit.records import Flag, Item, Review, Session, Span
from plain_errors import sentence

if TYPE_CHECKING:
    from iolkit.kit import Kit

# A document written before a decision is not offered after it.
WRITTEN = "handover_written"
PROBLEM = "review_problem"
Subject = Literal["flag", "item", "rating", "session", "note"]


@dataclass(frozen=True)
class Desk:
    """Where decisions on one note are taken: whom they are told to and in which language."""

    kit: Kit
    tongue: Tongue
    note_id: str

    def decide(
        self, subject: Subject, subject_id: str, field: str, value: str, reason: str = ""
    ) -> bool:
        """Tell the kit one thing; False when it refused, and the page says why."""
        return self.tell([self._review(subject, subject_id, field, value, reason)])

    def flags(self, flags: Sequence[Flag], **changes: str) -> None:
        """Tell the kit the same of several flags, as one decision."""
        self.tell(
            [
                self._review("flag", flag.id, field, value)
                for flag in flags
                for field, value in changes.items()
            ]
        )

    def items(self, items: Sequence[Item], state: str) -> None:
        """Accept or dismiss several items, as one decision."""
        self.tell([self._review("item", item.id, "state", state) for item in items])

    def mark(self, places: Sequence[Span], category: str, owner: str) -> bool:
        """Tell the kit of secrets that were missed, as one decision."""
        what = f"{category}:{owner}"
        return self.tell(
            [
                self._review("note", self.note_id, "flag", f"{place.start}:{place.end}:{what}")
                for place in places
            ]
        )

    def tell(self, reviews: Sequence[Review]) -> bool:
        """Tell the kit several reviews as one decision."""
        return self.attempt(lambda: self.kit.review(*reviews))

    def correct(self, session: Session) -> bool:
        """Correct the facts of the occasion; the note is read again with them."""
        return self.attempt(lambda: self.kit.correct_session(self.note_id, session))

    def undo(self, step: int | None = None) -> None:
        """Take back a decision on this note, by default the last."""
        self.attempt(lambda: self.kit.undo(self.note_id, step))

    def do(self, verb: Callable[[], object]) -> None:
        """Ask the kit for something when a button is pressed."""
        self.attempt(verb)

    def attempt(self, verb: Callable[[], object]) -> bool:
        """Ask the kit for something; an error is kept for the page to show, which goes on."""
        st.session_state.pop(WRITTEN, None)
        try:
            verb()
        except IolkitError as error:
            # A callback has no place on the page yet.
            st.session_state[PROBLEM] = sentence(error, self.tongue)
            return False
        return True

    def show_problem(self) -> None:
        """Say once why the last decision was not taken."""
        problem = st.session_state.pop(PROBLEM, None)
        if problem:
            st.error(problem, icon=":material/error:")

    def _review(
        self, subject: Subject, subject_id: str, field: str, value: str, reason: str = ""
    ) -> Review:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        by = self.kit.settings.user
        return Review(subject, subject_id, field, value, by=by, at=now, reason=reason)
