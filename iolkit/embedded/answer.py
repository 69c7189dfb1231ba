"""Answers a question with sentences of the passages it is given, each with its source.

Nothing is written anew: what is quoted stands in the passage. Where no passage is near enough to
the question the answer is empty and not grounded.
"""

from __future__ import annotations

from collections.abc import Sequence

from iolkit.embedded.nearness import DENSE_SHARE, Nearness, coverage, pick
from iolkit.embedded.segment import trimmed
from iolkit.engine import Encode
from iolkit.language import sentences
from iolkit.outcomes import Answer, Citation, CitedSentence, Passage
from iolkit.records import Provenance, Span

NEAR_ENOUGH = 0.23
"""Of a passage, with vectors: nine in ten questions that the training notes answer reach it."""
NEAR_ENOUGH_PLAIN = 0.12
"""The same, by words alone: the share of the question's words that the passage holds."""
MOST_SENTENCES = 4
MOST_A_PASSAGE = 2
VARIETY = 0.3
SHARE_OF_BEST = 0.6
"""A sentence that is worth less than this share of the best one is left out."""
SHORTEST = 4
"""Words of a quoted sentence, where the passage has a longer one."""
_PASSAGE_SHARE = 0.5
"""Of the passage's nearness in the worth of its sentences."""


def answer(
    question: str, passages: Sequence[Passage], encode: Encode | None, made_by: Provenance
) -> Answer:
    """Up to four sentences, best passages first, each citing key and span of its passage."""
    asked = question.strip()
    useful = [passage for passage in passages if passage.text.strip()]
    if not asked or not useful:
        return Answer(question, (), False, made_by)
    worth = _worth([*(p.text for p in useful), asked], encode)
    least = NEAR_ENOUGH if encode else NEAR_ENOUGH_PLAIN
    if max(worth) < least:
        return Answer(question, (), False, made_by)
    near = [i for i, value in enumerate(worth) if value >= least]
    quotes = [(i, span) for i in near for span in quotable(useful[i].text)]
    said = [span.of(useful[i].text) for i, span in quotes]
    nearness = Nearness([*said, asked], encode)
    own = nearness.to_all(len(said))[:-1]
    value = {
        place: float(own[place]) + _PASSAGE_SHARE * worth[i] for place, (i, _) in enumerate(quotes)
    }
    chosen = _chosen(nearness, value, [i for i, _ in quotes])
    found = tuple(
        CitedSentence(said[place], (Citation(useful[quotes[place][0]].key, quotes[place][1]),))
        for place in chosen
    )
    return Answer(question, found, bool(found), made_by)


def quotable(text: str) -> tuple[Span, ...]:
    """The sentences of a passage that can stand alone; the whole passage when none is long."""
    spans = tuple(trimmed(text, span) for span in sentences(text))
    fit = tuple(span for span in spans if len(span.of(text).split()) >= SHORTEST)
    return fit or spans


def _worth(texts: Sequence[str], encode: Encode | None) -> list[float]:
    """How near each passage is to the question, which comes last."""
    asked = len(texts) - 1
    shared = [coverage(texts[-1], text) for text in texts[:-1]]
    if encode is None:
        return shared
    vectors = encode(texts)
    return [
        DENSE_SHARE * float(vectors[i] @ vectors[asked]) + (1 - DENSE_SHARE) * shared[i]
        for i in range(asked)
    ]


def _chosen(nearness: Nearness, value: dict[int, float], of_passage: Sequence[int]) -> list[int]:
    """The sentences to quote: worth it, not twice the same, not too many of one passage."""
    best = max(value.values())
    ranked = pick(nearness, value, len(value), VARIETY)
    taken: list[int] = []
    for place in ranked:
        same = sum(of_passage[other] == of_passage[place] for other in taken)
        if value[place] >= SHARE_OF_BEST * best and same < MOST_A_PASSAGE:
            taken.append(place)
    taken = taken[:MOST_SENTENCES]
    strongest = {
        i: max(value[p] for p in taken if of_passage[p] == i)
        for i in map(of_passage.__getitem__, taken)
    }
    return sorted(taken, key=lambda p: (-strongest[of_passage[p]], of_passage[p], p))
