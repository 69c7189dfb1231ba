"""Words of a passage and of a query meet, in either language, however they are written."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.archive import Archive
from iolkit.outcomes import Filters
from iolkit.search import Index, lexical
from tests.search.encoders import HashingEncoder

PASSAGES = {
    "de": "Die Schichtübergabe machen wir mit einem gemeinsamen Rundgang durch die Halle.",
    "en": "We teach apprentices by letting them explain the machine to each other.",
    "gender": "Die Kolleg:innen schreiben ihre Fragen auf.",
}


def _found(archive: Archive, query: str) -> set[str]:
    index = Index(archive, HashingEncoder())
    index.add([(key, text, {}) for key, text in PASSAGES.items()])
    terms = lexical.terms(query)
    rows: set[int] = set()
    for expression in (terms.original(), terms.translated()):
        if expression:
            rows |= {
                seq
                for seq, _ in archive.passages.match(
                    expression, lexical.FIELD_WEIGHTS, 9, Filters()
                )
            }
    return {passage.key for passage in archive.passages.load(sorted(rows)).values()}


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("Rundgänge", "de"),
        ("UEBERGABE", "de"),
        ("Hallen", "de"),
        ("shift handover", "de"),
        ("Lehrlinge", "en"),
        ("Maschinen erklären", "en"),
        ("Kollegen", "gender"),
        ("Kolleginnen", "gender"),
    ],
)
def test_a_query_finds_its_passage_by_words_alone(archive: Archive, query: str, key: str) -> None:
    """Inflected, spelled without umlauts, part of a compound, or in the other language."""
    assert key in _found(archive, query)


def test_a_word_that_is_nowhere_finds_nothing(archive: Archive) -> None:
    """No passage for a word that none has, in any form."""
    assert _found(archive, "Photovoltaik") == set()


def test_stop_words_count_only_where_there_is_nothing_else() -> None:
    """ "die" is dropped beside a word that says something, and kept alone."""
    assert set(lexical.terms("die Halle").plain.values()) == {"Halle"}
    assert set(lexical.terms("und wir").plain.values()) == {"und", "wir"}


def test_a_pasted_page_is_searched_by_its_beginning() -> None:
    """No query makes an endless expression."""
    terms = lexical.terms(" ".join(f"wort{n}x" for n in range(500)))
    assert len(terms.plain) <= lexical.MOST_TERMS
    assert len(terms.english) <= lexical.MOST_TERMS


def test_what_was_found_is_told_once() -> None:
    """A word stands under its own language or under the other, not both."""
    fields = lexical.fields(PASSAGES["de"])
    own, translated = lexical.found_words(lexical.terms("Rundgang handover"), fields)
    assert own == ["Rundgang"]
    assert "handover" in translated
    assert not set(own) & set(translated)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_only_words(text: str) -> None:
    """Quotes, operators and column names of FTS5 in a query break nothing."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE w USING fts5(stems, parts, glosses, exact)")
    terms = lexical.terms(text)
    for expression in (terms.original(), terms.translated(), *terms.each_translated()):
        if expression:
            connection.execute("SELECT * FROM w WHERE w MATCH ?", (expression,)).fetchall()
    connection.close()


@pytest.mark.parametrize(
    "query", ['" OR stems : *', "NEAR(a b)", "a* AND NOT b", "{stems}:x", "^a", "'; DROP TABLE w"]
)
def test_operators_are_words_too(archive: Archive, query: str) -> None:
    """The syntax of full text has no power over a query."""
    assert _found(archive, query) == set()


def test_a_german_word_says_which_english_one_it_found() -> None:
    """In an English passage too, where the English word is the passage's own."""
    fields = lexical.fields(PASSAGES["en"])
    own, translated = lexical.found_words(lexical.terms("Lehrling und Maschine"), fields)
    assert own == []
    assert "machine" in translated


def test_a_word_that_stands_there_is_not_told_in_english_too() -> None:
    """Neither for itself nor for its parts."""
    fields = lexical.fields(PASSAGES["de"])
    asked = lexical.terms("Wie macht ihr die Schichtübergabe mit Rundgang?")
    own, translated = lexical.found_words(asked, fields)
    assert {"Schichtübergabe", "Rundgang"} <= set(own)
    assert not {"shift", "handover", "tour"} & set(translated)
