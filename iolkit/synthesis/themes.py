"""Items that tell of one thing, put together: average linkage with a fixed cut, no chance in it.

Nearness is that of the stored vectors, and of the words that two items share. The same items give
the same themes, in whatever order they come.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from iolkit.embedded.nearness import DENSE_SHARE, content
from iolkit.engine import Matrix

CUT = 0.02
"""Mean nearness below which two groups of items stay apart."""
LOOSE = -0.05
"""Mean nearness to a theme from which a best-practice card joins it."""
FEWEST, MOST = 2, 6
ALONE = 0.2
"""Share of the items that may be left alone at the cut."""
ALONE_FROM = 4
"""Fewer items than this are one theme; from here on one item alone is none."""

_GONE = -9.0
"""Below every nearness: not to be merged any more."""

Floats = npt.NDArray[np.float64]


def nearness(texts: Sequence[str], vectors: Matrix) -> Floats:
    """How near each two items are, compared with what all of them have in common (-1..1).

    Items on one matter are all alike; what is left when their mean is taken off tells them apart.
    """
    words = [content(text) for text in texts]
    known = sorted(frozenset().union(*words)) if words else []
    place = {word: n for n, word in enumerate(known)}
    held = np.zeros((len(texts), len(known)))
    for row, its in enumerate(words):
        held[row, [place[word] for word in its]] = 1.0
    rarity = (
        np.log((1 + len(texts)) / (1 + held.sum(axis=0))) + 1 if len(known) else held.sum(axis=0)
    )
    shared = _centred(_unit(held * rarity))
    dense = _centred(np.asarray(vectors, np.float64))
    return np.asarray(DENSE_SHARE * dense @ dense.T + (1 - DENSE_SHARE) * shared @ shared.T)


def _centred(rows: Floats) -> Floats:
    return _unit(rows - rows.mean(axis=0)) if len(rows) else rows


def _unit(rows: Floats) -> Floats:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))


def grouped(near: Floats, told: Sequence[bool]) -> list[list[int]]:
    """Up to six groups of items, the largest first, items in the order given.

    Themes are drawn among what was `told` by somebody; best-practice cards join the nearest, and
    those near to none are a group of their own.
    """
    own = [place for place, each in enumerate(told) if each]
    if len(own) < FEWEST:
        # Literature alone, or one thing told: nothing to draw themes among.
        return _sorted(_themes(near, list(range(len(near)))))
    themes = _themes(near, own)
    rest = [place for place, each in enumerate(told) if not each]
    _join(near, themes, rest, LOOSE)
    apart = [place for place in rest if not any(place in theme for theme in themes)]
    return _sorted(themes)[: MOST - bool(apart)] + ([apart] if apart else [])


def _themes(near: Floats, places: Sequence[int]) -> list[list[int]]:
    """Groups among some of the items."""
    groups = [[places[n] for n in group] for group in _linked(near[np.ix_(places, places)])]
    if len(places) < ALONE_FROM:
        return [list(places)]
    several = [group for group in groups if len(group) > 1]
    themes = _sorted(several)[:MOST] or [list(places)]
    _join(near, themes, [p for p in places if not any(p in theme for theme in themes)], -1.0)
    return themes


def _join(near: Floats, themes: list[list[int]], rest: Sequence[int], least: float) -> None:
    """Put each item left to the theme it is nearest to, if it is as near as `least`."""
    drawn = [list(theme) for theme in themes]
    for item in rest:
        means = [float(near[item, theme].mean()) for theme in drawn]
        best = max(range(len(drawn)), key=lambda n: (means[n], -n))
        if means[best] >= least:
            themes[best].append(item)


def _sorted(groups: Sequence[Sequence[int]]) -> list[list[int]]:
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def _linked(near: Floats) -> list[list[int]]:
    """Groups by average linkage, merged while two are nearer than the cut or many stand alone."""
    groups: dict[int, list[int]] = {n: [n] for n in range(len(near))}
    between = near.copy()
    np.fill_diagonal(between, _GONE)
    while len(groups) > FEWEST:
        at = int(np.argmax(between))
        a, b = sorted(divmod(at, len(near)))
        alone = sum(len(group) == 1 for group in groups.values())
        if between[a, b] < CUT and alone <= ALONE * len(near):
            break
        size_a, size_b = len(groups[a]), len(groups[b])
        mean = (size_a * between[a] + size_b * between[b]) / (size_a + size_b)
        gone = between[a] <= _GONE
        between[a], between[:, a] = mean, mean
        between[a, gone] = between[gone, a] = _GONE
        between[b, :] = between[:, b] = _GONE
        between[a, a] = _GONE
        groups[a] = sorted(groups[a] + groups.pop(b))
    return list(groups.values())
