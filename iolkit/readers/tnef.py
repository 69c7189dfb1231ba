"""winmail.dat: a whole message in the format that Outlook sends to itself ([MS-OXTNEF])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from iolkit.readers import mapi

MARK = b"\x78\x9f\x3e\x22"
_MESSAGE_PROPERTIES, _ATTACHMENT, _ATTACHMENT_PROPERTIES = 0x9003, 0x9002, 0x9005
_ATTACHMENT_DATA, _ATTACHMENT_NAME, _BODY, _SUBJECT = 0x800F, 0x8010, 0x800C, 0x8004
_CODE_PAGE = 0x9007
_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16}
"""Type of a property -> bytes of its value."""
_VARIABLE = frozenset({13, 30, 31, 258})
_STRING, _UNICODE, _TIME = 30, 31, 64
_FIRST_NAMED = 0x8000
_MOST = 10_000


def letter(data: bytes) -> mapi.Letter:
    """The message inside. Raises ValueError when there is none that can be read."""
    if not data.startswith(MARK):
        raise ValueError("no TNEF")
    found = mapi.Letter()
    try:
        for number, said in _attributes(data):
            _take(found, number, said)
    except (struct.error, IndexError) as error:
        raise ValueError("broken TNEF") from error
    return found


def _take(found: mapi.Letter, number: int, said: bytes) -> None:
    if number == _ATTACHMENT:
        found.attached.append(({}, None))
    elif number == _MESSAGE_PROPERTIES:
        found.properties |= _properties(said)
    elif number == _CODE_PAGE and len(said) >= 4:
        found.properties.setdefault(mapi.MESSAGE_CODE_PAGE, int.from_bytes(said[:4], "little"))
    elif number in (_BODY, _SUBJECT):
        found.properties.setdefault(mapi.BODY if number == _BODY else mapi.SUBJECT, said)
    elif found.attached:
        attachment = found.attached[-1][0]
        if number == _ATTACHMENT_PROPERTIES:
            attachment.update(_properties(said))
        elif number == _ATTACHMENT_DATA:
            attachment[mapi.DATA] = said
        elif number == _ATTACHMENT_NAME:
            attachment.setdefault(mapi.FILE_NAME, said)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each attribute; the check sums are not looked at."""
    at = 6
    for _ in range(_MOST):
        if at + 9 > len(data):
            return
        _, number, _, length = struct.unpack_from("<BHHI", data, at)
        yield number, data[at + 9 : at + 9 + length]
        at += 9 + length + 2


def _properties(data: bytes) -> dict[int, mapi.Value]:
    found: dict[int, mapi.Value] = {}
    (count,) = struct.unpack_from("<I", data)
    at = 4
    for _ in range(min(count, _MOST)):
        type_, number = struct.unpack_from("<HH", data, at)
        at += 4
        if number >= _FIRST_NAMED:
            at = _after_name(data, at)
        many, type_ = bool(type_ & 0x1000), type_ & 0x0FFF
        values, at = _values(data, at, type_, many=many)
        if values and not many and number < _FIRST_NAMED:
            value = _value(type_, values[0])
            if value is not None:
                found[number] = value
    return found


def _after_name(data: bytes, at: int) -> int:
    (kind,) = struct.unpack_from("<I", data, at + 16)
    if kind == 0:
        return at + 24
    length = int.from_bytes(data[at + 20 : at + 24], "little")
    return at + 24 + (length + 3) // 4 * 4


def _values(data: bytes, at: int, type_: int, *, many: bool) -> tuple[list[bytes], int]:
    if type_ not in _VARIABLE and type_ not in _SIZES:
        raise ValueError("unknown type")
    count = 1
    if many or type_ in _VARIABLE:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    found = []
    for _ in range(min(count, _MOST)):
        length = _SIZES.get(type_, 0)
        if type_ in _VARIABLE:
            (length,) = struct.unpack_from("<I", data, at)
            at += 4
        found.append(data[at : at + length])
        at += (length + 3) // 4 * 4
    return found, at


def _value(type_: int, said: bytes) -> mapi.Value | None:
    if type_ == _UNICODE:
        return said.decode("utf-16-le", "replace").rstrip("\x00")
    if type_ == _TIME:
        return mapi.moment(int.from_bytes(said, "little"))
    if type_ in (2, 3, 11):
        return int.from_bytes(said[: 4 if type_ == 3 else 2], "little")
    return said
