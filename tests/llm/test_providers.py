"""The real packages of three providers against a server that misbehaves: each ends as it should."""

from __future__ import annotations

import json
import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from iolkit.errors import ChatUnavailable, HouseError, IolkitError, ReplyInvalid, Unavailable
from iolkit.llm import providers
from iolkit.llm.letter import Chat
from iolkit.llm.models import ModelChoice
from iolkit.llm.opening import Keeping, open_chat
from iolkit.llm.pace import Clock, Limits
from tests.llm import server as misbehaving
from tests.llm.letters import GOOD, SECRET, Heard, JumpingClock, ListBook, Verdict, letter
from tests.llm.server import Behaviour, Server

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
KEY = "sk-Schluessel9876"
FAST = 0.3
"""Seconds after which a reply is late in these tests."""


@dataclass(frozen=True)
class Kind:
    """A provider as the tests reach it."""

    name: str
    path: str
    first_way: str

    def at(self, server: Server) -> ModelChoice:
        """The model on this server."""
        return ModelChoice(self.name, server.address + self.path, window=8000, reply_tokens=500)


KINDS = [
    Kind("openai:gpt-4o", "/v1", "json_schema"),
    Kind("anthropic:claude-test", "", "function_calling"),
    Kind("ollama:qwen3:4b", "", "json_schema"),
]
of_two = pytest.mark.parametrize("kind", KINDS[:2], ids=["openai", "anthropic"])
"""Those whose packages hand over the server's headers, and signs of refusal."""

of_each = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name.partition(":")[0])


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every provider has a key."""
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "AZURE_OPENAI_API_KEY"):
        monkeypatch.setenv(name, KEY)


@dataclass
class Line:
    """A chat with a server, and what it logged."""

    chat: Chat
    book: ListBook
    clock: JumpingClock


def opened(choice: ModelChoice, tries: int = 3, timeout_s: float = 20.0) -> Line:
    """A chat whose waiting takes no time."""
    book, clock = ListBook(), JumpingClock()
    limits = Limits(timeout_s=timeout_s, tries=tries, reply_bytes=100_000)
    return Line(open_chat(choice, limits, Keeping(book=book), clock=clock.clock()), book, clock)


@of_each
def test_a_letter_is_answered(server: Server, kind: Kind) -> None:
    """Asked in the provider's best way, counted as the provider counts, sent as it was rendered."""
    server.say(GOOD)
    line = opened(kind.at(server))
    assert line.chat.ask(letter()) == Verdict.model_validate_json(GOOD)
    assert [asked.way for asked in server.asked] == [kind.first_way]
    assert letter().user in server.asked[0].words
    assert (line.chat.spent.tokens_in, line.chat.spent.tokens_out) == (100, 20)
    assert line.chat.spent.exact
    assert line.book.lines[0].host == "127.0.0.1"


@of_each
def test_the_limits_of_the_reply_are_sent_along(server: Server, kind: Kind) -> None:
    """A model stops by itself where it is told to, and answers the same each time."""
    server.say(GOOD)
    opened(kind.at(server)).chat.ask(letter())
    body = server.asked[0].body
    options = body.get("options", body)
    names = {"max_completion_tokens", "max_tokens", "num_predict"}
    assert [options[name] for name in names & options.keys()] == [500]
    assert options.get("temperature") == (None if "claude-test" in kind.name else 0)
    assert options.get("num_ctx", 8000) == 8000
    assert body.get("think", False) is False
    assert ("think" in body) is kind.name.startswith("ollama")


def test_what_is_the_same_for_every_note_is_marked_for_anthropic(server: Server) -> None:
    """The beginning costs a tenth the second time; nothing of a note is marked to be remembered."""
    server.say(GOOD)
    opened(KINDS[1].at(server)).chat.ask(letter())
    body = server.asked[0].body
    marked = {"type": "text", "text": letter().system, "cache_control": {"type": "ephemeral"}}
    assert body["system"] == [marked]
    assert "cache_control" not in str(body["messages"])


