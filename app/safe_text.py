"""Text from notes, file names and models, made harmless for any markdown-capable widget.

The page's markdown fetches images, makes links and swaps words for pictures without a click, so
nothing written by others may reach it unescaped. This module knows no colour and no page: colour
is built from our own fields around what comes out of here.
"""

from __future__ import annotations

import re
import unicodedata

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
JOINER = "\u2060"
# A backslash stops markdown, but autolinks, :icon: shortcodes and arrows are looked for afterwards,
# in the finished text. An invisible joiner inside them leaves nothing to find.
_SPLITS = re.compile(
    r"(?<=:)(?=[a-z/])|(?=@)|(?<=@)|(?<=www)(?=\.)"
    r"|(?<=-)(?=[->])|(?<=<)(?=[-=])|(?<=>)(?==)|(?<=~)(?==)",
    re.IGNORECASE,
)
_INVISIBLE_KEPT = frozenset("\u200c\u200d")  # they shape letters in Persian, Hindi and emoji
INDENT = "\u00a0"


def safe(text: str) -> str:
    """One line of markdown that shows exactly `text`; line breaks become spaces."""
    return _escaped(" ".join(_visible(text).split()))


def safe_lines(text: str) -> str:
    """Markdown that shows `text` with its line breaks and indents, and nothing more."""
    return "\n".join(safe_line(line) for line in _visible(text).split("\n"))


def safe_line(line: str) -> str:
    """One line of a longer text: its indent kept, its end a hard break."""
    bare = _visible(line).expandtabs(4)
    body = bare.strip()
    if not body:
        return ""
    indent = INDENT * (len(bare) - len(bare.lstrip()))
    return f"{indent}{_escaped(body)}  "


def safe_piece(text: str) -> str:
    """Part of a line, its outer spaces kept as they are; line breaks become spaces."""
    return _escaped(re.sub(r"\s", " ", _visible(text)))


def plain(text: str) -> str:
    """One line for a widget that shows no markdown (options, file names): visible signs only."""
    return " ".join(_visible(text).split())


def begun(text: str) -> str:
    """`text` as the beginning of a sentence: its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def shortened(text: str, limit: int) -> str:
    """`text` on one line, cut at a word before `limit` characters."""
    line = plain(text)
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:-") + " …"


def _escaped(text: str) -> str:
    split = _SPLITS.sub(JOINER, text)
    return "".join(f"\\{sign}" if sign in PUNCTUATION else sign for sign in split)


def _visible(text: str) -> str:
    """Without controls and direction overrides, which can make a text read as another one."""
    return "".join(sign for sign in text.replace("\r\n", "\n") if _shows(sign))


def _shows(sign: str) -> bool:
    if sign in "\n\t" or sign in _INVISIBLE_KEPT:
        return True
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs"}
