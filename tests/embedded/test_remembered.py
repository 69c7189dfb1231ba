"""No vector is made twice while a note is read."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Thread

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from iolkit.embedded.remembered import Remembered
from iolkit.engine import Matrix
from tests.embedded.notes import hashed_vectors


class Counting:
    """An encoder that remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, texts: Sequence[str]) -> Matrix:
        """Stand-in vectors, one a row."""
        self.asked += texts
        return hashed_vectors(texts)


@given(st.lists(st.lists(st.text(min_size=1, max_size=5), max_size=4), max_size=4))
def test_the_same_vectors_and_each_once(calls: list[list[str]]) -> None:
    """What comes back is what the encoder makes; each text is asked for once."""
    counting = Counting()
    remembered = Remembered(counting)
    with remembered.reading():
        for texts in calls:
            assert np.array_equal(remembered(texts), hashed_vectors(texts))
    assert len(counting.asked) == len(set(counting.asked))


def test_nothing_is_kept_after_reading() -> None:
    """Words of a note are forgotten with its end, even after a failure, and outside of it."""
    counting = Counting()
    remembered = Remembered(counting)
    for _ in range(2):
        try:
            with remembered.reading():
                remembered(["geheim"])
                raise RuntimeError
        except RuntimeError:
            remembered(["offen"])
    assert counting.asked == ["geheim", "offen", "geheim", "offen"]


def test_each_thread_reads_its_own_note() -> None:
    """A note that is read beside another does not end the other's memory."""
    counting = Counting()
    remembered = Remembered(counting)

    def other() -> None:
        with remembered.reading():
            remembered(["dort"])

    with remembered.reading():
        remembered(["hier"])
        thread = Thread(target=other)
        thread.start()
        thread.join()
        remembered(["hier", "dort"])
    assert counting.asked == ["hier", "dort", "dort"]