@of_each
def test_a_reply_is_heard_while_it_comes(server: Server, kind: Kind) -> None:
    """Piece by piece, nothing of it twice, and counted at the end; the reply is the same."""
    server.say(GOOD)
    line, ear = opened(kind.at(server)), Heard()
    assert line.chat.ask(letter(), None, ear) == opened(kind.at(server)).chat.ask(letter())
    assert json.loads(ear.last) == json.loads(GOOD)
    assert len(ear.replies[0]) > 2
    assert (line.chat.spent.requests, line.chat.spent.tokens_in) == (1, 100)
    assert line.chat.spent.tokens_out == 20
    assert server.asked[0].body["stream"] is True
    assert server.asked[0].way == kind.first_way
    streamed, plain = (asked.body for asked in server.asked)
    assert {name: streamed[name] for name in plain if name != "stream"} == {
        name: value for name, value in plain.items() if name != "stream"
    }


ENDS: list[tuple[Behaviour, str, int]] = [
    (misbehaving.status(500), "chat_server_failed", 3),
    (misbehaving.status(503), "chat_server_failed", 3),
    (misbehaving.status(429), "chat_busy", 3),
    (misbehaving.status(401), "chat_key_refused", 1),
    (misbehaving.status(403), "chat_key_refused", 1),
    (misbehaving.status(404), "chat_model_unknown", 1),
    (misbehaving.status(413), "chat_too_long", 1),
    (misbehaving.cut, "chat_unreachable", 3),
    (misbehaving.huge, "chat_reply_too_large", 1),
    (misbehaving.bomb, "chat_reply_too_large", 1),
    (misbehaving.html, "chat_garbled", 3),
    (misbehaving.null_choices, "chat_garbled", 3),
    (misbehaving.empty_object, "chat_garbled", 3),
]
END_NAMES = [
    "500", "503", "429", "401", "403", "404", "413", "cut", "huge", "bomb", "html", "null", "empty",
]  # fmt: skip


@of_each
@pytest.mark.parametrize(("behaviour", "key", "tries"), ENDS, ids=END_NAMES)
def test_each_fault_ends_in_its_error(
    server: Server, kind: Kind, behaviour: Behaviour, key: str, tries: int
) -> None:
    """What may pass is tried again, what may not is not; every try is in the log; no word leaks."""
    server.then(*[behaviour] * 9)
    line = opened(kind.at(server))
    with pytest.raises(ChatUnavailable) as caught:
        line.chat.ask(letter())
    assert caught.value.key == key
    assert len(server.asked) == tries == len(line.book.lines) == line.chat.spent.requests
    assert len(line.clock.waits) == tries - 1
    assert quiet(caught.value)


@of_each
@pytest.mark.parametrize(
    "behaviour",
    [behaviour for behaviour, _, tries in ENDS if tries == 3],
    ids=[name for name, (_, _, tries) in zip(END_NAMES, ENDS, strict=True) if tries == 3],
)
def test_what_passes_is_got_over(server: Server, kind: Kind, behaviour: Behaviour) -> None:
    """Two faults, then an answer: nobody notices but the log."""
    server.say(GOOD)
    server.then(behaviour, behaviour)
    line = opened(kind.at(server))
    assert line.chat.ask(letter()).points
    assert [entry.outcome for entry in line.book.lines] == ["failed", "failed", "answered"]


@of_each
@pytest.mark.parametrize(
    "behaviour",
    [misbehaving.hang, misbehaving.drip, misbehaving.drip_headers],
    ids=["hang", "drip", "headers"],
)
def test_nobody_waits_longer_than_the_limit(
    server: Server, kind: Kind, behaviour: Behaviour
) -> None:
    """A byte now and then keeps no request alive, before the reply or within it."""
    server.then(behaviour)
    line = opened(kind.at(server), timeout_s=FAST)
    with pytest.raises(ChatUnavailable) as caught:
        line.chat.ask(letter())
    assert caught.value.key == "chat_late"
    assert [entry.outcome for entry in line.book.lines] == ["late"]
    assert quiet(caught.value)


