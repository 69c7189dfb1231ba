"""The Engine protocol: five verbs. Whoever offers them can drive iolkit.

Two engines do: iolkit.embedded (no network) and iolkit.llm (asks a model, holds an embedded one).
Same spans, same records, one contract suite (tests/contract) for both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    # Only the shapes are named here; whoever stores a Matrix need not load the rubric.
    from iolkit.outcomes import Answer, CitedSentence, Passage
    from iolkit.records import Analysis, Flag, Language, Note, Ratings
    from iolkit.rubric import Rubric

Matrix = npt.NDArray[np.float32]
Encode = Callable[[Sequence[str]], Matrix]
"""Texts -> one unit vector a row. The Kit hands this to engines, so they need not know search."""

Tell = Callable[[str], None]
"""Hears which part of a reading begins: finding (secrets), items, rating, summing."""

Hear = Callable[["tuple[CitedSentence, ...]"], None]
"""Hears what stands of an answer so far, each time that changes: whole sentences that have passed
every check. They may get fewer again, where a reply broke off and is asked for anew. Called from
whichever thread is at it, one call at a time."""

Task = Literal["handover", "synthesis"]


class Engine(Protocol):
    """The judge. Offsets are code points of the text given; engines keep no state between calls."""

    def read(self, note: Note) -> Analysis:
        """Everything to be said of one note: flags, items, ratings, summary."""
        ...

    def flag(self, note: Note) -> tuple[Flag, ...]:
        """The sensitive spans of a note, ordered by start, none outside the text."""
        ...

    def rate(self, text: str, language: Language, rubric: Rubric) -> Ratings:
        """The five properties of the knowledge described in `text`; None where it is silent."""
        ...

    def answer(
        self, question: str, passages: Sequence[Passage], heard: Hear | None = None
    ) -> Answer:
        """An answer from these passages alone; not grounded when they do not hold one.

        `heard` hears its sentences as they come; the answer does not depend on it.
        """
        ...

    def write(
        self, task: Task, passages: Sequence[Passage], language: Literal["de", "en"]
    ) -> tuple[CitedSentence, ...]:
        """Prose for a handover or a synthesis; every sentence cites keys of `passages`."""
        ...
