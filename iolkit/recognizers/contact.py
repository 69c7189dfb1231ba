"""How to reach somebody: e-mail, phone, dial-in, postal address, profile page."""

from __future__ import annotations

from collections.abc import Iterator

from iolkit.recognizers.findings import Finding, Recognizer
from iolkit.recognizers.tables import table
from iolkit.records import Reason

RECOGNIZERS: tuple[Recognizer, ...] = tuple(
    Recognizer(name, "contact", "S6", tuple(table("contact")[name].patterns), "pattern")
    for name in ("email", "profile", "address")
)

_PHONE = table("contact")["phone"].named


def phones(text: str) -> Iterator[Finding]:
    """Phone numbers in digits or words, with a dial-in code that follows, and extensions."""
    for match in _PHONE["spoken"].finditer(text):
        yield _finding(match.start(), match.end(), 0.7)
    for match in _PHONE["extension"].finditer(text):
        yield _finding(*match.span("it"), 0.7)
    for match in _PHONE["run"].finditer(text):
        found = match.group()
        digits = sum(sign.isdigit() for sign in found)
        if not 7 <= digits <= 15 or _PHONE["none"].match(found):
            continue
        score = _score(text, match.start(), found)
        if score:
            code = _PHONE["code"].match(text, match.end())
            yield _finding(match.start(), code.end() if code else match.end(), score)


def _score(text: str, start: int, found: str) -> float:
    if _PHONE["hint"].search(text[max(0, start - 24) : start]):
        return 0.9
    if found.startswith(("+", "00")):
        return 0.85
    if found.startswith(("0", "(0")):
        return 0.75 if _possible(found) else 0.6
    return 0.0


def _possible(found: str) -> bool:
    import phonenumbers  # lazily: its tables take time to load, and few notes hold a phone number

    for region in ("DE", "GB", "AT", "CH"):
        try:
            if phonenumbers.is_possible_number(phonenumbers.parse(found, region)):
                return True
        except phonenumbers.NumberParseException:
            continue
    return False


def _finding(start: int, end: int, score: float) -> Finding:
    why = Reason("pattern", {"recognizer": "@recognizer.phone"})
    return Finding(start, end, "contact", "S6", score, "phone", why)
