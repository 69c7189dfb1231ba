"""Calendar entries (RFC 5545) -> what a person sees of them: what, when, where, who."""

from __future__ import annotations

import re

_FIELD = re.compile(
    r"(?P<name>[A-Z-]+)(?P<more>(?:;[^:;\"]*(?:\"[^\"]*\"[^:;\"]*)?)*):(?P<value>.*)", re.DOTALL
)
_SHOWN = {
    "SUMMARY": "Summary", "DTSTART": "Start", "DTEND": "End", "LOCATION": "Location",
    "ORGANIZER": "Organizer", "ATTENDEE": "Attendee", "DESCRIPTION": "Description",
}  # fmt: skip
_NOT_SEEN = ("VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM")
_NAME = re.compile(r';CN="?([^";:]+)', re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")


def told(words: str) -> str:
    """The entry as lines `Summary: ...`; the words unchanged when they are no calendar."""
    if "BEGIN:VCALENDAR" not in words:
        return words
    lines: list[str] = []
    inside = ""
    for line in re.sub(r"\r?\n[ \t]", "", words).splitlines():
        found = _FIELD.fullmatch(line.strip())
        if found is None:
            continue
        name, value = found["name"], found["value"]
        if name in ("BEGIN", "END"):
            inside = value if name == "BEGIN" else ""
        elif name in _SHOWN and inside not in _NOT_SEEN:
            said = _said(name, found["more"], value)
            if said:
                lines.append(f"{_SHOWN[name]}: {said}")
    return "\n".join(dict.fromkeys(lines))


def _said(name: str, more: str, value: str) -> str:
    if name in ("ORGANIZER", "ATTENDEE"):
        address = re.sub(r"(?i)^mailto:", "", value).strip()
        known = _NAME.search(more)
        return f"{known[1].strip()} <{address}>" if known and known[1] != address else address
    if name in ("DTSTART", "DTEND"):
        day = _DAY.fullmatch(value.strip())
        if day is None:
            return value.strip()
        clock = f" {day[4]}:{day[5]}{' UTC' if day[6] else ''}" if day[4] else ""
        return f"{day[1]}-{day[2]}-{day[3]}{clock}"
    return re.sub(r"\\([nN,;\\])", lambda at: "\n" if at[1] in "nN" else at[1], value).strip()
