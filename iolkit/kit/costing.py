"""Adds up what a batch would cost a language model, file by file. Nothing is sent or stored."""

from __future__ import annotations

import hashlib

from iolkit import readers
from iolkit.errors import NoteUnreadable
from iolkit.kit.parts import Parts
from iolkit.llm.estimating import estimate
from iolkit.outcomes import Added, CostEstimate, Spent, Upload
from iolkit.records import Note


class Costing:
    """One estimate in the making. Raises what `FittedModel.facts` raises."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._facts = parts.model.facts()
        self._engine = parts.local(parts.lists)
        self._spent = Spent()
        self._seen: set[str] = set()
        self._unchanged = self._unreadable = 0

    def file(self, upload: Upload | Added) -> None:
        """Add a file, or one that could not be opened."""
        if isinstance(upload, Added):
            self._unreadable += 1
            return
        notes = self._parts.archive.notes
        if notes.known(upload.name, hashlib.sha256(upload.data).hexdigest()):
            self._unchanged += 1
            return
        try:
            note = readers.read_bytes(upload.name, upload.data)
        except NoteUnreadable:
            self._unreadable += 1
            return
        if note.id in self._seen or notes.has(note.id):
            self._unchanged += 1
            return
        self.note(note)

    def note(self, note: Note) -> None:
        """Add a note that is to be read."""
        self._seen.add(note.id)
        self._spent += estimate(
            self._engine.read(note),
            self._facts,
            self._parts.rubric,
            see_special=self._parts.settings.llm_special,
            memory=self._parts.archive.replies,
        )

    def estimate(self) -> CostEstimate:
        """The sum."""
        price = self._parts.model.price
        return CostEstimate(
            notes=len(self._seen),
            unchanged=self._unchanged,
            unreadable=self._unreadable,
            spent=self._spent,
            price=price,
            amount=price.of(self._spent) if price else None,
        )
