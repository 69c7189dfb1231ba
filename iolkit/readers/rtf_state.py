"""What holds for the words inside a group of a rich text, and what formatting changes in it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from iolkit.readers.flow import Flow
from iolkit.readers.rtf_tables import Tables

_TINY = 4
"""Half points, as in Word files."""


@dataclass(frozen=True, slots=True)
class State:
    """What holds inside a group; a group that closes brings back what held before it."""

    quiet: bool = False
    """Words here are not text."""
    bullet: bool = False
    """Words here are the mark before a list item."""
    hidden: bool = False
    small: bool = False
    pale: bool = False
    change: str = ""
    """inserted | deleted, by a tracked change."""
    page: str = "cp1252"
    skip: int = 1
    """How many characters stand for a Unicode one in programs that know none."""
    cell: bool = False
    level: int | None = None
    indent: int | None = None

    @property
    def label(self) -> str:
        """The label of the place that words written now stand in."""
        return self.change or ("hidden" if self.hidden or self.small or self.pale else "")


@dataclass(slots=True)
class Group:
    """A group that is open: what held before it, and the flow that went on outside of it."""

    before: State
    outer: Flow | None = None
    label: str = ""
    table: bool = False


def changed(state: State, word: bytes, figure: int | None, tables: Tables) -> State:
    """The state after a formatting word; the same one when the word changes nothing."""
    if word in _CHARACTER:
        return _characters(state, word, figure, tables)
    if word in _PARAGRAPH:
        return _paragraph(state, word, figure, tables)
    if word == b"uc":
        return replace(state, skip=min(max(1 if figure is None else figure, 0), 16))
    return state


_CHARACTER = frozenset({b"plain", b"v", b"fs", b"cf", b"deleted", b"revised", b"f"})
_PARAGRAPH = frozenset({b"pard", b"intbl", b"s", b"outlinelevel", b"ls", b"ilvl"})


def _characters(state: State, word: bytes, figure: int | None, tables: Tables) -> State:
    if word == b"plain":
        return replace(state, hidden=False, small=False, pale=False, change="")
    if word == b"v":
        return replace(state, hidden=figure != 0)
    if word == b"fs":
        return replace(state, small=0 < (figure or 24) <= _TINY)
    if word == b"cf":
        return replace(state, pale=tables.is_white(figure or 0))
    if word == b"f":
        return replace(state, page=tables.pages.get(figure or 0, tables.page))
    change = "deleted" if word == b"deleted" else "inserted"
    if figure != 0:
        return replace(state, change=change)
    return replace(state, change="") if state.change == change else state


def _paragraph(state: State, word: bytes, figure: int | None, tables: Tables) -> State:
    number = figure or 0
    if word == b"pard":
        return replace(state, cell=False, level=None, indent=None)
    if word == b"intbl":
        return replace(state, cell=True)
    if word == b"s":
        return replace(state, level=tables.levels.get(number))
    if word == b"outlinelevel":
        return replace(state, level=number + 1 if 0 <= number < 9 else None)
    if word == b"ls":
        return replace(state, indent=(state.indent or 0) if number else None)
    return replace(state, indent=min(max(number, 0), 8))
