"""Facts of a session from words: YAML front matter, the head of a protocol, what a parser found.

Keys may be German or English; values may be lists or separated by commas. Whatever cannot be used
is left out: a note with an odd head is still a note.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

import yaml

from iolkit.readers.days import day_in
from iolkit.readers.limits import SHIPPED
from iolkit.records import Language, Rule, Session

Words = Mapping[str, str | list[str]]

_KEYS = {
    "title": "title titel betreff subject thema topic",
    "programme": "programme program programm reihe series netzwerk network",
    "format": "format veranstaltungsformat",
    "date": "date datum held_on tag termin",
    "language": "language lang sprache",
    "own_org": "own_org own_organisation own_organization eigene_organisation unsere_organisation",
    "host": "host gastgeber gastgeberin hosted_by",
    "partners": "partners partner partnerorganisationen teilnehmende_organisationen",
    "participants": "participants teilnehmende teilnehmer teilnehmerinnen attendees anwesend",
    "rule": "rule regel vertraulichkeit confidentiality",
    "industry": "industry branche sector",
    "competitors": "competitors wettbewerber konkurrenten",
}
_KEY = {word: key for key, words in _KEYS.items() for word in words.split()}
_LISTS = frozenset({"partners", "participants", "competitors"})
_LANGUAGES: dict[str, Language] = {
    "de": "de", "deutsch": "de", "german": "de", "en": "en", "englisch": "en", "english": "en",
    "mixed": "mixed", "gemischt": "mixed", "de/en": "mixed", "en/de": "mixed",
}  # fmt: skip
_RULES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (re.compile(r"chatham", re.IGNORECASE), "chatham"),
    (re.compile(r"\bndas?\b|geheimhaltung|non-disclosure", re.IGNORECASE), "nda"),
    (
        re.compile(r"\bintern|\b(?:nicht|not|non)\b|vertraulich|confidential", re.IGNORECASE),
        "internal",
    ),
    (re.compile(r"\b(?:open|offen|öffentlich|public)\b", re.IGNORECASE), "open"),
)
_FORMATS = {
    "runder tisch": "round table", "roundtable": "round table", "exkursion": "field trip",
    "lernreise": "field trip", "werksbesuch": "field trip", "hospitation": "fellowship",
    "cross mentoring": "cross-mentoring", "innovationstag": "innovation day",
    "1:1": "1:1 exchange", "1:1-austausch": "1:1 exchange", "einzelaustausch": "1:1 exchange",
    "führungsprogramm": "leadership programme", "leadership program": "leadership programme",
    "peer-review": "peer review", "kollegiale begutachtung": "peer review",
}  # fmt: skip
"""German and other spellings of the formats, so that a filter finds them under one name."""
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+"
)
_NOTHING = frozenset({"", "~", "null", "none", "-", "–", "n/a", "tbd"})
_HEAD_LINE = re.compile(
    r"[\s*_#>|-]*([^\W\d][\w /-]{2,40}?)[*_]*\s*(?::|\|)[*_]*\s*(\S.*?)[\s|*_]*"
)
_HEAD_LINES = 15


def from_front_matter(block: str) -> Words | None:
    """The facts in a YAML block; None when it is no block of facts at all but drawn lines around
    a paragraph. Broken YAML under a known key is front matter without facts.

    Everything is read as words (no YAML types are built), so `date: 2026-02-31` cannot fail here
    and no tag can make anything but strings and lists.
    """
    loaded: object = None
    # Nesting that deep is no front matter, and the YAML reader recurses on it.
    if len(re.findall(r"[\[{]", block)) <= 200:
        try:
            loaded = yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - builds strings only
        except (yaml.YAMLError, RecursionError):
            loaded = None
    if isinstance(loaded, dict):
        return _known(loaded)
    names = (line.partition(":")[0] for line in block.splitlines() if ":" in line)
    return {} if not block.strip() or any(_key(name) for name in names) else None


def from_head(text: str) -> Words:
    """The facts in the first lines of a note: `Datum: 5. März 2026`, `| Programm | ... |`."""
    found: dict[str, str] = {}
    lines = [line for line in text[:5_000].splitlines() if line.strip()][:_HEAD_LINES]
    for line in lines:
        match = _HEAD_LINE.fullmatch(line[:500])
        if match and " | " not in match[2]:  # a row of more than two cells is no fact
            found.setdefault(match[1], match[2])
    return _known(found)


def _known(words: Mapping[str, object]) -> Words:
    facts: dict[str, str | list[str]] = {}
    for name, value in words.items():
        key = _key(str(name))
        if key is None or key in facts:
            continue
        if isinstance(value, str) and value.strip().casefold() not in _NOTHING:
            facts[key] = value
        elif isinstance(value, list):
            facts[key] = [entry for entry in value if isinstance(entry, str)]
    return facts


def _key(name: str) -> str | None:
    return _KEY.get(re.sub(r"[\s-]+", "_", name.strip().strip("'\"").casefold()))


def merged(*sources: Words) -> Words:
    """One set of facts; an earlier source wins over a later one."""
    together: dict[str, str | list[str]] = {}
    for source in sources:
        for key, value in source.items():
            if value:
                together.setdefault(key, value)
    return together


def session_from(words: Words) -> Session:
    """A session with every usable fact; unknown ones stay empty."""
    return Session(
        title=_line(words.get("title")),
        programme=_line(words.get("programme")),
        format=_format(_line(words.get("format"))),
        held_on=_day(words.get("date")),
        rule=_rule(_line(words.get("rule"))),
        own_org=_line(words.get("own_org")),
        host=_line(words.get("host")),
        partners=_entries(words.get("partners")),
        participants=_entries(words.get("participants")),
        industry=_line(words.get("industry")),
        competitors=_entries(words.get("competitors")),
    )


def language_from(words: Words) -> Language | None:
    """The language a person named, or None."""
    return _LANGUAGES.get(_line(words.get("language")).casefold())


def with_given(found: Session, given: Session | None) -> Session:
    """The facts found in a file, overruled by every fact that a person gave."""
    if given is None:
        return found
    unknown = Session()
    changes = {
        fact.name: getattr(given, fact.name)
        for fact in fields(Session)
        if getattr(given, fact.name) != getattr(unknown, fact.name)
    }
    return replace(found, **changes)


def _line(value: str | list[str] | None) -> str:
    text = ", ".join(value) if isinstance(value, list) else value or ""
    text = unicodedata.normalize("NFC", _UNSEEN.sub(" ", text))
    return " ".join(text.split())[: SHIPPED.fact].strip()


def _entries(value: str | list[str] | None) -> tuple[str, ...]:
    # A comma inside brackets belongs to the entry: "T. Krause (Einkauf, Halverde)".
    entries = re.split(r"[,;\n](?![^(]*\))", value) if isinstance(value, str) else value or []
    cleaned = (_line(entry) for entry in entries)
    return tuple(dict.fromkeys(entry for entry in cleaned if entry))[: SHIPPED.facts]


def _day(value: str | list[str] | None) -> date | None:
    return day_in(_line(value))


def _format(value: str) -> str:
    known = value.casefold()
    return _FORMATS.get(known, known if known in _FORMATS.values() else value)


def _rule(value: str) -> Rule:
    return next((rule for pattern, rule in _RULES if pattern.search(value)), "internal")
