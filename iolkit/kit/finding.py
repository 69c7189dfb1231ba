"""Verbs of finding: search, facets, ask, passage, context, topics."""

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from iolkit.errors import NotFound
from iolkit.kit.notes import NoteVerbs
from iolkit.outcomes import (
    Answer,
    CitedSentence,
    Context,
    EngineName,
    Filters,
    Found,
    Hit,
    Passage,
    Reviewed,
)
from iolkit.records import Item, Masked, Session, Span

if TYPE_CHECKING:
    from iolkit import tables
    from iolkit.engine import Hear
    from iolkit.phrases import Tongue

PASSAGES_TO_ANSWER_FROM = 8


class FindingVerbs(NoteVerbs):
    """Find it again, in either language; readers in the house see masked text."""

    def search(
        self, query: str, k: int = 10, filters: Filters | None = None, *, as_typed: bool = False
    ) -> Found:
        """The k nearest items, one hit an item; mistyped words are read as what was meant, unless
        they are to be searched for `as_typed`. Raises Unavailable without an encoder."""
        found = self._parts.index.search(query, k, filters or Filters(), as_typed=as_typed)
        texts = self._texts([hit.passage.item_id for hit in found.hits])
        hits = [
            replace(hit, passage=replace(hit.passage, text=texts[hit.passage.item_id]))
            for hit in found.hits
            if hit.passage.item_id in texts
        ]
        kept = {hit.id for hit in hits}
        groups = (tuple(key for key in group if key in kept) for group in found.groups)
        return replace(found, hits=tuple(hits), groups=tuple(group for group in groups if group))

    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """Values that occur: programme, format, language, kind, band."""
        return self._parts.archive.passages.facets()

    def ask(
        self,
        question: str,
        filters: Filters | None = None,
        *,
        engine: EngineName | None = None,
        as_typed: bool = False,
        heard: Hear | None = None,
        stop: threading.Event | None = None,
    ) -> Answer:
        """An answer from what was learned; citation keys are item ids, spans count in `passage`.

        Every citation names a passage that was given and a span inside it, or it is dropped.
        `heard` hears the sentences that stand so far, checked alike but not yet weighed, from
        whichever thread is at it; they may get fewer again, and only what is returned is the
        answer. `stop` ends what a language model is asked: ChatUnavailable("chat_stopped").
        Raises ChatUnavailable when a language model was chosen and is away: whether to go on with
        `engine` "embedded" is a person's choice.
        """
        from iolkit import citations, synthesis

        found = self.search(question, PASSAGES_TO_ANSWER_FROM, filters, as_typed=as_typed)
        given, read_as = synthesis.enough_to_answer(found), found.read_as
        asked = read_as.text if read_as else question
        reader = self._parts.reader(engine, stop)
        told = partial(_checked, given, heard) if heard else None
        answer = citations.checked(reader.answer(asked, given, told), given)
        encode = self._parts.encode_if_ready()
        weighed = synthesis.weighed(answer, given, self._sessions(), encode)
        return replace(weighed, question=question, read_as=read_as)

    def cited(self, item_id: str) -> Passage:
        """What a citation points into: an item's masked text with its source. Raises NotFound."""
        return replace(self._parts.archive.passages.get(item_id), text=self.passage(item_id))

    def passage(self, item_id: str) -> Masked:
        """The whole text of an item, masked, with what people added to it. Raises NotFound."""
        from iolkit import redaction

        reviewed, item = self._item(item_id)
        return redaction.item_views(reviewed, [item])[item.id]

    def context(self, item_id: str, around: int = 2) -> Context:
        """An item and up to `around` sentences on either side of it, masked. Raises NotFound."""
        from iolkit import redaction

        reviewed, item = self._item(item_id)
        text, span = reviewed.analysis.note.text, item.span
        near = _around(text, span, around)
        parts = (Span(near.start, span.start), span, Span(span.end, near.end))
        return Context(*redaction.mask_views(text, reviewed.flags, parts))

    def topics(self, most: int = 6) -> tuple[Masked, ...]:
        """Masked titles of notes that something can be found of, the newest first: what to ask for.

        Titles that hold a stand-in are left out: a search for one finds nothing.
        """
        cards = (card for card in self.notes() if card.items)
        titles = dict.fromkeys(card.title for card in cards if card.title)
        return tuple(title for title in titles if "[" not in title)[:most]

    def table(self, hits: Sequence[Hit], format: tables.Format, language: Tongue) -> bytes:
        """Hits as a file for a spreadsheet ("csv" or "xlsx"), masked as they are, for readers in
        the house; that one was made is written down. Raises WrongUse("table_format")."""
        from iolkit import tables

        made = tables.written(hits, format, language)
        self._parts.archive.audit.note("table", format, len(hits))
        return made

    def _sessions(self) -> Mapping[str, Session]:
        return {card.id: card.session for card in self.notes()}

    def _item(self, item_id: str) -> tuple[Reviewed, Item]:
        archive = self._parts.archive
        reviewed = archive.notes.reviewed(archive.notes.of_mark(item_id))
        item = next((each for each in reviewed.analysis.items if each.id == item_id), None)
        if item is None:
            raise NotFound("mark_unknown", mark=item_id)
        return reviewed, item

    def _texts(self, item_ids: Sequence[str]) -> Mapping[str, Masked]:
        """What a person reads of items: the index holds words that search well, the note its own.

        A note is read and masked once for all of its items. An item that somebody else has taken
        out since it was found is left out.
        """
        from iolkit import redaction

        notes, by_note = self._parts.archive.notes, defaultdict[str, set[str]](set)
        texts: dict[str, Masked] = {}
        for item_id in item_ids:
            with contextlib.suppress(NotFound):
                by_note[notes.of_mark(item_id)].add(item_id)
        for note_id, wanted in by_note.items():
            with contextlib.suppress(NotFound):
                reviewed = notes.reviewed(note_id)
                items = [item for item in reviewed.analysis.items if item.id in wanted]
                texts.update(redaction.item_views(reviewed, items))
        return texts


def _checked(given: Sequence[Passage], heard: Hear, sentences: tuple[CitedSentence, ...]) -> None:
    """Tell what stands of an answer so far, checked as the whole of it will be."""
    from iolkit import citations

    heard(citations.cited_only(sentences, given))


def _around(text: str, span: Span, most: int) -> Span:
    """`span` widened by up to `most` sentences before and after it."""
    from iolkit import language

    every = language.sentences(text)
    before = [each.start for each in every if each.end <= span.start][-most:]
    after = [each.end for each in every if each.start >= span.end][:most]
    return Span(min([*before, span.start]), max([*after, span.end]))
