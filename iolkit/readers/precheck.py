"""What can be told from the bytes alone, before any parser sees them.

Cheap (0 to 5 ms for ordinary files), in the process itself, and strict: whatever is not plainly the
kind of file its name says is turned away with the reason. archives.py looks into zip archives.
"""

from __future__ import annotations

import re

from iolkit.errors import NoteUnreadable
from iolkit.readers.archives import PACKED, ZIP, check_archive
from iolkit.readers.limits import SHIPPED, Limits

PLAIN = (".md", ".txt")
"""Decoded in the process itself."""
PARSED = (
    *PACKED, ".rtf", ".pdf", ".html", ".htm", ".eml", ".msg", ".csv", ".vtt", ".srt",
)  # fmt: skip
"""Read by a parser in a child process."""
SUFFIXES = PLAIN + PARSED

_OLD_OFFICE = (".doc", ".dot", ".ppt", ".pps", ".xls", ".xlt", ".xlsb")
_MACRO_OFFICE = (".docm", ".dotm", ".pptm", ".potm", ".ppsm", ".xlsm", ".xltm")
_OLE, _PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_RTF = b"{\\rt"
_MARKS = {".pdf": _PDF, ".rtf": _RTF}
_FOREIGN = (
    ZIP, b"PK\x05\x06", _OLE, _PDF, b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b",
    b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"BZh", b"\xfd7zXZ", b"{\\rtf", b"SQLite format 3",
    b"RIFF", b"ID3",
    b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\x78\x9f\x3e\x22",
)  # fmt: skip
_UNSAFE_HTML = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]{0,300}\[", re.IGNORECASE)
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
_HEADER_LINE = re.compile(rb"(?:From [^\n]*\n)?[!-9;-~]{1,80}:[^\n]*(?:\n|\Z)")


def check(suffix: str, data: bytes, limits: Limits = SHIPPED) -> None:
    """Raises NoteUnreadable unless `data` plainly is a file of kind `suffix` within the limits."""
    _check_suffix(suffix)
    if len(data) > limits.file:
        raise NoteUnreadable("too_large", limit=limits.file // 1_000_000)
    if not data.strip():
        raise NoteUnreadable("empty_file")
    if suffix in PACKED or suffix == ".msg":
        _check_container(suffix, data, limits)
    elif suffix in _MARKS:
        if _MARKS[suffix] not in data[:1024]:
            raise NoteUnreadable("wrong_type", suffix=suffix)
    else:
        _check_text(suffix, data)


def _check_container(suffix: str, data: bytes, limits: Limits) -> None:
    """A zip archive, or an OLE file: Outlook and old Office write them, Office encrypts into it."""
    if data.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in data:
            raise NoteUnreadable("encrypted")
        if _OUTLOOK not in data:
            raise NoteUnreadable("old_office")
        if suffix != ".msg":
            raise NoteUnreadable("wrong_type", suffix=suffix)
    elif suffix == ".msg" or not data.startswith(ZIP):
        raise NoteUnreadable("wrong_type", suffix=suffix)
    else:
        check_archive(suffix, data, limits)


def _check_suffix(suffix: str) -> None:
    if suffix in _OLD_OFFICE:
        raise NoteUnreadable("old_office")
    if suffix in _MACRO_OFFICE:
        raise NoteUnreadable("macro")
    if suffix not in SUFFIXES:
        # The suffix is the file maker's word: named only when it is short and plain (names.py).
        raise NoteUnreadable("unknown_type", suffix=suffix or "–")


def _check_text(suffix: str, data: bytes) -> None:
    if data.startswith(_FOREIGN):
        raise NoteUnreadable("wrong_type", suffix=suffix)
    # UTF-16 puts a NUL beside each ASCII character; without them the marks below are found.
    head = data[:4_096].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if suffix in (".html", ".htm") and _UNSAFE_HTML.search(data.replace(b"\x00", b"")):
        raise NoteUnreadable("unsafe_xml")
    expected = {
        ".eml": bool(_HEADER_LINE.match(head)),
        ".vtt": head.startswith(b"WEBVTT"),
        ".srt": b"-->" in head,
        ".html": b"<" in head,
        ".htm": b"<" in head,
    }
    if not expected.get(suffix, True):
        raise NoteUnreadable("wrong_type", suffix=suffix)
