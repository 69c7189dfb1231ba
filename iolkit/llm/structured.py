"""How a structured reply is asked for, and how it is read, whatever way the model took.

Four ways, from the one that binds a model most: a JSON schema, a tool call, JSON mode, plain text
with the schema in the prompt. All are read by the same reader, for a model may answer any of them
with prose around its JSON.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, cast

from pydantic import BaseModel

from iolkit import resources
from iolkit.errors import HouseError
from iolkit.llm.json_text import Found, values
from iolkit.llm.letter import Letter
from iolkit.llm.models import Method

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage
    from langchain_core.runnables import Runnable

    Ask = Runnable[list[BaseMessage], AIMessage]

_TOLD_IN_WORDS = ("json_mode", "text")
_CUT_OFF = ("length", "max_tokens", "model_context_window_exceeded")
_REFUSED = ("content_filter", "refusal", "safety")
_END_KEYS = ("finish_reason", "stop_reason", "done_reason")


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier reply and what is wrong with it; `said` is "" where it is too long to repeat."""

    said: str
    faults: tuple[str, ...]


def asking(model: BaseChatModel, shape: type[BaseModel], method: Method) -> Ask | None:
    """Messages in, the model's own message out; None where the package knows no such way.

    Of LangChain's chain (model, then parser) only the model is used: the parser would write what it
    cannot parse into a log, and our own reads more.
    """
    if method == "text":
        return model
    try:
        chain: Any = model.with_structured_output(shape, method=method, include_raw=True)
    except (NotImplementedError, ValueError, TypeError):
        return None
    # Not the map itself, which would leave a stream open that nobody listens to any more.
    asked: Ask = chain.first.steps__["raw"]
    return asked


def as_stream(ask: Ask) -> Ask:
    """The same request, to be streamed.

    OpenAI's package reads a stream itself where it knows the form of the reply, and quotes what it
    reads in errors and warnings; so the form goes past it into the request, the same bytes.
    """
    given: Mapping[str, Any] = getattr(ask, "kwargs", {})
    form = given.get("response_format")
    if form is None:
        return ask
    from openai.lib._parsing import type_to_response_format_param  # lazy: an extra

    body = {"response_format": type_to_response_format_param(form)}
    rest = {name: value for name, value in given.items() if name != "response_format"}
    plain: Ask = cast(Any, ask).bound.bind(**rest, extra_body=body)
    return plain


def messages(
    letter: Letter,
    method: Method | None = None,
    turn: Turn | None = None,
    *,
    marked: bool = False,
) -> list[BaseMessage]:
    """What is sent: the letter, the shape in words where the way needs it, the repair turn.

    Without a method plain text is asked for. `marked` asks the provider to remember the system
    part, which is the same for every note and holds nothing of any.
    """
    from langchain_core.messages import AIMessage, HumanMessage, SystemMessage  # lazy: at use

    system = letter.system
    if method in _TOLD_IN_WORDS:
        system = f"{system}\n\n{_words('shape', letter).replace('{schema}', schema_text(letter))}"
    mark = {"type": "text", "text": system, "cache_control": {"type": "ephemeral"}}
    beginning = SystemMessage([mark]) if marked else SystemMessage(system)
    sent: list[BaseMessage] = [beginning, HumanMessage(letter.user)]
    if turn is None:
        return sent
    faults = "\n".join(f"- {fault}" for fault in turn.faults)
    asked = HumanMessage(_words("mend", letter).replace("{faults}", faults))
    return [*sent, AIMessage(turn.said), asked] if turn.said else [*sent, asked]


def schema_text(letter: Letter) -> str:
    """The JSON schema of the reply, short: without the titles that only repeat the names."""
    return _short_schema(letter.reply)


@cache
def _short_schema(shape: type[BaseModel]) -> str:
    return json.dumps(_untitled(shape.model_json_schema()), ensure_ascii=False)


def found_in(message: AIMessage) -> list[Found]:
    """The objects of a reply: the arguments of a tool call, else what stands in its text."""
    called = [Found(call["args"]) for call in message.tool_calls if call["args"]]
    for call in message.invalid_tool_calls:
        called += values(call["args"] or "")
    return called or values(str(message.text))


def said_in(message: AIMessage) -> str:
    """A reply as text, to be shown to the model again."""
    text = str(message.text)
    if text or not message.tool_calls:
        return text
    return json.dumps(message.tool_calls[0]["args"], ensure_ascii=False)


def ending(message: AIMessage) -> Literal["whole", "cut", "refused"]:
    """Whether the model finished, ran out of room, or would not answer."""
    ends = [message.response_metadata.get(key) for key in _END_KEYS]
    if message.additional_kwargs.get("refusal") or any(end in _REFUSED for end in ends):
        return "refused"
    return "cut" if any(end in _CUT_OFF for end in ends) else "whole"


def cut_off_message(error: BaseException) -> AIMessage | None:
    """The reply inside an error by which a package says that it was cut off or filtered."""
    from langchain_core.messages import AIMessage  # lazy: at use

    choices = getattr(getattr(error, "completion", None), "choices", None)
    if not choices:
        return None
    said, reason = choices[0].message.content, choices[0].finish_reason
    usage = getattr(getattr(error, "completion"), "usage", None)  # noqa: B009 - found above
    counted = usage and {
        "input_tokens": usage.prompt_tokens,
        "output_tokens": usage.completion_tokens,
        "total_tokens": usage.total_tokens,
    }
    meta = {"finish_reason": reason}
    return AIMessage(said or "", response_metadata=meta, usage_metadata=counted or None)


def _untitled(schema: Any) -> Any:  # noqa: ANN401 - a schema is any JSON
    if isinstance(schema, list):
        return [_untitled(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    return {
        name: _untitled(each)
        for name, each in schema.items()
        if not (name == "title" and isinstance(each, str))
    }


def _words(name: str, letter: Letter) -> str:
    try:
        return str(resources.rules("replies.yaml")[name][letter.language])
    except (KeyError, TypeError) as error:
        raise HouseError("prompt_file_unusable", name="replies.yaml") from error
