"""What went wrong is told by classes and statuses, never by messages."""

from __future__ import annotations

from email.utils import formatdate
from time import time
from types import SimpleNamespace

import pytest
from langchain_core.exceptions import ContextOverflowError

from iolkit.llm.faults import trouble_of
from iolkit.llm.guard import ReplyTooLarge, SentElsewhere


def with_status(status: int, after: str = "") -> Exception:
    """An error as packages raise it for a status of HTTP."""
    error = RuntimeError("was auch immer")
    error.status_code = status  # type: ignore[attr-defined]  # as packages do
    error.response = SimpleNamespace(headers={"retry-after": after})  # type: ignore[attr-defined]
    return error


@pytest.mark.parametrize(
    ("status", "key", "again", "other_way"),
    [
        (400, "chat_rejected", False, True),
        (401, "chat_key_refused", False, False),
        (402, "chat_no_credit", False, False),
        (403, "chat_key_refused", False, False),
        (404, "chat_model_unknown", False, False),
        (408, "chat_busy", True, False),
        (413, "chat_too_long", False, False),
        (418, "chat_server_failed", False, False),
        (422, "chat_rejected", False, True),
        (429, "chat_busy", True, False),
        (500, "chat_server_failed", True, False),
        (501, "chat_rejected", False, True),
        (529, "chat_server_failed", True, False),
    ],
)
def test_a_status_says_what_to_do(status: int, key: str, again: bool, other_way: bool) -> None:
    """What may pass is tried again, what a server does not know is asked otherwise."""
    trouble = trouble_of(with_status(status))
    assert (trouble.key, trouble.again, trouble.other_way) == (key, again, other_way)


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("7", 7, 7),
        ("0.5", 0.5, 0.5),
        ("-3", 0, 0),
        (60.0, 50, 60),
        (-60.0, 0, 0),
    ],
)
def test_how_long_a_server_wants_us_to_wait(said: str | float, least: float, most: float) -> None:
    """Seconds, or a moment (so far from now); one that is over means now."""
    told = said if isinstance(said, str) else formatdate(time() + said, usegmt=True)
    after = trouble_of(with_status(429, told)).after
    assert after is not None
    assert least <= after <= most


@pytest.mark.parametrize("said", ["", "bald", "Mon, 99 Foo 2026", "nan"])
def test_a_wish_that_nobody_understands_is_none(said: str) -> None:
    """Then our own waits hold."""
    assert trouble_of(with_status(429, said)).after is None


def test_our_own_bounds_are_seen_through_what_packages_make_of_them() -> None:
    """They come wrapped in a package's error of connection."""
    for inner, key in (
        (ReplyTooLarge(), "chat_reply_too_large"),
        (SentElsewhere(), "chat_sent_elsewhere"),
    ):
        outer = ConnectionError("x")
        outer.__cause__ = inner
        assert trouble_of(outer).key == key
        assert not trouble_of(outer).again


@pytest.mark.parametrize(
    ("error", "key", "again"),
    [
        (ContextOverflowError(), "chat_too_long", False),
        (TimeoutError(), "chat_late", True),
        (ConnectionResetError(), "chat_unreachable", True),
        (KeyError("choices"), "chat_garbled", True),
        (NotImplementedError(), "chat_rejected", False),
    ],
    ids=lambda given: type(given).__name__,
)
def test_errors_without_a_status(error: Exception, key: str, again: bool) -> None:
    """By their class; whatever is left means that no model answered."""
    trouble = trouble_of(error)
    assert (trouble.key, trouble.again) == (key, again)


def test_errors_that_blame_each_other_come_to_an_end() -> None:
    """A chain that leads back to itself is followed once."""
    one, two = ValueError("a"), ValueError("b")
    one.__context__, two.__context__ = two, one
    assert trouble_of(one).key == "chat_garbled"
