"""A message of Outlook, by its properties -> a mail as the mail parser knows it.

Outlook files (.msg) and winmail.dat hold the same numbered properties ([MS-OXPROPS]) in different
boxes; here they become one `email` message, so that bodies, attachments and mails in mails are read
in one way whatever they came in.
"""

from __future__ import annotations

import email
import email.utils
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message

from iolkit.readers import compressed_rtf
from iolkit.readers.limits import Limits
from iolkit.readers.text import code_page, letters

SUBJECT, SENT, DELIVERED = 0x0037, 0x0039, 0x0E06
BODY, RTF, HTML = 0x1000, 0x1009, 0x1013
SENDER, SENDER_ADDRESS, AUTHOR = 0x0C1A, 0x5D01, 0x0042
TO, CC = 0x0E04, 0x0E03
NAME, ADDRESS, ROLE = 0x3001, 0x39FE, 0x0C15
DATA, FILE_NAME, LONG_FILE_NAME, MIME, CONTENT_ID = 0x3701, 0x3704, 0x3707, 0x370E, 0x3712
CODE_PAGE, MESSAGE_CODE_PAGE = 0x3FDE, 0x3FFD
Value = str | bytes | int | datetime
_ROLES = {1: "To", 2: "Cc", 3: "Cc"}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Letter:
    """Properties of a message by number, its people and what is attached: file or message."""

    properties: dict[int, Value] = field(default_factory=dict)
    people: list[dict[int, Value]] = field(default_factory=list)
    attached: list[tuple[dict[int, Value], Letter | None]] = field(default_factory=list)

    def words(self, number: int) -> str:
        """A property as words, in the code page of the message where it is bytes."""
        return words(self.properties, number, self.page())

    def page(self) -> str:
        """The encoding of words that are not Unicode."""
        for number in (MESSAGE_CODE_PAGE, CODE_PAGE):
            value = self.properties.get(number)
            if isinstance(value, int) and value:
                return code_page(value)
        return "cp1252"


def words(properties: Mapping[int, Value], number: int, page: str) -> str:
    """A property as words; empty when there is none."""
    value = properties.get(number, "")
    if isinstance(value, bytes):
        value = letters(value, page).rstrip("\x00")
    return value if isinstance(value, str) else ""


def moment(ticks: int) -> datetime | None:
    """A time stamp (hundreds of nanoseconds since 1601) or None when it is no time."""
    try:
        return _EPOCH + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return None


def as_mail(letter: Letter, limits: Limits) -> Message:
    """The letter as a mail: head, readings of its body, attachments."""
    mail = Message()
    _head(mail, letter)
    body = _body(letter, limits)
    if not letter.attached:
        for name, value in mail.items():
            body[name] = value
        return body
    mail["Content-Type"] = "multipart/mixed"
    mail.set_payload([body, *_attachments(letter, limits)])
    return mail


def _head(mail: Message, letter: Letter) -> None:
    if letter.words(SUBJECT):
        mail["Subject"] = _line(letter.words(SUBJECT))
    sender = letter.words(SENDER) or letter.words(AUTHOR)
    if sender:
        mail["From"] = _address(sender, letter.words(SENDER_ADDRESS))
    page = letter.page()
    roles: dict[str, list[str]] = {}
    for person in letter.people:
        role = person.get(ROLE)
        name = _ROLES.get(role & 3 if isinstance(role, int) else 1, "To")
        roles.setdefault(name, []).append(
            _address(words(person, NAME, page), words(person, ADDRESS, page))
        )
    for name, number in (("To", TO), ("Cc", CC)):
        known = roles.get(name) or [
            _address(entry, "") for entry in letter.words(number).split(";") if entry.strip()
        ]
        if known:
            mail[name] = ", ".join(known)
    for number in (SENT, DELIVERED):
        at = letter.properties.get(number)
        if isinstance(at, datetime):
            mail["Date"] = email.utils.format_datetime(at)
            break


def _address(name: str, address: str) -> str:
    """A person as a head of a mail names them; names keep their commas in quotes."""
    quoted = _line(name).replace("\\", "").replace('"', "").strip("' ")
    address = _line(address).replace("<", "").replace(">", "")
    return f'"{quoted}" <{address}>' if quoted else address


def _line(said: str) -> str:
    return " ".join(said.split())


def _body(letter: Letter, limits: Limits) -> Message:
    """Every reading of the body that there is; rich text only where there is no other."""
    readings: list[Message] = []
    if said := letter.words(BODY).strip():
        readings.append(_part("text/plain", said.encode("utf-8", "replace"), "utf-8"))
    page = letter.properties.get(HTML, b"")
    if isinstance(page, str):
        readings.append(_part("text/html", page.encode("utf-8", "replace"), "utf-8"))
    elif isinstance(page, bytes) and page.strip():
        number = letter.properties.get(CODE_PAGE)
        known = code_page(number) if isinstance(number, int) and number else ""
        readings.append(_part("text/html", page, known))
    packed = letter.properties.get(RTF, b"")
    if not readings and isinstance(packed, bytes):
        rich = compressed_rtf.unpacked(packed, limits.unpacked)
        if rich:
            readings.append(_part("text/rtf", rich, ""))
    if not readings:
        return _part("text/plain", b"", "utf-8")
    if len(readings) == 1:
        return readings[0]
    both = Message()
    both["Content-Type"] = "multipart/alternative"
    both.set_payload([*readings])
    return both


def _part(kind: str, data: bytes, charset: str) -> Message:
    part = Message()
    part["Content-Type"] = f"{kind}; charset={charset}" if charset else kind
    part.set_payload(data.decode("ascii", "surrogateescape"))
    return part


def _attachments(letter: Letter, limits: Limits) -> Iterable[Message]:
    page = letter.page()
    for properties, inner in letter.attached:
        if inner is not None:
            part = Message()
            part["Content-Type"] = "message/rfc822"
            part.set_payload([as_mail(inner, limits)])
            yield part
            continue
        name = words(properties, LONG_FILE_NAME, page) or words(properties, FILE_NAME, page)
        data = properties.get(DATA, b"")
        kind = _line(words(properties, MIME, page)).casefold() or _kind_by_name(name)
        data = data if isinstance(data, bytes) else b""
        if kind == "multipart/signed":  # a signed mail lies in its message as it was sent
            yield email.message_from_bytes(data)
            continue
        part = _part(kind, data, "")
        if not (kind.startswith("image/") and properties.get(CONTENT_ID)):
            part.add_header("Content-Disposition", "attachment", filename=_line(name) or "?")
        yield part


def _kind_by_name(name: str) -> str:
    suffix = name.rpartition(".")[2].casefold()
    return {
        "txt": "text/plain", "md": "text/plain", "csv": "text/plain", "ics": "text/calendar",
        "htm": "text/html", "html": "text/html", "rtf": "text/rtf", "dat": "application/ms-tnef",
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
        "p7m": "application/pkcs7-mime", "rpmsg": "application/x-microsoft-rpmsg-message",
    }.get(suffix, "application/octet-stream")  # fmt: skip
