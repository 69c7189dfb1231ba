"""From plain values to a Chat: the model, its pace, its book, its memory, its recording."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from iolkit.llm.calling import Caller, Purse, Watch
from iolkit.llm.chat import ModelChat
from iolkit.llm.keeping import Book, Memory
from iolkit.llm.kept import KeptChat
from iolkit.llm.letter import Chat
from iolkit.llm.models import ModelChoice, facts_of, provider_of, ways_of
from iolkit.llm.pace import Clock, Limits, Pace
from iolkit.llm.providers import made
from iolkit.llm.replay import RecordingChat, ReplayChat

_STREAMED_TOKEN = 600
"""Bytes that a provider may wrap around one token when it streams: each in a message of its own."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where replies are kept and requests are written down; None keeps nothing there.

    `record` is a folder that gets every reply, `replay` one from which all replies come.
    """

    memory: Memory | None = None
    book: Book | None = None
    record: Path | None = None
    replay: Path | None = None


def open_chat(
    choice: ModelChoice | None,
    limits: Limits | None = None,
    keeping: Keeping | None = None,
    *,
    watch: Watch | None = None,
    clock: Clock | None = None,
) -> Chat:
    """A chat with the chosen model. Opens no connection.

    With a folder to replay no model is needed and no memory used. `watch` hears what each request
    cost. Raises HouseError for a choice that cannot be, Unavailable when the provider's package is
    not installed, ChatUnavailable when its key is not set.
    """
    limits, keeping, clock = limits or Limits(), keeping or Keeping(), clock or Clock()
    if keeping.replay:
        return ReplayChat(keeping.replay, Purse(watch))
    choice = choice or ModelChoice("")
    facts = facts_of(choice)
    most_bytes = limits.reply_bytes + facts.reply_tokens * _STREAMED_TOKEN
    model = made(choice, facts, limits.timeout_s, most_bytes)
    pace = Pace(limits, clock)
    caller = Caller(facts, limits, pace, clock, Purse(watch), keeping.book)
    chat: Chat = ModelChat(model, caller, ways_of(choice), marked=provider_of(choice.name).marks)
    if keeping.memory:
        chat = KeptChat(chat, keeping.memory, Purse(watch))
    return RecordingChat(chat, keeping.record) if keeping.record else chat