@of_two
def test_a_refusing_model_is_told_from_a_broken_one(server: Server, kind: Kind) -> None:
    """OpenAI and Anthropic say so in a field of their own."""
    server.then(misbehaving.refusal)
    with pytest.raises(ChatUnavailable) as caught:
        opened(kind.at(server)).chat.ask(letter())
    assert caught.value.key == "chat_refused"


@of_each
def test_a_reply_that_was_cut_off_is_noticed(server: Server, kind: Kind) -> None:
    """Each provider tells in its own way that the room did not suffice; half a reply is none."""
    server.then(*[misbehaving.length(GOOD[:50])] * 2)
    line = opened(kind.at(server))
    with pytest.raises(ReplyInvalid) as caught:
        line.chat.ask(letter())
    assert caught.value.key == "reply_cut_off"
    assert line.chat.spent.tokens_out == 40
    assert quiet(caught.value)


@of_each
def test_a_cut_stream_is_noticed(server: Server, kind: Kind) -> None:
    """What ended for want of room is no reply, however much of it was heard."""
    server.then(*[misbehaving.length(GOOD[:50])] * 2)
    line, ear = opened(kind.at(server)), Heard()
    with pytest.raises(ReplyInvalid) as caught:
        line.chat.ask(letter(), None, ear)
    assert caught.value.key == "reply_cut_off"
    assert len(ear.replies) == 2
    assert quiet(caught.value)


@of_each
def test_an_older_server_without_schemas_is_asked_otherwise(server: Server, kind: Kind) -> None:
    """Its refusal leads to the next way, which is remembered."""
    server.say(GOOD)
    server.then(*[misbehaving.unless(kind.first_way)] * 4)
    line = opened(kind.at(server))
    line.chat.ask(letter())
    line.chat.ask(letter("Noch eine."))
    ways = [asked.way for asked in server.asked]
    assert ways[0] == kind.first_way
    assert ways[1] == ways[2] != kind.first_way
    assert len(ways) == 3


@of_each
def test_a_request_is_sent_nowhere_else(server: Server, kind: Kind) -> None:
    """A server cannot pass a request on: what the note says stays where it was meant to go."""
    with misbehaving.running() as other:
        server.then(*[misbehaving.elsewhere(other.address)] * 3)
        line = opened(kind.at(server))
        with pytest.raises(ChatUnavailable) as caught:
            line.chat.ask(letter())
        assert caught.value.key == "chat_sent_elsewhere"
        assert not other.asked
        assert len(server.asked) == 1


@of_each
def test_who_says_stop_need_not_wait(server: Server, kind: Kind) -> None:
    """A hanging request ends at once, and is logged as ended by a person."""
    server.then(misbehaving.hang)
    line, stop = opened(kind.at(server)), threading.Event()
    threading.Timer(0.1, stop.set).start()
    with pytest.raises(ChatUnavailable) as caught:
        line.chat.until(stop).ask(letter())
    assert caught.value.key == "chat_stopped"
    assert [entry.outcome for entry in line.book.lines] == ["cancelled"]


@of_each
def test_who_stops_listening_ends_the_request(server: Server, kind: Kind) -> None:
    """A closed page leaves no request behind; what was sent is in the log."""

    class Leaves(Heard):
        def comes(self, piece: str) -> None:
            raise KeyboardInterrupt

    server.say("Wort " * 200)
    line = opened(kind.at(server))
    with pytest.raises(KeyboardInterrupt):
        line.chat.ask(letter(), None, Leaves())
    assert [entry.outcome for entry in line.book.lines] == ["cancelled"]


