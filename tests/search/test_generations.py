"""The Chroma index helps, and whatever happens to it, search finds the same without it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from iolkit.archive import Archive, Lock
from iolkit.errors import ArchiveBusy
from iolkit.outcomes import Filters, Passage
from iolkit.records import Masked
from iolkit.search import Index
from tests.archive.samples import numbered
from tests.search.encoders import HashingEncoder

QUERIES = ("Rundgang", "acht neun", "Wort17", "Störfall zu zweit")
TEXTS = [f"Wort{n} {'acht' if n % 3 else 'neun'} Rundgang {n * 7 % 40}" for n in range(60)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A space with sixty passages and a finished index, to be copied by tests."""
    folder = tmp_path_factory.mktemp("built") / "space"
    with Archive.open(folder) as archive, _owner(archive) as index:
        index.add([(f"k{n}", text, {}) for n, text in enumerate(TEXTS)])
        index.rebuild()
    return folder


@pytest.fixture
def space(built: Path, tmp_path: Path) -> Iterator[Archive]:
    """A copy of that space."""
    shutil.copytree(built, tmp_path / "space")
    with Archive.open(tmp_path / "space") as archive:
        yield archive


def _owner(archive: Archive, name: str = "hashing") -> Index:
    return Index(archive, HashingEncoder(name), owner=True, worthwhile=1)


def _hits(index: Index) -> list[list[tuple[str, float]]]:
    return [[(hit.passage.key, hit.score) for hit in index.search(query).hits] for query in QUERIES]


def _exact(archive: Archive) -> list[list[tuple[str, float]]]:
    return _hits(Index(archive, HashingEncoder()))


