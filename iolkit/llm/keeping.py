"""Where replies are kept and what was sent is written down: what the archive offers, as protocols.

The engine knows no archive; the Kit hands it something of this shape. Keys and entries hold no
text; a kept reply is as masked as the letter it answers.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Protocol

from pydantic import BaseModel

from iolkit.llm.letter import Ear, Letter
from iolkit.outcomes.asking import Sent


class Memory(Protocol):
    """Replies kept for another time. Any thread may use it."""

    def get(self, key: str) -> str | None:
        """The reply kept under `key` (64 hex digits), as JSON."""
        ...

    def put(
        self, key: str, note_id: str, model: str, prompt: str, version: str, reply: str
    ) -> None:
        """Keep `reply` (JSON) as long as its note; an older one under this key is replaced."""
        ...


class Book(Protocol):
    """The log of what was sent. Any thread may use it.

    A line is written before its request leaves: whatever ends this process meanwhile, no request
    has left without one. Where the line cannot be written nothing is sent.
    """

    def leaving(self, entry: Sent) -> int:
        """Add a line, its outcome "under_way"; its number."""
        ...

    def ended(self, number: int, entry: Sent) -> None:
        """How the request of this line ended, once and for all."""
        ...


def letter_key(letter: Letter, model: str = "") -> str:
    """What a reply is kept under: sha256 of all that decides it, 64 hex digits.

    That is who is asked, the rendered text, the prompt's version and the shape of the reply; not
    the way a structured reply is asked for, and not the note's id.
    """
    shape = _shape(letter.reply)
    whole = [model, letter.prompt, letter.version, letter.system, letter.user, shape]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def heard_again(reply: BaseModel, ear: Ear | None) -> None:
    """Let a reply that is there already be heard, in one piece."""
    if ear is not None:
        ear.begins()
        ear.comes(reply.model_dump_json())


@cache
def _shape(reply: type[BaseModel]) -> str:
    return json.dumps(reply.model_json_schema(), sort_keys=True)