@of_each
def test_no_server_at_all(kind: Kind) -> None:
    """A plain error, and the next step in it."""
    with misbehaving.running() as gone:
        choice = kind.at(gone)
    with pytest.raises(ChatUnavailable) as caught:
        opened(choice).chat.ask(letter())
    assert caught.value.key == "chat_unreachable"


@of_two
def test_a_server_that_asks_for_two_minutes_gets_half_of_one(server: Server, kind: Kind) -> None:
    """Retry-After is obeyed up to a cap; packages' own retries are off, so there is one place."""
    server.say(GOOD)
    server.then(misbehaving.status(429, "1"), misbehaving.status(429, "120"))
    line = opened(kind.at(server), timeout_s=60)
    assert line.chat.ask(letter()).points
    assert line.clock.waits == [1.0, 30.0]


@of_two
def test_what_a_server_asks_of_one_letter_holds_for_all(server: Server, kind: Kind) -> None:
    """Another letter that is sent in the meantime would only run into the same limit."""
    server.say(GOOD)
    server.then(misbehaving.status(429, "2"))
    waits: list[float] = []
    standing = Clock(now=lambda: 0.0, wait=lambda seconds, stop: bool(waits.append(seconds)))
    chat = open_chat(kind.at(server), Limits(), clock=standing)
    chat.ask(letter())
    chat.ask(letter("Noch eine."))
    assert waits == [2.0, 2.0, 2.0]  # the letter itself, its second try, the other letter


@of_two
def test_a_wait_that_leaves_no_time_is_not_begun(server: Server, kind: Kind) -> None:
    """Who has ten seconds does not wait thirty and then hear that it is too late."""
    server.then(misbehaving.status(429, "120"))
    line = opened(kind.at(server), timeout_s=10)
    with pytest.raises(ChatUnavailable) as caught:
        line.chat.ask(letter())
    assert caught.value.key == "chat_busy"
    assert not line.clock.waits


def test_no_money_left_is_no_reason_to_try_again(server: Server) -> None:
    """The same status as for being too fast, but nothing changes by waiting."""
    server.then(misbehaving.status(429, text="insufficient_quota"))
    with pytest.raises(ChatUnavailable) as caught:
        opened(KINDS[0].at(server)).chat.ask(letter())
    assert caught.value.key == "chat_no_credit"


def test_a_prompt_that_the_provider_finds_too_long(server: Server) -> None:
    """Its own words for it differ from other refusals, and no other way of asking helps."""
    server.then(misbehaving.status(400, text="context_length_exceeded"))
    with pytest.raises(ChatUnavailable) as caught:
        opened(KINDS[0].at(server)).chat.ask(letter())
    assert caught.value.key == "chat_too_long"
    assert len(server.asked) == 1


def test_azure_is_reached_by_deployment(server: Server) -> None:
    """The same package, another address: the deployment stands in the path, the key in a header."""
    server.say(GOOD)
    choice = ModelChoice("azure_openai:mein-modell", server.address, window=8000)
    assert opened(choice).chat.ask(letter()).points
    asked = server.asked[0]
    assert asked.path.startswith("/openai/deployments/mein-modell/chat/completions?api-version=")
    assert {name.lower(): told for name, told in asked.headers.items()}["api-key"] == KEY


@of_each
def test_variables_cannot_send_requests_elsewhere(
    server: Server, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the packages' own variables, nor a gateway, nor a proxy: the given address counts."""
    with misbehaving.running() as other:
        for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "ANTHROPIC_BASE_URL", "OLLAMA_HOST",
                     "ANTHROPIC_API_URL", "LANGSMITH_GATEWAY", "HTTP_PROXY", "ALL_PROXY",
                     "OPENAI_PROXY", "ANTHROPIC_PROXY"):  # fmt: skip
            monkeypatch.setenv(name, other.address)
        monkeypatch.setenv("LANGSMITH_GATEWAY_API_KEY", "x")
        server.say(GOOD)
        assert opened(kind.at(server)).chat.ask(letter()).points
        assert len(server.asked) == 1
        assert not other.asked


