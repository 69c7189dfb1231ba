"""Who stands behind a statement."""

from __future__ import annotations

from datetime import date

import pytest

from iolkit.records import Session
from iolkit.synthesis.support import independent, sources_of, support
from tests.synthesis.samples import SESSIONS


def test_organisations_sessions_years_and_cards_are_counted() -> None:
    """A card is literature, a session without host or partners is unnamed."""
    behind = support([*SESSIONS, "mill", "unknown"], SESSIONS)
    assert (behind.organisations, behind.unnamed, behind.sessions) == (3, 1, 4)
    assert (behind.notes, behind.cards, behind.years) == (4, 1, (2024, 2025, 2026))
    assert behind.newest == date(2026, 4, 21)
    assert support([], SESSIONS).organisations == 0


@pytest.mark.parametrize(
    ("session", "names"),
    [
        (Session(host="Auetal Netze eG", partners=("Isen GmbH",)), {"auetal netze"}),
        (Session(partners=("Isen GmbH", "Skager AS"), own_org="Isen"), {"skager"}),
        (Session(host="Halverde GmbH", own_org="Halverde", partners=("Isen",)), {"isen"}),
        (Session(host="Halverde GmbH", own_org="Halverde"), {"halverde"}),
        (Session(own_org="Halverde"), set()),
    ],
)
def test_whose_experience_it_is(session: Session, names: set[str]) -> None:
    """The host's, else that of the partners; our own only where we were host alone."""
    assert sources_of(session) == names


def test_shared_partners_are_not_independent() -> None:
    """Two sessions with a partner in common count once; a host and a stranger count twice."""
    assert independent([frozenset("ab"), frozenset("bc")]) == 1
    assert independent([frozenset("a"), frozenset("b"), frozenset("ab")]) == 2
    assert independent([frozenset("a"), frozenset("a")]) == 1
    assert independent([]) == 0


def test_the_same_session_noted_twice_is_one() -> None:
    """Two people's notes of one occasion are one session and one organisation."""
    session = Session(title="Netze", host="Auetal Netze eG", held_on=date(2026, 4, 21))
    behind = support(["a", "b"], {"a": session, "b": session})
    assert (behind.sessions, behind.organisations, behind.notes) == (1, 1, 2)
