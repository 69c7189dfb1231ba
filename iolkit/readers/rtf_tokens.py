"""The words, marks and braces of a rich text file, and the charsets of its fonts.

Rich Text Format Specification 1.9.1. This module knows the grammar; rtf.py knows what words mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<figure>-?\d{1,10})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})|"
    rb"\\(?P<sign>[^A-Za-z])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|.",
    re.DOTALL,
)
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "cp936", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""Charset numbers of fonts; all others are written in the code page of the file."""


class Token(NamedTuple):
    """kind: word (a control word, `figure` its number or None), sign (a control symbol), open,
    close, text (plain letters) or hex (one byte); `said` is the word, sign or bytes."""

    kind: str
    said: bytes
    figure: int | None = None


def tokens(data: bytes) -> Iterator[Token]:
    """Everything in the file in its order; raw data after \\bin is left out."""
    at = 0
    while found := _TOKEN.match(data, at):
        at = found.end()
        if found["word"] is not None:
            figure = int(found["figure"]) if found["figure"] else None
            if found["word"] == b"bin":
                at += max(0, figure or 0)
            else:
                yield Token("word", found["word"], figure)
        elif found["text"] is not None:
            yield Token("text", found["text"])
        elif found["hex"] is not None:
            yield Token("hex", bytes.fromhex(found["hex"].decode("ascii")))
        elif found["sign"] is not None:
            yield Token("sign", found["sign"])
        elif found["brace"] is not None:
            yield Token("open" if found["brace"] == b"{" else "close", found["brace"])


def charset_page(number: int | None) -> str | None:
    """The encoding of a font's \\fcharset, or None for that of the file."""
    return _CHARSETS.get(number or 0)
