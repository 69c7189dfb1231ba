"""Every phrase that code asks for is there, and every phrase that is there is asked for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from iolkit import phrases, resources

ROOT = Path(__file__).resolve().parents[2]
KEY = re.compile(r"@?[a-z_]+\.[A-Za-z0-9_]+")
STEM = re.compile(r"@?[a-z_]+\.([a-z_]+_)?")
"""The constant start of a key whose end comes from a value: "session.rule_", "kind."."""
WORDED_BY_CLASS = ("error", "why")
"""Sections whose keys stand without their section where they are raised or given as a reason."""

NOT_SHOWN_YET = ("place", "part")
"""Where in its file a stretch of text stood: readers tell it, no page words it so far."""


def asked_for() -> tuple[set[str], set[str]]:
    """The string constants of the code, and the constant starts of its f-strings."""
    exact, stems = set(), set()
    for path in [*ROOT.glob("iolkit/**/*.py"), *ROOT.glob("app/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                exact.add(node.value.removeprefix("@"))
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                stems.add(str(node.values[0].value).removeprefix("@"))
    stems |= {text for text in exact if text.endswith((".", "_"))}
    wide = {f"{section}." for section in WORDED_BY_CLASS}
    bare = {stem for stem in stems if re.fullmatch(r"[a-z]+_", stem)}  # Reason(f"index_{state}")
    stems |= {f"{section}.{stem}" for section in WORDED_BY_CLASS for stem in bare}
    return exact, {stem for stem in stems if STEM.fullmatch(stem)} - wide


def said(calls: set[str]) -> list[tuple[str, str]]:
    """(file, key) of every literal key given to one of these functions."""
    found = []
    for path in [*ROOT.glob("iolkit/**/*.py"), *ROOT.glob("app/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
            name = getattr(name, "id", name)
            first = node.args[0]
            if name in calls and isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.append((path.relative_to(ROOT).as_posix(), first.value))
    return found


def test_every_phrase_asked_for_is_there() -> None:
    """A literal key given to `say` has its words."""
    known = phrases.keys("de")
    literal = said({"say", "tell"})
    assert len(literal) > 100
    assert not [(file, key) for file, key in literal if KEY.fullmatch(key) and key not in known]


def test_every_start_of_a_key_leads_somewhere() -> None:
    """Where the end of a key comes from a value, some phrase begins so."""
    known = phrases.keys("de")
    sections = {key.partition(".")[0] for key in known}
    _, stems = asked_for()
    sections -= set(WORDED_BY_CLASS)
    ours = {stem for stem in stems if stem.partition(".")[0] in sections and "_" in stem}
    assert ours
    assert not [stem for stem in ours if not any(key.startswith(stem) for key in known)]


def test_every_phrase_is_asked_for() -> None:
    """Words that nobody says any more are taken out."""
    exact, stems = asked_for()
    rules = " ".join(
        str(resources.rules(path.name))
        for path in ROOT.glob("prompts/*.yaml")
        if not path.name.startswith("phrases")
    )
    exact |= set(re.findall(r"\w+", rules))
    dead = [
        key
        for key in phrases.keys("de")
        if key not in exact
        and key.partition(".")[0] not in NOT_SHOWN_YET
        and not any(key.startswith(stem) for stem in stems)
        and not (key.partition(".")[0] in WORDED_BY_CLASS and key.partition(".")[2] in exact)
    ]
    assert not dead


@pytest.mark.parametrize("tongue", phrases.TONGUES)
def test_every_phrase_is_a_text(tongue: phrases.Tongue) -> None:
    """A key such as yes is a truth value to YAML, and a phrase may be empty by mistake."""
    for key, phrase in phrases.keys(tongue).items():
        forms = phrase.values() if isinstance(phrase, dict) else [phrase]
        assert not re.search(r"\.(True|False|None)$", key), key
        assert all(isinstance(form, str) and form.strip() for form in forms), key


@pytest.mark.parametrize(
    ("tongue", "other"),
    [
        ("de", r"(?i)\b(the|and|your|of|with|this|which|please|from|what|are|is)\b"),
        ("en", r"(?i)\b(der|die|das|und|ist|mit|ein|eine|nicht|für|Sie|Notiz|von|zu|bitte)\b"),
    ],
)
def test_no_phrase_speaks_the_other_language(tongue: phrases.Tongue, other: str) -> None:
    """No translation was forgotten."""
    shared = {"session.rule_chatham", "rule.chatham"}
    for key, phrase in phrases.keys(tongue).items():
        for form in phrase.values() if isinstance(phrase, dict) else [phrase]:
            words = re.sub(r"\{\w+\}", "", form)
            assert key in shared or not re.search(other, words), key
