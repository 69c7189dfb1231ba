"""One request to a model, with its tries: the only place from which text leaves, and is logged.

Every try is written into the book, for each carried the text. What a provider's package raised is
looked at by its class and thrown away: its message may quote prompt and reply.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from iolkit.llm import line
from iolkit.llm.faults import LATE, REFUSED, STOPPED, Trouble, trouble_of
from iolkit.llm.keeping import Book
from iolkit.llm.letter import Ear, Letter, ModelFacts, Spent
from iolkit.llm.pace import Clock, Limits, Pace
from iolkit.llm.pouring import Gathered, poured
from iolkit.llm.structured import cut_off_message, ending
from iolkit.llm.untraced import untraced
from iolkit.outcomes import Sent, SentOutcome
from iolkit.tokens import count

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage

    from iolkit.llm.structured import Ask

UNSTREAMED = ("chat_garbled", "chat_rejected")
"""How a server that knows no streams may answer when it is asked for one."""

Watch = Callable[[Spent], None]
"""Hears what each request cost, as soon as it is over, in the thread that asked."""


class Purse:
    """What all requests of a chat have cost. Any thread may use it."""

    def __init__(self, watch: Watch | None = None) -> None:
        self._lock = threading.Lock()
        self._spent = Spent()
        self._watch = watch

    @property
    def spent(self) -> Spent:
        """The sum."""
        return self._spent

    def pay(self, cost: Spent) -> None:
        """Add a request."""
        with self._lock:
            self._spent += cost
        if self._watch:
            self._watch(cost)


@dataclass
class Allowance:
    """Seconds that are left for one reply; only what is spent on it counts."""

    seconds: float


@dataclass(frozen=True)
class Caller:
    """Sends messages to a model. Shared by threads; `stop` belongs to one caller."""

    facts: ModelFacts
    limits: Limits
    pace: Pace
    clock: Clock
    purse: Purse
    book: Book | None = None
    stop: threading.Event = field(default_factory=threading.Event)

    def send(
        self,
        letter: Letter,
        ask: Ask,
        messages: Sequence[BaseMessage],
        left: Allowance,
        ear: Ear | None = None,
    ) -> AIMessage | Trouble:
        """The model's message, after as many tries as the limits allow; else the last trouble.

        With an `ear` it is asked for as a stream; each try begins anew.
        """
        trouble = LATE
        for tries in range(max(self.limits.tries, 1)):
            if tries and not self._paused(tries, trouble, left):
                break
            if left.seconds <= 0:
                break
            if not self.pace.start(self.stop):
                return STOPPED
            reply = self._tried(letter, ask, messages, left, ear)
            if not isinstance(reply, Trouble):
                return reply
            trouble = reply
            if not trouble.again:
                break
        return STOPPED if self.stop.is_set() else trouble

    def _paused(self, tries: int, trouble: Trouble, left: Allowance) -> bool:
        """Wait before the next try; False when there is no time left, or a person says stop."""
        seconds = self.pace.pause(tries, trouble.after)
        left.seconds -= seconds
        if left.seconds <= 0:
            return False
        if trouble.after:
            self.pace.hold(seconds)
        return not self.clock.wait(seconds, self.stop)

    def _tried(
        self,
        letter: Letter,
        ask: Ask,
        messages: Sequence[BaseMessage],
        left: Allowance,
        ear: Ear | None,
    ) -> AIMessage | Trouble:
        number = self._leaving(letter, messages)
        started = self.clock.now()
        part = Gathered()
        came: line.Came[AIMessage] = line.Stopped()  # whoever raises while hearing has stopped it
        try:
            with untraced():
                if ear is None:
                    came = line.call(lambda: ask.ainvoke(list(messages)), left.seconds, self.stop)
                else:
                    came = poured(ask, messages, left.seconds, self.stop, part, ear)
        finally:
            made = _made_of(came)
            took = self.clock.now() - started
            left.seconds -= took
            end = made if isinstance(made, Trouble) else None
            # A refusal is a message too, and costs as much; so does the half that came.
            whole = came.value if isinstance(came, line.Done) else _message(made)
            whole = whole or (part.message() if part.anything else None)
            self._ended(number, letter, messages, _End(whole, end, took))
        if ear and end and end.key in UNSTREAMED and not part.anything:
            return replace(end, again=False)
        return made

    def _leaving(self, letter: Letter, messages: Sequence[BaseMessage]) -> int:
        """Write down that this is about to leave; the number of the line."""
        if self.book is None:
            return 0
        return self.book.leaving(self._entry(letter, _text_of(messages), Spent(exact=False)))

    def _ended(
        self, number: int, letter: Letter, messages: Sequence[BaseMessage], end: _End
    ) -> None:
        sent = _text_of(messages)
        cost = _cost(sent, end)
        self.purse.pay(cost)
        if self.book is not None:
            self.book.ended(number, self._entry(letter, sent, cost, end))

    def _entry(self, letter: Letter, sent: str, cost: Spent, end: _End | None = None) -> Sent:
        outcome: SentOutcome = "under_way"
        if end:
            outcome = end.trouble.outcome if end.trouble else "answered"
        return Sent(
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            note_id=letter.note_id,
            model=self.facts.name,
            host=self.facts.host,
            prompt=letter.prompt,
            version=letter.version,
            sha256=hashlib.sha256(sent.encode("utf-8", "surrogatepass")).hexdigest(),
            characters=len(sent),
            tokens_in=cost.tokens_in,
            tokens_out=cost.tokens_out,
            exact=cost.exact,
            outcome=outcome,
            took_ms=max(round(end.took * 1000), 0) if end else 0,
            categories=dict(letter.hidden),
        )


@dataclass(frozen=True, slots=True)
class _End:
    """How a try ended: the message, as far as it came; the trouble, if any; the seconds it took."""

    message: AIMessage | None
    trouble: Trouble | None
    took: float


def _text_of(messages: Sequence[BaseMessage]) -> str:
    """All words that are sent."""
    return "\n".join(str(message.text) for message in messages)


def _message(made: AIMessage | Trouble) -> AIMessage | None:
    return None if isinstance(made, Trouble) else made


def _made_of(came: line.Came[AIMessage]) -> AIMessage | Trouble:
    match came:
        case line.Done(message):
            return REFUSED if ending(message) == "refused" else message
        case line.Failed(error):
            return cut_off_message(error) or trouble_of(error)
        case line.Late():
            return LATE
        case _:
            return STOPPED


def _cost(sent: str, end: _End) -> Spent:
    """As the provider counted, else estimated. A server that failed has counted nothing."""
    usage = end.message.usage_metadata if end.message else None
    if usage:
        return Spent(1, usage["input_tokens"], usage["output_tokens"])
    if end.trouble and end.trouble.outcome == "failed":
        return Spent(1)
    said = str(end.message.text) if end.message else ""
    return Spent(1, count(sent).n, count(said).n, exact=False)
