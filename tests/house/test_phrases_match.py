"""German and English say the same things."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

from iolkit import phrases

ROOT = Path(__file__).resolve().parents[2]
ERRORS = {
    "IolkitError", "WrongUse", "HouseError", "NoteUnreadable", "NotFound", "Unavailable",
    "EngineError", "ChatUnavailable", "ReplyInvalid", "ArchiveError", "ArchiveBusy",
    "ArchiveDamaged", "NotReleased",
}  # fmt: skip


def placeholders(phrase: str | dict[str, str]) -> set[str]:
    """The names in braces of a phrase, over all its forms."""
    forms = phrase.values() if isinstance(phrase, dict) else [phrase]
    return {n for form in forms for _, n, _, _ in string.Formatter().parse(form) if n}


def test_both_languages_hold_the_same_keys() -> None:
    """Nothing can be said in one language only."""
    assert set(phrases.keys("de")) == set(phrases.keys("en"))


def test_both_languages_use_the_same_placeholders() -> None:
    """A value given is a value shown, whichever language is read."""
    german, english = phrases.keys("de"), phrases.keys("en")
    differ = [k for k in german if placeholders(german[k]) != placeholders(english[k])]
    assert not differ


def test_a_counting_phrase_has_both_forms() -> None:
    """One file, two files."""
    for tongue in phrases.TONGUES:
        for key, phrase in phrases.keys(tongue).items():
            assert isinstance(phrase, str) or set(phrase) == {"one", "other"}, key


def test_every_error_raised_can_be_worded() -> None:
    """Each literal key given to an error or a reason has its phrase."""
    known = phrases.keys("de")
    missing = []
    for path in [*ROOT.glob("iolkit/**/*.py"), *ROOT.glob("app/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            first = node.args[0]
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                continue
            section = "error" if name in ERRORS else "why" if name == "Reason" else ""
            if section and f"{section}.{first.value}" not in known:
                missing.append(f"{path.relative_to(ROOT)}: {section}.{first.value}")
    assert not missing


def test_german_addresses_people_politely() -> None:
    """Sie, not du, throughout."""
    casual = re.compile(r"\b(du|dich|dir|dein\w*)\b", re.I)
    for key, phrase in phrases.keys("de").items():
        for form in phrase.values() if isinstance(phrase, dict) else [phrase]:
            assert not casual.search(form), key
