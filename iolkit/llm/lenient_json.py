"""A reader of what small models take for JSON. It guesses at signs, never at content.

Understood beside JSON itself: comments (`//`, `/* */`, `#`), single and typographic quotes, names
without quotes, `True`, `False`, `None`, commas too many or forgotten at line ends, quotes inside a
text that were not escaped, and an end that is missing. Of a value that was cut off nothing is kept.
"""

from __future__ import annotations

import math
import re
from typing import Any, Literal

_DEEPEST = 40
_GAP = re.compile(r"(?:\s+|//[^\n]*|\#[^\n]*|/\*.*?(?:\*/|\Z))*", re.S)
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?=[\s,}\]/#]|\Z)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_WORDS = {
    "true": True, "True": True, "false": False, "False": False, "null": None, "None": None,
}  # fmt: skip
_QUOTES = {'"': '"', "'": "'", "“": '”“"', "„": '“”"', "‘": "’‘'", "«": "»", "»": "«", "`": "`"}
"""What opens a text, and which signs may close it."""

_PLAIN = re.compile(r"""[^\\"'“”„’‘«»`]+""")
_AFTER_TEXT = re.compile(r"\s*(?:[,:}\]]|//|/\*|\#|\n|\Z)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "/": "/", "\\": "\\"}
_HEX = re.compile(r"[0-9a-fA-F]{4}")


class NotJson(ValueError):
    """What stands here is no object and no list."""


class _CutOff(Exception):
    """The text ended inside a value. Never leaves this module."""


State = Literal["whole", "open", "lost"]
"""All there; only closing brackets missing; cut off inside a value, which is left out."""


def read(text: str, start: int) -> tuple[Any, int, State]:
    """The object or list at `start`, where it ends, and in which state it is. Raises NotJson."""
    reader = _Reader(text, start)
    value = reader.object(0) if text[start] == "{" else reader.list(0)
    if reader.cut and not value:
        raise NotJson
    state: State = "lost" if reader.lost else "open" if reader.cut else "whole"
    return value, reader.at, state


class _Reader:
    """One pass over a text. `cut` turns True when the end was missing; then all closes. `lost`
    turns True when something was left out by that."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.cut = False
        self.lost = False

    def object(self, depth: int) -> dict[str, Any]:
        """From `{` to its end; pairs that were cut off are left out."""
        self._step_in(depth)
        pairs: dict[str, Any] = {}
        while not self._ended("}"):
            try:
                name = self._name()
                self._need(":")
                value = self._value(depth + 1)
            except _CutOff:
                self.cut = self.lost = True
                return pairs
            pairs[name] = value
            if self.cut:
                return pairs
            self._between("}")
        return pairs

    def list(self, depth: int) -> list[Any]:
        """From `[` to its end; an element that was cut off is left out."""
        self._step_in(depth)
        elements: list[Any] = []
        while not self._ended("]"):
            try:
                value = self._value(depth + 1)
            except _CutOff:
                self.cut = self.lost = True
                return elements
            # Of an object that was cut off its finished half would look like a whole one.
            if self.cut and isinstance(value, dict):
                self.lost = True
                return elements
            elements.append(value)
            if self.cut:
                return elements
            self._between("]")
        return elements

    def _step_in(self, depth: int) -> None:
        if depth > _DEEPEST:
            raise NotJson
        self.at += 1

    def _ended(self, bracket: str) -> bool:
        """Past the closing bracket; a missing end counts as one and is noted."""
        self._gap()
        if self.at >= len(self.text):
            self.cut = True
            return True
        if self.text[self.at] == bracket:
            self.at += 1
            return True
        return False

    def _gap(self) -> None:
        gap = _GAP.match(self.text, self.at)
        self.at = gap.end() if gap else self.at

    def _sign(self) -> str:
        self._gap()
        if self.at >= len(self.text):
            raise _CutOff
        return self.text[self.at]

    def _need(self, sign: str) -> None:
        if self._sign() != sign:
            raise NotJson
        self.at += 1

    def _between(self, bracket: str) -> None:
        """A comma, or several, or only a line end where one was forgotten, or the end."""
        before = self.at
        self._gap()
        if self.at >= len(self.text) or self.text[self.at] == bracket:
            return
        if self.text[self.at] != ",":
            if "\n" not in self.text[before : self.at]:
                raise NotJson
            return
        while self.at < len(self.text) and self.text[self.at] == ",":
            self.at += 1
            self._gap()

    def _name(self) -> str:
        if self._sign() in _QUOTES:
            return self._quoted()
        word = _WORD.match(self.text, self.at)
        if not word:
            raise NotJson
        self.at = word.end()
        return word.group()

    def _value(self, depth: int) -> Any:  # noqa: ANN401 - JSON may hold anything
        sign = self._sign()
        if sign == "{":
            return self.object(depth)
        if sign == "[":
            return self.list(depth)
        if sign in _QUOTES:
            return self._quoted()
        number = _NUMBER.match(self.text, self.at)
        if number:
            return self._number(number)
        word = _WORD.match(self.text, self.at)
        if word and word.end() == len(self.text):
            raise _CutOff
        if not word or word.group() not in _WORDS:
            raise NotJson
        self.at = word.end()
        return _WORDS[word.group()]

    def _number(self, number: re.Match[str]) -> int | float:
        """Digits at the very end may be the beginning of more."""
        if number.end() == len(self.text):
            raise _CutOff
        self.at = number.end()
        plain = number.group()
        value = int(plain) if re.fullmatch(r"[-+]?\d{1,15}", plain) else float(plain)
        if math.isinf(value):
            raise NotJson
        return value

    def _quoted(self) -> str:
        """A text up to a closing quote after which something of JSON stands."""
        closing = _QUOTES[self.text[self.at]]
        self.at += 1
        signs: list[str] = []
        while self.at < len(self.text):
            plain = _PLAIN.match(self.text, self.at)
            if plain:
                signs.append(plain.group())
                self.at = plain.end()
                continue
            sign = self.text[self.at]
            if sign == "\\":
                signs.append(self._escaped())
                continue
            self.at += 1
            if sign in closing and _AFTER_TEXT.match(self.text, self.at):
                return "".join(signs)
            signs.append(sign)
        raise _CutOff

    def _escaped(self) -> str:
        if self.at + 1 >= len(self.text):
            raise _CutOff
        sign = self.text[self.at + 1]
        self.at += 2
        digits = _HEX.match(self.text, self.at) if sign == "u" else None
        if digits:
            self.at = digits.end()
            return chr(int(digits.group(), 16))
        return _ESCAPES.get(sign, sign)
