"""Finds the learning items of a note: which sentences are in one, where it begins and ends.

A linear model looks at each sentence (words, word classes, layout), runs.py puts sentences
together. It does not know what an item is worth; rate.py does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from iolkit.embedded import features, layout, runs, weights
from iolkit.embedded.features import Hashed, Signals, Vector
from iolkit.language import sentences
from iolkit.records import Span
from iolkit.rubric import Rubric

MODEL = "items.npz"
LONGEST_SENTENCE = 1_000
"""Code points of a sentence that are looked at."""
SECRECY = 10.0
"""What a passage loses (in log odds) by being secret as a whole; half of that by half."""
DOUBT = 2.0
"""The same where it is less likely than not that it is secret. Rules that would rather flag too
much must not take the one thing worth learning out of a short note; what they flag stays flagged.
"""
LONG_NOTE = 12
"""Sentences from which on a note is judged with full caution."""
SHORT_NOTE = 1.0
"""The bias (log odds) towards items in a note of no length; it fades as caution grows."""
FEWEST_WORDS = 4
"""A passage with fewer words is a heading, not an item."""

_LEAD = re.compile(
    r"""(?: [ \t>]* (?: [-*•·–+#]+ | \|[ \t]*[-+]* ) [ \t]+       # a bullet
          | [ \t>]* \(? \d{1,2} (?: [.):] [ \t]+ | [ \t]{2,} )     # 1) 2. or a number apart
          | \[? \d{1,2}[:.]\d{2} (?: [:.]\d{2} )? (?: [ \t]? [ap]m )? \]? [ \t]+    # 09:40
          | \[? \d{1,2}[./]\d{1,2}[./]\d{2,4}, [ \t] \d{1,2}:\d{2} (?: :\d{2} )?
            \]? [ \t] (?: -[ \t] )? [^:\n]{1,40} : [ \t]          # a line of a chat
        )+""",
    re.VERBOSE,
)

_TITLE = re.compile(r"#{1,6}[ \t][^\n]*[^\n.!?]")
"""A line marked as a heading that is no sentence: it names what follows and tells nothing."""


class Segmenter:
    """Draws learning items. Raises Unavailable when the trained part is missing."""

    def __init__(self, rubric: Rubric, models: Path | None) -> None:
        self._signals = Signals(rubric)
        self._model = weights.load(MODEL, models, sentence_names(self._signals))
        self._runs = np.array(self._model.note["runs"], float)
        self._bias = float(self._model.note["bias"])

    def segment(
        self, text: str, secrets: Sequence[Span] = (), doubtful: Sequence[Span] = ()
    ) -> tuple[Span, ...]:
        """The items, in order, disjoint, inside the text, without bullet and outer white space.

        `secrets` are stretches that hold something sensitive: a passage that is mostly secret
        teaches nobody anything. `doubtful` are stretches that more likely hold nothing of the kind.
        """
        parts = sentences(text)
        if not parts:
            return ()
        rows = look(text, parts, self._signals)
        scores = np.array([self._model.score(dense, blocks) for dense, blocks in rows], float)
        laid = runs.board(text, parts, scores)
        bias = caution(self._bias, len(parts)) - SECRECY * runs.shares(laid, secrets)
        bias -= DOUBT * runs.shares(laid, doubtful)
        found = runs.best_runs(laid, self._runs, bias)
        spans = (Span(parts[a].start, parts[b].end) for a, b in found)
        cut = (trimmed(text, span) for span in spans if not _TITLE.fullmatch(span.of(text).strip()))
        return tuple(span for span in cut if len(span.of(text).split()) >= FEWEST_WORDS)


def caution(bias: float, count: int) -> float:
    """The bias (log odds) for items in a note of `count` sentences, where long notes have `bias`:
    a line or two are pasted for what they say, a protocol is mostly something else."""
    share = min(1.0, count / LONG_NOTE)
    return bias * share + SHORT_NOTE * (1 - share)


def sentence_names(signals: Signals) -> tuple[str, ...]:
    """What each dense feature of a sentence is."""
    return features.dense_names(signals) + layout.NAMES


def look(
    text: str, parts: Sequence[Span], signals: Signals
) -> list[tuple[Vector, dict[str, Hashed]]]:
    """The features of each sentence, in the order of `sentence_names`, and its hashed blocks."""
    lines = layout.lines_of(text, parts)
    rows = []
    for at, part in enumerate(parts):
        seen = features.view(part.of(text)[:LONGEST_SENTENCE])
        where = layout.describe(text, parts, lines, at)
        rows.append((np.concatenate([features.dense(seen, signals), where]), features.hashed(seen)))
    return rows


def trimmed(text: str, span: Span) -> Span:
    """The span without a leading bullet, number or clock time, and without outer white space."""
    lead = _LEAD.match(text, span.start, span.end)
    start = lead.end() if lead else span.start
    said = text[start : span.end]
    if not said.strip():
        return span
    return Span(start + len(said) - len(said.lstrip()), span.end - len(said) + len(said.rstrip()))
