"""From what was found in a reply to the shape that was asked for, without guessing at content.

A value is brought into the wanted type only where nothing is lost: 3 as "3", one object where a
list of objects belongs, a code in other letters than asked for. All else is a fault, said in a
sentence that the model can act on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from iolkit.llm.json_text import Found

_MOST_FAULTS = 12
"""Faults that are told: more do not help a model, and a shape may be missed a hundred times."""

_NOT_CLOSED = "The reply ended before its JSON object was complete."
_ROUNDS = 3
"""How often values are mended: what was inside a mended list is seen only then."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A reply in its shape, or None, with what is wrong: one English sentence each.

    `lost`: it ended inside a value, so that a part of it is missing.
    """

    reply: BaseModel | None
    faults: tuple[str, ...] = ()
    lost: bool = False


def parsed(found: Iterable[Found], shape: type[BaseModel]) -> Parsed:
    """The first of `found` that has the shape, else what is wrong with the most likely one."""
    first: Parsed | None = None
    for each in found:
        for value in _unwrapped(each.value, shape):
            tried = _validated(value, shape)
            if tried.reply is not None:
                faults = () if each.state == "whole" else (_NOT_CLOSED,)
                return Parsed(tried.reply, faults, each.state == "lost")
            first = first or tried
    return first or Parsed(None, ("The reply holds no JSON object.",))


def _unwrapped(value: Any, shape: type[BaseModel]) -> Iterator[Any]:  # noqa: ANN401 - any JSON
    """The value, and what it may have been wrapped in or have lost its wrapping of."""
    yield value
    if isinstance(value, list):
        lists = [
            name for name, each in shape.model_fields.items() if get_origin(each.annotation) is list
        ]
        if len(lists) == 1:
            yield {lists[0]: value}
        yield from value[:1] if len(value) == 1 else ()
    elif isinstance(value, Mapping) and len(value) == 1:
        inner = next(iter(value.values()))
        if isinstance(inner, Mapping):
            yield inner


def _validated(value: Any, shape: type[BaseModel]) -> Parsed:  # noqa: ANN401 - any JSON
    if isinstance(value, Mapping) and not value.keys() & _names(shape):
        # Where every field may be left out, any object would pass for an empty reply.
        wanted = shape.model_json_schema().get("required", [])
        return Parsed(None, tuple(f"{name}: Field required." for name in wanted[:_MOST_FAULTS]))
    for _ in range(_ROUNDS):
        try:
            return Parsed(shape.model_validate(value))
        except ValidationError as error:
            faults = error.errors(include_url=False, include_context=True)
        mended = value
        for fault in faults:
            mended = _mended(mended, fault["loc"], fault)
        if mended == value:
            break
        value = mended
    told = tuple(_told(fault) for fault in faults[:_MOST_FAULTS])
    return Parsed(None, told)


def _names(shape: type[BaseModel]) -> set[str]:
    return {each.alias or name for name, each in shape.model_fields.items()} | set(
        shape.model_fields
    )


def _mended(value: Any, where: Sequence[int | str], fault: ErrorDetails) -> Any:  # noqa: ANN401
    """A copy of `value` with the fault mended, `value` itself where that would lose something."""
    if not where:
        return _lossless(value, fault)
    step, *rest = where
    if isinstance(value, Mapping) and step in value:
        if not rest and value[step] is None and fault["type"] != "extra_forbidden":
            return {name: each for name, each in value.items() if name != step}
        return {**value, step: _mended(value[step], rest, fault)}
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return [*value[:step], _mended(value[step], rest, fault), *value[step + 1 :]]
    return value


def _lossless(value: Any, fault: ErrorDetails) -> Any:  # noqa: ANN401 - any JSON
    match fault["type"], value:
        case "string_type", int() | float() if not isinstance(value, bool):
            return str(value)
        case "list_type" | "tuple_type", dict() | str() if value:
            return [value]
        case "literal_error" | "enum", str():
            return _code(value, str(cast(Any, fault.get("ctx", {})).get("expected", "")))
        case "int_parsing" | "int_type", str():
            return value.strip().removesuffix(".")
        case _:
            return value


def _code(value: str, expected: str) -> str:
    """The expected code that differs from `value` in case and blanks only, else `value`."""
    plain = value.strip().casefold().replace(" ", "_").replace("-", "_")
    codes = [each.strip("'") for each in expected.replace(" or ", ", ").split(", ")]
    same = [code for code in codes if code.casefold().replace("-", "_") == plain]
    return same[0] if len(same) == 1 else value


def _told(fault: ErrorDetails) -> str:
    """Where and what; never what stood there."""
    where = ".".join(str(step) for step in fault["loc"]) or "the object"
    return f"{where}: {fault['msg']}."
