"""One answer a letter, whoever asks and how often."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from iolkit.errors import ChatUnavailable, ReplyInvalid, WrongUse
from iolkit.llm.asking import MOST_KEPT, Asker
from iolkit.llm.letter import Letter
from iolkit.llm.replies import SentencesReply
from iolkit.records import Masked
from tests.llm.scripted import ScriptedChat


def letter(text: str = "x") -> Letter:
    """A letter with this text."""
    return Letter("answer", "1", "de", "system", Masked(text), SentencesReply)


def fine(_reply: Any) -> tuple[str, ...]:
    """Nothing is wrong."""
    return ()


def counting() -> ScriptedChat:
    """A chat that answers differently each time."""
    numbers = count()
    return ScriptedChat(lambda _: {"sentences": [{"t": str(next(numbers)), "k": [], "q": []}]})


def test_the_same_letter_has_the_same_answer() -> None:
    """Though the model would have said something else."""
    chat = counting()
    asker = Asker(chat)
    assert asker.ask(letter(), fine) is asker.ask(letter(), fine)
    assert asker.ask(letter("y"), fine).sentences[0].t == "1"
    assert len(chat.letters) == 2


def test_answers_come_in_the_order_of_the_letters() -> None:
    """However many are under way."""
    chat = ScriptedChat(lambda sent: {"sentences": [{"t": sent.user, "k": [], "q": []}]})
    letters = [letter(str(n)) for n in range(30)]
    replies = Asker(chat).all([(each, fine) for each in letters])
    assert [reply.sentences[0].t for reply in replies if reply] == [str(n) for n in range(30)]
    assert Asker(chat).all([]) == []


@pytest.mark.parametrize(
    "error", [ReplyInvalid("reply_unusable", model="m", prompt="p"), WrongUse("letter_too_long")]
)
def test_no_usable_reply_is_remembered_too(error: Exception) -> None:
    """So that two verbs tell the same; the model is not asked again."""
    tries = []

    def never(sent: Letter) -> dict[str, Any]:
        tries.append(sent)
        raise error

    asker = Asker(ScriptedChat(never))
    assert asker.ask(letter(), fine) is None
    assert asker.ask(letter(), fine) is None
    assert len(tries) == 1


def test_a_model_that_is_away_is_said_and_asked_again() -> None:
    """A person decides whether to go on without it; nothing is remembered of it."""
    away = [True]

    def sometimes(_: Letter) -> dict[str, Any]:
        if away:
            away.pop()
            raise ChatUnavailable("chat_unreachable", model="m")
        return {"sentences": []}

    asker = Asker(ScriptedChat(sometimes))
    with pytest.raises(ChatUnavailable):
        asker.all([(letter(), fine)])
    assert asker.ask(letter(), fine) is not None


def test_memory_is_bounded() -> None:
    """The oldest answers are forgotten."""
    chat = counting()
    asker = Asker(chat)
    for n in range(MOST_KEPT + 1):
        asker.ask(letter(str(n)), fine)
    asker.ask(letter("0"), fine)
    assert len(chat.letters) == MOST_KEPT + 2
