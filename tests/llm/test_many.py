"""Many letters at once: every one answered or listed with its error, none twice, none lost."""

from __future__ import annotations

import re
import threading
from collections import Counter

import pytest

from iolkit.errors import ChatUnavailable, IolkitError
from iolkit.llm.kept import KeptChat
from iolkit.llm.letter import Letter
from iolkit.llm.many import ask_all
from iolkit.llm.models import ModelChoice
from iolkit.llm.opening import Keeping, open_chat
from iolkit.llm.pace import Limits
from tests.llm import server as misbehaving
from tests.llm.letters import GOOD, DictMemory, JumpingClock, ListBook, letter
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
        bad = n % 5 == 0 or (n % 5 == 1 and first)
        behaviour = FAULTS[n // 5 % len(FAULTS)] if bad and not self.well else misbehaving.good
        behaviour(handler, asked)
        with self._lock:
            self.at_once -= 1


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
    ended = list(ask_all(chat, LETTERS, at_once=8))
    assert sorted(place for place, _ in ended) == list(range(200))
    failed = {place for place, reply in ended if isinstance(reply, IolkitError)}
    assert failed == set(range(0, 200, 5))
    assert failing.most_at_once <= 8
    assert len(memory.kept) == 160
    assert len(book.lines) == len(server.asked) == chat.spent.requests

    failing.well = True
    before = len(server.asked)
    ended = list(ask_all(chat, LETTERS, at_once=8))
    assert not [reply for _, reply in ended if isinstance(reply, IolkitError)]
    assert {number(asked) for asked in server.asked[before:]} == failed
    assert len(server.asked) - before == 40
    assert chat.spent.from_cache == 160
    answered = Counter(line.note_id for line in book.lines if line.outcome == "answered")
    assert {f"n{n}" for n in range(200)} == set(answered)


def test_a_mistake_in_the_program_is_not_listed() -> None:
    """It is raised, for it is no fault of a letter."""

    def says(asked: Letter) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        list(ask_all(ScriptedChat(says), LETTERS[:3]))


def test_errors_stand_at_their_letters() -> None:
    """Each with its key, whatever the order in which they end."""

    def says(asked: Letter) -> str:
        if asked.note_id == "n1":
            raise ChatUnavailable("chat_refused", model="m", host="h", seconds=1)
        return GOOD

    ended = dict(ask_all(KeptChat(ScriptedChat(says), DictMemory()), LETTERS[:4]))
    assert [getattr(ended[n], "key", "") for n in range(4)] == ["", "chat_refused", "", ""]


def test_a_check_is_made_of_every_reply() -> None:
    """The same for all letters."""
    seen = []
    list(ask_all(ScriptedChat(lambda asked: GOOD), LETTERS[:5], lambda reply: seen.append(1) or []))
    assert len(seen) == 5
