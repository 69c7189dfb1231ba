"""A plan's days as a calendar file: the first step and three looks back, one event each.

Calendars are read by more people than notes: every word in it is cleared for an audience. No clock:
events bear the day they were made on, and an event keeps its identity when it is moved.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from iolkit import citations, phrases, redaction
from iolkit.errors import NotReleased
from iolkit.handover.desk import Desk
from iolkit.handover.home import Home, plan_of
from iolkit.handover.plan_page import cleared
from iolkit.outcomes import PLAN_DAYS, Cleared, Plan, PlanDay, PlanField, Reviewed

if TYPE_CHECKING:
    from icalendar import Calendar

PRODUCT = "-//iolkit//iolkit//EN"
PLACE = "VEVENT"
"""What a leak would be told to stand in."""
LONGEST_TITLE = 70
"""Characters of a principle in the name of an event."""
TOLD: dict[PlanDay, tuple[PlanField, ...]] = {
    "first_step_on": ("principle", "first_step", "owner"),
    "review_30": ("principle", "prerequisites"),
    "review_60": ("principle", "measure", "stop_rule"),
    "review_90": ("principle", "measure"),
}
"""What the event of a day tells beside its name."""


def calendar(chosen: Sequence[tuple[Reviewed, str]], desk: Desk, home: Home) -> bytes:
    """The days of the plans of some items (reviewed note, item id), as an iCalendar file.

    `desk` is that of a release of these notes: its audience may read every word of it. The finished
    file is read again and searched. Raises NotReleased("leak_found") when a secret is in it.
    """
    # Only whoever takes dates along needs the library that writes them.
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for reviewed, item_id in chosen:
        plan = plan_of(reviewed, item_id, home, desk.language)
        _fill(made, plan, reviewed, desk, home)
    data = bytes(made.to_ical())
    _prove(data, desk)
    return data


def _prove(data: bytes, desk: Desk) -> None:
    from icalendar import Calendar

    for event in Calendar.from_ical(data).walk("VEVENT"):
        said = "\n".join(f"{event.get(name, '')}" for name in ("summary", "description"))
        if found := citations.leaks(said, desk.secrets.values()):
            raise NotReleased("leak_found", place=PLACE, n=len(found))


def _fill(made: Calendar, plan: Plan, reviewed: Reviewed, desk: Desk, home: Home) -> None:
    from icalendar import Event

    title = _title(plan, reviewed, desk)
    stamp = datetime(home.today.year, home.today.month, home.today.day, tzinfo=UTC)
    for name in PLAN_DAYS:
        event, on = Event(), plan.day(name)
        event.add("uid", f"{plan.item_id}-{name}@iolkit")
        event.add("dtstamp", stamp)
        event.add("dtstart", on)
        event.add("dtend", on + timedelta(days=1))
        event.add("summary", f"{phrases.say(f'calendar.{name}', desk.language)}: {title.text}")
        told = _told(plan, name, reviewed, desk)
        if told:
            event.add("description", "\n".join(each.text for each in told))
        event.add("transp", "TRANSPARENT")
        made.add_component(event)


def _title(plan: Plan, reviewed: Reviewed, desk: Desk) -> Cleared:
    said = cleared(plan.line("principle"), reviewed, desk)
    parts = redaction.pieces(said)
    if not parts:
        return desk.own(desk.say("untitled_item"))
    words = redaction.together(parts).text
    return desk.own(textwrap.shorten(words, LONGEST_TITLE, placeholder=" …"))


def _told(plan: Plan, name: PlanDay, reviewed: Reviewed, desk: Desk) -> list[Cleared]:
    lines = []
    for field in TOLD[name]:
        said = cleared(plan.line(field), reviewed, desk).text
        if said.strip():
            label = phrases.say(f"plan.{field}", desk.language)
            lines.append(desk.own(f"{label}: {said}"))
    return lines
