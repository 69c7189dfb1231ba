"""The judge: a trained linear model of what stretches of a note mean.

It scores every clause and amount of a page for the categories it was trained on; which of them
become flags is decided by money.py, figures.py and clauses.py. The weights are made by
iolkit.training.clauses and read from `clauses.npz`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from iolkit.errors import Unavailable
from iolkit.recognizers.amounts import amounts
from iolkit.recognizers.cutting import clauses
from iolkit.recognizers.models import place
from iolkit.recognizers.page import Page
from iolkit.recognizers.scoring import chances, scores
from iolkit.recognizers.spans import SpanSigns, Stretch
from iolkit.records import Span

Verdict = Literal[
    "none",
    "strategy",
    "personnel",
    "contract",
    "security",
    "ip",
    "confidential",
    "figures",
    "money",
]
VERDICTS: tuple[Verdict, ...] = (
    "none", "strategy", "personnel", "contract", "security", "ip", "confidential", "figures",
    "money",
)  # fmt: skip
Weights = npt.NDArray[np.float32]
WORTH_A_LOOK = 0.003
"""The model counts a feature once however often it occurs in a stretch; running sums count it each
time. So the sums only sort out what is nothing, and what may be something is scored exactly."""


class Judged(NamedTuple):
    """A stretch and how probable each of VERDICTS is for it."""

    stretch: Stretch
    chances: tuple[float, ...]
    weighed: bool = False
    """Whether its sentence was heard as well (topics.py)."""

    @property
    def sensitive(self) -> float:
        """How probable it is that the stretch is anybody's secret at all."""
        return 1.0 - self.chances[0]

    @property
    def verdict(self) -> Verdict:
        """The most probable category other than none."""
        others = self.chances[1:]
        return VERDICTS[1 + others.index(max(others))]

    def told_by(self, recognizer: str) -> str:
        """The name of what says so: the judge alone, or together with the sentence's vector."""
        return f"{recognizer}+sentence" if self.weighed else recognizer

    def chance(self, verdict: Verdict) -> float:
        """How probable `verdict` is."""
        return self.chances[VERDICTS.index(verdict)]


@dataclass(frozen=True, eq=False)
class Judge:
    """Weights of every hashed feature for every verdict: (BUCKETS, verdicts)."""

    weights: Weights

    @classmethod
    def load(cls, folder: Path | None = None) -> Judge:
        """The judge in `folder`, else the shipped one. Raises Unavailable if neither is there."""
        return _loaded(place("clauses.npz", folder))

    def judge(self, page: Page, signs: SpanSigns) -> list[Judged]:
        """Every clause and amount of the page with its chances, in order of the sentences."""
        found = stretches(page)
        if not found:
            return []
        rough = chances(scores(self.weights, signs, found))
        likely = [i for i in range(len(found)) if 1 - rough[i, 0] >= WORTH_A_LOOK]
        if likely:
            features = signs.features([found[i] for i in likely])
            exact = [self.weights[row].sum(axis=0) for row in features]
            rough[likely] = chances(np.array(exact, dtype=np.float32))
        return [Judged(s, tuple(row)) for s, row in zip(found, rough.tolist(), strict=True)]


def stretches(page: Page) -> list[Stretch]:
    """Every clause and amount of a page."""
    found: list[Stretch] = []
    for sentence in page.sentences:
        found += [Stretch(a, b, "clause") for a, b in clauses(page.text, *_ends(sentence))]
        for amount in amounts(page.text, *_ends(sentence)):
            found.append(Stretch(amount.start, amount.end, amount.form))
            found += [Stretch(a, b, f"{amount.form}+") for a, b in amount.longer]
    return found


BREADTH = 0.25
"""How far the longer of two stretches is favoured that are nearly as sure (times log of length)."""
SECOND, SHARED = 0.2, 0.5
"""How sure a stretch must be to stand beside a surer one that takes no more than this share of it:
the secret may go on where the surer stretch ends."""


def chosen(judged: Sequence[Judged]) -> list[Judged]:
    """The surest stretches. Clauses and amounts are chosen apart, since one may hold the other."""
    clauses_only = [one for one in judged if one.stretch.kind == "clause"]
    amounts_only = [one for one in judged if one.stretch.kind != "clause"]
    return [*_surest(clauses_only), *_surest(amounts_only)]


def _surest(judged: Sequence[Judged]) -> list[Judged]:
    def rank(one: Judged) -> float:
        return one.sensitive + BREADTH * float(np.log1p(one.stretch.end - one.stretch.start))

    taken: list[Judged] = []
    left: list[Judged] = []
    for one in sorted(judged, key=rank, reverse=True):
        (left if _taken(one, taken) else taken).append(one)
    for one in sorted(left, key=lambda other: other.sensitive, reverse=True):
        if one.sensitive < SECOND:
            break
        if _taken(one, taken) <= SHARED * (one.stretch.end - one.stretch.start):
            taken.append(one)
    return taken


def _taken(one: Judged, others: Sequence[Judged]) -> int:
    """How many characters of a stretch the others take."""
    a, b, _ = one.stretch
    return sum(max(0, min(b, o.stretch.end) - max(a, o.stretch.start)) for o in others)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@lru_cache(maxsize=8)
def _loaded(path: Path) -> Judge:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            return Judge(arrays["weights"].astype(np.float32))
    except (OSError, KeyError, ValueError) as error:
        raise Unavailable("recognizer_model_missing", file=path.name) from error
