"""A Chat without a model: a function answers the letters. Every letter is kept to be looked at.
And a LangChain model without a server, for tests of the chat itself."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable, RunnableParallel, RunnablePassthrough
from pydantic import BaseModel, Field, PrivateAttr, ValidationError

from iolkit.errors import ReplyInvalid
from iolkit.llm.letter import Ear, Faults, Letter, ModelFacts, Reply, Spent
from iolkit.records import Provenance
from iolkit.tokens import count

Answers = Callable[[Letter], BaseModel | Mapping[str, Any] | str]
"""What is said to a letter: a reply, its fields, or its JSON (or prose) as text. It may raise."""

FACTS = ModelFacts(
    name="scripted:model",
    host="127.0.0.1",
    window=32_000,
    reply_tokens=4_000,
    capable=True,
    local=False,
    method="json_schema",
)


class ScriptedChat:
    """Carries letters to a function. Behaves as the Chat protocol says: parses, checks, asks once
    more when there are faults (the function then gets the same letter again), counts.
    """

    def __init__(self, answers: Answers, **facts: Any) -> None:
        self.answers = answers
        self.facts = replace(FACTS, **facts)
        self.spent = Spent()
        self.letters: list[Letter] = []
        self._lock = threading.Lock()

    def made_by(self, letter: Letter) -> Provenance:
        """The scripted model and the letter's prompt."""
        return Provenance("llm", self.facts.name, letter.prompt, letter.version)

    def ask(
        self,
        letter: Letter,
        check: Callable[[Reply], Faults] | None = None,
        ear: Ear | None = None,
    ) -> Reply:
        """What the function says, after at most one repair turn; `ear` hears it word by word."""
        best: BaseModel | None = None
        for _ in range(2):
            reply = self._parsed(letter, ear)
            faults = check(reply) if reply is not None and check else ()  # type: ignore[arg-type]  # the caller's shape
            if reply is not None and not faults:
                return reply  # type: ignore[return-value]  # the letter's shape is the caller's
            best = reply or best
        if best is None:
            raise ReplyInvalid("reply_unusable", model=self.facts.name, prompt=letter.prompt)
        return best  # type: ignore[return-value]  # as above

    def until(self, stop: threading.Event) -> ScriptedChat:
        """The same chat: it answers at once, so there is nothing to stop."""
        return self

    def _parsed(self, letter: Letter, ear: Ear | None) -> BaseModel | None:
        said = self._said(letter)
        if ear is not None:
            text = said if isinstance(said, str) else json.dumps(dict(_fields(said)))
            ear.begins()
            for piece in re.findall(r"\S*\s*", text):
                ear.comes(piece)
        try:
            if isinstance(said, str):
                return letter.reply.model_validate_json(said)
            return letter.reply.model_validate(_fields(said))
        except ValidationError:
            return None

    def _said(self, letter: Letter) -> BaseModel | Mapping[str, Any] | str:
        said = self.answers(letter)
        text = said if isinstance(said, str) else str(_fields(said))
        sent = count(letter.system).n + count(letter.user).n
        with self._lock:
            self.letters.append(letter)
            self.spent += Spent(1, sent, count(text).n, exact=False)
        return said


def _fields(said: BaseModel | Mapping[str, Any]) -> Mapping[str, Any]:
    return said.model_dump() if isinstance(said, BaseModel) else said


Says = Callable[[list[BaseMessage], str], "AIMessage | str"]
"""(messages, way) -> what the model says; the way is json_schema, function_calling, ... It may
raise, as a provider's package would."""


class ScriptedModel(BaseChatModel):
    """A LangChain chat model that a function speaks for. It knows only the given `ways`."""

    says: Any
    ways: tuple[str, ...] = ("json_schema", "function_calling", "json_mode", "text")
    pieces: int = 4
    """Letters that come at a time when it streams."""
    streams: bool = True

    heard: list[tuple[str, list[BaseMessage]]] = Field(default_factory=list)
    _lock: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def with_structured_output(
        self, schema: Any, *, include_raw: bool = False, method: str = "", **kwargs: Any
    ) -> Runnable[Any, Any]:
        """As the providers' packages build it: a map with `raw`, and a parser that is not used."""
        if method not in self.ways:
            raise NotImplementedError
        return RunnableParallel(raw=self.bind(way=method)) | RunnablePassthrough()

    def _said(self, messages: list[BaseMessage], way: str) -> AIMessage:
        with self._lock:
            self.heard.append((way, messages))
        said = self.says(messages, way)
        return said if isinstance(said, AIMessage) else AIMessage(said)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        said = self._said(messages, kwargs.get("way", "text"))
        return ChatResult(generations=[ChatGeneration(message=said)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        if not self.streams:
            raise ValueError("No generation chunks were returned")
        way = kwargs.get("way", "text")
        said = self._said(messages, way)
        called = way == "function_calling" and str(said.text).startswith("{")
        text = str(said.text) or "".join(json.dumps(call["args"]) for call in said.tool_calls)
        for at in range(0, len(text), self.pieces):
            piece = text[at : at + self.pieces]
            chunk = AIMessageChunk("" if called else piece)
            if called or said.tool_calls:
                name = None if at else "Verdict"
                part = tool_call_chunk(name=name, args=piece, id=None if at else "1", index=0)
                chunk = AIMessageChunk("", tool_call_chunks=[part])
            yield ChatGenerationChunk(message=chunk)
        end = AIMessageChunk("", response_metadata=said.response_metadata)
        yield ChatGenerationChunk(message=end)
