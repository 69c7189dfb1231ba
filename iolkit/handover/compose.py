"""From reviewed analyses to a handover: one block an item, extractive, released for an audience.

Nothing is invented: sentences of the item sorted into the parts of the template (docs/decisions/
0006-release.md), its ratings as a table, and plain questions where the note is silent. Items that
a person dismissed stay out; so does an item of which nothing may be said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from iolkit.errors import NotReleased
from iolkit.handover import cover, terms
from iolkit.handover import item as items
from iolkit.handover.desk import Desk
from iolkit.handover.home import Home, brought_home
from iolkit.outcomes import Handover, Reviewed
from iolkit.policy import Policy, parse_audience
from iolkit.records import Audience, Provenance


def compose(
    reviewed: Sequence[Reviewed],
    audience: Audience,
    language: Literal["de", "en"],
    *,
    item_ids: Collection[str] | None = None,
    policy: Policy | None = None,
    home: Home | None = None,
) -> Handover:
    """A handover of the items of some notes, or of those in `item_ids`, for an audience.

    `language` is that of headings and questions; items stay in the language they were noted in;
    `home` is the day that the document names, and what is known here: readers in the house are told
    how each item fits and how it is brought home. Section headings are numbered, and their numbers
    tell the level ("2 Title", "2.1 What was done"). A paragraph with tabs is a table row, one that
    starts with a bullet is a list entry. The strictest rule of all sessions holds for every item.
    Raises WrongUse for an unknown audience, NotReleased("handover_empty") when nothing is left.
    """
    desk = at_home(desk_for(reviewed, audience, language, policy), reviewed, item_ids, home)
    return written(released(reviewed, desk, item_ids), desk, home.today if home else None)


def desk_for(
    reviewed: Sequence[Reviewed],
    audience: Audience,
    language: Literal["de", "en"],
    policy: Policy | None = None,
) -> Desk:
    """What every part of one handover of these notes shares. Raises WrongUse (audience)."""
    audience = parse_audience(audience)
    rules = policy or Policy.shipped()
    bound = terms.Terms.of(reviewed)
    return Desk(audience, language, rules, terms.held(reviewed, audience, bound, rules), bound)


def at_home(
    desk: Desk, reviewed: Sequence[Reviewed], item_ids: Collection[str] | None, home: Home | None
) -> Desk:
    """The desk with fit and plan of the chosen items, where its readers may see them."""
    if home is None or desk.outside:
        return desk
    known = {
        item.id: brought_home(each, item.id, home, desk.language)
        for each in reviewed
        for item in each.items
        if item_ids is None or item.id in item_ids
    }
    return replace(desk, homes=known)


def released(
    reviewed: Sequence[Reviewed], desk: Desk, item_ids: Collection[str] | None = None
) -> list[items.Block]:
    """Every chosen item as the audience may have it, those of which nothing is left included."""
    return [
        items.released(items.Source(each, item), desk)
        for each in reviewed
        for item in each.items
        if item_ids is None or item.id in item_ids
    ]


def written(every: Sequence[items.Block], desk: Desk, on: date | None = None) -> Handover:
    """The document from its released items. Raises NotReleased("handover_empty")."""
    blocks = [block for block in every if not block.release.blocked]
    if not blocks:
        raise NotReleased("handover_empty")
    titles = [block.title or desk.say("untitled", number=n) for n, block in enumerate(blocks, 1)]
    title = (
        desk.say("title_many", n=len(blocks))
        if len(blocks) > 1
        else desk.say("title_one", title=titles[0])
    )
    sections = [cover.section(blocks, titles, len(every) - len(blocks), desk, on)]
    for number, (block, name) in enumerate(zip(blocks, titles, strict=True), 1):
        sections += items.sections(block, f"{number}", name, desk)
    by = made_by(block.source.reviewed for block in blocks)
    return Handover(desk.own(title), desk.audience, desk.language, tuple(sections), by)


def secrets_of(
    reviewed: Sequence[Reviewed], audience: Audience, policy: Policy | None = None
) -> tuple[str, ...]:
    """Every value that `export` must not find in the file for this audience."""
    to, rules = parse_audience(audience), policy or Policy.shipped()
    return terms.held(reviewed, to, terms.Terms.of(reviewed), rules).values()


def made_by(reviewed: Iterable[Reviewed]) -> Provenance:
    """The engine that read the notes; several are named together."""
    made = list(dict.fromkeys(each.analysis.made_by for each in reviewed))
    if len(made) == 1:
        return made[0]
    return Provenance("+".join(dict.fromkeys(each.engine for each in made)))
