"""Kept replies: the same question costs nothing a second time."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from iolkit.errors import ReplyInvalid
from iolkit.llm.keeping import letter_key
from iolkit.llm.kept import KeptChat
from iolkit.llm.letter import Letter, Spent
from tests.llm.letters import GOOD, SECRET, DictMemory, Heard, Point, Verdict, letter
from tests.llm.scripted import ScriptedChat


def test_a_kept_reply_is_given_again() -> None:
    """The model is asked once; the second answer is counted as free."""
    inner, memory = ScriptedChat(lambda asked: GOOD), DictMemory()
    chat = KeptChat(inner, memory)
    assert chat.ask(letter()) == chat.ask(letter()) == Verdict.model_validate_json(GOOD)
    assert len(inner.letters) == 1
    assert (chat.spent.requests, chat.spent.from_cache) == (1, 1)
    assert memory.rows == [("n1", "scripted:model", "read", "1")]


class Leaves(Heard):
    """Somebody who does not wait for the end."""

    def comes(self, piece: str) -> None:
        """The first piece is enough."""
        raise KeyboardInterrupt


def test_a_kept_reply_is_heard_at_once() -> None:
    """In one piece; of one whose listener left nothing is kept."""
    inner, memory = ScriptedChat(lambda asked: GOOD), DictMemory()
    chat = KeptChat(inner, memory)
    with pytest.raises(KeyboardInterrupt):
        chat.ask(letter(), None, Leaves())
    assert not memory.kept
    first, again = Heard(), Heard()
    assert chat.ask(letter(), None, first) == chat.ask(letter(), None, again)
    assert first.last == GOOD
    assert len(first.replies[0]) > 3
    assert [Verdict.model_validate_json(*pieces) for pieces in again.replies] == [
        Verdict.model_validate_json(GOOD)
    ]
    assert len(inner.letters) == 2


def test_a_reply_that_could_not_be_used_is_not_kept() -> None:
    """A later try may do better."""
    memory = DictMemory()
    with pytest.raises(ReplyInvalid):
        KeptChat(ScriptedChat(lambda asked: "Nein."), memory).ask(letter())
    assert not memory.kept


@pytest.mark.parametrize("kept", ["", "{}", '{"points": 3}', "[]"])
def test_a_kept_reply_of_another_shape_is_asked_for_anew(kept: str) -> None:
    """Whatever is in the archive, what comes back has the shape."""
    memory = DictMemory({letter_key(letter(), "scripted:model"): kept})
    chat = KeptChat(ScriptedChat(lambda asked: GOOD), memory)
    assert chat.ask(letter()).points
    assert chat.spent.from_cache == 0
    assert chat.ask(letter()).points
    assert chat.spent.from_cache == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"user": "Z1: anders"},
        {"system": "Anders."},
        {"version": "2"},
        {"prompt": "split"},
        {"reply": Point},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_whatever_decides_a_reply_is_in_its_key(changed: dict[str, object]) -> None:
    """A changed text, prompt, version or shape is another question."""
    assert letter_key(letter(**changed)) != letter_key(letter())  # type: ignore[arg-type]  # fields


def test_what_does_not_decide_a_reply_is_not_in_its_key() -> None:
    """The same text in another note costs nothing; another model is another key."""
    key = letter_key(letter())
    assert letter_key(letter(note_id="n2", hidden={})) == key
    assert letter_key(letter(), "a:b") != letter_key(letter(), "a:c")
    assert len(key) == 64
    assert SECRET not in key


def test_two_who_ask_the_same_at_once_pay_once() -> None:
    """The second waits for the first."""
    arrived, go_on = threading.Event(), threading.Event()

    def slow(asked: Letter) -> str:
        arrived.set()
        go_on.wait(5)
        return GOOD

    inner = ScriptedChat(slow)
    chat = KeptChat(inner, DictMemory())
    found: list[Verdict] = []
    threads = [threading.Thread(target=lambda: found.append(chat.ask(letter()))) for _ in range(4)]
    for thread in threads:
        thread.start()
    arrived.wait(5)
    go_on.set()
    for thread in threads:
        thread.join(5)
    assert len(inner.letters) == 1
    assert len(found) == 4
    assert chat.spent.from_cache == 3
    assert not chat._doors._doors


def test_a_copy_for_somebody_who_may_stop_shares_memory_and_purse() -> None:
    """What one paid for is free for the other."""
    chat = KeptChat(ScriptedChat(lambda asked: GOOD), DictMemory())
    chat.until(threading.Event()).ask(letter())
    chat.ask(letter())
    assert replace(chat.spent, tokens_in=0, tokens_out=0) == Spent(1, 0, 0, False, 1)


def test_a_kept_reply_is_what_was_said() -> None:
    """Umlauts, quotes and line ends come back as they were."""
    point = Point(kind="mistake", line=1, words='Größe "XL"\n„ja“ \u2028 😀')
    chat = KeptChat(ScriptedChat(lambda asked: Verdict(points=[point])), DictMemory())
    chat.ask(letter())
    assert chat.ask(letter()).points == [point]
