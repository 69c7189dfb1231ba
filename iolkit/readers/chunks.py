"""Pages, mails and texts that lie in a Word file to be taken in when it is opened (altChunk)."""

from __future__ import annotations

from iolkit.errors import NoteUnreadable
from iolkit.readers import mail, rtf, web
from iolkit.readers import text as plain
from iolkit.readers.draft import Draft
from iolkit.readers.limits import Limits

_HEAD = 1_000


def write_chunk(draft: Draft, data: bytes, limits: Limits) -> None:
    """Write the words of one chunk, told by its first bytes. Raises NoteUnreadable."""
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith(b"pk"):
        raise NoteUnreadable("nested_archive")
    if head.startswith(b"{\\rt"):
        rtf.write(draft, data, limits)
    elif head.startswith((b"mime-version:", b"from:", b"content-type:")):
        mail.write(draft, data, limits)
    elif b"<" in head:
        web.write(draft, web.decode(data))
    else:
        draft.line(plain.settle(plain.decode(data)))
