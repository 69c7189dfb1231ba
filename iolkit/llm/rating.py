"""The five properties: how the rubric is told to a model, and what its levels are worth.

A level counts only with a quote that stands in the item. How sure it is never comes from the
model: it comes from agreement with the local rating and from the number of quotes. Where the model
gives nothing usable, the local rating stands, and says so by its provenance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iolkit import phrases
from iolkit.llm.prompts import Tongue
from iolkit.llm.replies import CODES, RatingReply
from iolkit.llm.sheltering import Sheltered
from iolkit.records import (
    DIMENSIONS,
    Dimension,
    Filled,
    Provenance,
    Rating,
    Ratings,
    Reason,
    Span,
)
from iolkit.rubric import LEVELS, SLOTS, Rubric

MOST_QUOTES = 3
FAR = 2
"""Levels apart from which two engines disagree (DOMAIN 3.4)."""
_AGREED = {0: 0.8, 1: 0.65}
_ALONE, _APART = 0.5, 0.3
_SECOND_QUOTE = 0.08
_SURE_ENOUGH = 0.5
"""Confidence from which a local level outweighs that the model sees nothing."""
UNIFORM = 8
"""From how many levels on it is no judgement that all of them are the same."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a usable reply says of one property: a level with its quotes in the note, or silence."""

    level: int | None
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reply says of one item: the properties it judged usably, and the slots it fills."""

    judged: Mapping[Dimension, Judged]
    filled: Filled = ()
    """Clarity slots with the words that fill them."""
    dropped: int = 0
    """Quotes that do not stand in the item."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Ratings of both engines made one."""

    ratings: Ratings
    apart: Mapping[Dimension, tuple[int | None, int]]
    """Where they differ by two levels or more, or only one sees anything: the model's level and
    the local one."""
    filled: int
    """Properties that the model did not judge usably."""


def criteria(rubric: Rubric, language: Tongue) -> list[dict[str, object]]:
    """The rubric as the prompts tell it: code, name, question and the five levels."""
    return [
        {
            "code": CODES[name],
            "name": phrases.say(f"dimension.{name}", language),
            "question": getattr(rubric.dimensions[name].question, language),
            "levels": getattr(rubric.dimensions[name].descriptors, language),
        }
        for name in DIMENSIONS
    ]


def seen(reply: RatingReply, sheltered: Sheltered, first: int, last: int) -> Seen:
    """What a reply says of the item in lines `first` to `last`; every quote looked up there."""
    judged: dict[Dimension, Judged] = {}
    dropped = 0
    for name in DIMENSIONS:
        level, quotes = reply.level(name), reply.quotes(name)[:MOST_QUOTES]
        if level is None:
            judged[name] = Judged(None, ())
            continue
        places = [sheltered.find(quote, first, last) for quote in quotes]
        spans = tuple(dict.fromkeys(sheltered.to_note(place) for place in places if place))
        dropped += sum(place is None for place in places)
        if level in LEVELS and spans:
            judged[name] = Judged(level, spans)
    return Seen(judged, _slots(reply.has, sheltered, first, last), dropped)


def faults(reply: RatingReply, found: Seen, where: str) -> list[str]:
    """What is wrong with the ratings of one item, for the repair turn."""
    told = []
    for name in DIMENSIONS:
        level, code = reply.level(name), CODES[name]
        if level is not None and level not in LEVELS:
            told.append(f"{where}{code}: a level is 1, 2, 3, 4, 5 or null.")
        elif name not in found.judged:
            told.append(
                f"{where}{code}_q: no quote of it stands word for word in the lines of the item;"
                f" copy one, or give null."
            )
    return told


def _slots(said: Sequence[str], sheltered: Sheltered, first: int, last: int) -> Filled:
    """Clarity slots whose words stand in the item; whoever is shown a slot is shown its words."""
    found: dict[str, Span] = {}
    for each in said:
        name, _, quote = each.partition(":")
        place = sheltered.find(quote, first, last)
        if place is not None and (slot := name.strip().lower()) in SLOTS:
            found.setdefault(slot, sheltered.to_note(place))
    return tuple((slot, found[slot]) for slot in SLOTS if slot in found)


def uniform(every: Sequence[Seen]) -> bool:
    """Whether many levels are all the same: nobody judges so, but who is told to does."""
    levels = [each.level for one in every for each in one.judged.values() if each.level is not None]
    return len(levels) >= UNIFORM and len(set(levels)) == 1


def joined(found: Seen | None, local: Ratings, made_by: Provenance) -> Joined:
    """The model's ratings where they are usable, the local ones elsewhere."""
    if found is None:
        return Joined(local, {}, len(DIMENSIONS))
    apart: dict[Dimension, tuple[int | None, int]] = {}
    made = []
    for own in local.ratings:
        one = found.judged.get(own.dimension)
        made.append(_one(one, own, made_by))
        if one is not None and own.level is not None and _far(one, own):
            apart[own.dimension] = (one.level, own.level)
    filled = found.filled or local.filled
    missing = tuple(slot for slot in SLOTS if slot not in {name for name, _ in filled})
    ratings = Ratings(tuple(made), len(filled), missing, filled)
    return Joined(ratings, apart, sum(name not in found.judged for name in DIMENSIONS))


def _one(found: Judged | None, local: Rating, made_by: Provenance) -> Rating:
    if found is None:
        return local
    if found.level is None and local.level is not None and local.confidence >= _SURE_ENOUGH:
        return _doubted(local)
    sure = _confidence(found, local)
    reason = Reason("llm_rating" if found.level is not None else "rating_silent")
    return Rating(local.dimension, found.level, sure, found.evidence, reason, made_by)


def _doubted(local: Rating) -> Rating:
    """A local rating of what the model finds no word about."""
    return Rating(
        local.dimension, local.level, round(local.confidence * _AGREED[1], 3), local.evidence,
        local.reason, local.made_by,
    )  # fmt: skip


def _confidence(found: Judged, local: Rating) -> float:
    if found.level is None:
        return _AGREED[0] if local.level is None else _APART
    near = None if local.level is None else abs(found.level - local.level)
    sure = _ALONE if near is None else _AGREED.get(near, _APART)
    return round(sure + _SECOND_QUOTE * (len(found.evidence) > 1), 3)


def _far(found: Judged, local: Rating) -> bool:
    """Whether the two see different things; a local level that is hardly sure is no second view
    where the model sees nothing."""
    if found.level is None or local.level is None:
        return found.level is None and local.confidence >= _SURE_ENOUGH
    return abs(found.level - local.level) >= FAR
