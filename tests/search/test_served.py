"""A real Chroma server helps, and whatever happens to it, search finds the same without it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from iolkit.archive import Archive, Lock
from iolkit.errors import Unavailable
from iolkit.outcomes import Filters, Passage
from iolkit.records import Masked
from iolkit.search import Index, Server, server
from iolkit.search.dense import ChromaServer
from iolkit.search.served import Served
from tests.archive.samples import numbered
from tests.search.chroma_server import PROGRAM, ChromaProcess, hanging, running
from tests.search.encoders import HashingEncoder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
    pytest.mark.skipif(PROGRAM is None, reason="the program chroma is not installed"),
]
QUERIES = ("Rundgang", "acht neun", "Wort17", "Störfall zu zweit")
TEXTS = [f"Wort{n} {'acht' if n % 3 else 'neun'} Rundgang {n * 7 % 40}" for n in range(60)]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    """One server for the tests that do it no harm."""
    with running(tmp_path_factory.mktemp("chroma")) as process:
        yield process


@pytest.fixture
def own(tmp_path: Path) -> Iterator[ChromaProcess]:
    """A server for one test that stops it."""
    with running(tmp_path / "chroma") as process:
        yield process


@pytest.fixture
def space(tmp_path: Path) -> Iterator[Archive]:
    """Sixty passages in an archive of their own."""
    with Archive.open(tmp_path / "space") as archive:
        Index(archive, HashingEncoder()).add([(f"k{n}", text, {}) for n, text in enumerate(TEXTS)])
        yield archive


def _on(archive: Archive, url: str, *, owner: bool = True, leave: bool = False) -> Index:
    place = Server(url, leave=leave)
    return Index(archive, HashingEncoder(), owner=owner, worthwhile=1, server=place)


def _hits(index: Index) -> list[list[tuple[str, float]]]:
    return [[(hit.id, hit.score) for hit in index.search(query).hits] for query in QUERIES]


def _exact(archive: Archive) -> list[list[tuple[str, float]]]:
    return _hits(Index(archive, HashingEncoder()))


def _keeper(index: Index) -> Served:
    keeper = index._parts()[1]
    assert isinstance(keeper, Served)
    return keeper


def _settle(index: Index) -> None:
    """Let the owner's errand come to an end, and the next one that it asks for."""
    keeper = _keeper(index)
    for _ in range(3):
        index.keep_up()
        if keeper._errand is not None:
            keeper._errand.join(60)


def _names(process: ChromaProcess) -> tuple[str, ...]:
    there = ChromaServer("127.0.0.1", process.port, ssl=False, patience_s=5)
    names = there.names()
    there.close()
    return names


def _by_server(index: Index, query: str = "Rundgang") -> list[int] | None:
    return _keeper(index).top(HashingEncoder()([query])[0], 5)


def test_the_server_gives_the_same_hits_as_the_scan(space: Archive, shared: ChromaProcess) -> None:
    """Key by key and score by score; and the server really is what answered."""
    with _on(space, shared.url) as index:
        assert _hits(index) == _exact(space)
        _settle(index)
        assert _by_server(index) is not None
        assert _hits(index) == _exact(space)
        assert index.search("Rundgang").notices == ()
        assert index.search("Rundgang", 5, Filters(kind="x")).hits == ()
        assert index.check()[1].reason.key == "index_served"
        assert not (space.folder / "index").exists()


def test_changes_reach_the_server(space: Archive, shared: ChromaProcess) -> None:
    """What another process adds or removes arrives there, and until then the scan answers."""
    with _on(space, shared.url) as index:
        _settle(index)
        with Archive.open(space.folder) as other:
            worker = Index(other, HashingEncoder())
            worker.add([("new", "Wort17 Wort17", {}), ("k3", "ganz anders", {})])
            worker.remove(["k17"])
        assert _by_server(index) is None
        assert index.search("Wort17").hits[0].id == "new"
        _settle(index)
        assert space.vectors.pending() == []
        assert _by_server(index, "Wort17") is not None
        assert _hits(index) == _exact(space)


