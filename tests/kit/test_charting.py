"""Points, grounds and pictures through the Kit, on notes that were really read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from iolkit.errors import NotFound
from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Filters, OrgProfile, Profile, Upload
from iolkit.records import DIMENSIONS, Review, Session

pytestmark = pytest.mark.weights
HOST = "Halverde Technik GmbH"
TEXT = (
    f"Besuch bei der {HOST}.\n\n"
    "- Neue Kolleginnen und Kollegen bekommen bei der {host} zwölf Wochen lang eine Patin, die "
    "jeden Freitag eine Stunde Zeit für sie hat. Das klappt nur, weil die Schichtleitung die "
    "Stunde frei hält.\n"
)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kit]:
    """Two notes from two houses that tell the same, and the best-practice cards."""
    folder = tmp_path_factory.mktemp("space")
    with Kit.open(load_settings(data_dir=folder)) as opened:
        for host in (HOST, "Immenbach AG"):
            text = TEXT.replace(HOST, host).format(host=host)
            told = Session(host=host, own_org="Trumholt", programme="Ring")
            assert [a.state for a in opened.add_uploads([Upload("n.txt", text.encode())], told)]
        card = "Wissenskarte\n\nEine Seite zeigt, wer was weiß.\n\nMehr dazu im Text.\n"
        list(opened.add_uploads([Upload("c.txt", card.encode())], Session(format="practice card")))
        yield opened


def test_points_are_what_people_told(kit: Kit) -> None:
    """Each with its figures and both houses behind it; literature is left out."""
    points = kit.points()
    assert {point.organisations for point in points} == {2}
    assert {point.programme for point in points} == {"Ring"}
    assert len(points) == sum(card.items for card in kit.notes() if card.session.host)
    assert kit.points(Filters(programme="Anderes")) == ()


def test_fits_are_the_gauges_of_each_fit(kit: Kit) -> None:
    """For every item of the map; another profile moves them."""
    before = kit.fits()
    assert set(before) == {point.item_id for point in kit.points()}
    for item_id, gauge in before.items():
        assert gauge == kit.fit(item_id).gauges[1]
    kit.save_profile(OrgProfile("", {"culture": "team", "size": "tiny"}))
    kit.save_profile(OrgProfile(HOST, {"culture": "orders", "size": "giant"}))
    after = kit.fits()
    assert any(after[item_id].high < gauge.high for item_id, gauge in before.items())


def test_grounds_are_masked(kit: Kit) -> None:
    """Quotes and headline as readers in the house may see them, one list a property."""
    for point in kit.points():
        grounds = kit.grounds(point.item_id)
        assert grounds.assessment is not None
        assert set(grounds.quotes) <= set(DIMENSIONS)
        for rating in grounds.assessment.ratings:
            assert len(grounds.quotes[rating.dimension]) == len(rating.evidence)
        said = " ".join([grounds.headline, *(q for each in grounds.quotes.values() for q in each)])
        assert "Halverde" not in said
        assert "Immenbach" not in said


def test_grounds_follow_a_person(kit: Kit) -> None:
    """An overridden level is signed by a human, in the picture too."""
    chosen = kit.points()[0].item_id
    at = "2026-03-01T10:00:00"
    kit.review(Review("rating", f"{chosen}:collective", "level", "5", "me", at))
    assessment = kit.grounds(chosen).assessment
    assert assessment is not None
    line = next(x for x in Profile.of(assessment).lines if x.dimension == "collective")
    assert (line.level, line.sure) == (5, "by_person")
    assert next(p for p in kit.points() if p.item_id == chosen).levels["collective"] == 5
    kit.undo(kit.points()[0].note_id)


def test_an_unknown_item_is_not_found(kit: Kit) -> None:
    """Nothing is made up."""
    with pytest.raises(NotFound):
        kit.grounds("nothing")


def test_a_picture_of_a_handover_can_be_shown(kit: Kit) -> None:
    """The same one that the file will have."""
    (note, *_) = [card.id for card in kit.notes() if card.session.host]
    made = kit.handover([note], "team", "de")
    shown = [section.picture for section in made.sections if section.picture]
    assert shown
    for picture in shown:
        drawn, words = kit.drawn(picture, "de")
        assert drawn.startswith("<svg ")
        assert words in drawn