@of_each
def test_nothing_is_traced(server: Server, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever switched tracing on for another program does not trace this one."""
    with misbehaving.running() as other:
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", other.address)
        monkeypatch.setenv("LANGSMITH_API_KEY", "x")
        server.say(GOOD)
        line = opened(kind.at(server))
        line.chat.ask(letter())
        line.chat.ask(letter("Noch eine."), None, Heard())
        time.sleep(0.2)
        assert not other.asked


@of_each
def test_logs_hold_neither_text_nor_key(
    server: Server, kind: Kind, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where a program logs everything, and whatever goes wrong."""
    monkeypatch.setenv("OPENAI_LOG", "debug")
    line = opened(kind.at(server))
    caplog.set_level(logging.DEBUG)
    server.say(lambda asked: f"{SECRET}: {GOOD[:70]}")
    wrong = f'{{"points": "{SECRET}"}}'
    server.then(misbehaving.status(500), misbehaving.length(wrong))
    with pytest.raises(IolkitError) as caught:
        line.chat.ask(letter())
    assert SECRET not in caplog.text
    assert KEY not in caplog.text
    assert quiet(caught.value)


def quiet(error: IolkitError) -> bool:
    """Whether an error, and all that it came from, holds neither text nor key."""
    told = "".join(repr(each) + str(each) for each in (error, error.__cause__, error.__context__))
    return SECRET not in told and KEY not in told


@of_each
def test_a_key_is_shown_by_nobody(server: Server, kind: Kind) -> None:
    """Not by the chat, its parts or LangChain's model."""
    chat: Any = opened(kind.at(server)).chat
    shown = [repr(chat), repr(vars(chat)), repr(chat._model), repr(chat._caller), str(chat._model)]
    assert not any(KEY in each for each in shown)


def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the variable in which it belongs."""
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    with pytest.raises(ChatUnavailable) as caught:
        open_chat(ModelChoice("anthropic:claude-sonnet-4-5"))
    assert (caught.value.key, caught.value.values) == (
        "chat_key_missing",
        {"variable": "ANTHROPIC_API_KEY"},
    )


def test_a_server_of_ones_own_needs_no_key(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """An OpenAI-compatible server in the house is asked without one."""
    monkeypatch.delenv("OPENAI_API_KEY")
    server.say(GOOD)
    assert opened(KINDS[0].at(server)).chat.ask(letter()).points


def test_a_missing_package_says_how_to_add_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is named; nothing else of iolkit needs it."""
    real: Callable[[str], object] = providers.find_spec
    monkeypatch.setattr(
        providers, "find_spec", lambda name: None if name == "langchain_ollama" else real(name)
    )
    with pytest.raises(Unavailable) as caught:
        open_chat(ModelChoice("ollama:qwen3:4b"))
    assert (caught.value.key, caught.value.values["extra"]) == ("llm_package_missing", "ollama")


def test_azure_needs_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is none that all customers share; the one in the variable is looked at as any other."""
    monkeypatch.delenv("AZURE_OPENAI_ENDPOINT", raising=False)
    with pytest.raises(HouseError) as caught:
        open_chat(ModelChoice("azure_openai:x"))
    assert caught.value.key == "llm_url_missing"
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", "http://models.example.org")
    with pytest.raises(HouseError) as caught:
        open_chat(ModelChoice("azure_openai:x"))
    assert caught.value.key == "llm_url_open"


def test_every_byte_is_what_was_rendered(server: Server) -> None:
    """Nothing of the machine goes along: no path, no user name, no variable."""
    server.say(GOOD)
    for kind in KINDS:
        opened(kind.at(server)).chat.ask(letter())
    assert not re.search(rb"/home|/root|/tmp|PATH=|USER", server.every_byte())
    assert server.every_byte().count(SECRET.encode()) == len(KINDS)
