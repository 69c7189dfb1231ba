"""Verbs of finding: search, facets, ask, passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from iolkit.kit.parts import Verbs
from iolkit.outcomes import Answer, Filters, Found, Hit, Passage
from iolkit.records import Masked

PASSAGES_TO_ANSWER_FROM = 8


class FindingVerbs(Verbs):
    """Find it again, in either language; readers in the house see masked text."""

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> Found:
        """The k nearest items, one hit an item. Raises Unavailable without an encoder."""
        found = self._parts.index.search(query, k, filters or Filters())
        return replace(found, hits=tuple(self._readable(hit) for hit in found.hits))

    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """Values that occur: programme, format, language, kind, band."""
        return self._parts.archive.passages.facets()

    def ask(self, question: str) -> Answer:
        """An answer from what was learned; citation keys are item ids, spans count in `passage`.

        Every citation names a passage that was given and a span inside it, or it is dropped.
        """
        from iolkit import citations

        found = self.search(question, PASSAGES_TO_ANSWER_FROM)
        passages = [hit.passage for hit in found.hits]
        given = passages if found.confident else []
        answer = self._parts.engine.answer(question, given)
        return citations.checked(answer, given)

    def cited(self, item_id: str) -> Passage:
        """What a citation points into: an item's masked text with its source. Raises NotFound."""
        return replace(self._parts.archive.passages.get(item_id), text=self.passage(item_id))

    def passage(self, item_id: str) -> Masked:
        """The whole text of an item, masked. Raises NotFound."""
        from iolkit import redaction

        archive = self._parts.archive
        reviewed = archive.notes.reviewed(archive.notes.of_mark(item_id))
        item = next(each for each in reviewed.analysis.items if each.id == item_id)
        return redaction.mask_view(reviewed.analysis.note.text, reviewed.flags, item.span)

    def _readable(self, hit: Hit) -> Hit:
        # The index holds words that search well; a person reads the note's own, masked.
        return replace(hit, passage=replace(hit.passage, text=self.passage(hit.passage.item_id)))
