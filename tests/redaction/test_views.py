"""Views: a value is recognised whatever it wears, and not where it is part of another word."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.redaction.views import View, plain, tellable


@pytest.mark.parametrize(
    ("text", "value", "seen"),
    [
        ("Die Hal-\nverde zahlt", "Halverde", "Hal-\nverde"),
        ("> Salt-\n> hammer", "Salthammer", "Salt-\n> hammer"),
        ("Bei H\u200balverdes Team", "Halverde", "H\u200balverdes"),
        ("MÜLLER kam", "Mueller", "MÜLLER"),
        ("Muller kam", "Müller", "Muller"),
        ("Ｈａｌｖｅｒｄｅ kam", "Halverde", "Ｈａｌｖｅｒｄｅ"),
        ("kostet 1 150 € am Tag", "1.150 €", "1 150 €"),
        ("das **Hal**verde-Team", "Halverde", "Hal**verde"),
        ("H a l v e r d e kam", "Halverde", "H a l v e r d e"),
        ("T. K. kam", "T.K.", "T. K"),
        ("mit Joe dort", "Joe", "Joe"),
        ("mit Rene\u0301 dort", "René", "Rene\u0301"),
        ("Tamsin's people", "Tamsin", "Tamsin"),
        ("die Quandroskunden", "Quandros", "Quandroskunden"),
        ("Øyvind Łęcki kam", "Oyvind Lecki", "Øyvind Łęcki"),
        ("a\\.b@c\\.example", "a.b@c.example", "a\\.b@c\\.example"),
    ],
)
def test_a_value_is_recognised_in_other_clothes(text: str, value: str, seen: str) -> None:
    """Layout, accents, case, invisible characters and genitives do not hide a value."""
    spans = View(text).spans(value)
    assert [span.of(text) for span in spans] == [seen]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("der Marktanteil", "Mark"),
        ("die Annahme", "Anna"),
        ("it may be", "May"),
        ("31.150 €", "1.150 €"),
        ("12,4 Mio. €", "2,4 Mio. €"),
        ("11504", "1150"),
        ("zwei Winter lang", "Winter"),
        ("der winter kommt", "Winter"),
        ("der winter kommt", "Winter"),
        ("es waren 10 Leute", "10"),
        ("a b c", "b"),
        ("der Kernprozess", "Kern"),
    ],
)
def test_part_of_another_word_or_number_is_not_the_value(text: str, value: str) -> None:
    """A gate that cries wolf would be switched off."""
    assert not View(text).holds(value)


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40),
    st.text("abcdefghkmnprstuvwxyzäöüß", min_size=7, max_size=12),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40),
)
def test_a_long_value_is_found_wherever_it_stands(before: str, value: str, after: str) -> None:
    """Whatever stands around it, a long name is found, and its span holds it."""
    value += "qx"  # no ordinary word, else "zwei Winter" would rightly not count
    text = f"{before} {value} {after}"
    spans = View(text).spans(value)
    assert any(plain(value) in plain(span.of(text)) for span in spans)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    """Sightings of a text's own words are ordered, disjoint and inside."""
    for value in text.split():
        spans = View(text).spans(value)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


@pytest.mark.parametrize("value", ["", "V.", "7", "42", "…", "-"])
def test_what_says_nothing_cannot_be_told(value: str) -> None:
    """One letter or a small bare number is in every text."""
    assert not tellable(value)


@pytest.mark.parametrize("value", ["Jo", "T.K.", "480", "2k", "7 %€ x"])
def test_short_values_can_be_told(value: str) -> None:
    """Initials, amounts and short names can be looked for."""
    assert tellable(value)
