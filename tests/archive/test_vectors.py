"""Vectors come back bit by bit, and every change is numbered until the index has seen it."""

from __future__ import annotations

import numpy as np

from iolkit.archive import Archive
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
