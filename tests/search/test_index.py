"""Search finds, explains, narrows, abstains, and survives whatever happens to its encoder."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from iolkit import phrases
from iolkit.archive import Archive
from iolkit.errors import WrongUse
from iolkit.outcomes import Filters, Passage
from iolkit.records import Masked
from iolkit.search import Index
from tests.archive.samples import analysis, review
from tests.search.encoders import HashingEncoder

PASSAGES = (
    ("shift", "Die Schichtübergabe machen wir mit einem Rundgang.", {"kind": "practice"}),
    ("peer", "Apprentices explain the machine to each other.", {"kind": "method", "band": "A"}),
    ("film", "Kurze Filme zeigen den Handgriff besser als ein Text.",
     {"kind": "practice", "held_on": "2026-05-01", "flagged": "yes"}),
)  # fmt: skip


@pytest.fixture
def index(archive: Archive, encoder: HashingEncoder) -> Index:
    """An index over three plain passages."""
    made = Index(archive, encoder)
    made.add(PASSAGES)
    return made


def _keys(index: Index, query: str, filters: Filters | None = None, k: int = 10) -> list[str]:
    return [hit.passage.key for hit in index.search(query, k, filters).hits]


def test_the_best_passage_comes_first(index: Index) -> None:
    """In its own words, and by a word of the other language."""
    assert _keys(index, "Rundgang bei der Schichtübergabe")[0] == "shift"
    assert _keys(index, "Lehrlinge erklären die Maschine")[0] == "peer"
    assert _keys(index, "shift handover")[0] == "shift"


def test_every_hit_says_why_in_both_languages(index: Index) -> None:
    """Words found, words found by translation, nearness: all can be worded."""
    hits = index.search("Rundgang handover").hits
    keys = [reason.key for reason in hits[0].why]
    assert keys[:2] == ["found_words", "found_translated"]
    for hit in hits:
        for reason in hit.why:
            for tongue in phrases.TONGUES:
                assert phrases.say_reason(reason, tongue)
    near = index.search(PASSAGES[0][1]).hits[0].why[-1]
    assert near.values == {"nearness": "@nearness.high"}
    assert hits[0].score <= 1


def test_k_is_kept_and_capped(index: Index) -> None:
    """At most k hits; nobody can ask for a billion."""
    assert len(_keys(index, "der", k=2)) == 2
    for wrong in (0, -1, 201, 10**9):
        with pytest.raises(WrongUse) as refused:
            index.search("x", wrong)
        assert refused.value.key == "search_k"


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        (Filters(kind="practice"), {"shift", "film"}),
        (Filters(band="A"), {"peer"}),
        (Filters(since=date(2026, 1, 1)), {"film"}),
        (Filters(sensitivity="flagged"), {"film"}),
        (Filters(kind="mistake"), set()),
    ],
)
def test_filters_hold_for_meaning_and_words(index: Index, filters: Filters, keys: set[str]) -> None:
    """No leg brings in what the filter leaves out."""
    assert set(_keys(index, "Rundgang Maschine Handgriff", filters)) == keys


@pytest.mark.parametrize("query", ["", "   \n", "\x00", "🙂", "a" * 100_000, "' OR 1=1", '"*"'])
def test_odd_queries_do_no_harm(index: Index, query: str) -> None:
    """Empty, endless or full of operators: an answer comes back, never an error."""
    found = index.search(query)
    assert len(found.hits) <= 3


def test_an_empty_query_or_archive_is_unsure(archive: Archive, encoder: HashingEncoder) -> None:
    """Nothing asked or nothing there: no hits, and no confidence."""
    empty = Index(archive, encoder).search("Rundgang")
    assert (empty.hits, empty.confident, empty.notices) == ((), False, ())
    index = Index(archive, encoder)
    index.add(PASSAGES)
    assert index.search("  ").confident is False


def test_confidence_tells_known_from_foreign(index: Index) -> None:
    """A passage's own words are sure, a stranger's are not."""
    assert index.search(PASSAGES[0][1]).confident
    assert not index.search("Photovoltaik Hallendach wirtschaftlich betreiben").confident


def test_removed_passages_are_not_found(index: Index) -> None:
    """Gone from both legs; how many there were is told."""
    assert index.remove(["shift", "nowhere"]) == 1
    assert "shift" not in _keys(index, "Rundgang Schichtübergabe")


def test_a_known_text_is_not_encoded_twice(archive: Archive) -> None:
    """Masking a note anew encodes only the passages whose text changed."""
    encoder = HashingEncoder()
    index = Index(archive, encoder)
    index.add(PASSAGES)
    encoder.asked.clear()
    changed = ("peer", "Apprentices explain the press to each other.", {"kind": "method"})
    again = index.entries([Passage(key, key, Masked(text), facts) for key, text, facts in
                           (PASSAGES[0], changed, PASSAGES[2])])  # fmt: skip
    assert encoder.asked == [changed[1]]
    assert np.allclose(again[0].vector, encoder([PASSAGES[0][1]])[0])
    assert np.allclose(again[1].vector, encoder([changed[1]])[0])


def test_metadata_comes_back(index: Index) -> None:
    """Facts that no filter knows are kept too."""
    index.add([("x", "Rundgang", {"colour": "red", "page": "3"})])
    hit = index.search("Rundgang").hits[0]
    assert hit.passage.facts == {"colour": "red", "page": "3"}


def test_another_encoder_is_never_mixed_in(archive: Archive, index: Index) -> None:
    """Vectors of the old one count as outdated: found by words, told, and made anew."""
    other = Index(archive, HashingEncoder("other"))
    found = other.search("Rundgang")
    assert [hit.passage.key for hit in found.hits] == ["shift"]
    assert [notice.key for notice in found.notices] == ["vectors_outdated"]
    assert other.outdated() == 3
    assert [finding.state for finding in other.check()] == ["mendable", "well"]
    assert list(other.reencode(batch=2)) == [(2, 3), (3, 3)]
    assert other.outdated() == 0
    assert other.search("Rundgang").notices == ()
    assert index.outdated() == 3


def test_repair_makes_outdated_vectors_anew(archive: Archive, index: Index) -> None:
    """The doctor's repair leaves nothing outdated."""
    other = Index(archive, HashingEncoder("other"))
    assert [finding.state for finding in other.check(repair=True)] == ["mended", "well"]
    assert other.outdated() == 0
    assert index.check(repair=False)[0].state == "mendable"


def test_notes_and_plain_passages_live_side_by_side(archive: Archive, index: Index) -> None:
    """A note's items are found, hidden while stale, and found again."""
    whole = analysis()
    passages = [
        Passage(item.id, item.id, Masked(item.span.of(whole.note.text))) for item in whole.items
    ]
    archive.notes.save(whole, index.entries(passages))
    item = whole.items[1].id
    assert _keys(index, "Störfall üben")[0] == item
    archive.reviews.add(review("flag", whole.flags[0].id, "state", "dismissed"))
    assert item not in _keys(index, "Störfall üben")
    archive.notes.refresh(whole.note.id, index.entries(passages))
    assert _keys(index, "Störfall üben")[0] == item
