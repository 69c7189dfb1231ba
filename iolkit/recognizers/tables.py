"""Tables of patterns: regular expressions as data, with names for the parts they share.

A table is a text file of this folder's `lexicon/`. "NAME = expression" names a part, which later
lines use as {{NAME}}; "[section]" opens a section; in it "0.8 expression" is a pattern with its
base score, and "word expression" an expression by that word. "#" opens a comment line.
Expressions of a section that holds the line "ignorecase" match in any case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("lexicon")
_PART = re.compile(r"\{\{(\w+)\}\}")
_NAMED = re.compile(r"([A-Z][A-Z_]+) = (.+)")
_LINE = re.compile(r"(\S+) +(\S.*)")


@dataclass(frozen=True, slots=True)
class Section:
    """Patterns with their base scores in order, and the other expressions by name."""

    patterns: list[tuple[re.Pattern[str], float]] = field(default_factory=list)
    named: dict[str, re.Pattern[str]] = field(default_factory=dict)


@cache
def table(name: str) -> dict[str, Section]:
    """The sections of the table lexicon/`name`.txt."""
    parts: dict[str, str] = {}
    sections: dict[str, Section] = {}
    current, flags = Section(), 0
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        named = _NAMED.fullmatch(line)
        if line.startswith("[") and line.endswith("]"):
            current, flags = sections.setdefault(line[1:-1], Section()), 0
        elif line == "ignorecase":
            flags = re.IGNORECASE
        elif named:
            parts[named[1]] = _filled(named[2], parts)
        else:
            _read(line, current, parts, flags)
    return sections


@cache
def word_set(name: str) -> frozenset[str]:
    """The set of words `name` of lexicon/words.txt."""
    found: dict[str, list[str]] = {}
    for line in (_FOLDER / "words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = current = []
        elif not line.startswith("#"):
            current += line.split()
    return frozenset(found[name])


def _read(line: str, section: Section, parts: dict[str, str], flags: int) -> None:
    entry = _LINE.fullmatch(line)
    if entry is None:
        raise ValueError(f"not a line of a table: {line}")
    pattern = re.compile(_filled(entry[2], parts), flags | re.MULTILINE)
    if entry[1][0].isdigit():
        section.patterns.append((pattern, float(entry[1])))
    else:
        section.named[entry[1]] = pattern


def _filled(expression: str, parts: dict[str, str]) -> str:
    return _PART.sub(lambda part: parts[part[1]], expression)
