"""Runs in the child: takes one file from standard input, gives its text back as JSON.

Before a byte of the file is looked at, the process gives up what no parser needs: memory and
processor time beyond the limits, writing files, starting programs and opening connections. A
parser that stumbles simply ends the process; the parent words that as "broken".
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import BinaryIO, Protocol, cast

from iolkit.errors import NoteUnreadable
from iolkit.readers.draft import Extract
from iolkit.readers.limits import Limits

PARSERS = {
    ".docx": "word",
    ".pptx": "slides",
    ".xlsx": "sheets",
    ".odt": "opendocument",
    ".odp": "opendocument",
    ".ods": "opendocument",
    ".rtf": "rtf",
    ".pdf": "pdf",
    ".html": "web",
    ".htm": "web",
    ".eml": "mail",
    ".msg": "outlook",
    ".csv": "tables",
    ".vtt": "transcript",
    ".srt": "transcript",
}
"""Suffix -> module of this folder that offers what a Parser does; only that one is loaded."""


class Parser(Protocol):
    """What every family of files offers."""

    def extract(self, data: bytes, limits: Limits) -> Extract:
        """Text, places and facts of a pre-checked file. Raises NoteUnreadable."""
        ...


def serve() -> None:
    """Read one request, answer it, end."""
    request, reply = sys.stdin.buffer, sys.stdout.buffer
    header = json.loads(request.readline(100_000))
    limits = Limits(**header["limits"])
    # Our own code is loaded (and its compiled form kept) while files may still be written.
    module = importlib.import_module(f"iolkit.readers.{PARSERS[header['suffix']]}")
    restrain(limits)
    answer = _answer(cast(Parser, module), request.read(header["size"]), limits)
    _write(reply, answer)


def _answer(parser: Parser, data: bytes, limits: Limits) -> dict[str, object]:
    try:
        extract = parser.extract(data, limits)
    except NoteUnreadable as error:
        return {"error": error.key, "values": error.values}
    except MemoryError:
        limit = limits.memory // 1_000_000
        return {"error": "took_too_much_memory", "values": {"limit": limit}}
    places = [[place.start, place.end, place.kind, place.label] for place in extract.places]
    return {"text": extract.text, "places": places, "facts": dict(extract.facts)}


def _write(reply: BinaryIO, answer: dict[str, object]) -> None:
    reply.write(json.dumps(answer).encode() + b"\n")
    reply.flush()


def restrain(limits: Limits) -> None:
    """Hold this process to its limits, as far as the system can. There is no way back."""
    sys.addaudithook(_refuse)
    try:
        # Not on Windows: there the parent's clock alone holds.
        import resource
    except ImportError:
        return
    for name, soft, hard in (
        ("RLIMIT_AS", limits.memory, limits.memory),
        # The soft limit ends the process with a signal of its own; the hard one would just kill it.
        ("RLIMIT_CPU", limits.cpu, limits.cpu + 5),
        ("RLIMIT_FSIZE", 0, 0),
        ("RLIMIT_CORE", 0, 0),
    ):
        try:
            resource.setrlimit(getattr(resource, name), (soft, hard))
        except (AttributeError, ValueError, OSError):
            # macOS knows RLIMIT_AS and refuses to set it; the other limits still hold.
            continue


_REFUSED = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.remove",
    "os.rename", "os.mkdir", "shutil.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError(event)
