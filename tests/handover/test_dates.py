"""A plan's days as a calendar file: read back, the same events again, and no secret in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from icalendar import Calendar

from iolkit import phrases
from iolkit.errors import NotReleased
from iolkit.handover import calendar, desk_for, plan_of
from iolkit.handover.desk import Desk
from iolkit.outcomes import PLAN_DAYS, PlanWords, Reviewed
from tests.handover.test_home import HOME
from tests.handover.test_plan_page import planned


def file_for(note: Reviewed, audience: str = "company", language: phrases.Tongue = "de") -> bytes:
    """The calendar of the first item."""
    return calendar([(note, note.items[0].id)], desk_for([note], audience, language), HOME)


def events(data: bytes) -> dict[str, object]:
    """The events of a file by their identity."""
    read = Calendar.from_ical(data)
    assert read["PRODID"] == "-//iolkit//iolkit//EN"
    assert read["VERSION"] == "2.0"
    return {str(each["UID"]): each for each in read.walk("VEVENT")}


def test_four_days_read_back() -> None:
    """One event a day of the plan, whole days, on the days that the plan tells."""
    note = planned()
    plan, found = plan_of(note, note.items[0].id, HOME, "de"), events(file_for(note))
    assert len(found) == len(PLAN_DAYS)
    for name in PLAN_DAYS:
        event = found[f"{plan.item_id}-{name}@iolkit"]
        assert event["DTSTART"].dt == plan.day(name)
        assert type(event["DTSTART"].dt) is date
        assert phrases.say(f"calendar.{name}", "de") in event["SUMMARY"]
    first = str(found[f"{plan.item_id}-first_step_on@iolkit"]["DESCRIPTION"])
    assert "Erster Schritt: " in first and "Verantwortlich: " in first


def test_the_same_plan_is_the_same_file() -> None:
    """No clock and no chance in it; a moved day keeps the identity of its event."""
    note = planned()
    assert file_for(note) == file_for(note)
    item = note.items[0].id
    own = {**note.plans[item], "review_30": PlanWords("2027-01-04")}
    moved = replace(note, plans={item: own})
    before, after = events(file_for(note)), events(file_for(moved))
    assert before.keys() == after.keys()
    assert after[f"{item}-review_30@iolkit"]["DTSTART"].dt == date(2027, 1, 4)


@pytest.mark.parametrize("language", phrases.TONGUES)
@pytest.mark.parametrize("audience", ["company", "partners", "public"])
def test_no_secret_is_in_it(audience: str, language: phrases.Tongue) -> None:
    """Neither of the note nor of a person's words, folded lines or not."""
    note = planned()
    text = file_for(note, audience, language).decode().replace("\r\n ", "")
    flags = [each.span.of(note.analysis.note.text) for each in note.flags]
    for secret in ("Achterberg", "Varghese", "Kolbmann", *flags):
        assert secret not in text


def test_an_item_that_may_not_be_named_has_a_plain_title() -> None:
    """Blocked for the audience: its days stand there, its words do not."""
    note = planned()
    item = note.items[2].id
    desk = desk_for([note], "public", "de")
    for event in events(calendar([(note, item)], desk, HOME)).values():
        assert str(event["SUMMARY"]).endswith(": Lernpunkt")


def test_a_leak_gives_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the door ever fail, the finished file is searched all the same."""
    note = planned()
    sound = desk_for([note], "company", "de")
    kept = sound.own("Varghese und mehr")
    assert "Varghese" not in kept.text
    careless = replace(kept, text="Varghese")
    monkeypatch.setattr(Desk, "own", lambda _desk, _text: careless)
    with pytest.raises(NotReleased) as caught:
        calendar([(note, note.items[0].id)], sound, HOME)
    assert caught.value.key == "leak_found"
