"""What is sent to a language model, and who carries it: the seam between reading and transport.

A Letter is the whole of one request: nothing goes out that does not stand in it, and what stands in
it of a note is Masked. A Chat carries letters; it knows nothing of notes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeVar

from pydantic import BaseModel

from iolkit.outcomes import Spent as Spent  # told of every chat: part of this seam
from iolkit.records import Category, Masked, Provenance

Reply = TypeVar("Reply", bound=BaseModel)
Faults = Sequence[str]
"""What is wrong with a reply, one plain English sentence each; empty when all is well."""


@dataclass(frozen=True, slots=True)
class ModelFacts:
    """What is declared of a model: never guessed from its answers."""

    name: str
    """As given in IOLKIT_LLM: provider:model."""
    host: str
    """Where requests go: a host name, or "" where the provider's own address is used."""
    window: int
    """Tokens that prompt and reply may have together."""
    reply_tokens: int
    """Tokens that a reply may have."""
    capable: bool
    """Whether one request may ask for everything `read` needs; else it is split by task."""
    local: bool
    """Whether the model runs in the house: only then may it see special-category text."""
    method: Literal["json_schema", "function_calling", "json_mode", "text"]
    """How structured replies are asked for first; what fails falls back along this order."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One request, rendered. `prompt` and `version` name the prompt it was rendered from."""

    prompt: str
    version: str
    language: Literal["de", "en"]
    system: str
    user: Masked
    reply: type[BaseModel]
    """The shape of the reply."""
    note_id: str = ""
    """The note it speaks of, so that what is kept of it goes with the note; "" for questions."""
    hidden: Mapping[Category, int] = field(default_factory=dict)
    """How many secrets of each category stand-ins took the place of."""


class Ear(Protocol):
    """Hears a reply while it arrives. What it hears is unchecked, and for nobody to read."""

    def begins(self) -> None:
        """A reply begins; what came of an earlier one counts no more."""
        ...

    def comes(self, piece: str) -> None:
        """The next piece of its text, or of the arguments of its tool call."""
        ...


class Chat(Protocol):
    """Carries letters to a model. Any thread may use it."""

    @property
    def facts(self) -> ModelFacts:
        """What is declared of the model."""
        ...

    @property
    def spent(self) -> Spent:
        """What all letters so far have cost."""
        ...

    def made_by(self, letter: Letter) -> Provenance:
        """Who answers this letter: engine "llm", model, prompt and version."""
        ...

    def ask(
        self,
        letter: Letter,
        check: Callable[[Reply], Faults] | None = None,
        ear: Ear | None = None,
    ) -> Reply:
        """The reply, parsed into `letter.reply`.

        `check` tells what is wrong with a well-formed reply. A reply that does not parse, or that
        has faults, is asked for once more with the faults named (one repair turn); after that the
        better of the two is returned if it parses at all. Raises ReplyInvalid when neither parses,
        ChatUnavailable when the model cannot be reached, refuses, or takes too long.

        `ear` hears each reply as it comes, every try and the repair turn anew, in the thread that
        asks; what is returned does not depend on it. What it raises ends the request.
        """
        ...

    def until(self, stop: threading.Event) -> Chat:
        """The same chat for somebody who may say stop: what waits or is under way then raises
        ChatUnavailable("chat_stopped") at once, and nothing more is sent."""
        ...
