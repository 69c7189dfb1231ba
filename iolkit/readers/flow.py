"""A stretch of running text while it is read: paragraphs, table rows and what hangs on them.

Rich text and OpenDocument meet words before they know what the paragraph is; a flow keeps them
until the paragraph ends. Written out, deleted words stand on a line of their own after their
paragraph, then its text boxes, notes and comments, as in Word files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from iolkit.readers.draft import Draft

Run = tuple[str, str]
"""Words and the label of their place ("" for ordinary ones)."""


@dataclass(slots=True)
class Block:
    """A paragraph (one cell) or a table row (`row`: any number of cells); each cell is runs."""

    cells: list[list[Run]]
    row: bool = False
    level: int | None = None
    indent: int | None = None
    asides: list[tuple[str, Flow]] = field(default_factory=list)


@dataclass(slots=True)
class Flow:
    """Blocks in their order, and the one that is being read."""

    blocks: list[Block] = field(default_factory=list)
    asides: list[tuple[str, Flow]] = field(default_factory=list)
    """Text boxes, notes and comments that belong to the block being read."""
    bulleted: bool = False
    _runs: list[Run] = field(default_factory=list)
    _cells: list[list[Run]] = field(default_factory=list)

    def say(self, words: str, label: str) -> None:
        """Go on in the paragraph."""
        if words:
            self._runs.append((words, label))

    def end_paragraph(self, level: int | None, indent: int | None) -> None:
        """The paragraph is over: a heading of `level`, a list item of depth `indent`, or plain."""
        if self.bulleted and indent is None:
            indent = 0
        self._end(Block([merged(self._runs)], False, level, indent, self.asides))

    def end_cell(self) -> None:
        """The cell of a table row is over."""
        self._cells.append(merged(self._runs))
        self._runs, self.bulleted = [], False

    def end_row(self) -> None:
        """The table row is over."""
        if any(words.strip() for words, _ in self._runs):
            self.end_cell()
        while self._cells and not any(words.strip() for words, _ in self._cells[-1]):
            self._cells.pop()
        self._end(Block(self._cells, True, None, None, self.asides))

    def _end(self, block: Block) -> None:
        said = any(words.strip() for cell in block.cells for words, _ in cell)
        if said or block.asides:
            self.blocks.append(block)
        elif not block.row and self.blocks and self.blocks[-1].cells:
            self.blocks.append(Block([]))  # an empty line parts paragraphs
        self._runs, self.asides, self.bulleted = [], [], False
        if block.row:
            self._cells = []

    def own_words(self) -> list[str]:
        """The words of each block, without its asides."""
        return [
            "".join(words for cell in block.cells for words, _ in cell) for block in self.blocks
        ]

    def words(self) -> str:
        """All words, to tell whether two flows say the same."""
        asides = [flow.words() for block in self.blocks for _, flow in block.asides]
        return "\n".join([*self.own_words(), *asides])

    def is_hidden(self) -> bool:
        """Whether none of its words can be seen."""
        runs = [run for block in self.blocks for cell in block.cells for run in cell]
        return all(label == "hidden" for words, label in runs if words.strip())


def merged(runs: list[Run]) -> list[Run]:
    """Neighbours with one label as one run."""
    together: list[Run] = []
    pieces: list[str] = []
    for at, (words, label) in enumerate(runs):
        pieces.append(words)
        if at + 1 == len(runs) or runs[at + 1][1] != label:
            together.append(("".join(pieces), label))
            pieces = []
    return together


def write_flow(draft: Draft, flow: Flow) -> None:
    """Write every block of a flow with its asides. Flows lie in one another a few deep at most;
    deeper ones end in RecursionError, which ends the child."""
    after_row = False
    for block in flow.blocks:
        if block.row != after_row:
            draft.gap()
        after_row = block.row
        if block.row:
            _write_row(draft, block)
        elif block.cells:
            _write_paragraph(draft, block)
        else:
            draft.gap()
        for label, aside in block.asides:
            draft.end_line()
            with draft.place("part", label):
                write_flow(draft, aside)
            draft.end_line()


def _write_paragraph(draft: Draft, block: Block) -> None:
    runs = _trimmed(block.cells[0])
    if any(words.strip() for words, label in runs if label != "deleted"):
        if block.indent is None:
            draft.gap()
            if block.level == 0:
                title = "".join(words for words, label in runs if label != "deleted")
                draft.facts.setdefault("title", " ".join(title.split()))
            elif block.level:
                draft.heading(block.level)
        else:
            draft.end_line()
            draft.add("  " * block.indent + "- ")
        _write_runs(draft, runs)
    _write_deleted(draft, runs)
    if block.indent is None:
        draft.gap()


def _write_row(draft: Draft, block: Block) -> None:
    draft.end_line()
    cells = [[(re.sub(r"\s+", " ", words), label) for words, label in cell] for cell in block.cells]
    if any(words.strip() for cell in cells for words, label in cell if label != "deleted"):
        for number, cell in enumerate(cells):
            draft.add(" | " if number else "")
            _write_runs(draft, _trimmed(cell))
    for cell in cells:
        _write_deleted(draft, cell)
    draft.end_line()


def _write_runs(draft: Draft, runs: list[Run]) -> None:
    for words, label in runs:
        if label == "deleted":
            continue
        with ExitStack() as place:
            if label and words.strip():
                place.enter_context(draft.place("part", label))
            draft.add(words)


def _write_deleted(draft: Draft, runs: list[Run]) -> None:
    for words, label in runs:
        if label == "deleted" and words.strip():
            draft.end_line()
            with draft.place("part", "deleted"):
                draft.line(words.strip())


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without white space at either end of what is visible."""
    trimmed = list(runs)
    for order, strip in ((range(len(runs)), str.lstrip), (reversed(range(len(runs))), str.rstrip)):
        for at in _visible(trimmed, order):
            words, label = trimmed[at]
            trimmed[at] = (strip(words), label)
            if words.strip():
                break
    return trimmed


def _visible(runs: list[Run], order: range | Iterator[int]) -> Iterator[int]:
    return (at for at in order if runs[at][1] != "deleted")
