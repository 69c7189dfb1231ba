"""Sentences of an answer while it arrives: each as soon as it is whole and has passed the gate.

What is heard here is shown early and decides nothing: the answer is made of the whole reply, by the
same gate. A reply that breaks off is begun anew, and so is what was heard of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping

from iolkit.engine import Hear
from iolkit.llm.json_text import Found, values
from iolkit.llm.replies import CitedReply, SentencesReply
from iolkit.llm.shape import parsed
from iolkit.outcomes import CitedSentence

LONGEST = 20_000
"""Letters of a reply that are listened to; whoever talks on is heard at the end."""
MOST_LOOKS = 60
"""How often a reply is looked at on its way: once a sentence is enough."""
MOST_SENTENCES = 24
"""Sentences of a reply that are brought to the gate on its way."""

Gate = Callable[[CitedReply], Iterable[CitedSentence]]
"""The sentence of a reply if it may be shown, else nothing."""


def joined(found: Iterable[Iterable[CitedSentence]]) -> tuple[CitedSentence, ...]:
    """The sentences of several replies, in order, what is said twice once."""
    told: dict[str, CitedSentence] = {}
    for sentences in found:
        for one in sentences:
            told.setdefault(one.text.casefold(), one)
    return tuple(told.values())


class Hearing:
    """Hears several replies at once and tells one listener what of the answer stands so far."""

    def __init__(self, hear: Hear, most: int) -> None:
        self._hear = hear
        self._most = most
        self._ears: list[SentenceEar] = []
        self._told: tuple[CitedSentence, ...] = ()
        self._lock = threading.Lock()

    def ear(self, gate: Gate) -> SentenceEar:
        """For the next reply, in the order in which their sentences are told."""
        ear = SentenceEar(gate, self._changed)
        self._ears.append(ear)
        return ear

    def _changed(self) -> None:
        with self._lock:
            now = joined(ear.kept for ear in self._ears)[: self._most]
            if now != self._told:
                self._told = now
                self._hear(now)


class SentenceEar:
    """Hears one reply; `kept` are its sentences that passed the gate so far."""

    def __init__(self, gate: Gate, changed: Callable[[], None]) -> None:
        self.kept: tuple[CitedSentence, ...] = ()
        self._gate = gate
        self._changed = changed
        self._start_anew()

    def begins(self) -> None:
        """A reply begins; what stood of an earlier one stands no more."""
        self._start_anew()
        self._changed()

    def comes(self, piece: str) -> None:
        """The next piece of the reply."""
        self._length += len(piece)
        if self._length > LONGEST or self._looks >= MOST_LOOKS:
            return
        self._text += piece
        if "}" not in piece:
            return
        self._looks += 1
        whole = finished(self._text)[self._judged : MOST_SENTENCES]
        self._judged += len(whole)
        passed = tuple(said for each in whole for said in self._gate(each))
        if passed:
            self.kept = (*self.kept, *passed)
            self._changed()

    def _start_anew(self) -> None:
        self.kept = ()
        self._text = ""
        self._length = self._looks = self._judged = 0


def finished(text: str) -> list[CitedReply]:
    """The sentences of a reply that are whole, as far as it has come; never half of one."""
    reply = parsed(filter(_is_listed, values(text)), SentencesReply).reply
    return reply.sentences if isinstance(reply, SentencesReply) else []


def _is_listed(found: Found) -> bool:
    """Whether the sentences stand in a list. One alone could have lost its end, and the reader of
    broken JSON leaves out what is unfinished of lists only."""
    if found.state == "whole" or isinstance(found.value, list):
        return True
    return isinstance(found.value, Mapping) and isinstance(found.value.get("sentences"), list)
