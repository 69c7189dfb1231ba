"""A chat is put together from plain values."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from iolkit.errors import ChatUnavailable, HouseError
from iolkit.llm.kept import KeptChat
from iolkit.llm.models import ModelChoice
from iolkit.llm.opening import Keeping, open_chat
from iolkit.llm.pace import Limits
from iolkit.llm.replay import RecordingChat
from iolkit.outcomes import Spent
from tests.llm.letters import GOOD, DictMemory, Heard, letter
from tests.llm.server import Server

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])


def choice(server: Server) -> ModelChoice:
    """A model on this server."""
    return ModelChoice("openai:gpt-4o", server.openai, window=8000, reply_tokens=500)


def test_memory_and_recording_stand_around_the_model(server: Server, tmp_path: Path) -> None:
    """A reply from memory is recorded as well, so that a recording is whole."""
    server.say(GOOD)
    memory = DictMemory()
    open_chat(choice(server), keeping=Keeping(memory)).ask(letter())
    chat = open_chat(choice(server), keeping=Keeping(memory, record=tmp_path / "kept"))
    assert isinstance(chat, RecordingChat)
    assert isinstance(chat._inner, KeptChat)
    chat.ask(letter())
    assert len(server.asked) == 1
    played = open_chat(None, keeping=Keeping(replay=tmp_path / "kept"))
    assert played.ask(letter()).points
    assert len(server.asked) == 1


def test_whoever_watches_hears_every_cost(server: Server) -> None:
    """Of requests and of what came for nothing, as each is over."""
    server.say(GOOD)
    heard: list[Spent] = []
    chat = open_chat(choice(server), keeping=Keeping(DictMemory()), watch=heard.append)
    chat.ask(letter())
    chat.ask(letter())
    assert heard == [Spent(1, 100, 20), Spent(from_cache=1)]
    assert sum(heard, Spent()) == chat.spent


def test_a_long_reply_may_come_in_many_small_pieces(server: Server) -> None:
    """What streaming wraps around each token is not counted as the reply's own size."""
    words = "Wort " * 300
    server.say(GOOD.replace("Rundgang um acht", words))
    chat = open_chat(choice(server), Limits(reply_bytes=2_000))
    ear = Heard()
    assert chat.ask(letter(), None, ear).points[0].words == words
    assert len(ear.replies[0]) > 300


def test_no_choice_is_an_error() -> None:
    """Without a recording to play, a model must be named."""
    with pytest.raises(HouseError) as caught:
        open_chat(None)
    assert caught.value.key == "llm_name_unclear"


def test_a_stop_reaches_through_every_layer(server: Server, tmp_path: Path) -> None:
    """Memory and recording hand it on; nothing is sent."""
    stop = threading.Event()
    stop.set()
    keeping = Keeping(DictMemory(), record=tmp_path / "kept")
    with pytest.raises(ChatUnavailable) as caught:
        open_chat(choice(server), keeping=keeping).until(stop).ask(letter())
    assert caught.value.key == "chat_stopped"
    assert not server.asked
