"""A person's word, told to the kit: accept, dismiss, correct, mark, take back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import streamlit as st

from iolkit.phrases import Tongue
from iolkit.records import Review
from plain_errors import explained

if TYPE_CHECKING:
    from iolkit.kit import Kit

# A document written before a decision is not offered after it.
WRITTEN = "handover_written"
Subject = Literal["flag", "item", "rating", "session", "note"]


@dataclass(frozen=True)
class Desk:
    """Where decisions on one note are taken: whom they are told to and in which language."""

    kit: Kit
    tongue: Tongue
    note_id: str

    def decide(self, subject: Subject, subject_id: str, field: str, value: str) -> None:
        """Tell the kit; an error is shown in words, the page goes on."""
        st.session_state.pop(WRITTEN, None)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with explained(self.tongue):
            by = self.kit.settings.user
            self.kit.review(Review(subject, subject_id, field, value, by=by, at=now))

    def undo(self) -> None:
        """Take back the last decision on this note."""
        st.session_state.pop(WRITTEN, None)
        with explained(self.tongue):
            self.kit.undo(self.note_id)
