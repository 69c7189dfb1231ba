"""Vectors come back bit by bit, and every change is numbered until the index has seen it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from iolkit.archive import Archive, Entry
from iolkit.records import Analysis
from tests.archive.samples import ENCODER, analysis, entries, entry, numbered, review, vector_of


def test_vectors_come_back_bit_by_bit(archive: Archive) -> None:
    """Float32 in, the same float32 out, in the order of the rows."""
    archive.passages.put([entry("a", "eins"), entry("b", "zwei")])
    snapshot = archive.vectors.snapshot(ENCODER)
    assert np.array_equal(snapshot.matrix, np.stack([vector_of("eins"), vector_of("zwei")]))
    assert list(snapshot.seqs) == [1, 2]
    assert np.array_equal(archive.vectors.of([2, 99], ENCODER)[2][0], vector_of("zwei"))
    assert archive.vectors.of([2], "another") == {}


def test_vectors_of_another_encoder_are_not_mixed_in(archive: Archive) -> None:
    """They count as outdated until they are made anew."""
    archive.passages.put([entry("a", "eins"), entry("b", "zwei")])
    assert archive.vectors.snapshot("new").matrix.shape == (0, 0)
    assert archive.vectors.outdated("new") == 2
    assert archive.vectors.outdated_texts("new", 1) == [(1, "eins")]
    archive.vectors.put([1, 99], "new", np.ones((2, 3), dtype=np.float32))
    assert archive.vectors.outdated("new") == 1
    assert list(archive.vectors.snapshot("new").seqs) == [1]


def test_every_change_has_a_number(archive: Archive) -> None:
    """Adding, replacing, re-encoding, removing and forgetting all count; reading does not."""
    whole = analysis()
    seen = [archive.vectors.change()]
    archive.notes.save(whole, entries(whole))
    seen.append(archive.vectors.change())
    archive.passages.put([entry("a", "eins")])
    seen.append(archive.vectors.change())
    archive.vectors.put([1], "new", np.ones((1, 3), dtype=np.float32))
    seen.append(archive.vectors.change())
    archive.passages.remove(["a"])
    seen.append(archive.vectors.change())
    archive.notes.forget(whole.note.id)
    seen.append(archive.vectors.change())
    assert seen == sorted(set(seen))
    archive.cards.find()
    assert archive.vectors.change() == seen[-1]


def test_changes_wait_for_an_index_only_where_there_is_one(archive: Archive) -> None:
    """Without an index the list stays empty; from the start of a build it fills."""
    archive.notes.save(analysis(), entries(analysis()))
    assert archive.vectors.pending() == []
    archive.vectors.building("generation-1")
    archive.notes.save(numbered(1), entries(numbered(1)))
    number = archive.vectors.change()
    assert [passage for _, passage in archive.vectors.pending()] == [3, 4]
    archive.notes.save(numbered(2), entries(numbered(2)))
    archive.vectors.switch("generation-1", number)
    assert archive.vectors.ready() == "generation-1"
    assert [passage for _, passage in archive.vectors.pending()] == [5, 6]
    archive.vectors.seen(archive.vectors.pending()[0][0])
    assert [passage for _, passage in archive.vectors.pending()] == [6]


def test_forgetting_asks_for_the_removal_of_the_index(archive: Archive) -> None:
    """An index that may hold a forgotten vector has to go; a review alone does not ask for it."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    archive.vectors.switch("generation-1", 0)
    archive.reviews.add(review("flag", whole.flags[0].id, "state", "dismissed"))
    archive.notes.refresh(whole.note.id, entries(whole))
    assert not archive.vectors.must_erase()
    archive.notes.forget(whole.note.id)
    assert archive.vectors.must_erase()
    archive.vectors.switch("", archive.vectors.change())
    assert not archive.vectors.must_erase()
    assert archive.vectors.pending() == []


def _around(whole: Analysis, around: np.ndarray) -> tuple[Entry, ...]:
    return tuple(replace(each, around=around) for each in entries(whole))


def test_what_stands_around_is_part_of_what_is_searched(archive: Archive) -> None:
    """The sum of both vectors, of unit length; the passage's own is kept beside it."""
    whole, around = analysis(), vector_of("Titel") / 2
    archive.passages.put([entry("a", "eins")])
    archive.notes.save(whole, _around(whole, around))
    snapshot = archive.vectors.snapshot(ENCODER)
    assert np.array_equal(snapshot.matrix[0], vector_of("eins"))
    for seq, row in zip(snapshot.seqs[1:], snapshot.matrix[1:], strict=True):
        own = archive.vectors.own([int(seq)], ENCODER)[int(seq)][0]
        wanted = (own + around) / np.linalg.norm(own + around)
        assert np.allclose(row, wanted, atol=1e-6)
        assert np.allclose(archive.vectors.of([int(seq)], ENCODER)[int(seq)][0], row, atol=1e-6)
    assert archive.vectors.unplaced(ENCODER) == ()


def test_each_passage_gets_what_stands_around_its_own_note(archive: Archive) -> None:
    """Rows of notes with and without surroundings do not mix, in whatever order they came."""
    archive.notes.save(numbered(1), _around(numbered(1), vector_of("eins") * 9))
    archive.notes.save(numbered(2), entries(numbered(2)))
    archive.notes.save(numbered(3), _around(numbered(3), vector_of("drei") * 9))
    snapshot = archive.vectors.snapshot(ENCODER)
    near = snapshot.matrix @ np.stack([vector_of("eins"), vector_of("drei")]).T
    assert [[bool(x > 0.9) for x in row] for row in near] == (
        [[True, False]] * 2 + [[False, False]] * 2 + [[False, True]] * 2
    )
    assert archive.vectors.unplaced(ENCODER) == (numbered(2).note.id,)


def test_surroundings_go_with_their_note(archive: Archive) -> None:
    """Replaced with its passages, taken out when a name is blackened or the note forgotten."""
    whole = analysis()
    archive.notes.save(whole, _around(whole, vector_of("Hansmann")))
    archive.notes.refresh(whole.note.id, entries(whole))
    assert archive.vectors.unplaced(ENCODER) == (whole.note.id,)
    archive.notes.refresh(whole.note.id, _around(whole, vector_of("Hansmann")))
    assert archive.notes.forget_person(whole.note.id, ["Hansmann"])
    archive.notes.refresh(whole.note.id, entries(whole))
    assert archive.vectors.unplaced(ENCODER) == (whole.note.id,)
    archive.notes.refresh(whole.note.id, _around(whole, vector_of("Hansmann")))
    blob = np.asarray(vector_of("Hansmann"), dtype="<f4").tobytes()
    archive.notes.forget(whole.note.id)
    archive.close()
    stored = b"".join(path.read_bytes() for path in archive.folder.glob("archive.sqlite*"))
    assert blob not in stored


def test_surroundings_made_later_are_told_to_the_index(archive: Archive) -> None:
    """Every passage of the note has changed; a note that is gone keeps nothing."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    archive.vectors.building("generation-1")
    seqs, own = archive.vectors.of_note(whole.note.id, ENCODER)
    assert own.shape == (len(seqs), 8)
    archive.vectors.put_around(whole.note.id, ENCODER, vector_of("Titel"))
    archive.vectors.put_around("nowhere", ENCODER, vector_of("Titel"))
    assert [passage for _, passage in archive.vectors.pending()] == [int(seq) for seq in seqs]
    assert archive.vectors.unplaced(ENCODER) == ()
