"""Outlook messages."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable
from iolkit.readers import outlook
from iolkit.readers.limits import SHIPPED

from .battery import readable
from .battery.mails import BASE, OUTLOOK
from .battery.making import msg, ole, properties
from .in_process import wrong

GOOD = ole(msg(BASE))


@pytest.mark.parametrize("what", readable(OUTLOOK))
def test_files_of_the_battery_are_read(what: str) -> None:
    """Words and places are those that the file shows."""
    assert not wrong(outlook, OUTLOOK, what)


def test_head_becomes_facts() -> None:
    """Subject, day, sender and recipients are facts of the session, as with other mails."""
    people = (
        properties({0x3001: "Ek, Ann", 0x39FE: "ann@example.org"}, {}, {(3, 0x0C15): 1}),
        properties({0x3001: "kai.lund@example.org"}, {}, {(3, 0x0C15): 2}),
    )
    moment = datetime(2026, 3, 5, 12, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    sent = {(0x40, 0x39): moment // timedelta(microseconds=1) * 10}
    words = {0x37: "WG: Lernrunde", 0x1000: "Text", 0x0C1A: "Groß, Petra"}
    facts = outlook.extract(ole(msg(words, fixed=sent, people=people)), SHIPPED).facts
    assert facts["title"] == "Lernrunde"
    assert facts["date"] == "2026-03-05"
    assert facts["participants"] == ["Petra Groß", "Ann Ek"]


def test_signed_mail_is_read_as_it_was_sent() -> None:
    """The whole mail lies in one attachment; it is no file to be named."""
    inner = (
        b"Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n\r\nSigned words\r\n--b--\r\n"
    )
    one = properties({0x370E: "multipart/signed"}, {0x3701: inner}, {})
    found = outlook.extract(ole(msg({0x37: "x"}, attached=(one,))), SHIPPED)
    assert found.text == "Signed words"


@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=40))
def test_damage_is_a_message_or_a_refusal(at: int, noise: bytes) -> None:
    """A container with any bytes in it ends in one of the two, or in the errors the child words."""
    data = GOOD[:at] + noise + GOOD[at + len(noise) :]
    with contextlib.suppress(NoteUnreadable, TypeError, AttributeError, KeyError):
        outlook.extract(data, SHIPPED)
