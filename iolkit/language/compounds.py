"""German compounds and their parts: "Lieferantenwechsels" -> lieferant + wechsel.

A word is parted where both sides are known words of the glossary, the left one in a form that
compounds take (linking s, n, en, es, er or e; final e or the ending of a verb dropped). Few parts
win, then those least changed, then long ones. An index holds the whole word beside its parts, so
a wrong cut costs little.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from iolkit.language.glossary import glossary, nearest_by_stem
from iolkit.language.spelling import fold, listed
from iolkit.language.stopwords import GERMAN
from iolkit.language.verbs import infinitive

_LINKS = (("", 0), ("s", 1), ("n", 1), ("en", 1), ("es", 2), ("er", 2), ("e", 2))
"""What may stand between two parts, with how much it changes the left one."""
_DROPPED = (("e", 2), ("en", 3), ("n", 3))
"""What the left part may lose: Schule -> Schul-, schreiben -> Schreib-, wandern -> Wander-."""
_INFLECTED = 1

_SHORTEST_WORD = 7
_SHORTEST_PART = 3
_MOST_PARTS = 4
_SHORT_PARTS = listed(
    """amt art bad bau eid eis gas rad rat rot tag tat tee tor typ uhr weg not ort oel bus job gut
    web app weg neu hof see mut"""
)
"""Words of two or three letters that do stand in compounds; others mostly match by chance."""

_NO_PARTS = listed(
    """lich keit heit ungs igen isch schaft unter ueber nach ohne wider hinter gegen haft bar
    chen lein enden ende erst rest lagen lage stell eben vers tanden eine oder noch denn"""
)
"""Endings, prefixes and short words that look like parts where there are none."""


class _Parts(NamedTuple):
    """A way to part a word: the number of parts, how much they changed, minus the shortest."""

    number: int
    change: int
    shortness: int
    keys: tuple[str, ...]


def compound_parts(word: str) -> tuple[str, ...]:
    """The parts of a German compound as folded plain words, () when it is not one."""
    return _parts(fold(word))


@lru_cache(maxsize=20_000)
def _parts(folded: str) -> tuple[str, ...]:
    if len(folded) < _SHORTEST_WORD or not folded.isalpha():
        return ()
    best = _split(folded, _MOST_PARTS)
    if best is None or infinitive(folded, glossary().entries):
        return ()
    return best.keys


def _split(rest: str, most: int) -> _Parts | None:
    """The best way to part `rest` into two to `most` parts."""
    found: list[_Parts] = []
    for cut in range(_SHORTEST_PART, len(rest) - _SHORTEST_PART + 1):
        left = _first(rest[:cut])
        if left is None:
            continue
        right = _last(rest[cut:]) or (_split(rest[cut:], most - 1) if most > 2 else None)
        if right is not None:
            found.append(
                _Parts(
                    left.number + right.number,
                    left.change + right.change,
                    max(left.shortness, right.shortness),
                    left.keys + right.keys,
                )
            )
    return min(found, default=None)


def _first(beginning: str) -> _Parts | None:
    """The known word that takes the form `beginning` in front of another part."""
    for link, change in _LINKS:
        if beginning.endswith(link) and _is_part(key := beginning.removesuffix(link)):
            return _Parts(1, change, -len(key), (key,))
    for ending, change in _DROPPED:
        if len(beginning) > _SHORTEST_PART and _is_part(key := beginning + ending):
            return _Parts(1, change, -len(beginning), (key,))
    return None


def _last(ending: str) -> _Parts | None:
    """The known word that `ending` is a form of."""
    if _is_part(ending):
        return _Parts(1, 0, -len(ending), (ending,))
    key = nearest_by_stem(ending) if len(ending) > _SHORTEST_PART else None
    if key is None or not _is_part(key):
        return None
    return _Parts(1, _INFLECTED, -len(ending), (key,))


def _is_part(key: str) -> bool:
    if key not in glossary().entries:
        return False
    return key in _SHORT_PARTS if len(key) < 4 else key not in GERMAN and key not in _NO_PARTS
