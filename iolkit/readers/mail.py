"""Mails (.eml) -> the body, mails inside it and attached text; the head becomes session facts.

Subject, date, sender and recipients of the outermost mail are facts of the session; those of a
mail inside are text, as in any forwarded mail. Attachments that are not text are named, not read:
they can be added as files of their own.
"""

from __future__ import annotations

import email
import email.errors
import email.header
import email.policy
import email.utils
import re
from collections.abc import Iterator
from email.message import Message

from iolkit.errors import NoteUnreadable
from iolkit.readers import invite, mapi, rtf, tnef, web
from iolkit.readers import text as plain
from iolkit.readers.draft import Draft, Extract
from iolkit.readers.limits import Limits

_HEAD = ("from", "to", "cc", "date", "subject")
_PEOPLE = ("from", "to", "cc")
_LEAST_BODY = 20
"""A plain part shorter than this next to a page is a stand-in ("this mail needs HTML")."""
_LOCKED = (
    "application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted",
    "application/x-microsoft-rpmsg-message",
)  # fmt: skip
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
_RICH = ("text/rtf", "text/richtext", "application/rtf")
_REPLY_MARKS = re.compile(r"(?:\s*(?:re|aw|fwd?|wg)\s*:)+\s*", re.IGNORECASE)
_NAME_IN_ADDRESS = re.compile(r"([a-zäöüß]{2,})[._]([a-zäöüß-]{2,})@", re.IGNORECASE)


def extract(data: bytes, limits: Limits) -> Extract:
    """Text, places and facts of a mail. Raises NoteUnreadable."""
    return extract_message(email.message_from_bytes(data, policy=email.policy.compat32), limits)


def write(draft: Draft, data: bytes, limits: Limits) -> None:
    """Writes the body of a mail or of a page saved as one (.mht) into a draft."""
    message: Message = email.message_from_bytes(data, policy=email.policy.compat32)
    _Writer(draft, limits).write(message, 0)


def extract_message(message: Message, limits: Limits) -> Extract:
    """The same for a mail that came in another box. Raises NoteUnreadable."""
    draft = Draft(limits.text)
    _Writer(draft, limits).write(message, 0)
    draft.facts["title"] = _REPLY_MARKS.sub("", _header(message, "subject"), count=1)
    draft.facts["date"] = _day(_header(message, "date"))
    draft.facts["participants"] = list(dict.fromkeys(_people(message)))
    return draft.finish()


