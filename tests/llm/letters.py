"""Letters and replies that the tests of the transport send, and archives made of a list."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, Field

from iolkit.llm.letter import Letter
from iolkit.llm.pace import Clock
from iolkit.outcomes import Sent
from iolkit.records import Masked

SECRET = "Zanderfisch4711"
"""A word of the letter that must stand in no error and no log."""


class Point(BaseModel):
    """One thing that was learned."""

    kind: Literal["practice", "mistake"]
    line: int = Field(ge=1)
    words: str


class Verdict(BaseModel):
    """What a note says."""

    points: list[Point]
    language: Literal["de", "en"] = "de"


GOOD = (
    '{"points": [{"kind": "practice", "line": 3, "words": "Rundgang um acht"}], "language": "de"}'
)


def letter(user: str = f"Z1: Der {SECRET} war gut.", **changed: object) -> Letter:
    """A letter about a note."""
    given = {
        "prompt": "read",
        "version": "1",
        "language": "de",
        "system": "Lesen Sie die Notiz.",
        "user": Masked(user),
        "reply": Verdict,
        "note_id": "n1",
        "hidden": {"person": 2},
    }
    return Letter(**(given | changed))


@dataclass
class ListBook:
    """A log that is a list."""

    lines: list[Sent] = field(default_factory=list)

    def leaving(self, entry: Sent) -> int:
        """Add one."""
        assert entry.outcome == "under_way"
        self.lines.append(entry)
        return len(self.lines) - 1

    def ended(self, number: int, entry: Sent) -> None:
        """Complete it."""
        self.lines[number] = entry


@dataclass
class Heard:
    """An ear that keeps what it hears, a list for each reply that began."""

    replies: list[list[str]] = field(default_factory=list)

    def begins(self) -> None:
        """Another reply."""
        self.replies.append([])

    def comes(self, piece: str) -> None:
        """A piece of it."""
        self.replies[-1].append(piece)

    @property
    def last(self) -> str:
        """All of the last one."""
        return "".join(self.replies[-1])


@dataclass
class DictMemory:
    """Kept replies in a dictionary."""

    kept: dict[str, str] = field(default_factory=dict)
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def get(self, key: str) -> str | None:
        """What was kept."""
        return self.kept.get(key)

    def put(
        self, key: str, note_id: str, model: str, prompt: str, version: str, reply: str
    ) -> None:
        """Keep it."""
        self.kept[key] = reply
        self.rows.append((note_id, model, prompt, version))


class JumpingClock:
    """Time that passes only by waiting, and then at once; `waits` tells how long each was."""

    def __init__(self) -> None:
        self.at = 0.0
        self.waits: list[float] = []

    def clock(self, chance: float = 1.0) -> Clock:
        """The Clock that it drives; `chance` takes the place of the dice."""
        return Clock(now=lambda: self.at, wait=self._wait, chance=lambda: chance)

    def _wait(self, seconds: float, stop: threading.Event) -> bool:
        self.waits.append(round(seconds, 3))
        self.at += seconds
        return stop.is_set()
