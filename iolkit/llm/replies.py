"""The shapes of replies: flat, with short codes, so that small models can give them too.

Shapes are lenient where it does no harm (a number written as a word of digits, one quote instead
of a list, a field too many) because what a reply says is checked later against the text, field by
field. What cannot be understood becomes a value that no check accepts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, WithJsonSchema
from pydantic.fields import FieldInfo

from iolkit.records import Category, Dimension, Kind, Owner

UNREADABLE = -1
"""A number that could not be read: no line and no level has it."""
Code = Literal["imp", "cpx", "tec", "col", "sys"]
CODES: dict[Dimension, Code] = {
    "implicit": "imp", "complex": "cpx", "technological": "tec", "collective": "col",
    "systemic": "sys",
}  # fmt: skip
_WHOLE = re.compile(r"\s*[A-Za-z]{0,2}(\d{1,6})[|.:]?\s*")


def _whole(value: object) -> int:
    if isinstance(value, bool):
        return UNREADABLE
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else UNREADABLE
    found = _WHOLE.fullmatch(value) if isinstance(value, str) else None
    return int(found[1]) if found else UNREADABLE


def _level(value: object) -> int | None:
    if value is None or (isinstance(value, str) and value.strip().lower() in ("", "null", "none")):
        return None
    return _whole(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    given = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [each for each in given if isinstance(each, str) and each.strip()]


def _wholes(value: object) -> list[int]:
    return [_whole(each) for each in (value if isinstance(value, list) else [value])]


def _objects(value: object) -> object:
    """A list without what is no object; one object alone counts as a list of one."""
    if isinstance(value, dict):
        return [value]
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else value


Line = Annotated[int, BeforeValidator(_whole)]
Level = Annotated[
    int | None,
    BeforeValidator(_level),
    WithJsonSchema({"type": ["integer", "null"]}),
]
Text = Annotated[str, BeforeValidator(_text)]
Texts = Annotated[list[str], BeforeValidator(_texts)]
Lines = Annotated[list[int], BeforeValidator(_wholes)]


def _code(codes: Sequence[str]) -> FieldInfo:
    """A text of which a provider that keeps to schemas lets one of these codes through."""
    found: FieldInfo = Field(json_schema_extra={"enum": list(codes)})
    return found


KindCode = Annotated[Text, _code(get_args(Kind))]
CategoryCode = Annotated[Text, _code(get_args(Category))]
OwnerCode = Annotated[Text, _code(get_args(Owner))]


def _as_shown(schema: dict[str, JsonValue]) -> None:
    """What a model is shown: every field asked for; no titles, defaults, remarks, which cost."""
    properties = schema["properties"]
    if isinstance(properties, dict):
        for each in properties.values():
            if isinstance(each, dict):
                each.pop("title", None)
                each.pop("default", None)
        schema["required"] = list(properties)
    schema.pop("title", None)
    schema.pop("description", None)


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore", json_schema_extra=_as_shown)


class RatingReply(_Reply):
    """Five levels (1 to 5 or null), a quote or two for each, and the clarity slots filled
    ("action: quote")."""

    imp: Level = None
    imp_q: Texts = []
    cpx: Level = None
    cpx_q: Texts = []
    tec: Level = None
    tec_q: Texts = []
    col: Level = None
    col_q: Texts = []
    sys: Level = None
    sys_q: Texts = []
    has: Texts = []

    def level(self, dimension: Dimension) -> int | None:
        """The level given for this dimension."""
        found: int | None = getattr(self, CODES[dimension])
        return found

    def quotes(self, dimension: Dimension) -> list[str]:
        """The quotes given for this dimension."""
        found: list[str] = getattr(self, f"{CODES[dimension]}_q")
        return found


class ItemReply(_Reply):
    """A learning item: first and last line, kind, the quote that names it."""

    a: Line = UNREADABLE
    b: Line = UNREADABLE
    k: KindCode = ""
    h: Text = ""


class RatedItemReply(RatingReply, ItemReply):
    """A learning item with its ratings."""


class FlagReply(_Reply):
    """A confidential place: line, quote, category, owner."""

    n: Line = UNREADABLE
    q: Text = ""
    c: CategoryCode = ""
    o: OwnerCode = ""


class SentenceReply(_Reply):
    """A sentence of a summary and the lines it rests on."""

    t: Text = ""
    n: Lines = []


class CitedReply(_Reply):
    """A sentence, the keys of its sources, quotes from them."""

    t: Text = ""
    k: Texts = []
    q: Texts = []


class ReadReply(_Reply):
    """All that is asked of a note."""

    items: Annotated[list[RatedItemReply], BeforeValidator(_objects)]
    flags: Annotated[list[FlagReply], BeforeValidator(_objects)]
    summary: Annotated[list[SentenceReply], BeforeValidator(_objects)]


class ItemsReply(_Reply):
    """The learning items of a note."""

    items: Annotated[list[ItemReply], BeforeValidator(_objects)]


class FlagsReply(_Reply):
    """The confidential places of a note."""

    flags: Annotated[list[FlagReply], BeforeValidator(_objects)]


class SummaryReply(_Reply):
    """The summary of a note."""

    summary: Annotated[list[SentenceReply], BeforeValidator(_objects)]


class SentencesReply(_Reply):
    """An answer, or prose from sources."""

    sentences: Annotated[list[CitedReply], BeforeValidator(_objects)]
