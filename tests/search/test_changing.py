"""Another model takes over only when it has read everything; until then search is as it was."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import numpy as np
import pytest

from iolkit import phrases
from iolkit.archive import Archive
from iolkit.errors import Unavailable
from iolkit.outcomes import Passage
from iolkit.records import Masked
from iolkit.search import Index, changing
from tests.archive.samples import analysis
from tests.search.encoders import HashingEncoder

KILLS = 10
TEXTS = [f"Wort{n} {'acht' if n % 3 else 'neun'} Rundgang {n * 7 % 40}" for n in range(60)]
QUERIES = ("Rundgang neun", "Wort17", "acht 14")


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """An archive searched with the model "old": a note, and sixty plain passages."""
    index = Index(archive, HashingEncoder("old"))
    index.add([(f"k{n}", text, {}) for n, text in enumerate(TEXTS)])
    whole = analysis()
    facts = {"note_id": whole.note.id, "title": "Gabelstapler"}
    said = [
        Passage(item.id, item.id, Masked(item.span.of(whole.note.text)), facts)
        for item in whole.items
    ]
    archive.notes.save(whole, index.entries(said))
    return archive


def _hits(index: Index) -> list[list[tuple[str, float]]]:
    return [[(hit.id, hit.score) for hit in index.search(query).hits] for query in QUERIES]


def _settled(archive: Archive, *, least: int) -> bool:
    """Whether the model "new" made every vector in use, as if there had been no other."""
    held = archive.vectors.snapshot("new")
    own = archive.vectors.own([int(seq) for seq in held.seqs], "new")
    passages = archive.passages.load(list(own))
    fresh = HashingEncoder("new")
    right = all(np.allclose(row[0], fresh([str(passages[n].text)])[0]) for n, row in own.items())
    return right and len(own) >= least and archive.vectors.encoders() == {"new": len(own)}


def test_until_all_is_made_the_old_model_is_asked(filled: Archive) -> None:
    """Same hits, same scores, the progress said; then the new one answers, surroundings too."""
    before = _hits(Index(filled, HashingEncoder("old")))
    index = Index(filled, HashingEncoder("new"), earlier=HashingEncoder)
    steps = index.reencode(batch=10)
    for number in range(1, 6):
        assert next(steps) == (number * 10, 62)
        assert _hits(index) == before
        found = index.search(QUERIES[0])
        assert found.made_by.model == "old"
        (notice,) = found.notices
        assert notice.values == {"done": str(number * 10), "total": "62"}
        for tongue in phrases.TONGUES:
            assert str(number * 10) in phrases.say_reason(notice, tongue)
    list(steps)
    assert _settled(filled, least=62)
    assert filled.vectors.unplaced("new") == ()
    found = index.search(QUERIES[0])
    assert (found.made_by.model, found.notices) == ("new", ())
    assert _hits(index) == _hits(Index(filled, HashingEncoder("new")))


def test_what_comes_or_goes_meanwhile_is_taken_along(filled: Archive) -> None:
    """A passage added in between is found at once and made anew too; one removed stays gone."""
    index = Index(filled, HashingEncoder("new"), earlier=HashingEncoder)
    steps = index.reencode(batch=10)
    next(steps)
    index.add([("late", "Kranführer Xaver", {})])
    index.remove(["k1", "k50"])
    filled.notes.forget(analysis().note.id)
    assert index.search("Kranführer").hits[0].id == "late"
    list(steps)
    assert _settled(filled, least=59)
    assert filled.vectors.encoders() == {"new": 59}
    assert index.search("Kranführer").hits[0].id == "late"


def test_going_back_costs_nothing(filled: Archive) -> None:
    """Who chooses the old model again before it is done has lost nothing."""
    before = _hits(Index(filled, HashingEncoder("old")))
    next(Index(filled, HashingEncoder("new"), earlier=HashingEncoder).reencode(batch=10))
    back = Index(filled, HashingEncoder("old"), earlier=HashingEncoder)
    assert (list(back.reencode()), back.outdated(), _hits(back)) == ([], 0, before)


def test_without_the_old_model_words_are_left(filled: Archive) -> None:
    """Nobody can ask with it: each new vector counts at once, the others wait."""
    index = Index(filled, HashingEncoder("new"))
    next(index.reencode(batch=30))
    found = index.search("Rundgang")
    assert [notice.key for notice in found.notices] == ["vectors_outdated"]
    assert filled.vectors.encoders() == {"old": 32, "new": 30}
    half = Index(filled, HashingEncoder("new"), earlier=HashingEncoder)
    list(half.reencode())
    assert _settled(filled, least=62)


def test_the_owner_does_it_in_the_background(filled: Archive) -> None:
    """A search starts it; the hits change models by themselves."""
    with Index(filled, HashingEncoder("new"), owner=True, earlier=HashingEncoder) as index:
        assert index.search("Rundgang").made_by.model == "old"
        deadline = time.monotonic() + 30
        while index.outdated() or filled.vectors.unplaced("new"):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        assert index.search("Rundgang").made_by.model == "new"
    assert _settled(filled, least=62)


def test_a_model_that_fails_is_left_alone_for_a_while(filled: Archive) -> None:
    """Search goes on with the old one; the thread ends instead of trying without end."""

    class Broken(HashingEncoder):
        def __call__(self, texts):  # type: ignore[no-untyped-def]  # as its parent
            self.asked += texts
            raise Unavailable("encoder_missing")

    broken = Broken("new")
    with Index(filled, broken, owner=True, earlier=HashingEncoder) as index:
        for _ in range(3):
            assert index.search("Rundgang").made_by.model == "old"
            if (thread := index._background._thread) is not None:
                thread.join()
    assert len(broken.asked) == changing.BATCH


def test_ten_kills_lose_no_step(filled: Archive) -> None:
    """Killed at any moment: the old model answers as before, and the next one goes on."""
    before = _hits(Index(filled, HashingEncoder("old")))
    dice, made = random.Random(5), 0
    for _ in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.search.slow_changeover", str(filled.folder)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        assert int(child.stdout.readline().split()[0]) > made
        time.sleep(dice.uniform(0, 0.06))
        child.kill()
        child.communicate()
        made = 62 - filled.coming.missing("new")
        if filled.vectors.encoders() == {"new": 62}:
            break
        index = Index(filled, HashingEncoder("new"), earlier=HashingEncoder)
        assert _hits(index) == before
        assert all(finding.state == "well" for finding in filled.upkeep.check())
    list(Index(filled, HashingEncoder("new"), earlier=HashingEncoder).reencode())
    assert _settled(filled, least=62)


def test_forgotten_vectors_are_not_kept_for_later(filled: Archive) -> None:
    """What is on its way goes with its passage."""
    next(Index(filled, HashingEncoder("new"), earlier=HashingEncoder).reencode(batch=62))
    with filled._database.read() as connection:
        assert connection.execute("SELECT count(*) FROM coming").fetchone()[0] == 62
    filled.notes.forget(analysis().note.id)
    with filled._database.read() as connection:
        assert connection.execute("SELECT count(*) FROM coming").fetchone()[0] == 60
