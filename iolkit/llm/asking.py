"""Asks, and remembers what was answered, so that two verbs that need one reply get the same one.

`read` and `flag` must agree, and a model may answer the same question differently twice. What was
answered last is therefore kept for as long as the engine lives, by the letter's own words. A reply
that cannot be used is None: the local engine fills in, and says so.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from pydantic import BaseModel

from iolkit.errors import ReplyInvalid, WrongUse
from iolkit.llm.keeping import heard_again
from iolkit.llm.letter import Chat, Ear, Faults, Letter
from iolkit.llm.many import together
from iolkit.records import Provenance

AT_ONCE = 4
"""Letters of one note that are under way at the same time."""
MOST_KEPT = 256

Check = Callable[[Any], Faults]
"""What is wrong with a reply of the letter's shape."""


class Asker:
    """A chat with a short memory. Any thread may use it."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self._kept: OrderedDict[str, BaseModel | None] = OrderedDict()
        self._lock = threading.Lock()

    def made_by(self, letter: Letter) -> Provenance:
        """Who answers this letter."""
        return self.chat.made_by(letter)

    def ask(  # the letter's shape, which only its caller knows
        self, letter: Letter, check: Check, ear: Ear | None = None
    ) -> Any | None:  # noqa: ANN401
        """The reply in the letter's shape, None where there is no usable one; `ear` hears it come,
        one that was answered before at once.

        Raises ChatUnavailable when the model cannot be reached.
        """
        key = _key(letter)
        with self._lock:
            known, kept = key in self._kept, self._kept.get(key)
        if known:
            if kept is not None:
                heard_again(kept, ear)
            return kept
        try:
            reply: BaseModel | None = self.chat.ask(letter, check, ear)
        except (ReplyInvalid, WrongUse):
            # No usable reply, or a stretch too long for this model's window: never cut, not sent.
            reply = None
        with self._lock:
            # Whoever was first is right: two threads with one letter must tell the same.
            reply = self._kept.setdefault(key, reply)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return reply

    def all(
        self, asked: Sequence[tuple[Letter, Check]], ears: Sequence[Ear] = ()
    ) -> list[Any | None]:
        """The replies to several letters, in order, some under way at the same time; `ears` hear
        one letter each, in the thread that asks it."""
        heard = [(*each, ear) for each, ear in zip_longest(asked, ears)]
        if len(heard) < 2:
            return [self.ask(*each) for each in heard]
        return together(lambda each: self.ask(*each), heard, AT_ONCE)


def _key(letter: Letter) -> str:
    """The letter's own words; the same reply answers the same letter."""
    whole = (letter.prompt, letter.version, letter.reply.__name__, letter.system, letter.user)
    return hashlib.sha256("\0".join(whole).encode("utf-8", "replace")).hexdigest()
