"""Who stands behind a statement: organisations that are independent of each other, sessions, years.

Two sessions with the same host, or with a partner in common, may pass on the same experience: they
count once. A best-practice card is literature and no organisation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from iolkit.outcomes import Support
from iolkit.policy import plain_name
from iolkit.records import Session

CARD = "practice card"

Sessions = Mapping[str, Session]
"""By note id."""


def support(note_ids: Iterable[str], sessions: Sessions) -> Support:
    """Who stands behind what these notes say; notes that are not known are left out."""
    notes = [note for note in dict.fromkeys(note_ids) if note in sessions]
    told = {note: sessions[note] for note in notes if not is_card(sessions[note])}
    sources = {note: sources_of(session) for note, session in told.items()}
    days = sorted(session.held_on for session in told.values() if session.held_on)
    return Support(
        organisations=independent(names for names in sources.values() if names),
        unnamed=len({_occasion(told[note], note) for note, names in sources.items() if not names}),
        sessions=len({_occasion(session, note) for note, session in told.items()}),
        notes=len(told),
        cards=len(notes) - len(told),
        years=tuple(sorted({day.year for day in days})),
        newest=days[-1] if days else None,
    )


def is_card(session: Session) -> bool:
    """Whether a note is a best-practice card, which nobody met for."""
    return session.format.replace("_", " ").casefold() == CARD


def sources_of(session: Session) -> frozenset[str]:
    """Whose experience a session passes on: its host, else the partners who sat in it.

    Who receives others counts too: then it is the own organisation's experience unless partners
    told of theirs. Empty when nobody noted it.
    """
    own = plain_name(session.own_org)
    host = plain_name(session.host)
    if host and host != own:
        return frozenset({host})
    partners = frozenset(plain_name(name) for name in session.partners) - {"", own}
    return partners or frozenset({host} - {""})


def independent(sources: Iterable[frozenset[str]]) -> int:
    """How many of the sources share no organisation with one another, the smallest first."""
    taken: set[str] = set()
    count = 0
    for names in sorted(set(sources), key=lambda each: (len(each), sorted(each))):
        if not names & taken:
            taken |= names
            count += 1
    return count


def _occasion(session: Session, note: str) -> tuple[str, ...]:
    """What tells sessions apart; a note without title and day is one of its own."""
    day = session.held_on.isoformat() if session.held_on else ""
    return (session.title, day) if session.title or day else (note,)
