"""What a rating model is worth: agreement with raters it has not seen, and whether its confidence
means what it says, as a table and as a picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from iolkit.evaluation.measures import interval, kappa
from iolkit.records import DIMENSIONS, Dimension

ROUNDS = 300
SEED = 1
STEPS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Borders of the classes of confidence."""
_SIDE, _ROOM = 300, 46


@dataclass(frozen=True, slots=True)
class Verdict:
    """One dimension of one item: levels of rater and model (0 = says nothing), confidence 0..1."""

    item: int
    folder: str
    language: str
    dimension: Dimension
    gold: int
    said: int
    confidence: float

    @property
    def both(self) -> bool:
        """Whether rater and model give a level."""
        return bool(self.gold and self.said)


def mean_kappa(verdicts: Iterable[Verdict]) -> float:
    """The mean over the dimensions of the quadratic weighted kappa where both give a level."""
    return float(np.mean([_kappa(v for v in some) for _, some in _by_dimension(verdicts)]))


def _kappa(verdicts: Iterable[Verdict]) -> float:
    return kappa((v.gold, v.said) for v in verdicts if v.both)


def _by_dimension(verdicts: Iterable[Verdict]) -> list[tuple[str, list[Verdict]]]:
    ranked = sorted(verdicts, key=lambda v: DIMENSIONS.index(v.dimension))
    return [(d, list(some)) for d, some in groupby(ranked, key=lambda v: v.dimension)]


def report(verdicts: Sequence[Verdict]) -> str:
    """Agreement by folder, then by dimension for the training folders together and for dev."""
    lines = []
    for folder in sorted({v.folder for v in verdicts}):
        some = [v for v in verdicts if v.folder == folder]
        lines.append(f" {folder}, never seen: mean kappa {mean_kappa(some):.3f}")
    left_out = [v for v in verdicts if v.folder != "dev"]
    parts = {
        "all folders left out": left_out,
        "dev, never seen": [v for v in verdicts if v.folder == "dev"],
    }
    if parts["dev, never seen"]:
        parts["both"] = list(verdicts)
    for name, some in parts.items():
        if some:
            lines += [f" {name}", *_table(some)]
    return "\n".join([*lines, " how often a confidence is right (left out)", *_classes(left_out)])


def _table(verdicts: Sequence[Verdict]) -> list[str]:
    items = [list(some) for _, some in groupby(sorted(verdicts, key=_item), key=_item)]
    low, high = interval(
        items, lambda rows: mean_kappa(v for row in rows for v in row), ROUNDS, SEED
    )
    lines = ["  dimension      kappa  (95 %)       coverage within_1 null_found null_right"]
    for name, some in _by_dimension(verdicts):
        edges = interval(some, _kappa, ROUNDS, SEED)
        lines.append(
            f"  {name:14} {_kappa(some):.2f}   {edges[0]:.2f}..{edges[1]:.2f}  {_rest(some)}"
        )
    lines.append(
        f"  {'mean':14} {mean_kappa(verdicts):.3f}  {low:.3f}..{high:.3f}  {_rest(verdicts)}"
    )
    for language in ("de", "en"):
        some = [v for v in verdicts if v.language == language]
        lines.append(f"  {language}: mean kappa {mean_kappa(some):.3f}" if some else "")
    return [line for line in lines if line]


def _item(verdict: Verdict) -> int:
    return verdict.item


def _rest(verdicts: Sequence[Verdict]) -> str:
    """Coverage, share within one level, and recall and precision of silence."""
    rated, silent = [v for v in verdicts if v.gold], [v for v in verdicts if not v.said]
    both, unrated = [v for v in verdicts if v.both], [v for v in verdicts if not v.gold]
    near = _share(abs(v.gold - v.said) <= 1 for v in both)
    return (
        f"  {_share(bool(v.said) for v in rated):.2f}     {near:.2f}     "
        f"{_share(not v.said for v in unrated):.2f}       {_share(not v.gold for v in silent):.2f}"
    )


def _share(those: Iterable[bool]) -> float:
    found = list(those)
    return sum(found) / max(1, len(found))


@dataclass(frozen=True, slots=True)
class Class:
    """A class of confidence: how many levels, their mean confidence, and the share that is exactly
    the rater's."""

    count: int
    sure: float
    right: float


def classes(verdicts: Iterable[Verdict]) -> list[Class]:
    """The classes between STEPS that hold any level which a rater gave too."""
    both = [v for v in verdicts if v.both]
    found = []
    for low, high in pairwise(STEPS):
        some = [v for v in both if low <= v.confidence < high or v.confidence == high == 1]
        if some:
            sure = sum(v.confidence for v in some) / len(some)
            found.append(Class(len(some), sure, _share(v.gold == v.said for v in some)))
    return found


def _classes(verdicts: Sequence[Verdict]) -> list[str]:
    rows = classes(verdicts)
    total = sum(row.count for row in rows)
    away = sum(row.count * abs(row.sure - row.right) for row in rows) / max(1, total)
    lines = [f"  {row.sure:.2f} said, {row.right:.2f} right, {row.count} levels" for row in rows]
    return [*lines, f"  on average {away:.3f} away"]


def picture(verdicts: Iterable[Verdict]) -> str:
    """The reliability diagram as SVG: a dot a class, its area by the number of levels; dots on the
    dashed line mean what they say."""
    rows = classes(verdicts)
    most = max((row.count for row in rows), default=1)
    size = _SIDE + 2 * _ROOM
    low, high = _ROOM, _ROOM + _SIDE
    dots = [
        f'<circle cx="{low + _SIDE * row.sure:.1f}" cy="{high - _SIDE * row.right:.1f}" '
        f'r="{4 + 10 * (row.count / most) ** 0.5:.1f}" fill="#2f6690" fill-opacity="0.75">'
        f"<title>{row.sure:.2f} said, {row.right:.2f} right, {row.count} levels</title></circle>"
        for row in rows
    ]
    ticks = [
        f'<text x="{low + _SIDE * at:.0f}" y="{high + 18}" text-anchor="middle">{at:g}</text>'
        f'<text x="{low - 8}" y="{high - _SIDE * at + 4:.0f}" text-anchor="end">{at:g}</text>'
        for at in (0, 0.25, 0.5, 0.75, 1)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" role="img" '
            'font-family="sans-serif" font-size="12" fill="#333">',
            "<title>Confidence said and share of levels right, folders left out</title>",
            f'<rect width="{size}" height="{size}" fill="#fff"/>',
            f'<path d="M{low} {low}V{high}H{high}" fill="none" stroke="#333"/>',
            f'<path d="M{low} {high}L{high} {low}" stroke="#888" stroke-dasharray="5 4"/>',
            *ticks,
            *dots,
            f'<text x="{size / 2}" y="{size - 8}" text-anchor="middle">confidence said</text>',
            f'<text x="14" y="{size / 2}" text-anchor="middle" '
            f'transform="rotate(-90 14 {size / 2})">share exactly the rater\'s level</text>',
            "</svg>",
            "",
        ]
    )
