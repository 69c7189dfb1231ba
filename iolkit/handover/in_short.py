"""A short version above a handover: prose that an engine writes from the items that may be told.

The engine gets them masked, as readers in the house see them, so what is hidden from those is in no
sentence. Each sentence names the items that it rests on, passes the release door like the house's
own words, and falls when it speaks of something hidden or of an item that may not be told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from iolkit import redaction
from iolkit.engine import Engine
from iolkit.handover.compose import desk_for, released
from iolkit.handover.desk import Desk
from iolkit.handover.item import Block
from iolkit.outcomes import CitedSentence, Cleared, EngineName, Handover, Passage, Reviewed
from iolkit.policy import Policy
from iolkit.records import Provenance

STAND_IN = "["


def in_short(
    made: Handover,
    reviewed: Sequence[Reviewed],
    engine: Engine,
    *,
    wrote: EngineName,
    item_ids: Collection[str] | None = None,
    policy: Policy | None = None,
) -> Handover:
    """The handover `compose` made of the same notes and items, with a short version after its
    cover, and the engine that `wrote` it named; as it was when no sentence is left.

    Raises what the engine raises.
    """
    desk = desk_for(reviewed, made.audience, made.language, policy)
    blocks = [each for each in released(reviewed, desk, item_ids) if not each.release.blocked]
    passages = _passages(blocks)
    numbers = {passage.key: n for n, passage in enumerate(passages, 1)}
    written = engine.write("handover", passages, made.language)
    told = [_cleared(sentence, numbers, desk) for sentence in written]
    kept = [sentence for sentence in told if sentence]
    if not kept:
        return made
    cover, *rest = made.sections
    short = desk.section(desk.say("in_short"), desk.own(desk.say("in_short_how")), *kept)
    return replace(made, sections=(cover, short, *rest), made_by=_with(made, wrote))


def _passages(blocks: Sequence[Block]) -> tuple[Passage, ...]:
    views = [redaction.item_views(block.source.reviewed, [block.source.item]) for block in blocks]
    found = [(block.source.item.id, view) for block, view in zip(blocks, views, strict=True)]
    return tuple(Passage(item, item, view[item]) for item, view in found)


def _cleared(sentence: CitedSentence, numbers: dict[str, int], desk: Desk) -> Cleared | None:
    keys = dict.fromkeys(each.key for each in sentence.citations)
    if not keys or STAND_IN in sentence.text or not all(key in numbers for key in keys):
        return None
    places = ", ".join(str(numbers[key]) for key in keys)
    return desk.own(f"{sentence.text} ({places})")


def _with(made: Handover, wrote: EngineName) -> Provenance:
    """Who read the notes, and who wrote."""
    if made.made_by.engine == wrote:
        return made.made_by
    return Provenance("+".join(dict.fromkeys([*made.made_by.engine.split("+"), wrote])))
