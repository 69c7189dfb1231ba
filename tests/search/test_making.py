"""Passages are made ready together with what stands around them."""

from __future__ import annotations

import numpy as np
import pytest

from iolkit.archive import Archive
from iolkit.outcomes import Passage
from iolkit.records import Masked
from iolkit.search import Index
from iolkit.search.making import NOTE_SHARE, TITLE_SHARE, Maker, surroundings
from tests.archive.samples import analysis
from tests.search.encoders import HashingEncoder


def _passages(title: str = "Kran und Anlage") -> list[Passage]:
    whole = analysis()
    facts = {"note_id": whole.note.id, "title": title}
    return [
        Passage(item.id, item.id, Masked(item.span.of(whole.note.text)), facts)
        for item in whole.items
    ]


def test_the_mean_of_a_note_and_its_title_stand_around_each_passage(archive: Archive) -> None:
    """All passages of a note get the same, plain passages nothing."""
    encoder = HashingEncoder()
    made = Maker(archive, encoder).entries(
        [*_passages(), Passage("plain", "plain", Masked("Rundgang"))]
    )
    own = encoder([passage.text for passage in _passages()])
    title = encoder(["Kran und Anlage"])[0]
    for each in made[:-1]:
        assert each.around is not None
        assert np.allclose(each.around, surroundings(own, title))
    assert made[-1].around is None


@pytest.mark.parametrize("title", ["", "[ORG_1]", " [PERSON_2] [ORG_1] "])
def test_a_title_that_says_nothing_adds_nothing(archive: Archive, title: str) -> None:
    """Stand-ins are no words; an empty title is not encoded."""
    encoder = HashingEncoder()
    made = Maker(archive, encoder).entries(_passages(title))
    assert encoder.asked == [passage.text for passage in _passages()]
    assert made[0].around is not None
    assert float(np.linalg.norm(made[0].around)) == pytest.approx(NOTE_SHARE, abs=1e-5)


def test_shares_say_how_much_each_part_counts() -> None:
    """The mean is taken by its direction alone, so that long notes count no more."""
    rows = np.array([[1, 0, 0], [1, 0, 0], [1, 0, 0]], dtype=np.float32)
    title = np.array([0, 0, 1], dtype=np.float32)
    assert np.allclose(surroundings(rows, title), [NOTE_SHARE, 0, TITLE_SHARE])
    assert np.allclose(surroundings(rows[:1], None), [NOTE_SHARE, 0, 0])


def test_a_title_finds_the_passages_of_its_note(archive: Archive) -> None:
    """A passage that does not name what its note is about is found by the title."""
    encoder = HashingEncoder()
    index = Index(archive, encoder)
    index.add([("else", "Störfall im Lager", {}), ("other", "Rundgang im Lager", {})])
    archive.notes.save(analysis(), index.entries(_passages("Gabelstapler")))
    assert index.search("Gabelstapler").hits[0].passage.item_id in {p.item_id for p in _passages()}


def test_an_archive_without_surroundings_gets_them(archive: Archive) -> None:
    """Passages stored before there were any are placed when vectors are made anew."""
    encoder = HashingEncoder()
    index = Index(archive, encoder)
    whole = analysis()
    plain = [Passage(p.key, p.item_id, p.text, {"title": "Gabelstapler"}) for p in _passages()]
    archive.notes.save(whole, index.entries(plain))
    assert archive.vectors.unplaced(encoder.name) == (whole.note.id,)
    assert list(index.reencode()) == [(0, 0)]
    assert archive.vectors.unplaced(encoder.name) == ()
    assert list(index.reencode()) == []
    own = encoder([p.text for p in plain])
    wanted = own + surroundings(own, encoder(["Gabelstapler"])[0])
    wanted /= np.linalg.norm(wanted, axis=1, keepdims=True)
    assert np.allclose(archive.vectors.snapshot(encoder.name).matrix, wanted, atol=1e-6)
