"""IolkitRetriever, for those who build on LangChain: its documents are masked, its sources named.

    {"context": IolkitRetriever(source=kit, k=4), "question": RunnablePassthrough()} | prompt

This module loads langchain_core; nothing in iolkit imports it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

from langchain_core.callbacks import (
    AsyncCallbackManagerForRetrieverRun,
    CallbackManagerForRetrieverRun,
)
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field, SkipValidation

from iolkit.outcomes import Filters, Found, Hit
from iolkit.settings import keep_quiet


class Searchable(Protocol):
    """What can be searched: a Kit (notes, read by people) or an Index (plain passages)."""

    def search(self, query: str, k: int = ..., filters: Filters | None = ...) -> Found:
        """The k best hits. Raises WrongUse, and Unavailable without an encoder."""
        ...


class IolkitRetriever(BaseRetriever):
    """Items that fit a query, as LangChain documents, best first.

    `page_content` is masked text, never a note's own. `metadata` holds item_id, source, start, end
    (code points in the note; None for a plain passage), score (comparable within one query), kind,
    programme, date (ISO), band, and confident: False when nothing seems to answer the query; then
    whatever else was stored with the passage. Tracing and telemetry are switched off when one is
    made. Raises what `search` raises.
    """

    source: SkipValidation[Searchable] = Field(exclude=True, repr=False)
    """A Kit, or an Index from `iolkit.search.open_index`. It is not closed here."""
    k: int = Field(default=10, ge=1, le=200)
    filters: Filters = Filters()
    only_confident: bool = False
    """No documents at all where nothing seems to answer the query."""

    def model_post_init(self, context: Any, /) -> None:  # noqa: ANN401  # pydantic's own signature
        """Switch off what LangChain would send on its own."""
        keep_quiet()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        return self._documents(query)

    async def _aget_relevant_documents(
        self, query: str, *, run_manager: AsyncCallbackManagerForRetrieverRun
    ) -> list[Document]:
        return await asyncio.to_thread(self._documents, query)

    def _documents(self, query: str) -> list[Document]:
        found = self.source.search(query, self.k, self.filters)
        if self.only_confident and not found.confident:
            return []
        return [_document(hit, confident=found.confident) for hit in found.hits]


def _document(hit: Hit, *, confident: bool) -> Document:
    facts = dict(hit.passage.facts)
    told = {
        "item_id": hit.passage.item_id,
        "source": facts.pop("source", ""),
        "start": _number(facts, "start"),
        "end": _number(facts, "end"),
        "score": hit.score,
        "kind": facts.pop("kind", ""),
        "programme": facts.pop("programme", ""),
        "date": facts.pop("held_on", ""),
        "band": facts.pop("band", ""),
        "confident": confident,
    }
    return Document(id=hit.id, page_content=str(hit.passage.text), metadata={**facts, **told})


def _number(facts: Mapping[str, str], name: str) -> int | None:
    value = facts.get(name, "")
    return int(value) if value.isdecimal() else None
