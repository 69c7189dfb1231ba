"""Rates the knowledge described in a passage: five levels with evidence, and clarity.

A trained linear model gives the level in two ways, as a number and as the chances of being above
1, 2, 3 and 4; both count. Cues give the evidence where they agree with the level;
where they are silent the stretch that moves it most does. The model says nothing (None) where the
raters it learned from said that such a text gives no hint. Clarity: see clarity.py.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from iolkit.embedded import features, weights
from iolkit.embedded.clarity import Slots
from iolkit.embedded.evidence import Evidence, Lexicon, find_evidence
from iolkit.embedded.features import Signals, Vector, View
from iolkit.embedded.meaning import Meaning, Vectors, encoded
from iolkit.engine import Encode
from iolkit.language import sentences
from iolkit.records import (
    DIMENSIONS,
    Dimension,
    Language,
    Provenance,
    Rating,
    Ratings,
    Reason,
    Span,
)
from iolkit.rubric import SLOTS, Rubric, Slot

LEVEL = "level."
OVER = "over{}."
TELLS = "tells."
CLARITY = "clarity"
"""Outputs of the model: level.DIMENSION, over1.DIMENSION to over4.DIMENSION and tells.DIMENSION
(log odds), clarity."""
STEPS = (1, 2, 3, 4)
"""Between the five levels."""
STEP_SHARE = 0.65
"""Of the steps in the expected level, against the number; as measured best on folders left out."""
LONGEST = 12_000
"""Code points that are read: an item has a few hundred, and what comes after changes nothing."""
MOST_QUOTES = 3
LONGEST_QUOTE = 20
"""Words of a quote."""
FULLNESS = 0.3
MIDDLE = 2.5
"""Between the levels that evidence for "low" and for "high" should support."""
VERSION = "2"

_STRETCH_END = re.compile(r"[,;:–—()]\s+|\s+[-–—→]+\s+|[.!?]\s+")


def cue_nets(evidence: Mapping[Dimension, Sequence[Evidence]]) -> Vector:
    """The verdict of the cues for each dimension, between -4 and 4."""
    nets = [sum(e.push for e in evidence[d]) for d in DIMENSIONS]
    return np.clip(np.array(nets, np.float32), -4, 4)


def chances(log_odds: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Log odds as probabilities (the logistic function)."""
    return np.asarray(1 / (1 + np.exp(-np.clip(np.asarray(log_odds, float), -30, 30))))