class _Writer:
    """Writes part after part, in their order."""

    def __init__(self, draft: Draft, limits: Limits) -> None:
        self._draft = draft
        self._limits = limits
        self._parts = 0
        self._said = False
        """Whether a body was written, so that winmail.dat does not say it again."""

    def write(self, part: Message, depth: int) -> None:
        """Write `part`, which lies inside `depth` mails."""
        self._parts += 1
        if self._parts > self._limits.parts or depth > self._limits.nesting:
            raise NoteUnreadable("too_many_parts", limit=self._limits.parts)
        kind = part.get_content_type()
        if kind in _LOCKED and part.get_param("smime-type") != "signed-data":
            raise NoteUnreadable("encrypted")
        if kind == "message/rfc822" and part.is_multipart():
            for inner in _inner(part):
                self._mail(inner, depth + 1)
        elif kind == "multipart/alternative" and part.is_multipart():
            self.write(_best(part), depth)
        elif part.is_multipart():
            for inner in _inner(part):
                self.write(inner, depth)
        elif kind in _TNEF or _file_name(part).casefold() == "winmail.dat":
            self._winmail(part, depth)
        else:
            self._leaf(part)

    def _winmail(self, part: Message, depth: int) -> None:
        try:
            letter = tnef.letter(_payload(part))
        except ValueError:
            self._leaf(part)
            return
        if self._said:
            for reading in (mapi.BODY, mapi.HTML, mapi.RTF):
                letter.properties.pop(reading, None)
        self.write(mapi.as_mail(letter, self._limits), depth + 1)

    def _mail(self, mail: Message, depth: int) -> None:
        self._draft.gap()
        with self._draft.place("part", "mail"):
            for name in _HEAD:
                if said := _header(mail, name):
                    self._draft.line(f"{name.capitalize()}: {said.replace(' <>', '')}")
            self._draft.gap()
            self.write(mail, depth)

    def _leaf(self, part: Message) -> None:
        name, kind = _file_name(part), part.get_content_maintype()
        attached = part.get_content_disposition() == "attachment" or bool(name)
        self._draft.gap()
        if kind == "text" and not attached:
            self._said |= bool(_payload(part).strip())
            self._body(part)
        elif kind == "text":
            with self._draft.place("part", "attachment"):
                self._draft.line(f"[{name}]" if name else "")
                self._body(part)
        elif part.get_content_disposition() == "attachment" or kind != "image":
            with self._draft.place("part", "attachment not read"):
                self._draft.line(f"[{name or part.get_content_type()}]")
        self._draft.gap()

    def _body(self, part: Message) -> None:
        data, kind = _payload(part), part.get_content_type()
        if kind == "text/html":
            if data.strip():
                web.write(self._draft, _characters(data, part) or web.decode(data))
            return
        if kind in _RICH and data.startswith(b"{\\rt"):
            rtf.write(self._draft, data, self._limits)
            return
        words = _characters(data, part) or plain.decode(data)
        if kind == "text/calendar":
            words = invite.told(words)
        if str(part.get_param("format", "")).lower() == "flowed":
            words = re.sub(r"(?<=\S) \r?\n(?!>|-- \r?\n)", " ", words)
        self._draft.add(words.strip())
        self._draft.end_line()


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _inner(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    for inner in payload if isinstance(payload, list) else ():
        if isinstance(inner, Message):
            yield inner


def _best(part: Message) -> Message:
    """The plain reading of an alternative, unless it only says that there is a better one."""
    readings = list(_inner(part))
    plain_ones = [one for one in readings if one.get_content_type() == "text/plain"]
    for one in plain_ones:
        if len(readings) == 1 or len(_payload(one)) >= _LEAST_BODY:
            return one
    others = [one for one in readings if one not in plain_ones]
    return (others or readings or [Message()])[-1]


def _characters(data: bytes, part: Message) -> str:
    """The payload in the charset the part names; empty when it names none or a wrong one."""
    charset = part.get_content_charset()
    # A part that says ASCII but holds more is told from its bytes.
    if not charset or charset in ("us-ascii", "ascii"):
        return ""
    try:
        return data.decode(charset)
    except (LookupError, ValueError):
        return ""


def _header(message: Message, name: str) -> str:
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    return _decoded(str(raw))


def _decoded(raw: str) -> str:
    """A header in words: encoded words (RFC 2047) and bare eight-bit characters resolved."""
    if any("\udc80" <= char <= "\udcff" for char in raw):
        raw = plain.decode(raw.encode("utf-8", "surrogateescape"))
    try:
        chunks = email.header.decode_header(raw)
    except email.errors.HeaderParseError:
        return " ".join(raw.split())
    words = []
    for chunk, charset in chunks:
        if isinstance(chunk, str):
            words.append(chunk)
            continue
        try:
            words.append(chunk.decode(charset or "raw-unicode-escape"))
        except (LookupError, ValueError):
            words.append(plain.decode(chunk))
    return " ".join("".join(words).split())


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        return ""  # an RFC 2231 name in a charset that does not exist
    return _decoded(name).replace("/", "_").replace("\\", "_")[:120]


def _people(message: Message) -> Iterator[str]:
    raws = [str(value) for key, value in message.raw_items() if key.lower() in _PEOPLE]
    for name, address in email.utils.getaddresses(raws):
        name = _decoded(name).strip("'\" ")
        if not name and (found := _NAME_IN_ADDRESS.match(address)):
            name = f"{found[1].capitalize()} {found[2].title()}"
        last, comma, first = name.partition(", ")
        if name and "@" not in name:
            yield f"{first} {last}" if comma else name


def _day(value: str) -> str:
    try:
        return email.utils.parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return ""
