"""Passages made ready for the archive: their vectors, what stands around them, and their words.

A passage of a note is a few lines cut out of a whole. Its vector alone knows nothing of what the
note is about, so search adds to it the mean of all passages of the note and the session's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from iolkit.archive import Archive, Entry
from iolkit.archive.vectors import Vector
from iolkit.engine import Matrix
from iolkit.outcomes import Passage
from iolkit.search import lexical
from iolkit.search.encoder import Encoder

NOTE_SHARE = 0.5
"""How much the mean of a note's passages counts beside a passage, which counts 1."""
TITLE_SHARE = 0.2
"""How much the session's title counts. Both were chosen on training folders (docs/search.md);
half or double of either changes nothing that can be measured."""

_STAND_IN = re.compile(r"\[[A-Z]+_\d+\]")
_LEAST = 1e-9


class Maker:
    """Makes entries for one archive with one encoder."""

    def __init__(self, archive: Archive, encoder: Encoder) -> None:
        self._archive = archive
        self._encoder = encoder

    def entries(self, passages: Sequence[Passage]) -> tuple[Entry, ...]:
        """Passages ready to be stored; a text stored already keeps its vector.

        What stands around a passage is made of those with the same fact `note_id`: give all
        passages of a note together. Raises Unavailable without an encoder.
        """
        own, titles = self._vectors(passages)
        rows: dict[str, list[Vector]] = {}
        for passage, vector in zip(passages, own, strict=True):
            if note := _note(passage):
                rows.setdefault(note, []).append(vector)
        around = {
            note: surroundings(np.stack(vectors), titles.get(note))
            for note, vectors in rows.items()
        }
        return tuple(
            Entry(
                passage,
                vector,
                self._encoder.name,
                lexical.fields(passage.text),
                around.get(_note(passage)),
            )
            for passage, vector in zip(passages, own, strict=True)
        )

    def reencode(self, batch: int) -> Iterator[int]:
        """Make outdated vectors anew, and what stands around passages where nothing does.

        After every batch and note: how many passages are still outdated.
        """
        vectors, name = self._archive.vectors, self._encoder.name
        while texts := vectors.outdated_texts(name, batch):
            matrix = self._encoder([text for _, text in texts])
            vectors.put([seq for seq, _ in texts], name, matrix)
            yield vectors.outdated(name)
        for note in vectors.unplaced(name):
            seqs, own = vectors.of_note(note, name)
            (first,) = self._archive.passages.load([int(seqs[0])]).values()
            title = _title(first)
            title_vector = self._encoder([title])[0] if title else None
            vectors.put_around(note, name, surroundings(own, title_vector))
            yield vectors.outdated(name)

    def _vectors(self, passages: Sequence[Passage]) -> tuple[list[Vector], dict[str, Vector]]:
        """The vectors of passages, and those of titles by note; made in one call."""
        stored = self._archive.passages.stored([passage.key for passage in passages])
        seqs = {
            passage.key: stored[passage.key][0]
            for passage in passages
            if passage.key in stored and stored[passage.key][1] == passage.text
        }
        known = self._archive.vectors.own(list(seqs.values()), self._encoder.name)
        fresh = [p for p in passages if seqs.get(p.key, 0) not in known]
        titles = {note: title for p in passages if (note := _note(p)) and (title := _title(p))}
        texts = [*(str(passage.text) for passage in fresh), *titles.values()]
        made: Matrix = self._encoder(texts) if texts else np.zeros((0, 0), dtype=np.float32)
        by_key = {passage.key: made[n] for n, passage in enumerate(fresh)}
        own = [by_key[p.key] if p.key in by_key else known[seqs[p.key]][0] for p in passages]
        return own, dict(zip(titles, made[len(fresh) :], strict=True))


def surroundings(own: Matrix, title: Vector | None) -> Vector:
    """What is added to each vector of a note: of the mean direction of its passages (`own`, one
    row each) and of its title, each as much as its share says."""
    mean = own.sum(axis=0)
    around = NOTE_SHARE * mean / max(float(np.linalg.norm(mean)), _LEAST)
    if title is not None:
        around = around + TITLE_SHARE * title
    return np.asarray(around, dtype=np.float32)


def _note(passage: Passage) -> str:
    return passage.facts.get("note_id", "")


def _title(passage: Passage) -> str:
    """The masked title of the session without its stand-ins, which say nothing."""
    return _STAND_IN.sub(" ", passage.facts.get("title", "")).strip()
