"""Plain text and Markdown: bytes -> characters, and the front matter taken off.

This is done in the process itself, not in a child: no parser is involved, only decoding. The text
after the front matter stays as it was written, except NFC and "\\n" line ends.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from iolkit.errors import NoteUnreadable
from iolkit.readers.limits import SHIPPED

_BOMS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF8_LETTER = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
_MOST_CONTROLS = 0.003
"""Share of control characters above which bytes are no text. Terminal logs and exports stay below
one in a thousand; programs, pictures and random bytes lie above one in twenty."""
_WIDE = 0.7
"""Share of zero bytes on one side from which a text is UTF-16; the other side has next to none."""
_BLOCK = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY_LINE = re.compile(r"\s*[\"']?[^\W\d][\w .-]{0,40}[\"']?\s*:(?:\s|\Z)")


def decode(data: bytes) -> str:
    """The characters of a text file: by its byte order mark, else UTF-8, else Windows-1252.

    A file that is mostly UTF-8 with a few stray Windows bytes (a paste from an old program) is
    read as what it mostly is. Raises NoteUnreadable("not_text") for anything binary.
    """
    text = _decoded(data)
    if "\x00" in text or len(_CONTROL.findall(text)) > max(2, _MOST_CONTROLS * len(text)):
        raise NoteUnreadable("not_text")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _wide(data) if "\x00" in text else text
    if b"\x00" in data:
        return _wide(data)
    letters = _UTF8_LETTER.findall(data)
    strays = sum(byte > 0x7F for byte in data) - sum(len(letter) for letter in letters)
    if len(letters) > strays:
        return data.decode("utf-8", "iolkit_windows_bytes")
    # The five bytes that Windows-1252 leaves open fall back to Latin-1's control characters.
    return data.decode("cp1252", "iolkit_windows_bytes")


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of plain Latin letters is zero."""
    halves = [data[at::2] for at in (0, 1)]
    empty = [half.count(0) / max(1, len(half)) for half in halves]
    if max(empty) < _WIDE or min(empty) > 1 - _WIDE:
        raise NoteUnreadable("not_text")
    try:
        return data.decode("utf-16-be" if empty[0] > empty[1] else "utf-16-le")
    except UnicodeDecodeError as error:
        raise NoteUnreadable("not_text") from error


def _windows_bytes(error: UnicodeError) -> tuple[str, int]:
    """Decoding error handler: the bytes that do not fit, read as Windows-1252, else Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    try:
        return bad.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return bad.decode("latin-1"), error.end


codecs.register_error("iolkit_windows_bytes", _windows_bytes)


def code_page(number: int | None) -> str:
    """The encoding of an \\ansicpg or \\cpg number; Windows-1252 when there is no such one."""
    name = {65001: "utf-8", 10000: "mac_roman"}.get(number or 0, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def letters(data: bytes, page: str) -> str:
    """Bytes in the encoding `page`; what does not fit is read as Windows-1252."""
    try:
        return data.decode(page)
    except (UnicodeDecodeError, LookupError):
        return data.decode("cp1252", "iolkit_windows_bytes")


def settle(text: str) -> str:
    """`text` in NFC with "\\n" line ends, all else unchanged."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def split_front_matter(text: str) -> tuple[str, str]:
    """(front matter without its rules, the text after it) of a settled text.

    Front matter is a block between two lines `---` at the very start whose first line looks like
    `key: value`. A block that does not (a note may well open with a drawn line) stays text.
    """
    if not text.startswith("---"):
        return "", text
    # The block must close early, so that a long note full of rules is not searched to its end.
    found = _BLOCK.match(text, 0, min(len(text), SHIPPED.front_matter))
    if found is None:
        return "", text
    block = found.group(1)
    keys = [line for line in block.splitlines() if line.strip() and not line.startswith("#")]
    if keys and not _KEY_LINE.match(keys[0]):
        return "", text
    return block, text[found.end() :]
