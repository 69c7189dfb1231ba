"""What can be told of a file that is a zip archive: Office and OpenDocument files.

Members are counted by inflating them in small pieces, since an archive's own directory may lie
about their sizes; nothing is unpacked to anywhere.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable

from iolkit.errors import NoteUnreadable
from iolkit.readers.limits import Limits

OFFICE_MAIN = {".docx": "word/", ".pptx": "ppt/", ".xlsx": "xl/"}
OPEN_DOCUMENTS = {".odt": "text", ".odp": "presentation", ".ods": "spreadsheet"}
PACKED = (*OFFICE_MAIN, *OPEN_DOCUMENTS)
"""Suffixes of files that are archives."""
ZIP = b"PK\x03\x04"
_OPEN_KIND = "application/vnd.oasis.opendocument."
_TYPES, _KIND, _MANIFEST = "[Content_Types].xml", "mimetype", "META-INF/manifest.xml"
_ARCHIVES = (ZIP, b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_MAY_HOLD_ARCHIVES = re.compile(r"/embeddings/|\.(?:emz|wmz|svgz)\Z", re.IGNORECASE)
"""Workbooks behind charts and packed drawings are ordinary; they are never opened."""
_XML_SUFFIXES = (".xml", ".rels", ".vml", ".xhtml", ".svg")
_NEVER_PARSED = "Configurations2/"
"""Tool bars of OpenOffice, which name their DTD; nobody reads them here."""
_UNSAFE_XML = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MACROS = re.compile(
    r"vbaproject|\Axl/macrosheets/|\AScripts/.|"
    r"\ABasic/(?!(?:.*/)?(?:script-l[bc]|dialog-l[bc])\.xml\Z).+\.xml\Z",
    re.IGNORECASE,
)
"""Macros of Office, Excel 4 macro sheets, scripts and Basic modules of OpenOffice. The lists of its
libraries lie in many files that have none."""
_CHUNK = 65_536
_ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
    RuntimeError, LookupError,
)  # fmt: skip
"""What zipfile lets through for archives made by hand; NotImplementedError is a RuntimeError."""


def check_archive(suffix: str, data: bytes, limits: Limits) -> None:
    """Raises NoteUnreadable unless `data` is an archive of kind `suffix` within the limits."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(members, len(data), limits)
            _check_kind(suffix, archive, {member.filename for member in members})
            _check_members(archive, members, limits)
    except _ZIP_FAULTS as error:
        raise NoteUnreadable("broken") from error


def _check_kind(suffix: str, archive: zipfile.ZipFile, names: set[str]) -> None:
    if suffix in OPEN_DOCUMENTS:
        with archive.open(_KIND) if _KIND in names else io.BytesIO() as stream:
            said = stream.read(100).decode("latin-1").strip()
        if not said.startswith(_OPEN_KIND + OPEN_DOCUMENTS[suffix]):
            raise NoteUnreadable("wrong_type", suffix=suffix)
    elif _TYPES not in names or not any(n.startswith(OFFICE_MAIN[suffix]) for n in names):
        raise NoteUnreadable("wrong_type", suffix=suffix)


def _check_directory(members: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    if len(members) > limits.members:
        raise NoteUnreadable("too_many_parts", limit=limits.members)
    _check_unpacked(sum(member.file_size for member in members), packed, limits)
    if any(member.flag_bits & 1 for member in members):
        raise NoteUnreadable("encrypted")
    names = [member.filename for member in members]
    if any(_MACROS.search(name) for name in names):
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
        is_xml &= not member.filename.startswith(_NEVER_PARSED)
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
    if name == _TYPES and b"macroEnabled" in seen:
        raise NoteUnreadable("macro")
    if name == _MANIFEST and b"encryption-data" in seen:
        raise NoteUnreadable("encrypted")
