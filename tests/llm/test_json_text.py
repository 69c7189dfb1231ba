"""JSON is found in whatever a model says around it, and nothing is made up."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.llm.json_text import spoken, values

PLAIN = st.text(st.characters(codec="utf-8", exclude_characters="<\0"), max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN, inner, max_size=3),
    max_leaves=12,
)
OBJECTS = st.dictionaries(PLAIN, JSON, min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ('{"a": 1}', {"a": 1}),
        ('```json\n{"a": 1}\n```', {"a": 1}),
        ('Gern! Hier ist es:\n```\n{"a": 1}\n```\nKann ich noch etwas tun?', {"a": 1}),
        ('<think>Etwa {"a": 2}?</think>\n{"a": 1}', {"a": 1}),
        ('Etwa so oder anders?</think>{"a": 1}', {"a": 1}),
        ('<think>x</think><think>{"a": 3}</think>{"a": 1}', {"a": 1}),
        ('{"a": 1, // die Zahl\n "b": [2, 3,], /* Ende */ }', {"a": 1, "b": [2, 3]}),
        ('{"a": 1 # Zahl\n}', {"a": 1}),
        ("{'a': 'It's fine', 'b': True, 'c': None}", {"a": "It's fine", "b": True, "c": None}),
        ("{„a“: „eins“, „b“: «zwei»}", {"a": "eins", "b": "zwei"}),
        ("{a: 1, b_c: false}", {"a": 1, "b_c": False}),
        ('{"a": "er sagte "ja" und ging", "b": 2}', {"a": 'er sagte "ja" und ging', "b": 2}),
        ('{"a": "eine\nZeile"}', {"a": "eine\nZeile"}),
        ('{"a": 1\n "b": 2}', {"a": 1, "b": 2}),
        ('{"a": 1}\n{"a": 1}', {"a": 1}),
        ('{"a": 1}\n\nBesser: {"a": 2}', {"a": 2}),
        ('Das Feld {dies} fehlt. {"a": 1}', {"a": 1}),
        ("\ufeff{'a': '\\u00e4\\ud83d\\ude00\\n'}", {"a": "ä😀\n"}),
        ('{"a": "\\ud83d allein"}', {"a": "\ufffd allein"}),
        ('[{"a": 1}]', [{"a": 1}]),
        ('{"a": .5}', None),
        ("", None),
        ("Das kann ich leider nicht beantworten.", None),
        ("{{{{" * 900, None),
        ("[" * 90_000, None),
        ('{"a": NaN}', None),
        ('{"a": 1e999, b: 1}', None),
    ],
)  # fmt: skip
def test_every_known_way_of_misbehaving(said: str, meant: object) -> None:
    """Fences, thoughts, chatter, comments, quotes, repetition: the object is found, or nothing."""
    found = values(said)
    assert (found[0].value if found else None) == meant
    assert not found or found[0].state == "whole"


@given(OBJECTS, st.sampled_from(["", "Hier:\n", "```json\n", "<think>hm {</think>\n"]))
def test_an_object_survives_what_stands_around_it(value: dict[str, object], before: str) -> None:
    """Whatever a model says before and after, the object comes back as it was."""
    text = f"{before}{json.dumps(value, ensure_ascii=False, indent=1)}\n```\nBitte sehr."
    assert values(text)[0].value == value


@given(OBJECTS, st.integers(0, 400))
def test_what_was_cut_off_is_closed_without_making_anything_up(
    value: dict[str, object], cut: int
) -> None:
    """However a reply is cut, every word that is found stood in it, and what is missing is told."""
    whole = json.dumps(value, ensure_ascii=False)
    found = values(whole[: min(cut, len(whole) - 1)])
    for each in found:
        assert leaves(each.value) <= leaves(value) | {repr({}), repr([])}
        if each.state == "whole":
            assert json.dumps(each.value, ensure_ascii=False) in whole


def leaves(value: object) -> set[str]:
    """All that stands in a value: names of fields and what they hold, as text."""
    if isinstance(value, dict):
        return set().union(*({name} | leaves(each) for name, each in value.items()), {repr({})})
    if isinstance(value, list):
        return set().union(*map(leaves, value), {repr([])})
    return {repr(value)}


@pytest.mark.parametrize(
    ("said", "meant", "state"),
    [
        ('{"a": [1, 2, 3', {"a": [1, 2]}, "lost"),
        ('{"a": "eins", "b": "zw', {"a": "eins"}, "lost"),
        ('{"a": [{"b": "x", "c": 1}, {"b": "y"', {"a": [{"b": "x", "c": 1}]}, "lost"),
        ('{"a": [{"b": "x"}]', {"a": [{"b": "x"}]}, "open"),
        ('{"a": "eins", "b": tr', {"a": "eins"}, "lost"),
    ],
)
def test_a_reply_without_its_end_says_what_state_it_is_in(
    said: str, meant: object, state: str
) -> None:
    """Only missing brackets lose nothing; an end inside a value does."""
    found = values(said)[0]
    assert (found.value, found.state) == (meant, state)


def test_a_whole_object_is_preferred_to_one_that_was_cut_off() -> None:
    """A model that begins anew means its whole answer."""
    found = values('{"a": 1, "b": [1, 2, 3, 4, 5]}\n{"a": 1, "b": [1, 2, 3, 4, 5, 6, 7')
    assert [each.state for each in found] == ["whole", "lost"]


def test_thoughts_that_never_end_are_no_answer() -> None:
    """A model that ran out of room while thinking has said nothing."""
    assert spoken('<think>{"a": 1} und dann') == ""


@given(st.text(max_size=200))
def test_nothing_that_is_said_raises(said: str) -> None:
    """Any text is read to the end."""
    values(said)
    values("{" + said)
