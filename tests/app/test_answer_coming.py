"""An answer on its way: read along, stopped, broken off, asked for otherwise."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from iolkit.errors import ChatUnavailable, Unavailable
from iolkit.outcomes import Answer
from tests.app.conftest import Open, words_on
from tests.app.fake_kit import FakeKit

QUESTION = "Was bringt die Sprechstunde?"
NOT_ALL = {"de": "Die ganze Antwort sind sie nicht", "en": "They are not the whole answer"}


@pytest.fixture
def away(kit: FakeKit) -> FakeKit:
    """A kit whose model breaks off after a sentence."""
    kit.engine_name = "llm"
    kit.away = ChatUnavailable("chat_unreachable", model="openai:x", host="model.example")
    return kit


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_what_came_before_a_break_is_no_answer(page: Open, away: FakeKit, tongue: str) -> None:
    """The page says why, shows what was checked by then as what it is, and asks only once."""
    at = page("search", tongue, q=QUESTION)
    assert NOT_ALL[tongue] in words_on(at)
    assert "model.example" in at.warning[0].value.replace("\\", "")
    assert len(away.asked("ask")) == 1
    assert [one.key for one in at.button if one.key.startswith("source_")]
    at.run()
    assert len(away.asked("ask")) == 1
    assert not at.exception


def test_a_person_goes_on_without_a_model(page: Open, away: FakeKit) -> None:
    """A click, and the embedded engine answers; nothing switches before it."""
    at = page("search", "de", q=QUESTION)
    at.button(key="ask_without").click().run()
    assert "ohne Sprachmodell" in words_on(at)
    assert "ask_without" not in [one.key for one in at.button]
    assert len(away.asked("ask")) == 2


def test_or_asks_again(page: Open, away: FakeKit) -> None:
    """The model may be back."""
    at = page("search", "de", q=QUESTION)
    away.away = None
    at.button(key="ask_again").click().run()
    assert not at.warning
    assert len(away.asked("ask")) == 2


def test_a_stop_keeps_what_was_read(
    page: Open, kit: FakeKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The request ends, and the page says so in place of an answer."""
    kit.engine_name = "llm"
    ask: Callable[..., Answer] = kit.ask

    def stopped(question: str, filters: object, **given: Any) -> Answer:
        ask(question, filters, **given)
        raise ChatUnavailable("chat_stopped")

    monkeypatch.setattr(kit, "ask", stopped)
    at = page("search", "de", q=QUESTION)
    assert "Angehalten" in at.warning[0].value
    assert "ask_again" in [one.key for one in at.button]


def test_whatever_else_goes_wrong_is_said_as_ever(page: Open, kit: FakeKit) -> None:
    """Only a model that broke off leaves a choice."""
    kit.engine_name, kit.away = "llm", Unavailable("llm_not_set")
    at = page("search", "de", q=QUESTION)
    assert at.exception or at.error
    assert "ask_without" not in [one.key for one in at.button]


def test_nobody_is_kept_at_work(page: Open, kit: FakeKit, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a page is done, with or without an answer, whoever was asked is told to stop."""
    stops: list[threading.Event] = []
    ask: Callable[..., Answer] = kit.ask

    def listened(question: str, filters: object, **given: Any) -> Answer:
        stops.append(given["stop"])
        return ask(question, filters, **given)

    monkeypatch.setattr(kit, "ask", listened)
    page("search", "de", q=QUESTION)
    assert stops and all(stop.is_set() for stop in stops)
