"""What can be told from the bytes alone, before any parser sees them.

Cheap (0 to 5 ms for ordinary files), in the process itself, and strict: whatever is not plainly the
kind of file its name says is turned away with the reason. Compressed members are counted by
inflating them in small pieces, since an archive's own directory may lie about their sizes.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable

from iolkit.errors import NoteUnreadable
from iolkit.readers.limits import SHIPPED, Limits

PLAIN = (".md", ".txt")
"""Decoded in the process itself."""
PARSED = (".docx", ".pptx", ".pdf", ".html", ".htm", ".eml", ".vtt", ".srt")
"""Read by a parser in a child process."""
SUFFIXES = PLAIN + PARSED

_OFFICE_MAIN = {".docx": "word/", ".pptx": "ppt/"}
_OLD_OFFICE = (".doc", ".dot", ".ppt", ".pps", ".xls")
_MACRO_OFFICE = (".docm", ".dotm", ".pptm", ".potm", ".ppsm", ".xlsm")
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_FOREIGN = (
    _ZIP, b"PK\x05\x06", _OLE, _PDF, b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b",
    b"7z\xbc\xaf", b"Rar!", b"\x7fELF", b"BZh", b"\xfd7zXZ", b"{\\rtf", b"SQLite format 3",
    b"RIFF", b"ID3",
    b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\x78\x9f\x3e\x22",
)  # fmt: skip
_ARCHIVES = (_ZIP, b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_MAY_HOLD_ARCHIVES = re.compile(r"/embeddings/|\.(?:emz|wmz)\Z", re.IGNORECASE)
"""Workbooks behind charts and packed drawings are ordinary; they are never opened."""
_XML_SUFFIXES = (".xml", ".rels", ".vml", ".xhtml", ".svg")
_UNSAFE_XML = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UNSAFE_HTML = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]{0,300}\[", re.IGNORECASE)
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HEADER_LINE = re.compile(rb"(?:From [^\n]*\n)?[!-9;-~]{1,80}:[^\n]*(?:\n|\Z)")
_CHUNK = 65_536
_ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
    RuntimeError, LookupError,
)  # fmt: skip
"""What zipfile lets through for archives made by hand; NotImplementedError is a RuntimeError."""


def check(suffix: str, data: bytes, limits: Limits = SHIPPED) -> None:
    """Raises NoteUnreadable unless `data` plainly is a file of kind `suffix` within the limits."""
    _check_suffix(suffix)
    if len(data) > limits.file:
        raise NoteUnreadable("too_large", limit=limits.file // 1_000_000)
    if not data.strip():
        raise NoteUnreadable("empty_file")
    if suffix in _OFFICE_MAIN:
        _check_office(suffix, data, limits)
    elif suffix == ".pdf":
        if _PDF not in data[:1024]:
            raise NoteUnreadable("wrong_type", suffix=suffix)
    else:
        _check_text(suffix, data)


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


def _check_office(suffix: str, data: bytes, limits: Limits) -> None:
    if data.startswith(_OLE):
        raise NoteUnreadable("encrypted" if _ENCRYPTED_PACKAGE in data else "old_office")
    if not data.startswith(_ZIP):
        raise NoteUnreadable("wrong_type", suffix=suffix)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(members, len(data), limits)
            names = {member.filename for member in members}
            if "[Content_Types].xml" not in names or not any(
                name.startswith(_OFFICE_MAIN[suffix]) for name in names
            ):
                raise NoteUnreadable("wrong_type", suffix=suffix)
            _check_members(archive, members, limits)
    except _ZIP_FAULTS as error:
        raise NoteUnreadable("broken") from error


def _check_directory(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    if len(members) > limits.members:
        raise NoteUnreadable("too_many_parts", limit=limits.members)
    _check_unpacked(sum(member.file_size for member in members), packed, limits)
    if any(member.flag_bits & 1 for member in members):
        raise NoteUnreadable("encrypted")
    names = [member.filename for member in members]
    if any("vbaproject" in name.lower() for name in names):
        raise NoteUnreadable("macro")
    methods = {member.compress_type for member in members}
    # Two members of one name: one program would show the first, another the second.
    if len(set(names)) < len(names) or not methods <= {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise NoteUnreadable("broken")


def _check_unpacked(size: int, packed: int, limits: Limits) -> None:
    if size > limits.unpacked or (size > limits.ratio_from and size > limits.ratio * packed):
        raise NoteUnreadable("unpacked_too_large", limit=limits.unpacked // 1_000_000)


def _check_members(
    archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo], limits: Limits
) -> None:
    unpacked = 0
    for member in members:
        is_xml = member.filename.lower().endswith(_XML_SUFFIXES)
        tail, first = b"", True
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > limits.unpacked:
                    raise NoteUnreadable("unpacked_too_large", limit=limits.unpacked // 1_000_000)
                if first and chunk.startswith(_ARCHIVES):
                    _check_nested(member.filename)
                if is_xml:
                    seen = tail + chunk.replace(b"\x00", b"")
                    _check_xml(member.filename, seen)
                    tail = seen[-40:]
                first = False


def _check_nested(name: str) -> None:
    if not _MAY_HOLD_ARCHIVES.search(name):
        raise NoteUnreadable("nested_archive")


def _check_xml(name: str, seen: bytes) -> None:
    if _UNSAFE_XML.search(seen):
        raise NoteUnreadable("unsafe_xml")
    if name == "[Content_Types].xml" and b"macroEnabled" in seen:
        raise NoteUnreadable("macro")
