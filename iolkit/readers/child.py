"""Reads a file in a child process and stops it when it costs too much.

One child a file: it starts in about a tenth of a second because it loads its one parser and nothing
else of the house, and nothing a hostile file does to it can reach the next file. Data goes in and
comes back over pipes as plain bytes and JSON; nothing the child says is trusted beyond its shape.
This module knows no file format; parse.py, which runs in the child, knows no process.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from threading import Timer
from typing import Any

from iolkit.errors import NoteUnreadable
from iolkit.readers.draft import PARTS, Extract, Place
from iolkit.readers.limits import SHIPPED, Limits

_HERE = Path(__file__).resolve().parent
# The two packages stand as empty shells, so that starting the child does not load what
# `import iolkit` offers to people.
_BOOT = """
import sys, types
for name, path in (("iolkit", {house!r}), ("iolkit.readers", {readers!r})):
    sys.modules[name] = shell = types.ModuleType(name)
    shell.__path__ = [path]
from iolkit.readers.parse import serve
serve()
"""
_PASSED_ON = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ")
"""The parser needs no more of the environment; keys of language models stay out of its reach."""
_KINDS = frozenset({"page", "slide", "sheet", "heading", "time", "part"})
_CHILD_KEYS = frozenset(
    {
        "broken", "encrypted", "no_text", "not_text", "scan_without_text", "text_too_long",
        "too_many_pages", "too_many_parts", "took_too_much_memory", "unsafe_xml",
    }
)  # fmt: skip
_OUT_OF_MEMORY = ("SIGTRAP", "SIGILL", "SIGABRT", "SIGKILL")
"""PDFium ends itself (trap, illegal instruction, abort) when it gets no memory; Linux kills."""
_BYTES_A_CODE_POINT = 12
"""Room for the reply: JSON writes a code point outside the basic plane as twelve bytes."""
_ROOM_FOR_PLACES = 10_000_000


def parse(suffix: str, data: bytes, limits: Limits = SHIPPED) -> Extract:
    """The text of a pre-checked file. Raises NoteUnreadable, whatever happens in the child."""
    try:
        child = _start()
    except OSError as error:
        raise NoteUnreadable("reader_did_not_start") from error
    late: list[bool] = []

    def stop() -> None:
        late.append(True)
        child.kill()

    timer = Timer(limits.wall, stop)
    timer.start()
    try:
        reply = _exchange(child, suffix, data, limits)
    finally:
        timer.cancel()
        child.kill()
        child.wait()
    if late:
        raise NoteUnreadable("took_too_long", limit=limits.wall)
    if reply is None:
        raise _cause_of_death(child.returncode, limits)
    return _extract(reply, limits)


def _start() -> subprocess.Popen[bytes]:
    boot = _BOOT.format(house=str(_HERE.parent), readers=str(_HERE))
    return subprocess.Popen(  # noqa: S603 - this interpreter, fixed words
        [sys.executable, "-I", "-X", "utf8", "-c", boot],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # parsers quote what they stumble over
        env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _exchange(
    child: subprocess.Popen[bytes], suffix: str, data: bytes, limits: Limits
) -> bytes | None:
    """The child's reply, or None when it died before it had said all."""
    assert child.stdin is not None and child.stdout is not None  # noqa: S101 - both are pipes
    header = json.dumps({"suffix": suffix, "size": len(data), "limits": asdict(limits)})
    try:
        with child.stdin as pipe:
            pipe.write(header.encode() + b"\n" + data)
    except OSError:
        pass  # it died early; what it managed to say, and how it ended, tell why
    room = limits.text * _BYTES_A_CODE_POINT + _ROOM_FOR_PLACES
    with child.stdout as pipe:
        said = pipe.read(room + 1)
        if len(said) > room:
            raise NoteUnreadable("broken")
    child.wait()
    return said if said.endswith(b"\n") and child.returncode == 0 else None


def _cause_of_death(returncode: int, limits: Limits) -> NoteUnreadable:
    ended_by = -returncode
    if ended_by == getattr(signal, "SIGXCPU", None):
        return NoteUnreadable("took_too_long", limit=limits.cpu)
    if ended_by in {getattr(signal, name, None) for name in _OUT_OF_MEMORY}:
        return NoteUnreadable("took_too_much_memory", limit=limits.memory // 1_000_000)
    return NoteUnreadable("broken")


def _extract(reply: bytes, limits: Limits) -> Extract:
    try:
        said = json.loads(reply)
        if "error" in said:
            raise _told(str(said["error"]), dict(said["values"]))
        text = str(said["text"])
        places = tuple(_place(row, len(text)) for row in said["places"])
        facts = {str(key): _fact(value) for key, value in dict(said["facts"]).items()}
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise NoteUnreadable("broken") from error
    if len(text) > limits.text or any("\ud800" <= char <= "\udfff" for char in set(text)):
        raise NoteUnreadable("broken")
    return Extract(text, places, facts)


def _told(key: str, values: dict[str, Any]) -> NoteUnreadable:
    if key not in _CHILD_KEYS:
        return NoteUnreadable("broken")
    limit = values.get("limit")
    return NoteUnreadable(key, limit=limit) if type(limit) is int else NoteUnreadable(key)


def _place(row: list[Any], length: int) -> Place:
    start, end, kind, label = row
    plain = isinstance(label, str) and (
        label in PARTS
        if kind == "part"
        else len(label) <= 40 and not set(label) - set("0123456789.:")
    )
    if not (plain and kind in _KINDS and 0 <= int(start) <= int(end) <= length):
        raise ValueError("not a place")
    return Place(int(start), int(end), str(kind), label)


def _fact(value: object) -> str | list[str]:
    return [str(entry) for entry in value] if isinstance(value, list) else str(value)
