"""How far the embedded search goes: a large archive of made-up passages, and what it costs.

usage: python tests/bench/scale.py [PASSAGES] [NOTES_FOLDER]

The texts are sentences of the notes in NOTES_FOLDER (default corpus/notes) in ever new mixtures;
vectors are those of their sentences summed and shaken a little, so that nothing is encoded twice.
Ten passages a note. Prints time and memory of storing, bytes a passage, and how long searches take,
cold and warm, filtered, and with a Chroma index.
"""

from __future__ import annotations

import itertools
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from iolkit.archive import Archive, Entry
from iolkit.archive.vectors import Vector
from iolkit.language import sentences
from iolkit.outcomes import Filters, Passage
from iolkit.pipeline import session_facts
from iolkit.records import (
    Analysis,
    Item,
    Masked,
    Note,
    Provenance,
    Session,
    Span,
    Summary,
    mark_id,
    note_id,
)
from iolkit.search import Index, OnnxEncoder, models_folder
from iolkit.search.lexical import fields
from iolkit.search.making import surroundings

A_NOTE = 10
ROUNDS = 40
QUERIES = (
    "Wie üben wir den Ernstfall, ohne dass alle nur einen Ablauf abspulen?",
    "what to ask an expert before retirement",
    "Übergabe zwischen zwei Schichten mit einer Karte",
    "mistakes when introducing an assistant based on a language model",
    "Lernpartner aus einer anderen Branche auswählen",
)


def megabytes() -> float:
    """The most memory this process has held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def timed(work: Callable[[], object], rounds: int) -> np.ndarray:
    """Milliseconds of each round."""
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - began))
    return np.array(spent)


class Mixer:
    """Notes made of sentences that were written once and encoded once."""

    def __init__(self, folder: Path, model: OnnxEncoder) -> None:
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.*"))
                 if path.suffix in (".md", ".txt")]  # fmt: skip
        self.pool = [s.of(text) for text in texts for s in sentences(text) if len(s.of(text)) > 30]
        self.vectors = model(self.pool)
        self.name = model.name
        self.random = np.random.default_rng(1)

    def note(self, number: int) -> tuple[Analysis, tuple[Entry, ...]]:
        """A note of ten passages and its entries."""
        picked = self.random.integers(len(self.pool), size=(A_NOTE, 3))
        said = [" ".join(self.pool[n] for n in row) + f" ({number}.)" for row in picked]
        text = "\n".join(said)
        own = self.vectors[picked].sum(axis=1) + self.random.normal(0, 0.02, (A_NOTE, 384))
        own = (own / np.linalg.norm(own, axis=1, keepdims=True)).astype(np.float32)
        session = Session(title=f"Session {number}", programme=f"Programme {number % 20}")
        note = Note(note_id(text), text, "mixed", session, source=f"{number}.md")
        items, start = [], 0
        for each in said:
            span = Span(start, start + len(each))
            items.append(Item(mark_id(note.id, span, "item"), note.id, span, "practice", span))
            start = span.end + 1
        analysis = Analysis(note, (), tuple(items), (), Summary(()), Provenance("human"))
        return analysis, self.entries(analysis, said, own)

    def entries(self, analysis: Analysis, said: list[str], own: np.ndarray) -> tuple[Entry, ...]:
        """Passages ready to be stored."""
        facts = {**session_facts(analysis.note, ()), "kind": "practice", "flagged": "no"}
        around: Vector = surroundings(own, None)
        return tuple(
            Entry(
                Passage(item.id, item.id, Masked(text), facts), row, self.name, fields(text), around
            )
            for item, text, row in zip(analysis.items, said, own, strict=True)
        )


def main() -> None:
    """Fill, measure, print."""
    passages = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("corpus/notes")
    model = OnnxEncoder(models_folder())
    mixer = Mixer(folder, model)
    model.question("warm")
    with tempfile.TemporaryDirectory() as place:
        data = Path(place)
        before = megabytes()
        with Archive.open(data) as archive:
            storing = timed(
                lambda: archive.notes.save(*mixer.note(next(numbers))), passages // A_NOTE
            )
        size = sum(path.stat().st_size for path in data.iterdir() if path.is_file())
        say(
            f"{passages} passages stored: {np.mean(storing) / A_NOTE:.2f} ms a passage, "
            f"{size / passages / 1024:.1f} KiB a passage, {megabytes() - before:.0f} MB of memory"
        )
        search(data, model)


def search(data: Path, model: OnnxEncoder) -> None:
    """Searches of a fresh process's kind: the first reads the vectors, the others have them."""
    with Archive.open(data) as archive, Index(archive, model) as index:
        before = megabytes()
        first = timed(lambda: index.search(QUERIES[0]), 1)[0]
        say(f"first search {first:.0f} ms, {megabytes() - before:.0f} MB more")
        for name, filters in (("all", None), ("one programme", Filters(programme="Programme 3"))):

            def ask(wanted: Filters | None = filters) -> None:
                index.search(next(queries), 10, wanted)

            spent = timed(ask, ROUNDS)
            say(f"{name}: median {np.median(spent):.0f} ms, p95 {np.quantile(spent, 0.95):.0f} ms")
        looked = index.look(QUERIES[0])
        near = timed(lambda: index._nearest(model.question(QUERIES[0]), 100, Filters(), set()), 20)
        rare = timed(lambda: index.features(looked), 20)
        say(f"of it: nearness {np.median(near):.0f} ms, confidence {np.median(rare):.0f} ms")


def say(line: str) -> None:
    """One line of the result."""
    print(line, flush=True)  # noqa: T201


numbers = itertools.count()
queries = itertools.cycle(QUERIES)

if __name__ == "__main__":
    main()
