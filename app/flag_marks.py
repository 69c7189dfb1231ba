"""A note's text with its flags marked: a colour for the eye, a word for everybody.

Draws from records alone; every stretch of the note passes through safe_text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from iolkit.phrases import Tongue, say
from iolkit.records import Category, Flag, Span
from safe_text import safe, safe_line, safe_piece

COLOURS: Mapping[Category, str] = {
    "money": "orange", "figures": "orange", "contract": "orange",
    "person": "violet", "contact": "violet", "personnel": "violet", "special": "violet",
    "partner": "blue",
    "strategy": "green", "ip": "green",
    "security": "red", "confidential": "red",
}  # fmt: skip


def marked(text: str, flags: Iterable[Flag], tongue: Tongue, starts: Mapping[int, str]) -> str:
    """Markdown of `text` with every flag marked; `starts` puts a label before an offset."""
    ordered = _apart(flags)
    lines: list[str] = []
    begin = 0
    for line in text.split("\n"):
        here = Span(begin, begin + len(line))
        lines.append(_line(text, here, ordered, tongue, starts))
        begin = here.end + 1
    return "\n".join(lines)


def mark(words: str, flag: Flag, tongue: Tongue, *, named: bool = True) -> str:
    """The flagged words on their colour, followed by the category's word when `named`."""
    name = f" :small[**{safe(say(f'mark.{flag.category}', tongue))}**]" if named else ""
    return f":{COLOURS[flag.category]}-background[{safe(words)}{name}]"


def quoted(text: str, flag: Flag, tongue: Tongue, around: int = 40) -> str:
    """The flag within the words around it on its line."""
    line_start = text.rfind("\n", 0, flag.span.start) + 1
    line_end = text.find("\n", flag.span.end)
    before = _tail(text[line_start : flag.span.start].lstrip(" -*•\t"), around)
    after = _head(text[flag.span.end : None if line_end < 0 else line_end], around)
    middle = mark(flag.span.of(text), flag, tongue, named=False)
    return f"{safe_piece(before)}{middle}{safe_piece(after)}".strip()


def highlighted(text: str, spans: Iterable[Span]) -> str:
    """`text` with `spans` on a quiet background: the words that a statement rests on."""
    parts: list[str] = []
    reached = 0
    for span in sorted(spans):
        if span.start < reached or span.end > len(text) or not len(span):
            continue
        parts += [
            safe_piece(text[reached : span.start]),
            f":blue-background[{safe_piece(span.of(text))}]",
        ]
        reached = span.end
    return "".join([*parts, safe_piece(text[reached:])]).strip()


def _line(
    text: str, here: Span, flags: list[Flag], tongue: Tongue, starts: Mapping[int, str]
) -> str:
    inside = [flag for flag in flags if flag.span.overlaps(here)]
    labels = [offset for offset in starts if here.start <= offset < max(here.end, here.start + 1)]
    if not inside and not labels:
        return safe_line(here.of(text))
    line = here.of(text)
    indent = "\u00a0" * (len(line) - len(line.lstrip()))
    cuts = sorted({here.start, here.end, *labels, *_edges(inside, here)})
    pieces: list[str] = [indent]
    for start, end in pairwise(cuts):
        if start in starts:
            pieces.append(f":primary-badge[{safe(starts[start])}] ")
        pieces.append(_piece(text, Span(start, end), inside, tongue))
    return "".join(pieces).rstrip() + "  "


def _piece(text: str, span: Span, flags: list[Flag], tongue: Tongue) -> str:
    words = span.of(text)
    flag = next((one for one in flags if one.span.covers(span)), None)
    if flag is None or not words.strip():
        return safe_piece(words)
    return mark(words, flag, tongue, named=span.end == flag.span.end)


def _tail(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    return "… " + words[-limit:].partition(" ")[2]


def _head(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words.rstrip()
    return words[:limit].rpartition(" ")[0] + " …"


def _edges(flags: Iterable[Flag], here: Span) -> set[int]:
    return {
        min(max(edge, here.start), here.end)
        for flag in flags
        for edge in (flag.span.start, flag.span.end)
    }


def _apart(flags: Iterable[Flag]) -> list[Flag]:
    """Ordered by start, none overlapping: where two do, the later one is shown from there on."""
    chosen: list[Flag] = []
    reached = 0
    for flag in sorted(flags, key=lambda one: (one.span.start, -len(one.span))):
        start = max(flag.span.start, reached)
        if start < flag.span.end:
            chosen.append(replace(flag, span=Span(start, flag.span.end)))
            reached = flag.span.end
    return chosen
