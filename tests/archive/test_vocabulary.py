"""The words of an archive: counted, found again in a text, gone when their passage is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.archive import Archive
from tests.archive.samples import analysis, entries, review


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with one note."""
    opened = Archive.open(tmp_path / "space")
    whole = analysis()
    opened.notes.save(whole, entries(whole))
    return opened


def test_words_are_counted_by_passage(archive: Archive) -> None:
    """In order; twice the same question gives the same answer."""
    words = archive.vocabulary.words()
    assert words == sorted(words)
    assert words == archive.vocabulary.words()
    assert all(passages >= 1 for _, passages in words)


def test_a_word_leads_to_a_text_that_may_be_seen(archive: Archive) -> None:
    """None once a review has hidden the note, and none for a word that is nowhere."""
    word = archive.vocabulary.words()[0][0]
    text = archive.vocabulary.text_with(word)
    assert text is not None
    assert archive.vocabulary.text_with("nirgends") is None
    flag = analysis().flags[0]
    archive.reviews.add(review("flag", flag.id, "state", "dismissed"))
    assert archive.vocabulary.text_with(word) is None


def test_words_go_with_their_note(archive: Archive) -> None:
    """Forgotten is forgotten, and the number of the change says that something has."""
    word, before = archive.vocabulary.words()[0][0], archive.vocabulary.change()
    assert archive.vocabulary.holds(["nirgends", word])
    archive.notes.forget(analysis().note.id)
    assert archive.vocabulary.words() == []
    assert not archive.vocabulary.holds([word])
    assert archive.vocabulary.change() != before
