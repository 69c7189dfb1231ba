"""What people read, in German and English: prompts/phrases.{de,en}.yaml behind three functions.

A phrase is a text with {placeholders}; one that counts has the forms `one` and `other`, chosen by
the value `n`. A value that starts with "@" names another phrase ("@category.money"). This module
knows no page, command or document: they bring keys, it brings words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Literal

from iolkit import resources
from iolkit.errors import HouseError, IolkitError
from iolkit.records import Reason

Tongue = Literal["de", "en"]
TONGUES: tuple[Tongue, ...] = ("de", "en")
MONTHS_DE = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def say(key: str, language: Tongue, /, **values: str | int | float) -> str:
    """The phrase `key` ("section.name") in `language`, its placeholders filled.

    Raises HouseError when the key or a placeholder is missing: a house that cannot word what it
    wants to say is set up wrongly, and tests hold that it never is.
    """
    phrase = _shelf(language).get(key)
    if isinstance(phrase, dict):
        phrase = phrase["one" if values.get("n") == 1 else "other"]
    if phrase is None:
        raise HouseError("phrase_missing", phrase=key, language=language)
    try:
        return phrase.format(**{name: _word(value, language) for name, value in values.items()})
    except KeyError as error:
        raise HouseError("phrase_value_missing", phrase=key, value=str(error)) from error


def say_error(error: IolkitError, language: Tongue) -> str:
    """One plain sentence with the next step."""
    return say(f"error.{error.key}", language, **error.values)


def say_reason(reason: Reason, language: Tongue) -> str:
    """Why something was said. A key with a section ("error.chat_busy") names a phrase of that."""
    key = reason.key if "." in reason.key else f"why.{reason.key}"
    return say(key, language, **reason.values)


def keys(language: Tongue) -> Mapping[str, str | dict[str, str]]:
    """Every phrase of a language by its full key."""
    return _shelf(language)


def number(value: float, language: Tongue, digits: int = 0) -> str:
    """1234.5 -> "1.234,5" (de) or "1,234.5" (en)."""
    plain = f"{value:,.{digits}f}"
    return plain.translate(str.maketrans(",.", ".,")) if language == "de" else plain


def day(value: date, language: Tongue) -> str:
    """2026-03-05 -> "5. März 2026" or "5 March 2026"."""
    if language == "de":
        return f"{value.day}. {MONTHS_DE[value.month - 1]} {value.year}"
    return f"{value.day} {MONTHS_EN[value.month - 1]} {value.year}"


def moment(at: datetime, language: Tongue) -> str:
    """2026-03-05T13:05Z -> "5. März 2026, 14:05" or "5 March 2026, 14:05", in local time."""
    local = at.astimezone()
    return f"{day(local.date(), language)}, {local:%H:%M}"


def _word(value: str | int | float, language: Tongue) -> str:
    if isinstance(value, str):
        # A file may be called "@notes.md": only what names a phrase is one.
        named = value.startswith("@") and value[1:] in _shelf(language)
        return say(value[1:], language) if named else value
    return number(value, language, 0 if isinstance(value, int) else 1)


@cache
def _shelf(language: Tongue) -> dict[str, str | dict[str, str]]:
    flat: dict[str, str | dict[str, str]] = {}
    for section, entries in resources.rules(f"phrases.{language}.yaml").items():
        for name, phrase in entries.items():
            flat[f"{section}.{name}"] = phrase
    return flat
