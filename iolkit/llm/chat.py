"""ModelChat: letters to a LangChain model, and back as checked replies."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from pydantic import BaseModel

from iolkit.errors import ChatUnavailable, ReplyInvalid
from iolkit.llm.calling import UNSTREAMED, Allowance, Caller
from iolkit.llm.faults import REJECTED, STOPPED, Trouble
from iolkit.llm.letter import Ear, Faults, Letter, ModelFacts, Reply, Spent
from iolkit.llm.models import METHODS, Method
from iolkit.llm.shape import Parsed, parsed
from iolkit.llm.structured import (
    Turn,
    asking,
    ending,
    found_in,
    messages,
    said_in,
)
from iolkit.llm.window import check_room, letter_tokens
from iolkit.records import Provenance
from iolkit.tokens import count

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage

    from iolkit.llm.structured import Ask

_CUT = "The reply was cut off at its greatest length: be briefer."
_STRIKES = 2
"""Replies without a usable object in a row after which a way of asking is given up."""


class ModelChat:
    """A Chat over a LangChain model. Any thread may use it; all share its pace and its purse.

    Which way of asking for structured replies works is remembered: a way that the server refuses,
    or that brings nothing usable twice running, is not tried again. `marked`: the provider is asked
    to remember the beginning of the prompt, which makes the next letters cheaper.
    """

    def __init__(
        self,
        model: BaseChatModel,
        caller: Caller,
        ways: Sequence[Method] = METHODS,
        *,
        marked: bool = False,
    ) -> None:
        self._model = model
        self._caller = caller
        self._marked = marked
        self._way = _Way(ways)

    @property
    def facts(self) -> ModelFacts:
        """What is declared of the model."""
        return self._caller.facts

    @property
    def spent(self) -> Spent:
        """What all letters so far have cost, whoever sent them."""
        return self._caller.purse.spent

    def made_by(self, letter: Letter) -> Provenance:
        """Who answers this letter."""
        return Provenance("llm", self.facts.name, letter.prompt, letter.version)

    def until(self, stop: threading.Event) -> ModelChat:
        """The same chat for somebody who may say stop."""
        other = copy.copy(self)
        other._caller = replace(self._caller, stop=stop)
        return other

    def ask(
        self,
        letter: Letter,
        check: Callable[[Reply], Faults] | None = None,
        ear: Ear | None = None,
    ) -> Reply:
        """The reply, parsed, checked, asked for once more if it has faults; `ear` hears both come.

        Raises WrongUse when the letter does not fit the window, ChatUnavailable when the model
        cannot be reached, refuses or takes too long, ReplyInvalid when neither reply can be used.
        """
        check_room(letter, self.facts)
        checked = cast("Callable[[BaseModel], Faults] | None", check)
        with self._caller.pace.turn(self._caller.stop) as mine:
            best = self._best(letter, checked, ear) if mine else STOPPED
        if isinstance(best, Trouble):
            raise self._unavailable(best)
        if best.reply is None or best.lost:
            key = "reply_cut_off" if best.lost else "reply_unusable"
            raise ReplyInvalid(key, model=self.facts.name, prompt=letter.prompt)
        return cast("Reply", best.reply)

    def _best(
        self, letter: Letter, check: Callable[[BaseModel], Faults] | None, ear: Ear | None
    ) -> Parsed | Trouble:
        """The first reply if nothing is wrong with it, else the better of two."""
        first = self._reply(letter, None, self._way.now, ear)
        if isinstance(first, Trouble):
            return first
        said, way, found = first
        judged = _judged(found, check)
        if not judged.faults:
            return judged
        turn = Turn(self._repeatable(letter, said, judged), judged.faults)
        # Who ran out of room was asked in the right way; who brought no object may not have been.
        other = judged.reply is None and not judged.lost
        second = self._reply(letter, turn, self._way.after(way) if other else way, ear)
        if isinstance(second, Trouble):
            useful = judged.reply is not None and not judged.lost and second is not STOPPED
            return judged if useful else second
        again = _judged(second[2], check)
        return min(again, judged, key=_badness)

    def _reply(
        self, letter: Letter, turn: Turn | None, start: Method, ear: Ear | None
    ) -> tuple[str, Method, Parsed] | Trouble:
        """What the model said, in which way, and what could be read from it."""
        left = Allowance(self._caller.limits.timeout_s)
        trouble = REJECTED
        for way in self._way.onwards(start):
            ask = asking(self._model, letter.reply, way)
            if ask is None:
                continue
            sent = messages(letter, way, turn, marked=self._marked)
            came = self._carried(letter, ask, sent, left, ear)
            if not isinstance(came, Trouble):
                found = _read(came, letter)
                if turn is None:
                    self._way.brought(way, usable=found.reply is not None or found.lost)
                return said_in(came), way, found
            trouble = came
            if not came.other_way:
                break
        return trouble

    def _carried(
        self,
        letter: Letter,
        ask: Ask,
        sent: Sequence[BaseMessage],
        left: Allowance,
        ear: Ear | None,
    ) -> AIMessage | Trouble:
        """As a stream where somebody listens. A server that knows none is asked plainly, and that
        is remembered; what it says is then heard as a whole."""
        if ear is not None and self._way.streams:
            came = self._caller.send(letter, ask, sent, left, ear)
            if not isinstance(came, Trouble) or came.key not in UNSTREAMED:
                return came
        came = self._caller.send(letter, ask, sent, left)
        if ear is not None and not isinstance(came, Trouble):
            self._way.streams = False
            ear.begins()
            ear.comes(said_in(came))
        return came

    def _repeatable(self, letter: Letter, said: str, judged: Parsed) -> str:
        """The first reply, if it may be shown again: not if it was cut off or leaves no room."""
        needed = letter_tokens(letter, self.facts).n + count(said).n + self.facts.reply_tokens
        return "" if judged.lost or needed > self.facts.window else said

    def _unavailable(self, trouble: Trouble) -> ChatUnavailable:
        host = self.facts.host or self.facts.name.partition(":")[0]
        seconds = round(self._caller.limits.timeout_s)
        return ChatUnavailable(trouble.key, model=self.facts.name, host=host, seconds=seconds)


class _Way:
    """Which way of asking works, learned from what came back. Any thread may use it."""

    def __init__(self, ways: Sequence[Method]) -> None:
        self._lock = threading.Lock()
        self._ways = tuple(ways)
        self._now = self._ways[0]
        self._strikes = 0
        self.streams = True
        """Whether replies may come piece by piece."""

    @property
    def now(self) -> Method:
        """The way to begin with."""
        return self._now

    def onwards(self, way: Method) -> Sequence[Method]:
        """This way and those that bind a model less."""
        return self._ways[self._ways.index(way) :]

    def after(self, way: Method) -> Method:
        """The next one, or the last."""
        return self._ways[min(self._ways.index(way) + 1, len(self._ways) - 1)]

    def brought(self, way: Method, *, usable: bool) -> None:
        """Remember: this way was not refused, and what it brought could be used or not."""
        with self._lock:
            self._now = way
            self._strikes = 0 if usable else self._strikes + 1
            if self._strikes >= _STRIKES:
                self._now, self._strikes = self.after(way), 0


def _read(message: AIMessage, letter: Letter) -> Parsed:
    found = parsed(found_in(message), letter.reply)
    if ending(message) == "cut":
        return Parsed(found.reply, (*found.faults, _CUT), lost=True)
    return found


def _judged(found: Parsed, check: Callable[[BaseModel], Faults] | None) -> Parsed:
    """With the faults that the caller sees in it."""
    if found.reply is None or check is None:
        return found
    return replace(found, faults=(*found.faults, *check(found.reply)))


def _badness(found: Parsed) -> tuple[bool, int]:
    return found.reply is None or found.lost, len(found.faults)
