"""German compounds and their parts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.language import compound_parts, stem
from iolkit.language.spelling import listed

EXPECTED = [
    line.split("\t")
    for line in Path(__file__).with_name("compounds.tsv").read_text(encoding="utf-8").splitlines()
]
SIMPLE = sorted(
    listed(
        """Abteilung Absprache Anforderung Aufgabe Ausbildung Bedeutung Besprechung Beispiel
Bericht Entscheidung Erfahrung Ergebnis Gelegenheit Gesellschaft Herausforderung Information
Interesse Kandidaten Kollegen Konferenz Leistung Maßnahmen Mitarbeitende Möglichkeit Organisation
Programm Technologie Universität Unterlagen Unternehmen Unterschied Veranstaltung Verantwortung
Vereinbarung Verhandlung Verständnis Verwaltung Vorschlag besprechen beteiligt eigentlich
entwickeln erledigt
gesprochen interessant natürlich schwierig unterschreiben vereinbart verschiedene verstanden
wahrscheinlich"""
    )
)


def stems(parts: tuple[str, ...] | list[str]) -> list[str]:
    """Parts as an index compares them."""
    return [stem(part, "de") for part in parts]


def test_compounds_are_parted_where_a_reader_parts_them() -> None:
    """At least nineteen of twenty on the list."""
    right = [
        word for word, parts in EXPECTED if stems(compound_parts(word)) == stems(parts.split())
    ]
    assert len(right) >= 0.95 * len(EXPECTED), {word for word, _ in EXPECTED} - set(right)


def test_simple_words_are_hardly_ever_parted() -> None:
    """At most one in fifty words that are no compounds is taken for one."""
    wrong = {word: parts for word in SIMPLE if (parts := compound_parts(word))}
    assert len(wrong) <= 0.02 * len(SIMPLE), wrong


@pytest.mark.parametrize(
    "forms", ["Lieferantenwechsel Lieferantenwechsels", "Teamsitzung Teamsitzungen TEAMSITZUNG"]
)
def test_forms_of_a_compound_have_the_same_parts(forms: str) -> None:
    """A case ending changes nothing."""
    assert len({compound_parts(form) for form in forms.split()}) == 1


def test_few_parts_win() -> None:
    """A known long part is not parted further."""
    assert compound_parts("Weiterbildungsbudget") == ("weiterbildung", "budget")


def test_three_parts_are_found() -> None:
    """Unknown middle compounds are parted again."""
    assert stems(compound_parts("Stimmführerprobe")) == stems(["Stimme", "Führer", "Probe"])


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß", max_size=30))
def test_any_word_has_no_part_or_several(word: str) -> None:
    """One part alone is no compound."""
    assert len(compound_parts(word)) != 1


@pytest.mark.parametrize("word", ["", "Haus", "SAP-Einführung", "2026", "haus tür"])
def test_what_is_no_single_long_word_has_no_parts(word: str) -> None:
    """Short words, numbers and several words are no compounds."""
    assert compound_parts(word) == ()
