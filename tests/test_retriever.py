"""The retriever gives LangChain masked documents with their sources, in chains, sync and async."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from pydantic import ValidationError

from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Filters, Upload
from iolkit.records import Session
from iolkit.retriever import IolkitRetriever
from iolkit.search import Index, open_index
from tests.search.encoders import HashingEncoder

T = TypeVar("T")
PASSAGES = [
    ("shift", "Die Schichtübergabe machen wir mit einem Rundgang.",
     {"kind": "practice", "source": "walk.md", "start": "3", "end": "53", "programme": "Verbund",
      "held_on": "2026-02-05", "band": "A", "shelf": "7"}),
    ("film", "Kurze Filme zeigen den Handgriff.", {"kind": "method"}),
]  # fmt: skip
NOTE = (
    "- Frau Ilse Varghese von Gebr. Eskelin GmbH zeigt den Leitfaden mit neun Fragen; jeder "
    "Teamleiter führt das Gespräch allein, eine Schulung braucht es nicht.\n"
)


def alone(work: Coroutine[Any, Any, T]) -> T:
    """What comes of work in an event loop of its own, wherever another one may run."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    """Two plain passages."""
    with open_index(tmp_path / "c", HashingEncoder()) as opened:
        opened.add(PASSAGES)
        yield opened


def test_a_document_says_where_it_stands(index: Index) -> None:
    """Masked text as content; source, place, kind, programme, day, band and score beside it."""
    first, *_ = IolkitRetriever(source=index, k=2).invoke("Rundgang bei der Schichtübergabe")
    assert first.page_content == PASSAGES[0][1]
    assert first.id == "shift"
    told = dict(first.metadata)
    assert 0 < told.pop("score") <= 1
    assert told == {
        "item_id": "shift", "source": "walk.md", "start": 3, "end": 53, "kind": "practice",
        "programme": "Verbund", "date": "2026-02-05", "band": "A", "confident": True, "shelf": "7",
    }  # fmt: skip


def test_what_a_plain_passage_lacks_is_empty(index: Index) -> None:
    """Every document has the same keys, so that a chain need not look."""
    (film,) = IolkitRetriever(source=index, filters=Filters(kind="method")).invoke("Filme")
    assert film.id == "film"
    told = {"source": "", "start": None, "end": None, "date": "", "band": "", "programme": ""}
    assert told.items() <= film.metadata.items()


def test_it_narrows_and_counts(index: Index) -> None:
    """k and filters hold; a filter that nothing passes gives no document."""
    assert len(IolkitRetriever(source=index, k=1).invoke("Rundgang Filme")) == 1
    since = Filters(since=date(2026, 1, 1))
    assert [d.id for d in IolkitRetriever(source=index, filters=since).invoke("Filme")] == ["shift"]
    assert IolkitRetriever(source=index, filters=Filters(band="D")).invoke("Filme") == []
    for wrong in (0, 201):
        with pytest.raises(ValidationError):
            IolkitRetriever(source=index, k=wrong)


def test_only_what_seems_to_answer(index: Index) -> None:
    """Where nothing answers, documents say so, or there are none at all."""
    query = "Zinsswap Vulkanologie"
    assert not any(d.metadata["confident"] for d in IolkitRetriever(source=index).invoke(query))
    assert IolkitRetriever(source=index, only_confident=True).invoke(query) == []


def test_it_stands_in_a_chain(index: Index) -> None:
    """Retriever, prompt and parser joined as LangChain joins them, with no model at the end."""
    prompt = ChatPromptTemplate.from_template("{context}\n\nFrage: {question}")
    joined = RunnableLambda(lambda found: "\n".join(f"[{d.id}] {d.page_content}" for d in found))
    chain = (
        {"context": IolkitRetriever(source=index, k=1) | joined, "question": RunnablePassthrough()}
        | prompt
        | RunnableLambda(lambda said: said.to_messages()[-1])
        | StrOutputParser()
    )
    wanted = f"[shift] {PASSAGES[0][1]}\n\nFrage: Rundgang"
    assert chain.invoke("Rundgang") == wanted
    assert alone(chain.ainvoke("Rundgang")) == wanted
    assert chain.batch(["Rundgang", "Rundgang"]) == [wanted, wanted]


def test_many_may_ask_at_once(index: Index) -> None:
    """Async calls run beside one another and give what a sync call gives."""
    retriever = IolkitRetriever(source=index)

    async def asked() -> list[list[str]]:
        found = await asyncio.gather(*(retriever.ainvoke("Rundgang") for _ in range(8)))
        return [[document.id for document in each] for each in found]

    wanted = [document.id for document in retriever.invoke("Rundgang")]
    assert alone(asked()) == [wanted] * 8


def test_nothing_is_traced(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the shell asks for: notes are in no trace that LangChain sends."""
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    from langsmith import utils

    utils.get_env_var.cache_clear()
    retriever = IolkitRetriever(source=index)
    assert "LANGSMITH_TRACING" not in os.environ
    assert utils.tracing_is_enabled() is False
    assert retriever.invoke("Rundgang")


def test_what_it_is_made_of_is_in_no_print(index: Index) -> None:
    """Neither its print nor its dump shows an index or a folder."""
    retriever = IolkitRetriever(source=index, k=3)
    assert "PlainIndex" not in repr(retriever)
    assert "source" not in retriever.model_dump()


@pytest.mark.weights
def test_a_kit_gives_masked_text(tmp_path: Path) -> None:
    """Names of people and partners are in no document, nor in what stands beside it."""
    with Kit.open(load_settings(data_dir=tmp_path / "space")) as kit:
        session = Session(programme="Verbund", held_on=date(2026, 2, 5))
        assert [a.state for a in kit.add_uploads([Upload("b.md", NOTE.encode())], session)] == [
            "added"
        ]
        (found, *_) = IolkitRetriever(source=kit, k=3).invoke("Leitfaden mit neun Fragen")
        assert "Leitfaden" in found.page_content
        assert "[PERSON_1]" in found.page_content
        assert not [w for w in ("Varghese", "Ilse", "Eskelin") if w in str(found)]
        assert (found.metadata["source"], found.metadata["programme"]) == ("b.md", "Verbund")
        item = kit.passage(found.metadata["item_id"])
        assert found.page_content == item
