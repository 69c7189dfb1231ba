"""Who else tells the same as a learning item, and who says otherwise."""

from __future__ import annotations

from datetime import date

from iolkit.records import Session
from iolkit.synthesis import corroboration
from iolkit.synthesis.corroboration import ABOUT, SAME
from tests.synthesis.samples import PASSAGES, SESSIONS, passage

MILL, PORT, GRID, CARD, TALK = PASSAGES


def test_others_are_counted_by_organisation() -> None:
    """The port tells the same, the card is literature, the talk names nobody."""
    found = corroboration(MILL, [PORT, CARD, TALK], [SAME, 0.9, 0.8], SESSIONS, None)
    support = found.support
    assert (support.organisations, support.cards, support.unnamed, support.sessions) == (2, 1, 1, 3)
    assert found.items == (PORT.key, CARD.key, TALK.key)
    assert (found.oldest, found.newest) == (date(2024, 10, 17), date(2025, 6, 12))
    assert support.years == (2024, 2025)


def test_the_same_organisation_counts_once() -> None:
    """Two sessions with one host are one voice."""
    sessions = {**SESSIONS, "again": Session(title="Mühle 2", host="Papierwerk Isen")}
    again = passage("again", "Das Tandem hat sich bewährt, sagt die Nachfolgerin.")
    found = corroboration(MILL, [again], [0.9], sessions, None)
    assert (found.support.organisations, found.support.sessions) == (1, 2)


def test_what_is_not_near_enough_does_not_count() -> None:
    """Neither do other items of the same note."""
    own = passage("mill", "Das Tandem hat sich auch nachts bewährt.")
    found = corroboration(MILL, [PORT, own], [SAME - 0.01, 0.99], SESSIONS, None)
    assert found.items == ()
    assert (found.support.organisations, found.support.sessions) == (1, 1)


def test_who_gave_it_up_speaks_against_it_and_does_not_stand_behind_it() -> None:
    """With its words, its item and its year."""
    item = passage("mill", headline="Das Tandem hat sich bewährt")
    found = corroboration(item, [GRID, PORT], [0.8, 0.7], SESSIONS, None)
    (objection,) = found.against
    assert (objection.item_id, objection.year) == (GRID.key, 2026)
    assert str(objection.words) in GRID.text
    assert "wieder eingestellt" in objection.words
    assert found.items == (PORT.key,)


def test_another_matter_is_no_objection() -> None:
    """Words of one matter in common are not enough where the lesson is another."""
    other = passage("grid", "Das Handbuch wurde nach einem Jahr wieder eingestellt.")
    for near in (ABOUT - 0.01, ABOUT, SAME):
        assert corroboration(MILL, [other], [near], SESSIONS, None).against == ()


def test_an_item_alone_has_its_own_session() -> None:
    """Nothing else is known."""
    found = corroboration(TALK, [], [], SESSIONS, None)
    assert (found.support.organisations, found.support.unnamed, found.newest) == (0, 1, None)


def test_a_sentence_that_takes_all_of_it_back_is_an_objection() -> None:
    """It names the matter by a pronoun; where the same item praises it as well, it is none."""
    given_up = (
        "Das Tandem läuft jede Schicht mit. Das haben sie nach einem Jahr wieder eingestellt."
    )
    other, mixed = (
        passage("grid", given_up),
        passage("grid", f"{given_up} In der Lehre hat es sich bewährt."),
    )
    plain = passage("talk")
    (objection,) = corroboration(plain, [other], [SAME], SESSIONS, None).against
    assert "wieder eingestellt" in objection.words
    assert corroboration(plain, [mixed], [SAME], SESSIONS, None).against == ()
    assert corroboration(plain, [other], [SAME - 0.01], SESSIONS, None).against == ()