def _settle(index: Index, notice: str | None = None) -> None:
    """Let the owner's child finish, whatever it is at."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        index.keep_up()
        generations = index._parts()[1]
        if generations._child is None and (generations._open is not None or notice):
            return
        time.sleep(0.05)
    raise AssertionError("the index did not settle")


def _generation(archive: Archive) -> Path:
    return archive.folder / "index" / archive.vectors.ready()


def test_the_index_gives_the_same_hits_as_the_scan(space: Archive) -> None:
    """Key by key and score by score; and the index really is what answered."""
    with _owner(space) as index:
        _settle(index)
        vector = HashingEncoder()(["Rundgang"])[0]
        assert index._parts()[1].top(vector, 5) is not None
        assert _hits(index) == _exact(space)
        assert index.search("Rundgang", 5, Filters(kind="x")).hits == ()


def test_changes_reach_the_index(space: Archive) -> None:
    """What another process adds or removes is drained into it before it answers again."""
    with _owner(space) as index:
        _settle(index)
        with Archive.open(space.folder) as other:
            worker = Index(other, HashingEncoder())
            worker.add([("new", "Wort17 Wort17", {}), ("k3", "ganz anders", {})])
            worker.remove(["k17"])
        assert space.vectors.pending()
        assert _hits(index) == _exact(space)
        assert space.vectors.pending() == []
        assert index._parts()[1].top(HashingEncoder()(["Wort17"])[0], 1) is not None
        assert index.search("Wort17").hits[0].passage.key == "new"


@pytest.mark.parametrize("damage", ["removed", "truncated", "zeroed"])
def test_a_damaged_index_is_noticed_and_built_anew(space: Archive, damage: str) -> None:
    """Search finds the same all the while, tells about it, and ends with a sound index."""
    wanted = _exact(space)
    old = _generation(space)
    for file in old.rglob("*"):
        if file.is_file() and damage == "removed":
            file.unlink()
        elif file.is_file():
            size = file.stat().st_size
            file.write_bytes(b"" if damage == "truncated" else b"\x00" * size)
    with _owner(space) as index:
        assert _hits(index) == wanted
        _settle(index)
        assert _hits(index) == wanted
        assert _generation(space) != old
        assert not old.exists()
        assert index.check()[1].state == "well"


def test_while_the_index_is_built_search_goes_on(archive: Archive) -> None:
    """The first answers come from the scan and say so; then the notice is gone."""
    with _owner(archive) as index:
        index.add([(f"k{n}", text, {}) for n, text in enumerate(TEXTS[:9])])
        found = index.search("Wort3")
        assert found.hits[0].passage.key == "k3"
        assert [notice.key for notice in found.notices] == ["index_rebuilding"]
        index.add([("late", "spät dazugekommen", {})])
        _settle(index)
        assert index.search("spät").hits[0].passage.key == "late"
        assert index.search("spät").notices == ()


def test_few_passages_need_no_index(archive: Archive) -> None:
    """Below the number from which it pays, nothing is built."""
    with Index(archive, HashingEncoder(), owner=True) as index:
        index.add([("a", "eins", {})])
        assert index.search("eins").notices == ()
        assert not (archive.folder / "index").exists()
        assert index.check()[1].reason.key == "index_none"


def test_another_encoder_gets_another_generation(space: Archive) -> None:
    """Vectors of two encoders never meet in one index."""
    old = _generation(space)
    with _owner(space, "other") as index:
        list(index.reencode())
        _settle(index)
        new = _generation(space)
        assert new.name.startswith("other-")
        assert not old.exists()
        exact = Index(space, HashingEncoder("other"))
        assert _hits(index) == _hits(exact)


def test_only_one_process_owns_the_index(space: Archive) -> None:
    """A second owner scans, says so, and finds the same; a rebuild is refused to it."""
    with Lock(space.folder, "index").hold(0), _owner(space) as second:
        found = second.search("Rundgang")
        assert [notice.key for notice in found.notices] == ["index_elsewhere"]
        assert _hits(second) == _exact(space)
        assert second.check()[1].reason.key == "index_elsewhere"
        with pytest.raises(ArchiveBusy):
            second.rebuild(wait=0.05)


def _holds_vector(folder: Path, vector: np.ndarray) -> bool:
    raw = vector.astype("<f4").tobytes()
    return any(raw in file.read_bytes() for file in folder.rglob("*") if file.is_file())


@pytest.mark.parametrize("owner", [True, False])
def test_forgetting_leaves_no_vector_in_any_file(space: Archive, owner: bool) -> None:
    """Owner or not: after `keep_up` neither archive nor index holds the note's vector."""
    note = numbered(1)
    encoder = HashingEncoder()
    secret = encoder(["Wort99 Geheimnis Falkenstein"])[0]
    with _owner(space) as index:
        _settle(index)
        passage = Passage("secret", "secret", Masked("Wort99 Geheimnis Falkenstein"))
        space.notes.save(note, index.entries([passage]))
        index.keep_up()
        assert _holds_vector(space.folder / "index", secret)
        if owner:
            space.notes.forget(note.note.id)
            index.keep_up()
    if not owner:
        space.notes.forget(note.note.id)
        Index(space, encoder).keep_up()
    assert not _holds_vector(space.folder, secret)
    assert not space.vectors.must_erase()


def test_restoring_a_backup_leaves_no_index_that_does_not_fit(
    space: Archive, tmp_path: Path
) -> None:
    """The index of the notes as they were after the backup is dropped with them."""
    space.upkeep.backup(tmp_path / "b.sqlite")
    with _owner(space) as index:
        _settle(index)
        index.add([("later", "Wort61 später", {})])
        assert index.search("Wort61").hits[0].passage.key == "later"
        space.upkeep.restore(tmp_path / "b.sqlite")
        assert _hits(index) == _exact(space)
        _settle(index)
        assert _hits(index) == _exact(space)


def test_repair_removes_a_broken_index(space: Archive) -> None:
    """The doctor takes it away; search scans, and the page builds another later."""
    (_generation(space) / "chroma.sqlite3").write_bytes(b"broken")
    index = Index(space, HashingEncoder())
    assert [finding.state for finding in index.check()] == ["well", "mendable"]
    assert [finding.state for finding in index.check(repair=True)] == ["well", "mended"]
    assert [finding.state for finding in index.check()] == ["well", "well"]
    assert list((space.folder / "index").iterdir()) == []
