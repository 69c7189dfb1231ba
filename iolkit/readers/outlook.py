"""Outlook messages (.msg) -> body, mails inside and attached text, as with other mails.

The file is an OLE container of property streams ([MS-OXMSG]); olefile opens the container, mapi.py
makes a mail of the properties, mail.py writes it.
"""

from __future__ import annotations

import io
import struct

import olefile

from iolkit.errors import NoteUnreadable
from iolkit.readers import mail, mapi
from iolkit.readers.draft import Extract
from iolkit.readers.limits import Limits

_FIXED = "__properties_version1.0"
_STREAM = "__substg1.0_"
_PERSON, _ATTACHED = "__recip_version1.0_", "__attach_version1.0_"
_NAMED = "__nameid_version1.0"
_UNICODE, _STRING, _BINARY, _STORAGE = "001F", "001E", "0102", "000D"
_SHORT, _LONG, _BOOLEAN, _TIME = 0x0002, 0x0003, 0x000B, 0x0040
_HEADS = {"top": 32, "inner": 24, "other": 8}
"""Length of what stands before the fixed properties, by the kind of storage."""


def extract(data: bytes, limits: Limits) -> Extract:
    """Text, places and facts of a .msg file. Raises NoteUnreadable."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            letter = _Reader(file, limits).letter([], 0)
    except (OSError, ValueError, IndexError, struct.error, olefile.OleFileError) as error:
        raise NoteUnreadable("broken") from error
    return mail.extract_message(mapi.as_mail(letter, limits), limits)


class _Reader:
    """Reads storages into letters."""

    def __init__(self, file: olefile.OleFileIO, limits: Limits) -> None:
        self._file = file
        self._limits = limits
        self._parts = 0
        self._below: dict[tuple[str, ...], list[list[str]]] = {}
        for path in file.listdir(streams=True, storages=True):
            self._below.setdefault(tuple(path[:-1]), []).append(path)

    def letter(self, path: list[str], depth: int) -> mapi.Letter:
        """The message in the storage at `path`, which lies inside `depth` messages."""
        self._count(depth)
        letter = mapi.Letter(self._properties(path, "inner" if path else "top"))
        for entry in self._below.get(tuple(path), []):
            if entry[-1].startswith(_PERSON):
                self._count(depth)
                letter.people.append(self._properties(entry, "other"))
            elif entry[-1].startswith(_ATTACHED):
                self._count(depth)
                inner = [*entry, f"{_STREAM}{mapi.DATA:04X}{_STORAGE}"]
                message = [*inner, _FIXED]
                held = self.letter(inner, depth + 1) if self._file.exists(message) else None
                letter.attached.append((self._properties(entry, "other"), held))
        return letter

    def _count(self, depth: int) -> None:
        self._parts += 1
        if self._parts > self._limits.parts or depth > self._limits.nesting:
            raise NoteUnreadable("too_many_parts", limit=self._limits.parts)

    def _properties(self, path: list[str], kind: str) -> dict[int, mapi.Value]:
        found = self._fixed(path, kind)
        for entry in self._below.get(tuple(path), []):
            name = entry[-1]
            if not name.startswith(_STREAM) or len(name) != len(_STREAM) + 8:
                continue
            number, type_ = int(name[-8:-4], 16), name[-4:].upper()
            if type_ == _UNICODE:
                found[number] = self._bytes(entry).decode("utf-16-le", "replace").rstrip("\x00")
            elif type_ in (_STRING, _BINARY):
                found.setdefault(number, self._bytes(entry))
        return found

    def _fixed(self, path: list[str], kind: str) -> dict[int, mapi.Value]:
        """Numbers and times, sixteen bytes each: type, number, flags, value."""
        found: dict[int, mapi.Value] = {}
        if not self._file.exists([*path, _FIXED]):
            return found
        rows = self._bytes([*path, _FIXED])[_HEADS[kind] :]
        for type_, number, _, value in struct.iter_unpack("<HHIQ", rows[: len(rows) // 16 * 16]):
            if type_ in (_LONG, _SHORT, _BOOLEAN):
                found[number] = value & (0xFFFF if type_ == _SHORT else 0xFFFFFFFF)
            elif type_ == _TIME and (at := mapi.moment(value)):
                found[number] = at
        return found

    def _bytes(self, path: list[str]) -> bytes:
        with self._file.openstream(path) as stream:
            return bytes(stream.read())
