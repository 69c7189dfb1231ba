"""A Chat that looks into kept replies first: the same question costs nothing a second time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pydantic import BaseModel, ValidationError

from iolkit.llm.around import ChatAround
from iolkit.llm.calling import Purse
from iolkit.llm.keeping import Memory, heard_again, letter_key
from iolkit.llm.letter import Chat, Ear, Faults, Letter, Reply, Spent


class KeptChat(ChatAround):
    """Another chat, with a memory. Two threads that ask the same at once pay for it once.

    What is answered from memory is counted in `spent.from_cache` and leaves no line in the book of
    what was sent, for nothing was. A kept reply that no longer has the shape is asked for anew; one
    that its caller finds fault with is not: it was the best that could be had for this letter.
    """

    def __init__(self, inner: Chat, memory: Memory, purse: Purse | None = None) -> None:
        super().__init__(inner)
        self._memory = memory
        self._purse = purse or Purse()
        self._doors = _Doors()

    @property
    def spent(self) -> Spent:
        """What all letters so far have cost, with those that cost nothing."""
        return self._inner.spent + self._purse.spent

    def ask(
        self,
        letter: Letter,
        check: Callable[[Reply], Faults] | None = None,
        ear: Ear | None = None,
    ) -> Reply:
        """The kept reply, which is heard at once, or a new one, which is kept. Raises as the other
        chat does."""
        key = letter_key(letter, self.facts.name)
        with self._doors.alone(key):
            kept = self._kept(key, letter)
            if kept is not None:
                heard_again(kept, ear)
                return kept  # type: ignore[return-value]  # the letter's shape is the caller's
            reply = self._inner.ask(letter, check, ear)
            self._keep(key, letter, reply.model_dump_json())
            return reply

    def _kept(self, key: str, letter: Letter) -> BaseModel | None:
        text = self._memory.get(key)
        if text is None:
            return None
        try:
            reply = letter.reply.model_validate_json(text)
        except ValidationError:
            return None
        self._purse.pay(Spent(from_cache=1))
        return reply

    def _keep(self, key: str, letter: Letter, reply: str) -> None:
        name = self.facts.name
        self._memory.put(key, letter.note_id, name, letter.prompt, letter.version, reply)


class _Doors:
    """One door a key, through which one thread goes at a time; it is gone when nobody waits."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._doors: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def alone(self, key: str) -> Iterator[None]:
        """Inside, no other thread is inside with the same key."""
        with self._lock:
            door, waiting = self._doors.get(key, (threading.Lock(), 0))
            self._doors[key] = (door, waiting + 1)
        try:
            with door:
                yield
        finally:
            with self._lock:
                door, waiting = self._doors[key]
                self._doors[key] = (door, waiting - 1)
                if waiting == 1:
                    del self._doors[key]
