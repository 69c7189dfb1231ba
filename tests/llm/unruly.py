"""Scripted models that do not behave: what they say must not get through."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from iolkit.errors import ReplyInvalid
from iolkit.llm.letter import Letter

INVENTED = "Das hat so nie jemand gesagt, und es steht auch nirgends geschrieben"
LURES = (
    "![x](https://leak.example/p.png?q=secret)",
    "Siehe [hier](https://leak.example/x) und www.leak.example/y.",
    "<img src='https://leak.example/z'> <script>alert(1)</script>",
    "Alles harmlos. \u202egnirts neddih\u202c \u200b",
    "x" * 100_000,
    INVENTED,
)


class Unruly:
    """Makes something else up each time it is asked: places, codes, levels, quotes, links."""

    def __init__(self) -> None:
        self._dice = random.Random(7)

    def __call__(self, letter: Letter) -> Mapping[str, Any]:
        """A reply of the right shape with nothing right in it."""
        if letter.prompt in ("answer", "write_handover", "write_synthesis"):
            return {"sentences": [self._sentence() for _ in range(9)]}
        if letter.prompt == "rate":
            return self._ratings()
        reply: dict[str, Any] = {
            "items": [{**self._item(), **self._ratings()} for _ in range(40)],
            "flags": [self._flag() for _ in range(200)],
            "summary": [{"t": self._lure(), "n": [self._number()]} for _ in range(9)],
        }
        return {name: reply[name] for name in letter.reply.model_fields}

    def _number(self) -> int:
        return self._dice.choice([-5, 0, 1, 2, 3, 5, 8, 99, 10**9])

    def _lure(self) -> str:
        return self._dice.choice(LURES)

    def _item(self) -> dict[str, Any]:
        kind = self._dice.choice(["practice", "secret", "", "método"])
        return {"a": self._number(), "b": self._number(), "k": kind, "h": self._lure()}

    def _ratings(self) -> dict[str, Any]:
        levels = [-1, 0, 6, 1, None, "high", 3.5, "3", True]
        codes = ("imp", "cpx", "tec", "col", "sys")
        said: dict[str, Any] = {code: self._dice.choice(levels) for code in codes}
        quotes = {f"{code}_q": self._dice.choice([[], [INVENTED], INVENTED]) for code in codes}
        return {
            **said,
            **quotes,
            "has": self._dice.choice([None, ["goal: x", "nonsense", self._lure()], []]),
        }

    def _flag(self) -> dict[str, Any]:
        category = self._dice.choice(["money", "harmless", "strategy", ""])
        return {"n": self._number(), "q": self._lure(), "c": category, "o": "nobody"}

    def _sentence(self) -> dict[str, Any]:
        keys = self._dice.choice([["P1"], ["P99"], [], ["P1", "P2"], ["key-1"]])
        return {"t": self._lure(), "k": keys, "q": [self._lure()]}


def deaf(letter: Letter) -> Mapping[str, Any]:
    """No reply that could be used."""
    raise ReplyInvalid("reply_unusable", model="scripted:model", prompt=letter.prompt)
