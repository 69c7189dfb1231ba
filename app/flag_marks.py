"""A note's text with its flags marked: a colour for the eye, a letter for everybody.

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
PAGE = 6000
"""Code points of a long text that are drawn at once."""


def marked(
    text: str,
    flags: Iterable[Flag],
    tongue: Tongue,
    starts: Mapping[int, str],
    within: Span | None = None,
) -> str:
    """Markdown of `text`, or of the lines `within`, with every flag marked.

    `starts` puts a label before an offset.
    """
    page = within or Span(0, len(text))
    ordered = [flag for flag in _apart(flags) if flag.span.overlaps(page)]
    lines: list[str] = []
    begin = page.start
    for line in page.of(text).split("\n"):
        here = Span(begin, begin + len(line))
        lines.append(_line(text, here, ordered, tongue, starts))
        begin = here.end + 1
    return "\n".join(lines)


def pages(text: str, size: int = PAGE) -> tuple[Span, ...]:
    """The text in parts of about `size`, cut between lines; a short one is a single part."""
    found: list[Span] = []
    start = 0
    while len(text) - start > size:
        cut = max(text.rfind("\n\n", start + size // 2, start + size), start)
        cut = cut if cut > start else text.rfind("\n", start + 1, start + size)
        end = cut if cut > start else text.find("\n", start + size)
        if end < 0:
            break
        found.append(Span(start, end))
        start = end + 1
    return (*found, Span(start, len(text)))


def legend(flags: Iterable[Flag], tongue: Tongue) -> str:
    """What the letters mean, in words; only those that occur."""
    found = {flag.category for flag in flags}
    parts = [
        f"{_letter(category, tongue)}\u00a0{safe(say(f'category.{category}', tongue))}"
        for category in COLOURS
        if category in found
    ]
    return " · ".join(parts)


def mark(words: str, flag: Flag, tongue: Tongue, *, named: bool = True) -> str:
    """The flagged words on their colour, followed by the category's letter when `named`."""
    name = f" :small[**{safe(say(f'flags.letter_{flag.category}', tongue))}**]" if named else ""
    return f":{COLOURS[flag.category]}-background[{safe(words)}{name}]"


def quoted(text: str, flag: Flag, tongue: Tongue, around: int = 40, *, named: bool = False) -> str:
    """The flag within the words around it on its line."""
    line_start = text.rfind("\n", 0, flag.span.start) + 1
    line_end = text.find("\n", flag.span.end)
    before = _tail(text[line_start : flag.span.start].lstrip(" -*•\t"), around)
    after = _head(text[flag.span.end : None if line_end < 0 else line_end], around)
    middle = mark(flag.span.of(text), flag, tongue, named=named)
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


def _letter(category: Category, tongue: Tongue) -> str:
    letter = safe(say(f"flags.letter_{category}", tongue))
    return f":{COLOURS[category]}-background[**{letter}**]"


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
            pieces.append(f":gray-badge[{safe(starts[start])}] ")
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