def expected_level(level: npt.ArrayLike, over: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """The level expected, from the direct prediction and from 1 plus the chances of being above 1,
    2, 3 and 4, whose log odds are the last axis of `over`."""
    steps = 1 + chances(over).sum(axis=-1)
    return np.asarray((1 - STEP_SHARE) * np.asarray(level, float) + STEP_SHARE * steps)


def confidence_features(
    scaled: float, tells: float, net: float, over: npt.ArrayLike
) -> tuple[float, ...]:
    """What the confidence in a level is read from: how near the value is to its level, how likely
    the text tells anything, whether cues agree, how likely the level is by the chances of being
    above each step, and which level it is."""
    level = round(scaled)
    direction = np.sign(net) * np.sign(level - MIDDLE)
    above = np.r_[1.0, np.minimum.accumulate(chances(over)), 0.0]
    return (
        1.0,
        abs(scaled - level),
        tells,
        float(direction > 0),
        float(direction < 0),
        float(above[level - 1] - above[level]),
        float(level == 1),
        float(level == 3),
        float(level == 4),
        float(level == 5),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with everything the rater has found out about it."""

    text: str
    seen: View
    evidence: Mapping[Dimension, Sequence[Evidence]]
    scores: Mapping[str, float]
    stretches: tuple[Span, ...]
    weighed: tuple[Mapping[str, float], ...]
    """For each stretch, what its words speak for."""
    heard: tuple[Mapping[Slot, float], ...]
    """For each stretch, how likely it tells each slot of clarity."""


class Rater:
    """Rates passages with one rubric. With an encoder the model that reads vectors, else the
    plain one. Raises Unavailable when the trained parts are missing."""

    def __init__(self, rubric: Rubric, encode: Encode | None, models: Path | None) -> None:
        self._signals = Signals(rubric, hints=True)
        self._lexicon = Lexicon.of(rubric)
        self._slots = Slots.of(rubric)
        self._meaning = Meaning(models, with_vectors=encode is not None)
        self._encode = encode
        name = "ratings.npz" if encode else "ratings_plain.npz"
        names = features.dense_names(self._signals) + DIMENSIONS
        self._model = weights.load(name, models, names)
        self.made_by = Provenance("embedded", "ratings" if encode else "ratings-plain", "", VERSION)

    def rate(self, passages: Sequence[str], language: Language) -> tuple[Ratings, ...]:
        """The ratings of each passage; spans count in that passage. `language` is not needed:
        both languages are read at once."""
        cut = [passage[:LONGEST] for passage in passages]
        vectors = encoded(self._encode, cut)
        return tuple(self._rate(text, known) for text, known in zip(cut, vectors, strict=True))

    def _rate(self, text: str, vectors: Vectors) -> Ratings:
        seen = features.view(text)
        if not seen.line.words:
            return Ratings(tuple(self._silent(d, 1.0) for d in DIMENSIONS), 0, SLOTS)
        reading = self._read(text, seen, vectors)
        rule = self._model.note["clarity"]
        expected = rule["offset"] + rule["spread"] * reading.scores[CLARITY]
        filled = self._slots.filled(seen, expected, reading.stretches, reading.heard)
        told = {slot for slot, _ in filled}
        return Ratings(
            tuple(self._judge(d, reading) for d in DIMENSIONS),
            clarity=len(filled),
            missing=tuple(slot for slot in SLOTS if slot not in told),
            filled=filled,
        )

    def _read(self, text: str, seen: View, vectors: Vectors) -> Reading:
        evidence = find_evidence(seen.line, self._lexicon)
        dense = np.concatenate([features.dense(seen, self._signals), cue_nets(evidence)])
        scores = self._model.score(dense, features.hashed(seen), vectors.whole)
        stretches = tuple(_stretches(text))
        words = [features.hashed(features.view(span.of(text))) for span in stretches]
        return Reading(
            text,
            seen,
            evidence,
            self._named(scores),
            stretches,
            tuple(self._named(self._model.score_hashed(each)) for each in words),
            tuple(
                self._meaning.hear(each, span.of(text), vectors.of(span))
                for each, span in zip(words, stretches, strict=True)
            ),
        )

    def _named(self, scores: Vector) -> dict[str, float]:
        return dict(zip(self._model.outputs, map(float, scores), strict=True))

    def _judge(self, dimension: Dimension, reading: Reading) -> Rating:
        rule = self._model.note["calibration"][dimension]
        over = _over(dimension, reading.scores)
        tells = reading.scores[TELLS + dimension]
        likely = float(chances(tells))
        if tells < rule["threshold"]:
            return self._silent(dimension, 1.0 - likely)
        value = float(expected_level(reading.scores[LEVEL + dimension], over))
        scaled = min(5.0, max(1.0, rule["offset"] + rule["spread"] * value))
        level = round(scaled)
        net = sum(e.push for e in reading.evidence[dimension])
        inputs = np.array(confidence_features(scaled, likely, net, over))
        sure = chances(inputs @ np.array(rule["confidence"]))
        quotes, by_cue = _quotes(dimension, level, reading)
        return Rating(
            dimension=dimension,
            level=level,
            confidence=round(float(sure), 3),
            evidence=quotes,
            reason=Reason("rating_cue" if by_cue else "rating_words"),
            made_by=self.made_by,
        )

    def _silent(self, dimension: Dimension, sure: float) -> Rating:
        reason = Reason("rating_silent")
        return Rating(dimension, None, round(float(sure), 3), (), reason, self.made_by)


def _quotes(dimension: Dimension, level: int, reading: Reading) -> tuple[tuple[Span, ...], bool]:
    """One to three stretches that support the level, and whether cues found them."""
    side = 1 if level > MIDDLE else -1
    cues = [e for e in reading.evidence[dimension] if e.push * side > 0]
    cues.sort(key=lambda e: (-abs(e.push), e.span))
    found = {_around(e.span, reading): None for e in cues}
    if found:
        return tuple(sorted(list(found)[:MOST_QUOTES])), True
    best = max(
        range(len(reading.stretches)), key=lambda i: (_weight(i, side, dimension, reading), -i)
    )
    return (reading.stretches[best],), False


def _weight(place: int, side: int, dimension: Dimension, reading: Reading) -> float:
    """How strongly a stretch speaks for the side; of equally strong ones the fuller says more."""
    words = len(reading.stretches[place].of(reading.text).split())
    moved = _moved(dimension, reading.weighed[place], reading.scores)
    return side * moved + FULLNESS * math.log1p(words)


def _moved(dimension: Dimension, stretch: Mapping[str, float], whole: Mapping[str, float]) -> float:
    """What the words of a stretch add to the expected level, to first order."""
    chance = chances(_over(dimension, whole))
    steps = chance * (1 - chance) * np.array(_over(dimension, stretch))
    return float((1 - STEP_SHARE) * stretch[LEVEL + dimension] + STEP_SHARE * steps.sum())


def _over(dimension: Dimension, scores: Mapping[str, float]) -> list[float]:
    """The log odds of being above each step."""
    return [scores[OVER.format(step) + dimension] for step in STEPS]


def _around(span: Span, reading: Reading) -> Span:
    """The stretch that a cue stands in; the cue itself when it runs over several."""
    inside = (stretch for stretch in reading.stretches if stretch.covers(span))
    return next(inside, span)


def _stretches(text: str) -> list[Span]:
    """Quotable stretches of a text: clauses, the short ones joined, none over twenty words.

    There is always at least one; together they leave out only white space and marks.
    """
    found: list[Span] = []
    for sentence in sentences(text) or (Span(0, len(text)),):
        start = sentence.start
        for end in [m.end() for m in _STRETCH_END.finditer(text, *_of(sentence))] + [sentence.end]:
            long_enough = len(text[start:end].split()) >= 4 or end == sentence.end
            if long_enough and text[start:end].strip():
                found.extend(_shortened(text, Span(start, end)))
                start = end
    return found or [Span(0, len(text))]


def _of(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _shortened(text: str, span: Span) -> list[Span]:
    """The stretch in parts of at most twenty words, without white space and marks at its ends."""
    words = [
        (span.start + m.start(), span.start + m.end()) for m in re.finditer(r"\S+", span.of(text))
    ]
    parts = [words[i : i + LONGEST_QUOTE] for i in range(0, len(words), LONGEST_QUOTE)]
    return [_trimmed(text, Span(part[0][0], part[-1][1])) for part in parts]


def _trimmed(text: str, span: Span) -> Span:
    quoted = span.of(text)
    kept = quoted.rstrip(" ,;:–—(-→\n\t")
    return Span(span.start, span.start + len(kept)) if kept else span
