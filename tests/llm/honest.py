"""A scripted model that does its work plainly: reads the lines of a letter and replies in shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from iolkit.llm.letter import Letter

_LINE = re.compile(r"(?m)^([A-Z]?\d*)\| (.*)$")
SECRET = re.compile(r"(?:wird zum Jahresende|is going to close)[^.\n]*")
CODES = ("imp", "cpx", "tec", "col", "sys")


def lines_of(letter: Letter) -> list[tuple[str, str]]:
    """The labelled lines between the fences."""
    inside = letter.user.split("<<<DATA ", 1)[1].split("\n<<<END ", 1)[0]
    return _LINE.findall(inside)


def honest(letter: Letter) -> Mapping[str, Any]:
    """A reply of the letter's shape that keeps to its lines."""
    lines = lines_of(letter)
    if letter.prompt in ("answer", "write_handover", "write_synthesis"):
        return {"sentences": sentences(letter, lines)}
    if letter.prompt == "rate":
        return ratings(" ".join(text for _, text in lines[:1]), 2)
    reply: dict[str, Any] = {
        "items": [
            {**item(int(n), text), **(ratings(text, 2 + int(n) % 2))}
            for n, text in lines
            if len(text.split()) >= 8
        ],
        "flags": [
            {"n": int(n), "q": found[0], "c": "strategy", "o": "partner"}
            for n, text in lines
            if (found := SECRET.search(text))
        ],
        "summary": [
            {"t": text.lstrip("-*1234567890) "), "n": [int(n)]}
            for n, text in lines
            if 8 <= len(text.split()) <= 40
        ][:3],
    }
    return {name: reply[name] for name in letter.reply.model_fields}


def item(number: int, text: str) -> dict[str, Any]:
    """One line as an item."""
    return {"a": number, "b": number, "k": "practice", "h": " ".join(text.split()[1:5])}


def ratings(text: str, level: int) -> dict[str, Any]:
    """Three properties with a quote of the line, two of which it says nothing."""
    quote = " ".join(text.split()[1:6])
    known = {code: level + (code == "cpx") for code in CODES[:3]}
    quotes = {f"{code}_q": [quote] for code in known}
    return {
        **known,
        **quotes,
        "col": None,
        "sys": None,
        "has": [f"action: {quote}", "why: nowhere"],
    }


def sentences(letter: Letter, lines: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """The lines of the sources that share a longer word with the question, or all of them."""
    question = next((text for label, text in lines if label in ("F", "Q")), "")
    words = {word.casefold() for word in re.findall(r"\w{5,}", question)}
    told = [(label, text) for label, text in lines if label not in ("F", "Q")]
    fit = [
        (label, text)
        for label, text in told
        if not question or words & {w.casefold() for w in re.findall(r"\w{5,}", text)}
    ]
    return [{"t": text, "k": [label], "q": [text]} for label, text in fit]
