"""Passages are found by words, narrowed by facts, and gone when they are removed."""

from __future__ import annotations

from datetime import date

import pytest

from iolkit.archive import Archive
from iolkit.errors import NotFound
from iolkit.outcomes import Filters
from tests.archive.samples import analysis, entries, entry

EVEN = (1.0, 1.0, 1.0, 1.0)
FIRST = {
    "programme": "P",
    "format": "1:1",
    "held_on": "2026-01-01",
    "language": "de",
    "kind": "practice",
    "band": "A",
    "flagged": "no",
}
SECOND = {
    "programme": "Q",
    "format": "trip",
    "held_on": "2026-02-01",
    "language": "en",
    "kind": "mistake",
    "band": "D",
    "flagged": "yes",
}
ROWS = (
    ("a", "schicht rundgang", FIRST),
    ("b", "rundgang rundgang", SECOND),
    ("c", "rundgang sonst nichts hier", {"programme": "Q"}),
)


@pytest.fixture
def stored(archive: Archive) -> Archive:
    """An archive with three plain passages."""
    archive.passages.put([entry(*row) for row in ROWS])
    return archive


def _found(archive: Archive, expression: str, filters: Filters = Filters()) -> list[str]:  # noqa: B008  # frozen
    seqs = [seq for seq, _ in archive.passages.match(expression, EVEN, 9, filters)]
    loaded = archive.passages.load(seqs)
    return [loaded[seq].key for seq in seqs]


def test_the_best_match_comes_first(stored: Archive) -> None:
    """Twice the word in the same length counts more."""
    assert _found(stored, '"rundgang"')[0] == "b"
    assert _found(stored, 'stems : "schicht" OR glosses : "nichts"') == ["a", "c"]
    assert _found(stored, '"fehlt"') == []


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        (Filters(), {"a", "b", "c"}),
        (Filters(programme="Q"), {"b", "c"}),
        (Filters(format="1:1"), {"a"}),
        (Filters(language="en"), {"b"}),
        (Filters(kind="practice", band="A"), {"a"}),
        (Filters(since=date(2026, 1, 15)), {"b"}),
        (Filters(until=date(2026, 1, 1)), {"a"}),
        (Filters(since=date(2026, 1, 1), until=date(2026, 2, 1)), {"a", "b"}),
        (Filters(sensitivity="flagged"), {"b"}),
        (Filters(sensitivity="clear"), {"a"}),
        (Filters(note_ids=("nowhere",)), set()),
        (Filters(programme="' OR 1=1 --"), set()),
    ],
)
def test_filters_narrow_words_and_vectors_alike(
    stored: Archive, filters: Filters, keys: set[str]
) -> None:
    """What full text may return is what the vector search may return."""
    assert set(_found(stored, '"rundgang"', filters)) == keys
    allowed = stored.passages.allowed(filters)
    rows = range(1, 4) if allowed is None else [int(seq) for seq in allowed]
    assert {p.key for p in stored.passages.load(list(rows)).values()} == keys


def test_passages_of_chosen_notes(archive: Archive) -> None:
    """note_ids narrows to those notes."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    archive.passages.put([entry("plain", "rundgang")])
    assert _found(archive, '"rundgang"', Filters(note_ids=(whole.note.id,))) == [whole.items[0].id]
    assert len(_found(archive, '"rundgang"')) == 2


def test_facets_are_the_values_that_occur(stored: Archive) -> None:
    """Sorted, each once, empty ones left out."""
    assert stored.passages.facets() == {
        "programme": ("P", "Q"),
        "format": ("1:1", "trip"),
        "language": ("de", "en"),
        "kind": ("mistake", "practice"),
        "band": ("A", "D"),
    }


def test_a_known_key_is_replaced_in_every_leg(stored: Archive) -> None:
    """The old words and the old vector are gone, the fact is new."""
    stored.passages.put([entry("a", "uebergabe", {"programme": "R"})])
    assert _found(stored, '"schicht"') == []
    assert _found(stored, '"uebergabe"') == ["a"]
    assert stored.passages.count() == 3
    assert stored.passages.get("a").facts == {"programme": "R"}
    assert len(stored.vectors.snapshot("sample").seqs) == 3


def test_removed_passages_are_gone_in_every_leg(stored: Archive) -> None:
    """Words, vector and row go together; how many there were is told."""
    assert stored.passages.remove(["a", "b", "nowhere"]) == 2
    assert _found(stored, '"rundgang"') == ["c"]
    assert len(stored.vectors.snapshot("sample").seqs) == 1
    with pytest.raises(NotFound):
        stored.passages.get("a")


def test_rows_come_in_any_number(archive: Archive) -> None:
    """More rows than one statement can bind are fetched in parts."""
    archive.passages.put([entry(f"k{n}", f"wort{n}") for n in range(1200)])
    assert len(archive.passages.load(range(1, 1201))) == 1200
    assert len(archive.passages.stored([f"k{n}" for n in range(1200)])) == 1200
    assert len(archive.passages.fields(range(1, 1201))) == 1200
    assert archive.passages.frequency(['"wort7"', '"nirgends"']) == [1, 0]
