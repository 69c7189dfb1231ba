"""What was learned about a matter: a short report over many notes.

The nearest items, put together by theme; for each theme its best sentences with their sources, who
stands behind it, what speaks against it, how far it travels; and what is missing. The engine
chooses (or writes) the sentences, everything else is counted. Touches no disk and no clock.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from iolkit import citations
from iolkit.embedded.nearness import DENSE_SHARE, content, coverage
from iolkit.engine import Encode, Engine, Matrix
from iolkit.language import Tongue
from iolkit.outcomes import Answer, CitedSentence, Learned, Passage, Support, Theme
from iolkit.records import Masked, Provenance, Reason
from iolkit.redaction import taken_from
from iolkit.synthesis import naming, themes
from iolkit.synthesis.support import Sessions, is_card, support
from iolkit.synthesis.topic import topic_of
from iolkit.synthesis.weighing import objected

FEWEST = 3
"""Items from which there is something to report."""
MOST = 40
"""Items that a report rests on at most, the nearest."""
NEAREST = 0.3
"""Nearness that at least one item must have, or nothing here is about the matter."""
SHARE_OF_BEST = 0.33
"""Nearness to the matter that an item must have, against the nearest one."""
NEAR_ENOUGH, NEAR_FOR_SURE = 0.22, 0.28
"""Nearness below which no item is about it, and from which every one is."""
NEAR_OF_A_CARD = 0.32
"""The same for a best-practice card, which says something of nearly everything."""
OF_RANK = 0.15
"""What the first place in the search counts, the second half of it, and so on."""
OF_A_TITLE = 0.5
"""What a word in the title of a session counts against one in the passage."""
QUOTED_FROM = 6
"""Items of a theme that its sentences are taken from, the nearest."""
QUOTES = 4
LONGEST_NAME = 60
"""Characters of a theme's name."""
MOST_CARDS = 4
OLD_YEARS = 3
"""Years after which the newest note on a matter is called old."""


@dataclass(frozen=True, slots=True)
class Material:
    """What there is: passages in the order of a search, how near each is to the matter by its
    vector (cosine), their own unit vectors row by row, the sessions by note, and the encoder."""

    passages: Sequence[Passage]
    near: Sequence[float]
    vectors: Matrix
    sessions: Sessions
    encode: Encode | None = None


def learned(asked: str, material: Material, engine: Engine, language: Tongue, on: date) -> Learned:
    """The report on what was asked; without themes when fewer than three items are about it.

    `on` is today, against which "old" is told.
    """
    topic = topic_of(asked)
    made_by = engine.answer(topic, ()).made_by
    places = _about(topic, material)
    chosen = [material.passages[place] for place in places]
    keys = tuple(passage.item_id for passage in chosen)
    behind = support([_note(passage) for passage in chosen], material.sessions)
    if len(chosen) < FEWEST:
        return Learned(topic, (), keys, (), behind, (), made_by)
    masked = [passage.text for passage in chosen]
    texts = [str(text) for text in masked]
    near = themes.nearness(texts, material.vectors[places])
    told = [not _is_card(passage, material.sessions) for passage in chosen]
    groups = themes.grouped(near, told)
    plain = [text if own else "" for text, own in zip(texts, told, strict=True)]
    named = naming.names(plain if any(told) else texts, groups, language, topic)
    found = tuple(
        _theme(
            [chosen[item] for item in group],
            taken_from(masked, words),
            material.sessions,
            engine,
            language,
        )
        for group, words in zip(groups, named, strict=True)
    )
    weighed = _objected(found, chosen, topic, material.encode)
    places_shown = sorted(item for group in groups for item in group)
    notes = tuple(dict.fromkeys(_note(chosen[item]) for item in places_shown))
    return Learned(topic, weighed, keys, notes, behind, _gaps(weighed, chosen, behind, on), made_by)


def _about(topic: str, material: Material) -> list[int]:
    """The places of the items that are about the matter, the nearest first."""
    near = [
        DENSE_SHARE * cosine + (1 - DENSE_SHARE) * _shared(topic, passage) + OF_RANK / (1 + rank)
        for rank, (cosine, passage) in enumerate(zip(material.near, material.passages, strict=True))
    ]
    least = min(NEAR_FOR_SURE, max(NEAR_ENOUGH, SHARE_OF_BEST * max(near, default=0.0)))
    cards = [_is_card(passage, material.sessions) for passage in material.passages]
    fit = [
        place
        for place, value in enumerate(near)
        if value >= (max(least, NEAR_OF_A_CARD) if cards[place] else least)
    ]
    ranked = sorted(fit, key=lambda place: -near[place])
    literature = [place for place in ranked if cards[place]][:MOST_CARDS]
    return [place for place in ranked if not cards[place] or place in literature][:MOST]


