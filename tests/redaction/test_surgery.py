"""Surgery: the smallest cut that leaves a sentence, else none of it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.records import Span
from iolkit.redaction.surgery import ENOUGH, without


def left(source: str) -> str:
    """What stays of a sentence whose blocked words stand between # signs."""
    before, *rest = source.split("#")
    text, blocked, inside = before, [], True
    for piece in rest:
        if inside:
            blocked.append(Span(len(text), len(text) + len(piece)))
        text, inside = text + piece, not inside
    return "".join(part.of(text) for part in without(text, Span(0, len(text)), blocked))


@pytest.mark.parametrize(
    ("source", "stays"),
    [
        (
            "Der Junge steht neben ihm (kostet #74 T€ je Tandem#), und es klappt meistens.",
            "Der Junge steht neben ihm, und es klappt meistens.",
        ),
        (
            "Wir haben das Werkzeug im Frühjahr für #18.000 €# gekauft.",
            "Wir haben das Werkzeug im Frühjahr gekauft.",
        ),
        (
            "The tool was bought in spring at #£1,200# day rate, and everybody likes it.",
            "The tool was bought in spring, and everybody likes it.",
        ),
        (
            "Die Paten treffen sich jede Woche, weil #zwei Leute gekündigt haben#.",
            "Die Paten treffen sich jede Woche.",
        ),
        (
            "Die Paten treffen sich jede Woche; #das Werk schließt#; alle schreiben eine Karte.",
            "Die Paten treffen sich jede Woche; alle schreiben eine Karte.",
        ),
        (
            "The pairs meet every Thursday - #the plant closes in May#.",
            "The pairs meet every Thursday.",
        ),
    ],
)
def test_what_stands_apart_is_cut_off(source: str, stays: str) -> None:
    """Brackets, prices, added clauses, segments."""
    assert left(source) == stays


@pytest.mark.parametrize(
    "source",
    [
        "#Wir schließen das Werk.#",
        "Wir gehen auf #89 €# hoch.",
        "Wir machen dort jede Woche mit, wenn #das Werk schließt#.",
        "Die Paten treffen sich jede Woche, aber nur wenn #das Werk schließt#.",
        "We never share the plan, unless #the plant closes in May#.",
        "Ach ja, #Meier# geht.",
    ],
)
def test_no_cut_that_changes_what_is_claimed(source: str) -> None:
    """A condition cut off would turn into a claim; a torso is no sentence: the whole goes."""
    assert left(source) == ""


@given(st.text("aßb ,;:()–-.\n", min_size=1, max_size=60), st.data())
def test_no_blocked_character_stays(text: str, data: st.DataObject) -> None:
    """Whatever the sentence looks like, parts are ordered, disjoint and free of blocked words."""
    start = data.draw(st.integers(0, len(text) - 1))
    bad = Span(start, data.draw(st.integers(start + 1, len(text))))
    parts = without(text, Span(0, len(text)), [bad])
    assert not any(part.overlaps(bad) for part in parts)
    assert all(one.end <= two.start for one, two in itertools.pairwise(parts))


def test_a_torso_is_not_enough() -> None:
    """Fewer words than a statement needs are left out as well."""
    assert ENOUGH >= 4
    assert left("Gut so; #das Werk schließt im Mai#.") == ""
