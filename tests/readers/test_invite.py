"""Calendar entries as a person sees them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iolkit.readers.invite import told

ENTRY = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY;LANGUAGE=de:Lernrunde\\, Teil 2\n"
    "DTSTART:20260305T130000Z\n"
    "DTEND;VALUE=DATE:20260306\nATTENDEE;CN=Ann Ek;RSVP=TRUE:mailto:ann@example.org\n"
    "ATTENDEE:MAILTO:kai@example.org\nX-SECRET:nicht zeigen\nBEGIN:VALARM\nDESCRIPTION:Wecker\n"
    "END:VALARM\nEND:VEVENT\nEND:VCALENDAR"
)


def test_what_when_who() -> None:
    """Escapes are resolved, days and people are readable; clocks and alarms are left out."""
    assert told(ENTRY).splitlines() == [
        "Summary: Lernrunde, Teil 2", "Start: 2026-03-05 13:00 UTC", "End: 2026-03-06",
        "Attendee: Ann Ek <ann@example.org>", "Attendee: kai@example.org",
    ]  # fmt: skip


@given(st.text(max_size=80))
def test_other_text_stays(words: str) -> None:
    """What is no calendar is left as it is, and nothing makes it stumble."""
    assert told(words) == words or "BEGIN:VCALENDAR" in words
    told("BEGIN:VCALENDAR\n" + words)
