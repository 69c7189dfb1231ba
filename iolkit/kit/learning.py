"""Verbs of synthesis: what was learned about a matter, and the document made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from iolkit.kit.finding import FindingVerbs
from iolkit.outcomes import EngineName, Filters, Handover, Learned, Passage
from iolkit.records import Audience

if TYPE_CHECKING:
    from iolkit.engine import Matrix
    from iolkit.phrases import Tongue
    from iolkit.synthesis import Material

ITEMS_TO_REPORT_ON = 100


class LearningVerbs(FindingVerbs):
    """What many notes say together."""

    def learned(
        self,
        asked: str,
        filters: Filters | None = None,
        language: Tongue = "de",
        *,
        engine: EngineName | None = None,
    ) -> Learned:
        """A report on what was learned about a matter: themes with quotes, who stands behind them,
        what speaks against them and what is missing; citation keys are item ids.

        Without themes when fewer than three items are about it. Raises Unavailable without an
        encoder, ChatUnavailable when a language model was chosen and is away.
        """
        from iolkit import synthesis

        topic = synthesis.topic_of(asked)
        found = self.search(topic, ITEMS_TO_REPORT_ON, filters)
        if found.read_as:
            asked = topic = found.read_as.text
        material = self._material(topic, [hit.passage for hit in found.hits])
        told = synthesis.learned(asked, material, self._parts.reader(engine), language, _today())
        if told.themes and self._parts.chosen(engine) == "llm":
            return replace(told, made_by=self._parts.model.made_by())
        return told

    def learned_handover(self, learned: Learned, audience: Audience, language: Tongue) -> Handover:
        """The report as a document for an audience: its items by theme, through the release door.

        `export` writes it, with `learned.note_ids`. Raises NotFound, WrongUse (audience), and
        NotReleased when nothing of it may be said.
        """
        from iolkit import handover as documents

        notes = self._parts.archive.notes
        reviewed = [notes.reviewed(each) for each in learned.note_ids]
        desk = documents.desk_for(reviewed, audience, language, self._parts.policy)
        return documents.by_theme(reviewed, learned, desk, _today())

    def _material(self, topic: str, passages: Sequence[Passage]) -> Material:
        from iolkit import synthesis

        archive, encoder = self._parts.archive, self._parts.index.reader()
        keys = [passage.key for passage in passages]
        stored = {key: seq for key, (seq, _) in archive.passages.stored(keys).items()}
        seqs = list(stored.values())

        def rows(vectors: Mapping[int, Matrix]) -> Matrix:
            known = {key: vectors[seq] for key, seq in stored.items() if seq in vectors}
            return synthesis.rows(keys, known, encoder.dimension)

        placed = rows(archive.vectors.of(seqs, encoder.name))
        near = [float(each) for each in placed @ encoder.question(topic)]
        own = rows(archive.vectors.own(seqs, encoder.name))
        encode = self._parts.encode_if_ready()
        return synthesis.Material(passages, near, own, self._sessions(), encode)


def _today() -> date:
    return datetime.now().astimezone().date()
