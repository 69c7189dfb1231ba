"""Verbs of the language model: who reads, how it is set up, what it costs, what was sent to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from iolkit.errors import Unavailable
from iolkit.kit.notes import NoteVerbs, opened
from iolkit.kit.parts import ENGINE
from iolkit.kit.reading import files_below
from iolkit.outcomes import (
    Compared,
    CostEstimate,
    EgressPage,
    EngineName,
    ModelState,
    Price,
    Spent,
    Upload,
)

if TYPE_CHECKING:
    from iolkit.kit.costing import Costing


class ModelVerbs(NoteVerbs):
    """Work with a language model. Nothing switches by itself: who reads is a person's choice."""

    def model_state(self, *, reach: bool = False) -> ModelState:
        """How the language model is set up, found out without a network.

        `reach`: also ask its server whether it is there, without any text; `reached` and `trouble`
        tell then.
        """
        state = self._parts.model.state()
        if not reach or not state.ready or state.replay:
            return state
        trouble = self._parts.model.reached()
        return replace(state, reached=trouble is None, trouble=trouble)

    def engine_choice(self) -> EngineName:
        """Who reads in this space where nobody says otherwise; "embedded" until a person chose."""
        return self._parts.chosen()

    def choose_engine(self, engine: EngineName) -> None:
        """Remember who reads in this space from now on. Notes that are here stay as they are.

        Raises Unavailable("llm_not_set") for a language model where none is set up.
        """
        settings = self._parts.settings
        if engine == "llm" and not (settings.llm or settings.llm_replay):
            raise Unavailable("llm_not_set")
        self._parts.archive.choices.put(ENGINE, "llm" if engine == "llm" else "")
        self._parts.archive.audit.note("engine_chosen", engine)

    def egress(self, limit: int = 100, offset: int = 0) -> EgressPage:
        """What was sent to a language model, the newest first: sizes, counts and names, no text."""
        return self._parts.archive.egress.page(limit, offset)

    def spent(self) -> Spent:
        """What the language model has cost since this Kit was opened."""
        return self._parts.model.spent

    def price(self) -> Price | None:
        """What its tokens cost, where a person has said so."""
        return self._parts.model.price

    def cost_of(self, files: Iterable[Path | Upload]) -> CostEstimate:
        """What it would cost to add these files (folders with all that is in them) with the
        language model. Nothing is sent or stored.

        Raises Unavailable("llm_not_set") and HouseError.
        """
        costing = self._costing()
        for given in files:
            uploads = (
                [given]
                if isinstance(given, Upload)
                else [opened(file, name) for file, name in files_below([given])]
            )
            for upload in uploads:
                costing.file(upload)
        return costing.estimate()

    def cost_of_notes(self, note_ids: Iterable[str]) -> CostEstimate:
        """The same for notes that are here and would be read again. Raises NotFound too."""
        costing = self._costing()
        for note_id in note_ids:
            costing.note(self._parts.archive.notes.reviewed(note_id).analysis.note)
        return costing.estimate()

    def compare(self, note_id: str) -> Compared:
        """A note as both engines read it, side by side. Nothing of it is stored, except replies.

        Raises NotFound, Unavailable("llm_not_set") and ChatUnavailable.
        """
        from iolkit import pipeline

        note = self.note(note_id).analysis.note
        before = self._parts.model.spent
        theirs = pipeline.understand(note, self._parts.reader("llm"))
        ours = pipeline.understand(note, self._parts.reader("embedded"))
        return pipeline.side_by_side(ours, theirs, self._parts.model.spent.since(before))

    def _costing(self) -> Costing:
        from iolkit.kit.costing import Costing

        return Costing(self._parts)
