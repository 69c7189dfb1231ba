"""The usual way to search notes, to compare with: LangChain, Chroma and sentence-transformers.

    python tests/bench/langchain_search.py build FOLDER NOTES_DIR
    python tests/bench/langchain_search.py ask FOLDER "a query"

`build` cuts every .md and .txt into paragraphs, encodes them with the same all-MiniLM-L6-v2 and
stores them; `ask` is one cold query, as a command would do it. Neither masks nor glosses anything.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["ANONYMIZED_TELEMETRY"] = "False"

import chromadb
from chromadb.config import Settings
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_core.retrievers import BaseRetriever
from sentence_transformers import SentenceTransformer

from iolkit.search.weights import weights_folder

HITS = 10


class MiniLM(Embeddings):
    """sentence-transformers as LangChain wants it."""

    def __init__(self) -> None:
        self._model = SentenceTransformer(str(weights_folder()), device="cpu")

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """One vector a text."""
        return self._model.encode(
            texts, normalize_embeddings=True, show_progress_bar=False
        ).tolist()

    def embed_query(self, text: str) -> list[float]:
        """The vector of a query."""
        return self.embed_documents([text])[0]


class ChromaRetriever(BaseRetriever):
    """The nearest paragraphs of one Chroma collection."""

    collection: object
    embeddings: object

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        found = self.collection.query(  # type: ignore[attr-defined]  # a Chroma collection
            query_embeddings=[self.embeddings.embed_query(query)],  # type: ignore[attr-defined]  # MiniLM
            n_results=HITS,
        )
        pairs = zip(found["documents"][0], found["metadatas"][0], strict=True)
        return [Document(page_content=text, metadata=facts) for text, facts in pairs]


def _collection(folder: Path) -> chromadb.Collection:
    client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    return client.get_or_create_collection("notes", embedding_function=None)


def build(folder: Path, notes: Path) -> int:
    """Store every paragraph of the notes; how many there are."""
    collection, embeddings = _collection(folder), MiniLM()
    files = sorted(file for file in notes.rglob("*") if file.suffix in (".md", ".txt"))
    rows = [
        (f"{file.name}:{number}", text.strip(), {"source": file.name})
        for file in files
        for number, text in enumerate(file.read_text(encoding="utf-8").split("\n\n"))
        if text.strip()
    ]
    for start in range(0, len(rows), 256):
        ids, texts, facts = (
            list(column) for column in zip(*rows[start : start + 256], strict=True)
        )
        collection.upsert(
            ids=ids, documents=texts, metadatas=facts, embeddings=embeddings.embed_documents(texts)
        )
    return len(rows)


def ask(folder: Path, query: str) -> list[Document]:
    """The nearest paragraphs to a query."""
    retriever = ChromaRetriever(collection=_collection(folder), embeddings=MiniLM())
    return retriever.invoke(query)


def main() -> None:
    """Do what the command line says."""
    task, folder, given = sys.argv[1:]
    if task == "build":
        print(build(Path(folder), Path(given)), "paragraphs")  # noqa: T201  # a script
        return
    for document in ask(Path(folder), given):
        print(document.metadata["source"], document.page_content[:80])  # noqa: T201  # a script


if __name__ == "__main__":
    main()