def _shared(topic: str, passage: Passage) -> float:
    """The share of the matter's words in the passage; those in the title count less."""
    title = OF_A_TITLE * coverage(topic, str(passage.facts.get("title", "")))
    return max(coverage(topic, passage.text), title)


def _theme(
    passages: Sequence[Passage],
    words: tuple[Masked, ...],
    sessions: Sessions,
    engine: Engine,
    language: Tongue,
) -> Theme:
    # What people brought home is quoted; the literature only where nobody told anything.
    own = [passage for passage in passages if not _is_card(passage, sessions)]
    told = (own or passages)[:QUOTED_FROM]
    said = engine.write("synthesis", told, language)[:QUOTES]
    notes = {passage.key: _note(passage) for passage in passages}
    quotes = tuple(
        replace(each, support=support([notes[c.key] for c in each.citations], sessions))
        for each in _checked(said, told)
    )
    return Theme(
        words=words or _headline(own),
        items=tuple(passage.item_id for passage in passages),
        quotes=quotes,
        support=support(notes.values(), sessions),
        bands=Counter(str(passage.facts.get("band", "")) for passage in passages),
        kinds=Counter(str(passage.facts.get("kind", "")) for passage in passages),
    )


def _headline(own: Sequence[Passage]) -> tuple[Masked, ...]:
    """The headline of the nearest item, where no word names a theme."""
    said = " ".join(str(own[0].facts.get("headline", "")).split()) if own else ""
    short = [textwrap.shorten(said, LONGEST_NAME, placeholder=" …")] if said else []
    return taken_from([each.text for each in own], short)


def _checked(said: Sequence[CitedSentence], given: Sequence[Passage]) -> tuple[CitedSentence, ...]:
    """The sentences with the citations that were given; one without any is dropped."""
    return citations.checked(Answer("", tuple(said), True, Provenance("")), given).sentences


def _objected(
    found: Sequence[Theme], passages: Sequence[Passage], topic: str, encode: Encode | None
) -> tuple[Theme, ...]:
    """The themes, with what any of the passages holds against a sentence quoted in them."""
    every = [quote for theme in found for quote in theme.quotes]
    said = iter(objected(every, passages, content(topic), encode))
    told = {(each.text, each.citations): each for each in said}
    return tuple(
        replace(
            theme,
            quotes=tuple(
                told[each.text, each.citations]
                for each in theme.quotes
                if (each.text, each.citations) in told
            ),
        )
        for theme in found
    )


def _gaps(
    found: Sequence[Theme], passages: Sequence[Passage], behind: Support, on: date
) -> tuple[Reason, ...]:
    """What a reader should know to be missing, the weightiest first."""
    gaps = []
    if not behind.notes:
        gaps.append(Reason("gap_only_cards"))
    elif behind.organisations + behind.unnamed <= 1:
        gaps.append(Reason("gap_one_source"))
    elif behind.unnamed:
        gaps.append(Reason("gap_unnamed"))
    if behind.newest and (on - behind.newest).days > OLD_YEARS * 365:
        gaps.append(Reason("gap_old", {"year": str(behind.newest.year)}))
    if not any(theme.kinds.get("mistake") for theme in found):
        gaps.append(Reason("gap_no_mistakes"))
    if not any(quote.against for theme in found for quote in theme.quotes):
        gaps.append(Reason("gap_no_objection"))
    rated = [passage for passage in passages if passage.facts.get("band")]
    if behind.notes and 2 * len(rated) < len(passages):
        gaps.append(Reason("gap_unrated"))
    return tuple(gaps)


def _note(passage: Passage) -> str:
    return str(passage.facts.get("note_id", ""))


def _is_card(passage: Passage, sessions: Sessions) -> bool:
    note = _note(passage)
    return note in sessions and is_card(sessions[note])


def rows(keys: Sequence[str], vectors: Mapping[str, Matrix], dimension: int) -> Matrix:
    """One row a key; what has no vector (each 1 x dimension) gets zeros, and is near to nothing."""
    blank = np.zeros((1, dimension), np.float32)
    found = [vectors.get(key, blank) for key in keys]
    return np.concatenate(found) if found else blank[:0]
