"""Many cue lists looked up at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iolkit.embedded.cuebook import CueBook
from iolkit.embedded.cues import compile_all, find, lay_out
from iolkit.rubric import Rubric
from tests.embedded.notes import ENGLISH, GERMAN

LISTS = {name: compile_all(cues) for name, cues in Rubric.shipped().signals.items()}
BOOK = CueBook(LISTS)
WORDS = sorted(set((GERMAN + ENGLISH).split()))


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_index_overlooks_nothing(words: list[str]) -> None:
    """The book finds exactly what each list finds by itself."""
    line = lay_out(" ".join(words))
    assert BOOK.find(line) == tuple(find(line, cues) for cues in LISTS.values())


def test_names_keep_their_order() -> None:
    """Results come in the order of the lists."""
    assert BOOK.names == tuple(LISTS)
