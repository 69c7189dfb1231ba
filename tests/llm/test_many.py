"""Many letters at once: every one answered or listed with its error, none twice, none lost."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter

import pytest

from iolkit.errors import ChatUnavailable, IolkitError
from iolkit.llm.letter import Letter
from iolkit.llm.many import together
from iolkit.llm.models import ModelChoice
from iolkit.llm.opening import Keeping, open_chat
from iolkit.llm.pace import Limits
from tests.llm import server as misbehaving
from tests.llm.letters import GOOD, DictMemory, JumpingClock, ListBook, Verdict, letter
from tests.llm.scripted import ScriptedChat
from tests.llm.server import Asked, Behaviour, Handler, Server

FAULTS: list[Behaviour] = [
    misbehaving.status(500),
    misbehaving.status(429, "1"),
    misbehaving.cut,
    misbehaving.html,
    misbehaving.null_choices,
    misbehaving.raw('{"choices": [{"message": {"content": "Nein."}}]}'),
]
LETTERS = [letter(f"Z1: Notiz Nummer {n:03}.", note_id=f"n{n}") for n in range(200)]


def number(asked: Asked) -> int:
    """Which letter this is."""
    found = re.search(r"Nummer (\d+)", asked.words)
    assert found
    return int(found.group(1))


class Failing:
    """Fails a fifth of all requests for good, another fifth once, in ever other ways."""

    def __init__(self) -> None:
        self._seen: Counter[int] = Counter()
        self._lock = threading.Lock()
        self.well = False
        self.at_once = 0
        self.most_at_once = 0

    def __call__(self, handler: Handler, asked: Asked) -> None:
        """One request."""
        n = number(asked)
        with self._lock:
            self._seen[n] += 1
            first = self._seen[n] == 1
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(0.003)
        with self._lock:
            self.at_once -= 1
        bad = n % 5 == 0 or (n % 5 == 1 and first)
        behaviour = FAULTS[n // 5 % len(FAULTS)] if bad and not self.well else misbehaving.good
        behaviour(handler, asked)


@pytest.mark.allow_hosts(["127.0.0.1"])
def test_two_hundred_letters_with_failures_end_answered_or_listed(server: Server) -> None:
    """At eight at once, a fifth failing for good: nothing twice, nothing lost; a second run pays
    only for what failed."""
    failing = Failing()
    server.say(GOOD)
    server.then(*[failing] * 5000)
    book, memory = ListBook(), DictMemory()
    chat = open_chat(
        ModelChoice("openai:gpt-4o", server.openai),
        Limits(at_once=8, tries=3, timeout_s=200),
        Keeping(memory, book),
        clock=JumpingClock().clock(chance=0.01),
    )

    def ended(asked: Letter) -> Verdict | IolkitError:
        try:
            return chat.ask(asked)
        except IolkitError as error:
            return error

    replies = together(ended, LETTERS, at_once=8)
    failed = {n for n, reply in enumerate(replies) if isinstance(reply, IolkitError)}
    assert failed == set(range(0, 200, 5))
    assert 2 <= failing.most_at_once <= 8
    assert len(memory.kept) == 160
    assert len(book.lines) == len(server.asked) == chat.spent.requests

    failing.well = True
    before = len(server.asked)
    replies = together(ended, LETTERS, at_once=8)
    assert all(isinstance(reply, Verdict) for reply in replies)
    assert {number(asked) for asked in server.asked[before:]} == failed
    assert len(server.asked) - before == 40
    assert chat.spent.from_cache == 160
    answered = Counter(line.note_id for line in book.lines if line.outcome == "answered")
    assert {f"n{n}" for n in range(200)} == set(answered)


def test_results_stand_in_the_order_of_the_questions() -> None:
    """Whatever the order in which they end, and no more at once than allowed."""
    busy, most = 0, 0
    lock = threading.Lock()

    def double(n: int) -> int:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        threading.Event().wait(0.002 * (7 - n))
        with lock:
            busy -= 1
        return 2 * n

    assert together(double, range(7), at_once=3) == [0, 2, 4, 6, 8, 10, 12]
    assert most == 3
    assert together(double, []) == []


def test_what_is_raised_comes_through() -> None:
    """An error is no result."""

    def says(asked: Letter) -> str:
        raise ChatUnavailable("chat_refused", model="m", host="h", seconds=1)

    with pytest.raises(ChatUnavailable):
        together(ScriptedChat(says).ask, LETTERS[:3])