def test_nothing_but_numbers_goes_there(space: Archive, own: ChromaProcess) -> None:
    """Neither a word of a text nor a key is in what the server keeps."""
    with _on(space, own.url) as index:
        _settle(index)
        assert _by_server(index) is not None
    own.stop()
    kept = b"".join(file.read_bytes() for file in own.folder.rglob("*") if file.is_file())
    assert len(kept) > 10_000
    for word in (b"Rundgang", b"Wort17", b"k17"):
        assert word not in kept
    with sqlite3.connect(own.folder / "chroma.sqlite3") as connection:
        assert connection.execute("SELECT count(*) FROM embedding_metadata").fetchone() == (0,)
    connection.close()


def test_an_absent_server_is_told_and_missed_by_nobody(
    space: Archive, own: ChromaProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped in the middle: the same hits, a notice, the doctor says so; back, and it serves."""
    monkeypatch.setattr("iolkit.search.served.RETRY_S", 0.0)
    with _on(space, own.url) as index:
        _settle(index)
        own.stop()
        assert _hits(index) == _exact(space)
        assert [notice.key for notice in index.search("Rundgang").notices] == ["index_away"]
        assert [(f.state, f.reason.key) for f in index.check()[1:]] == [("person", "index_away")]
        with pytest.raises(Unavailable):
            index.rebuild(wait=0.1)
        own.start()
        _settle(index)
        assert _by_server(index) is not None
        assert index.search("Rundgang").notices == ()
        assert _hits(index) == _exact(space)


def test_a_server_that_hangs_holds_nobody_up(
    space: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes the connection and says nothing: search answers at once, the errand gives up."""
    monkeypatch.setattr(server, "PATIENCE_S", 0.2)
    with hanging() as url, _on(space, url) as index:
        wanted = _exact(space)
        assert _hits(index) == wanted
        _settle(index)
        assert [notice.key for notice in index.search("Rundgang").notices] == ["index_away"]
        assert _hits(index) == wanted


def test_a_server_left_alone_is_not_asked_at_every_search(space: Archive) -> None:
    """Once away it is asked again after a while, not by each query."""
    with _on(space, "http://127.0.0.1:9") as index:
        _settle(index)
        before = _keeper(index)._errand
        index.search("Rundgang")
        assert _keeper(index)._errand is before


def test_an_emptied_server_is_filled_anew(
    space: Archive, own: ChromaProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder was deleted: nothing is lost, the collection is made again."""
    monkeypatch.setattr("iolkit.search.served.RETRY_S", 0.0)
    with _on(space, own.url) as index:
        _settle(index)
        (old,) = _names(own)
        own.stop()
        for file in sorted(own.folder.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
        own.start()
        assert _hits(index) == _exact(space)
        _settle(index)
        assert _by_server(index) is not None
        assert _names(own) != (old,)
        assert _hits(index) == _exact(space)


@pytest.mark.parametrize("owner", [True, False])
def test_what_is_forgotten_is_no_longer_there(
    space: Archive, shared: ChromaProcess, owner: bool
) -> None:
    """Forgetting removes the whole collection; only an owner fills another."""
    encoder = HashingEncoder()
    secret = "Wort99 Geheimnis Falkenstein"
    with _on(space, shared.url) as index:
        passage = Passage("secret", "secret", Masked(secret))
        space.notes.save(numbered(1), index.entries([passage]))
        _settle(index)
        (old,) = set(_names(shared)) & {name for _, name in space.vectors.served()}
        if owner:
            space.notes.forget(numbered(1).note.id)
            assert index.search(secret).hits[0].id != "secret"
            _settle(index)
            assert _by_server(index) is not None
    if not owner:
        space.notes.forget(numbered(1).note.id)
        _on(space, shared.url, owner=False).keep_up()
        assert space.vectors.served() == ()
    assert old not in _names(shared)
    assert not space.vectors.must_erase()
    raw = encoder([secret])[0].astype("<f4").tobytes()
    assert raw not in (space.folder / "archive.sqlite").read_bytes()


def test_what_cannot_be_forgotten_yet_is_told_and_done_later(
    space: Archive, own: ChromaProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the server away the wish is kept: no hit, the doctor says so, done when it is back."""
    monkeypatch.setattr("iolkit.search.served.RETRY_S", 0.0)
    with _on(space, own.url) as index:
        space.notes.save(numbered(1), index.entries([Passage("s", "s", Masked("Falkenstein"))]))
        _settle(index)
        (old,) = _names(own)
        own.stop()
        space.notes.forget(numbered(1).note.id)
        index.keep_up()
        assert "s" not in [hit.id for hit in index.search("Falkenstein").hits]
        assert index.check()[1].reason.key == "index_owes"
        own.start()
        _settle(index)
        assert old not in _names(own)
        assert not space.vectors.must_erase()


def test_leaving_the_server_takes_everything_along(space: Archive, shared: ChromaProcess) -> None:
    """Without the address the doctor tells what is left; with `leave` it is removed."""
    with _on(space, shared.url) as index:
        _settle(index)
    mine = {name for _, name in space.vectors.served()}
    assert mine & set(_names(shared))
    alone = Index(space, HashingEncoder())
    assert (alone.check()[1].state, alone.check()[1].reason.key) == ("person", "index_left")
    with _on(space, shared.url, leave=True) as leaving:
        assert leaving.check()[1].reason.key == "index_unwanted"
        assert leaving.check(repair=True)[1].state == "mended"
    assert not mine & set(_names(shared))
    assert alone.check()[1].reason.key == "index_none"


def test_from_a_folder_to_a_server_and_back(space: Archive, shared: ChromaProcess) -> None:
    """The folder is emptied when a server takes over; coming back another folder is made."""
    with Index(space, HashingEncoder(), owner=True, worthwhile=1) as local:
        local.rebuild()
    assert list((space.folder / "index").iterdir())
    with _on(space, shared.url) as index:
        _settle(index)
        assert not (space.folder / "index").exists()
        assert _hits(index) == _exact(space)
    with Index(space, HashingEncoder(), owner=True, worthwhile=1) as local:
        local.rebuild()
        assert _hits(local) == _exact(space)


def test_two_spaces_share_a_server_unseen(
    space: Archive, shared: ChromaProcess, tmp_path: Path
) -> None:
    """Each has a collection of its own, and takes away none of the other's."""
    with Archive.open(tmp_path / "second") as second:
        Index(second, HashingEncoder()).add([("x", "Wort17 Rundgang", {})])
        with _on(space, shared.url) as index, _on(second, shared.url) as other:
            _settle(index)
            _settle(other)
            index.rebuild()
            assert _by_server(other) == [1]
            assert _hits(other) == _exact(second)
            assert _hits(index) == _exact(space)


def test_a_second_owner_scans(space: Archive, shared: ChromaProcess) -> None:
    """One process shows the server the changes; another finds the same by itself."""
    with Lock(space.folder, "index").hold(0), _on(space, shared.url) as second:
        assert [n.key for n in second.search("Rundgang").notices] == ["index_elsewhere"]
        assert _hits(second) == _exact(space)


def test_closing_ends_an_errand_that_has_begun(space: Archive, shared: ChromaProcess) -> None:
    """A page that stops waits seconds at most, and the next one begins again."""
    more = [(f"m{n}", f"Wort{n} mehr", {}) for n in range(3000)]
    Index(space, HashingEncoder()).add(more)
    index = _on(space, shared.url)
    index.keep_up()
    time.sleep(0.5)
    index.close()
    errand = _keeper(index)._errand
    assert errand is None
    with _on(space, shared.url) as again:
        assert _hits(again) == _exact(space)


def test_vectors_are_left_out_by_number(space: Archive) -> None:
    """A snapshot without some rows has the others, each with its own vector."""
    whole = space.vectors.snapshot("hashing")
    part = whole.without({1, 60})
    assert list(part.seqs) == list(range(2, 60))
    assert np.array_equal(part.matrix, whole.matrix[1:-1])
    assert part.change == whole.change
