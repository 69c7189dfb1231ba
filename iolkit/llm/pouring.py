"""A message that comes piece by piece, heard on its way, and put together as if it came whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING, Any

from iolkit.llm import line
from iolkit.llm.letter import Ear
from iolkit.llm.structured import as_stream, ending

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage
    from langchain_core.messages.ai import UsageMetadata

    from iolkit.llm.structured import Ask

_END = {"whole": "stop", "cut": "length", "refused": "refusal"}


class Gathered:
    """The pieces of one message so far.

    Put together here and not by adding chunks, which would close what a tool call lacks at its end
    and pass half of it off as whole.
    """

    def __init__(self) -> None:
        self._said: list[str] = []
        self._calls: dict[int, tuple[str, list[str]]] = {}
        self._usage: UsageMetadata | None = None
        self._end = "whole"

    @property
    def anything(self) -> bool:
        """Whether any word has come."""
        return bool(self._said or self._calls)

    def add(self, piece: AIMessage) -> str:
        """Take in the next piece; its text, and that of the tool call in it."""
        from langchain_core.messages.ai import add_usage  # lazy: at use

        if piece.usage_metadata:
            self._usage = add_usage(self._usage, piece.usage_metadata)
        end = ending(piece)
        self._end = end if end != "whole" and self._end != "refused" else self._end
        text, called = str(piece.text), "".join(self._called(piece))
        if text:
            self._said.append(text)
        return text + called

    def message(self) -> AIMessage:
        """All that came, as one message."""
        from langchain_core.messages import AIMessage  # lazy: at use
        from langchain_core.messages.tool import invalid_tool_call, tool_call

        whole, broken = [], []
        for at, (name, pieces) in self._calls.items():
            said = "".join(pieces)
            fields = _fields(said)
            if fields is None:
                broken.append(invalid_tool_call(name=name, args=said, id=str(at), error=None))
            else:
                whole.append(tool_call(name=name, args=fields, id=str(at)))
        return AIMessage(
            "".join(self._said),
            tool_calls=whole,
            invalid_tool_calls=broken,
            response_metadata={"finish_reason": _END[self._end]},
            usage_metadata=self._usage,
        )

    def _called(self, piece: AIMessage) -> list[str]:
        """The pieces of arguments in this one."""
        told = []
        for chunk in getattr(piece, "tool_call_chunks", None) or _whole_calls(piece):
            at = chunk["index"] if isinstance(chunk["index"], int) else len(self._calls)
            _, args = self._calls.setdefault(at, (chunk["name"] or "", []))
            args.append(chunk["args"] or "")
            told.append(args[-1])
        return told


def poured(
    ask: Ask,
    messages: Sequence[BaseMessage],
    seconds: float,
    stop: Event,
    gathered: Gathered,
    ear: Ear,
) -> line.Came[AIMessage]:
    """What became of a request whose reply `ear` hears as it comes; `gathered` keeps what came."""
    ear.begins()
    asked = as_stream(ask)
    with closing(line.pieces(lambda: asked.astream(list(messages)), seconds, stop)) as pieces:
        for came in pieces:
            if not isinstance(came, line.Done):
                return came
            ear.comes(gathered.add(came.value))
    return line.Done(gathered.message())


def _whole_calls(piece: AIMessage) -> list[dict[str, Any]]:
    """The tool calls of a package that gives them whole."""
    return [
        {"index": None, "name": call["name"], "args": json.dumps(call["args"], ensure_ascii=False)}
        for call in piece.tool_calls
    ]


def _fields(said: str) -> dict[str, Any] | None:
    try:
        fields = json.loads(said)
    except ValueError:
        return None
    return fields if isinstance(fields, dict) else None
