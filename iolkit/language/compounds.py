"""German compounds and their parts: "Lieferantenwechsels" -> lieferant + wechsel.

A word is parted where both sides are known words of the glossary, the left one in a form that
compounds take (linking s, n, en, es, er or e; final e or the ending of a verb dropped). Few parts
win, then those least changed, then long ones. An index holds the whole word beside its parts, so
a wrong cut costs little.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from iolkit.language.glossary import glossary, nearest
from iolkit.language.spelling import fold, listed
from iolkit.language.stems import stem
from iolkit.language.stopwords import GERMAN
from iolkit.language.verbs import infinitive

_LINKS = (("s", 1), ("es", 2), ("er", 2), ("e", 2))
"""What else may stand between two parts, with how much it changes the left one."""
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
    chen lein enden ende erst rest lagen lage stell eben vers tanden eine oder noch denn ahmen
    uebern"""
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
    whole = [key for link in ("", "n", "en") for key in _without(beginning, link)]
    if whole:
        key = min(whole, key=_rank)
        return _Parts(1, 0 if key == beginning else _INFLECTED, -len(key), (key,))
    for link, change in _LINKS:
        for key in _without(beginning, link):
            return _Parts(1, change, -len(key), (key,))
    for ending, change in _DROPPED:
        if len(beginning) > _SHORTEST_PART and _is_part(key := beginning + ending):
            return _Parts(1, change, -len(beginning), (key,))
    return None


def _without(form: str, link: str) -> tuple[str, ...]:
    """The part that becomes `form` with this link, () if there is none."""
    key = form.removesuffix(link)
    long_enough = not link or len(key) >= 4
    return (key,) if form.endswith(link) and long_enough and _is_part(key) else ()


def _last(ending: str) -> _Parts | None:
    """The known word that `ending` is a form of: "teilen" rather Teil than teilen."""
    keys = [key for key in glossary().by_stem.get(stem(ending, "de"), ()) if _is_part(key)]
    begun = [key for key in keys if ending.startswith(key)]
    if begun:
        key = min(begun, key=_rank)
    elif keys and len(ending) > _SHORTEST_PART:
        key = nearest(ending, keys)
    else:
        return None
    return _Parts(1, 0 if key == ending else _INFLECTED, -len(ending), (key,))


def _rank(key: str) -> int:
    return glossary().ranks[key]


def _is_part(key: str) -> bool:
    if key not in glossary().entries:
        return False
    return key in _SHORT_PARTS if len(key) < 4 else key not in GERMAN and key not in _NO_PARTS
