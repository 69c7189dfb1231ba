"""A handover before it is written: the document beside what became of every secret behind it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from iolkit.errors import NotReleased
from iolkit.handover import added, terms
from iolkit.handover.compose import at_home, desk_for, released, written
from iolkit.handover.desk import Desk
from iolkit.handover.home import Home
from iolkit.handover.item import Block
from iolkit.outcomes import Asked, Cleared, Decision, Draft, ItemRelease, Reviewed
from iolkit.policy import Policy
from iolkit.records import Audience
from iolkit.redaction import pointing, same_values, together


def draft(
    reviewed: Sequence[Reviewed],
    audience: Audience,
    language: Literal["de", "en"],
    *,
    item_ids: Collection[str] | None = None,
    policy: Policy | None = None,
    home: Home | None = None,
) -> Draft:
    """What `compose` would make, item by item with its decisions, and what needs a person's yes.

    Nothing left to say is no error here: then the draft holds no document. Raises WrongUse.
    """
    desk = at_home(desk_for(reviewed, audience, language, policy), reviewed, item_ids, home)
    blocks = released(reviewed, desk, item_ids)
    items = tuple(
        ItemRelease(
            block.source.item.note_id,
            block.source.item.id,
            block.release.blocked,
            block.release.decisions,
            pointing(_whole(block, desk), block.source.reviewed.analysis.note.session),
        )
        for block in blocks
    )
    try:
        document = written(blocks, desk, home.today if home else None)
    except NotReleased:
        document = None
    asked = _asked(reviewed, {item.item_id for item in items}, desk)
    return Draft(document, items, asked, desk.terms.rules, bool(desk.terms.competitors))


def _whole(block: Block, desk: Desk) -> Cleared:
    """All that is said of an item: its passage and what people added to it."""
    if block.release.blocked:
        return block.release.cleared
    told = added.answers(block.source.reviewed, block.source.item, desk)
    return together([block.release.cleared, *(one for part in told.values() for one in part)])


def _asked(reviewed: Sequence[Reviewed], chosen: set[str], desk: Desk) -> tuple[Asked, ...]:
    """One entry a secret that stands in a chosen item, with all its places in these notes."""
    waiting: list[tuple[Reviewed, Decision]] = [
        (each, decision)
        for each in reviewed
        for decision in terms.before_answers(each, desk.audience, desk.terms, desk.policy)
        if decision.handling == "ask"
    ]
    texts = [(each.analysis.note.text, decision.flag) for each, decision in waiting]
    return tuple(
        entry
        for group in same_values(texts)
        if (entry := _entry([waiting[place] for place in group], chosen, desk))
    )


def _entry(group: list[tuple[Reviewed, Decision]], chosen: set[str], desk: Desk) -> Asked | None:
    shown = [pair for pair in group if _in_items(*pair, chosen)]
    if not shown:
        return None
    ordered = [*shown, *(pair for pair in group if pair not in shown)]
    said = {
        terms.answered(each.answers.get(decision.flag.id, ()), desk.audience)
        for each, decision in group
    }
    return Asked(
        tuple((each.analysis.note.id, decision.flag) for each, decision in ordered),
        ordered[0][1].reason,
        # One place without a word, or with a no, keeps the secret everywhere.
        next(iter(said)) if len(said) == 1 else (False if False in said else None),
    )


def _in_items(reviewed: Reviewed, decision: Decision, chosen: set[str]) -> bool:
    span = decision.flag.span
    return any(item.id in chosen and item.span.overlaps(span) for item in reviewed.items)
