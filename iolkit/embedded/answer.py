"""Answers a question with sentences of the passages it is given, each with its sources.

Nothing is written anew: what is quoted stands in the passage, and what several passages say alike
is said once and cites them all. Where no sentence is near enough to the question the answer is
empty and not grounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from iolkit.embedded.nearness import Nearness, coverage
from iolkit.embedded.segment import trimmed
from iolkit.embedded.statements import statements
from iolkit.engine import Encode
from iolkit.language import sentences
from iolkit.outcomes import Answer, Citation, CitedSentence, Passage
from iolkit.records import Provenance, Span

NEAR_ENOUGH = 0.27
"""Of the nearest sentence, with vectors: 98 in 100 questions that the training notes answer reach
it (iolkit/training/answering.py)."""
NEAR_ENOUGH_PLAIN = 0.12
"""The same, by words alone: the share of the question's words that the sentence holds."""
MOST_SENTENCES = 5
MOST_A_PASSAGE = 2
SHARE_OF_BEST, SHARE_OF_SECOND = 0.62, 0.8
"""A sentence that is worth less than this share of the best one is left out; a second sentence of
a passage must be worth more than a first."""
ALIKE = 0.72
"""Nearness from which two sentences say the same."""
SHORTEST = 4
"""Words of a quoted sentence, where the passage has a longer one."""
CARD, OF_A_CARD = "practice card", 0.8
"""What people brought home is quoted before general advice, which is worth this share of it."""
_SENTENCE_WORDS, _PASSAGE_WORDS, _FIRST = 0.3, 0.3, 0.3
"""What counts beside the nearness of the sentence itself: the question's words in it and in its
passage, and the place of the passage among those given. Its own nearness told nothing more."""


@dataclass(frozen=True, slots=True)
class _Quote:
    """A sentence that could be quoted: of which passage, where, and what it is worth."""

    passage: int
    span: Span
    said: str
    near: float
    worth: float


def answer(
    question: str, passages: Sequence[Passage], encode: Encode | None, made_by: Provenance
) -> Answer:
    """Up to five sentences, best passages first; passages come in the order of a search."""
    asked = question.strip()
    quotes = _quotes(asked, passages, encode) if asked else []
    least = NEAR_ENOUGH if encode else NEAR_ENOUGH_PLAIN
    if max((quote.near for quote in quotes), default=0.0) < least:
        return Answer(question, (), False, made_by)
    best = max(quote.worth for quote in quotes)
    fit = [quote for quote in quotes if quote.worth >= SHARE_OF_BEST * best]
    chosen = _chosen(sorted(fit, key=lambda quote: -quote.worth), encode)
    found = tuple(
        CitedSentence(
            group[0].said,
            tuple(Citation(passages[each.passage].key, each.span) for each in group),
        )
        for group in chosen
    )
    return Answer(question, found, bool(found), made_by)


def quotable(text: str) -> tuple[Span, ...]:
    """The sentences of a passage that can stand alone; the whole passage when none is long."""
    spans = tuple(trimmed(text, span) for span in sentences(text))
    fit = tuple(span for span in spans if len(span.of(text).split()) >= SHORTEST)
    return fit or spans


def _quotes(asked: str, passages: Sequence[Passage], encode: Encode | None) -> list[_Quote]:
    places = [(n, span) for n, each in enumerate(passages) for span in statements(each.text)]
    said = [span.of(passages[n].text) for n, span in places]
    words = [coverage(asked, text) for text in said]
    shared = [coverage(asked, passage.text) for passage in passages]
    near = words
    if encode is not None and said:
        vectors = encode([asked, *said])
        near = [float(value) for value in vectors[1:] @ vectors[0]]
    weight = [OF_A_CARD if each.facts.get("format") == CARD else 1.0 for each in passages]
    return [
        _Quote(
            n, span, said[at], near[at],
            weight[n] * (near[at] + _SENTENCE_WORDS * words[at] + _PASSAGE_WORDS * shared[n]
            + _FIRST / (1 + n)),
        )
        for at, (n, span) in enumerate(places)
    ]  # fmt: skip


def _chosen(ranked: Sequence[_Quote], encode: Encode | None) -> list[list[_Quote]]:
    """The sentences to quote, each with those of other passages that say the same; those of one
    passage together, in their order there."""
    nearness = Nearness([quote.said for quote in ranked], encode)
    groups: list[list[int]] = []
    for place, quote in enumerate(ranked):
        same = next((g for g in groups if nearness.between(g[0], place) >= ALIKE), None)
        if same is not None:
            if all(ranked[other].passage != quote.passage for other in same):
                same.append(place)
            continue
        beside = sum(ranked[group[0]].passage == quote.passage for group in groups)
        least = (SHARE_OF_SECOND if beside else SHARE_OF_BEST) * ranked[0].worth
        if len(groups) < MOST_SENTENCES and beside < MOST_A_PASSAGE and quote.worth >= least:
            groups.append([place])
    first = {ranked[group[0]].passage: n for n, group in reversed(list(enumerate(groups)))}
    groups.sort(key=lambda g: (first[ranked[g[0]].passage], ranked[g[0]].span))
    return [[ranked[place] for place in group] for group in groups]
