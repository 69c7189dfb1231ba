"""What could be given back: items of our own that an organisation may read as they are.

Who only takes is soon told nothing more, so a session starts better with something to give.
Counts are of organisations; nobody is counted by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from iolkit.handover.compose import desk_for, released
from iolkit.handover.item import Block
from iolkit.outcomes import Balance, HandedOver, NoteCard, Reviewed, Suggestion
from iolkit.policy import plain_name
from iolkit.records import Session

MOST = 3
_OURS = re.compile(
    r"(?<![^\W_])(?:bei uns|unser\w*|haben wir|"
    r"wir (?:haben|hatten|legen|lassen|machen|fragen|nutzen)|"
    r"with us|our|ours|we (?:have|had|tried|stopped|run|let|gave|use|now|ask))(?![^\W_])",
    re.IGNORECASE,
)
"""Somebody tells of the own house."""
_THEIRS = re.compile(
    r"(?<![^\W_])(?:dort|deren|gastgeber\w*|bei (?:ihnen|denen)|"
    r"(?:die|sie) (?:haben|hatten|machen)|"
    r"they|their|theirs|them|the host(?:'s)?|host)(?![^\W_])",
    re.IGNORECASE,
)
"""Somebody tells of the house that was visited: that is not ours to give."""


def meets(session: Session, org: str) -> bool:
    """Whether the organisation hosted the session or sat in it."""
    known = (session.host, *session.partners)
    return plain_name(org) in {plain_name(name) for name in known if name.strip()}


def balance(
    org: str,
    cards: Iterable[NoteCard],
    handed_over: Iterable[HandedOver],
    recent: Iterable[Reviewed],
) -> Balance:
    """What we learned with `org`, what it got from us, and what of `recent` notes we could give.

    A handover to all partners counts apart: whether this one got it is not known.
    """
    met = [card for card in cards if meets(card.session, org)]
    named = partners = 0
    for made in handed_over:
        to, _, name = made.audience.partition(":")
        if made.audience == "partners":
            partners += made.items
        elif to == "org" and plain_name(name) == plain_name(org):
            named += made.items
    return Balance(
        org=org,
        notes=len(met),
        taken=sum(card.items for card in met),
        given=named,
        given_partners=partners,
        suggestions=suggestions(recent, org),
    )


def suggestions(reviewed: Iterable[Reviewed], org: str) -> tuple[Suggestion, ...]:
    """Up to three items of our own that `org` may read unchanged.

    Nothing learned from `org` itself, nothing of a session under the Chatham House rule or an NDA,
    no best-practice card, and one item a note, so that there is something to choose from.
    """
    return tuple(islice(_free(reviewed, org), MOST))


def _free(reviewed: Iterable[Reviewed], org: str) -> Iterator[Suggestion]:
    for each in reviewed:
        session = each.analysis.note.session
        published = each.analysis.made_by.engine == "human"
        if published or session.rule not in ("open", "internal") or meets(session, org):
            continue
        blocks = released([each], desk_for([each], f"org:{org}", "de"))
        fit = next((block for block in blocks if _ours(block)), None)
        if fit:
            item = fit.source.item
            yield Suggestion(item.note_id, item.id, fit.release.cleared)


def _ours(block: Block) -> bool:
    changed = any(made.handling != "keep" for made in block.release.decisions)
    told = block.release.cleared.text
    ours = bool(_OURS.search(told)) and not _THEIRS.search(told)
    return ours and not (block.release.blocked or changed)
