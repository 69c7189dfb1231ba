"""The index: hybrid search over an archive's passages, in either language.

Nearness of meaning and matching words, fused. Search never fails because an index did: whoever has
no usable one scans the archive's vectors and finds the same.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import TracebackType
from typing import Self

from iolkit.archive import Archive, Entry
from iolkit.archive.vectors import Vector
from iolkit.errors import WrongUse
from iolkit.outcomes import Filters, Finding, Found, Hit, Passage, ReadAs
from iolkit.records import Masked, Provenance, Reason
from iolkit.search import confidence, fusion, grouping, lexical, overhaul
from iolkit.search.changing import Background, Changeover, Earlier, nobody
from iolkit.search.dense import ExactScan
from iolkit.search.encoder import Encoder, OnnxEncoder
from iolkit.search.generations import WORTHWHILE, Generations
from iolkit.search.looking import Looked, why
from iolkit.search.making import Maker
from iolkit.search.repair import Speller
from iolkit.search.served import Served
from iolkit.search.server import Server

LONGEST_QUERY = 4000
"""Code points of a query that are read."""
MOST_HITS = 200
VERSION = "1"
_CANDIDATES = 100
Plain = tuple[str, str, Mapping[str, str]]
"""A plain passage: id, text, metadata."""


class Index:
    """Search over one archive. `owner`: this process may keep and open the Chroma index, which
    lies in the archive's folder or, where one is given, on a `server`."""

    def __init__(
        self,
        archive: Archive,
        encoder: Encoder,
        *,
        owner: bool = False,
        worthwhile: int = WORTHWHILE,
        server: Server | None = None,
        earlier: Earlier = nobody,
    ) -> None:
        self._archive = archive
        self._encoder = encoder
        self._changeover = Changeover(archive, encoder, earlier)
        self._background = Background(self._changeover)
        self._speller = Speller(archive.vocabulary, partial(_known_words, encoder))
        self._owner = owner
        self._worthwhile = worthwhile
        self._server = server
        self._made: tuple[str, ExactScan, Generations | Served] | None = None
        self._guard = threading.Lock()

    def entries(self, passages: Sequence[Passage]) -> tuple[Entry, ...]:
        """Passages ready to be stored, those of a note together (`Maker.entries`).

        Raises Unavailable without an encoder.
        """
        return Maker(self._archive, self._changeover.reader()).entries(passages)

    def add(self, passages: Iterable[Passage | Plain]) -> None:
        """Store plain passages that belong to no note; a known id is replaced."""
        self._archive.passages.put(self.entries([_as_passage(each) for each in passages]))

    def remove(self, ids: Iterable[str]) -> int:
        """Take plain passages out by id; how many there were."""
        return self._archive.passages.remove(list(ids))

    def search(
        self, query: str, k: int = 10, filters: Filters | None = None, *, as_typed: bool = False
    ) -> Found:
        """The k best passages (1..200), best first, and whether they seem to answer the query.

        Mistyped words are read as what was meant, and `Found.read_as` says so; `as_typed` leaves
        them. Raises WrongUse("search_k") and Unavailable without an encoder.
        """
        if not 1 <= k <= MOST_HITS:
            raise WrongUse("search_k", most=MOST_HITS)
        looked = self.look(query, k, filters, as_typed=as_typed)
        best = [seq for seq, _ in looked.ranked[:k]]
        passages = self._archive.passages.load(best)
        fields = self._archive.passages.fields(best)
        hits = tuple(
            Hit(passages[seq], round(score, 6), why(looked, seq, fields[seq]))
            for seq, score in looked.ranked[:k]
            if seq in passages and seq in fields
        )
        judge, seen = confidence.shipped(), self.features(looked)
        sure = bool(hits) and judge.sure(seen)
        chance = judge.probability(seen) if hits else 0.0
        read = looked.read if looked.read.words else None
        own = self._archive.vectors.own(list(passages), looked.model)
        near = {passages[seq].key: row for seq, row in own.items()}
        groups = grouping.grouped([hit.passage for hit in hits], near)
        other = () if sure else self._speller.in_other_words(looked.read.text)
        made_by = Provenance("embedded", model=looked.model, version=VERSION)
        return Found(hits, sure, made_by, self._notices(), chance, read, groups, other)

    def look(
        self, query: str, k: int = 10, filters: Filters | None = None, *, as_typed: bool = False
    ) -> Looked:
        """The ranking without its passages: for search itself and for training."""
        wanted = filters or Filters()
        asked = " ".join(query.split())[:LONGEST_QUERY].encode("utf-8", "replace").decode()
        read = ReadAs(asked) if as_typed else self._speller.read(asked)
        terms = lexical.terms(read.text)
        if not asked:
            return Looked([], fusion.Legs({}, {}, {}), terms, read, self._encoder.name)
        limit = max(_CANDIDATES, 5 * k)
        original = self._matches(terms.original(), limit, wanted)
        translated = self._matches(terms.translated(), limit, wanted)
        reader = self._changeover.reader()
        vector = reader.question(read.text)
        dense = self._nearest(reader.name, vector, limit, wanted, {*original, *translated})
        legs = fusion.Legs(dense, translated, original)
        return Looked(fusion.fuse(legs, fusion.shipped()), legs, terms, read, reader.name)

    def features(self, looked: Looked) -> tuple[float, ...]:
        """The features that confidence is judged by."""
        passages = self._archive.passages
        return confidence.features(
            looked.legs.dense,
            passages.frequency(looked.terms.each_translated()),
            passages.count(),
        )

    def rows_of(self, keys: Sequence[str]) -> frozenset[int]:
        """The row numbers that `look` ranks, of passages with these keys."""
        return frozenset(seq for seq, _ in self._archive.passages.stored(keys).values())

    def keep_up(self) -> None:
        """Bring the Chroma index up to date; cheap when there is nothing to do.

        In a process that does not own it, only an index that may hold something forgotten is
        removed.
        """
        self._parts()[1].keep_up()
        if self._owner and self.outdated():
            self._background.wake()

    def rebuild(self, *, wait: float = 20.0) -> None:
        """Build the Chroma index anew and wait for it.

        Raises Unavailable("index_failed"), and ArchiveBusy when another process has it open for
        `wait` seconds.
        """
        self._parts()[1].rebuild(wait)

    def reader(self) -> Encoder:
        """The model whose vectors are searched now: the wanted one, but while all are made anew."""
        return self._changeover.reader()

    def outdated(self) -> int:
        """How many passages have a vector of another encoder than the wanted one."""
        return self._archive.vectors.outdated(self._encoder.name)

    def reencode(self, batch: int = 32) -> Iterator[tuple[int, int]]:
        """Make outdated vectors anew, and let them take over; (done, total) after every step.

        Stopped at any moment, it goes on where it was; meanwhile search is as it was.
        """
        total = self.outdated()
        for left in self._changeover.steps(batch):
            yield total - min(left, total), total

    def check(self, repair: bool = False) -> tuple[Finding, ...]:
        """Vectors and index looked over; with `repair`, vectors are made and an index that is
        broken is removed, after which search scans exactly until the page builds another."""
        if repair:
            made = sum(1 for _ in self.reencode())
            vectors = Finding("vectors", "mended" if made else "well", Reason("vectors_well"))
        elif count := self.outdated():
            vectors = Finding("vectors", "mendable", self._told_outdated(count))
        else:
            vectors = Finding("vectors", "well", Reason("vectors_well"))
        return (vectors, self._check_index(repair))

    def close(self) -> None:
        """Let go of the Chroma index and its lock; work in the background ends."""
        self._background.close()
        if self._made is not None:
            self._made[2].close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _check_index(self, repair: bool) -> Finding:
        address = self._server.url if self._server else ""
        return overhaul.look_over(self._archive, self._parts()[1], address, repair=repair)

    def _parts(self, model: str = "") -> tuple[ExactScan, Generations | Served]:
        """The scan and the keeper of an index over the vectors of a model, else of the one that is
        searched with now."""
        # Made late: the name of an encoder may only be known once its model is loaded.
        name = model or self._changeover.reader().name
        with self._guard:
            if self._made is None or self._made[0] != name:
                if self._made is not None:
                    self._made[2].close()
                scan = ExactScan(self._archive.vectors, name)
                self._made = (name, scan, self._keeper(name))
            return self._made[1:]

    def _keeper(self, encoder: str) -> Generations | Served:
        archive, owner, least = self._archive, self._owner, self._worthwhile
        if self._server is None:
            return Generations(archive, encoder, owner=owner, worthwhile=least)
        return Served(archive, encoder, self._server, owner=owner, worthwhile=least)

    def _matches(self, expression: str, limit: int, filters: Filters) -> dict[int, float]:
        if not expression:
            return {}
        return dict(self._archive.passages.match(expression, lexical.FIELD_WEIGHTS, limit, filters))

    def _nearest(
        self, model: str, vector: Vector, limit: int, filters: Filters, also: set[int]
    ) -> dict[int, float]:
        """Cosines of the nearest passages, and of those that were found by their words."""
        scan, generations = self._parts(model)
        allowed = self._archive.passages.allowed(filters)
        if self._owner:
            self.keep_up()
            near = generations.top(vector, limit) if allowed is None else None
            if near is not None:
                return self._cosines(model, vector, {*near, *also})
        dense = scan.top(vector, limit, allowed)
        return {**dense, **self._cosines(model, vector, also - dense.keys())}

    def _cosines(self, model: str, vector: Vector, seqs: Iterable[int]) -> dict[int, float]:
        rows = self._archive.vectors.of(sorted(seqs), model)
        return {seq: float((row @ vector)[0]) for seq, row in rows.items()}

    def _notices(self) -> tuple[Reason, ...]:
        notice = self._parts()[1].notice
        count = self.outdated()
        told = [self._told_outdated(count)] if count else []
        return (*((notice,) if notice else ()), *told)

    def _told_outdated(self, count: int) -> Reason:
        if self._changeover.reader() is self._encoder:
            return Reason("vectors_outdated", {"n": str(count)})
        done = count - min(self._changeover.left(), count)
        return Reason("vectors_moving", {"done": str(done), "total": str(count)})


def _known_words(encoder: Encoder) -> frozenset[str]:
    return encoder.known_words() if isinstance(encoder, OnnxEncoder) else frozenset()


def _as_passage(each: Passage | Plain) -> Passage:
    if isinstance(each, Passage):
        return each
    key, text, metadata = each
    facts = {name: str(value) for name, value in metadata.items()}
    return Passage(key, key, Masked(text), facts)
