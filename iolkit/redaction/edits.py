"""Changes to a text: ranges with the words that come in their place, applied all at once.

What no edit covers stays character for character as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from iolkit.records import Span

_LINE_MARKS = re.compile(r"[\s>|•*+\-–—#.:,;()\[\]\d]*")
_GAP = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class Edit:
    """A range of a text and what comes in its place; a cut has no words."""

    span: Span
    words: str = ""


def joined(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits ordered and disjoint: where two overlap, a cut takes the other with it, and of two
    replacements the earlier keeps its words."""
    done: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.span.start, -edit.span.end)):
        if done and done[-1].span.overlaps(edit.span):
            last = done.pop()
            hull = Span(last.span.start, max(last.span.end, edit.span.end))
            edit = Edit(hull, last.words if last.words and edit.words else "")
        done.append(edit)
    return tuple(done)


def apply(text: str, edits: Sequence[Edit]) -> str:
    """`text` with every edit made. The edits are disjoint and ordered."""
    parts, end = [], 0
    for edit in edits:
        parts += [text[end : edit.span.start], edit.words]
        end = edit.span.end
    return "".join((*parts, text[end:]))


def untouched(text: str, edits: Sequence[Edit], later: Sequence[Edit] = ()) -> tuple[Span, ...]:
    """What of `text` stands unchanged after `edits`, and after `later` ones to their result."""
    stays, start, at = [], 0, 0
    for edit in (*edits, Edit(Span(len(text), len(text)))):
        kept = Span(start, edit.span.start)
        stays += [part.shift(start - at) for part in _left(kept.shift(at - start), later)]
        at += len(kept) + len(edit.words)
        start = edit.span.end
    return tuple(part for part in stays if len(part))


def _left(span: Span, edits: Sequence[Edit]) -> list[Span]:
    parts, start = [], span.start
    for edit in edits:
        if edit.span.overlaps(span):
            parts.append(Span(start, max(start, edit.span.start)))
            start = max(start, edit.span.end)
    return [*parts, Span(min(start, span.end), span.end)]


def neat(text: str, cuts: Iterable[Span]) -> tuple[Edit, ...]:
    """Cuts widened so that they leave no trace: no double blank, no bullet without a text."""
    gone = [_with_gap(text, cut) for cut in sorted(cuts) if len(cut)]
    lines = {_line(text, cut) for cut in gone}
    empty = [line for line in lines if _nothing_left(text, line, gone)]
    return joined(Edit(cut) for cut in (*gone, *empty))


def _with_gap(text: str, cut: Span) -> Span:
    """The cut with the blank after it, or, at the end of a line, the blank before it."""
    after = _GAP.match(text, cut.end)
    if after and (cut.start == 0 or text[cut.start - 1].isspace()):
        return Span(cut.start, after.end())
    start = cut.start
    if text[cut.end : cut.end + 1] in ("", "\n", ".", ",", ";"):
        while start > 0 and text[start - 1] in " \t":
            start -= 1
    return Span(start, cut.end)


def _line(text: str, cut: Span) -> Span:
    """The lines that the cut touches, with the line break that ends them."""
    start = text.rfind("\n", 0, cut.start) + 1
    end = text.find("\n", cut.end)
    return Span(start, len(text) if end < 0 else end + 1)


def _nothing_left(text: str, line: Span, gone: Sequence[Span]) -> bool:
    left, start = [], line.start
    for cut in gone:
        if line.covers(cut):
            left.append(text[start : max(start, cut.start)])
            start = max(start, cut.end)
    left.append(text[start : line.end])
    return _LINE_MARKS.fullmatch("".join(left)) is not None
