"""German compounds and their parts: "Lieferantenwechsels" -> lieferant + wechsel.

A word is parted where both sides are known words of the glossary, the left one in a form that
compounds take (linking s, n, en, es, er or e; final e or the ending of a verb dropped). Few parts
win, then those least changed, then long ones. An index holds the whole word beside its parts, so
a wrong cut costs little.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from iolkit.language.glossary import glossary
from iolkit.language.spelling import fold, listed
from iolkit.language.stems import stem
from iolkit.language.stopwords import GERMAN
from iolkit.language.verbs import infinitive

_LINKS = (("s", 1), ("es", 2), ("er", 2), ("e", 2))
"""What else may stand between two parts, with how much it changes the left one."""
_DROPPED = (("e", 2), ("en", 3), ("n", 3))
"""What the left part may lose: Schule -> Schul-, schreiben -> Schreib-, wandern -> Wander-."""
_INFLECTED, _PLURAL = 1, 3

_SHORTEST_WORD, _LONGEST_WORD = 7, 60
_SHORTEST_PART = 3
_MOST_PARTS = 4
_SHORT_PARTS = listed(
    """
    amt art bad bau eid eis gas rad rat rot tag tat tee tor typ uhr weg not ort oel bus job gut
    web app neu hof see mut zug hut arm ohr ruf rand
    """
)
"""Words of two or three letters that do stand in compounds; others mostly match by chance."""

_NO_PARTS = listed(
    """
    lich keit heit ungs igen isch schaft haft bar chen lein enden samt erst rest lagen stell eben
    vers tanden eine oder noch denn ahmen uebern unter ueber nach ohne wider hinter gegen durch
    zusammen heraus hinaus herein hinein voraus vorbei zurueck weiter wieder entgegen entlang
    gegenueber herum herunter hervor hinweg hinzu hinterher herbei herueber dabei nieder empor
    """
)
"""Endings, prefixes and short words that look like parts where there are none."""

_ALSO_PARTS = listed("selbst neben mehr")
"""Stop words that do stand in compounds (Selbststudium, Nebenkosten, Mehrwert)."""

_INFLECTIONS = frozenset(
    ("", "e", "en", "em", "er", "ern", "es", "n", "ns", "nen", "s", "se", "sen")
)
"""What a noun or adjective takes when it is declined."""

_LATIN_ENDINGS = ("a", "o", "um", "us")
_LATIN_ENDING = re.compile("(?:[ao]|um|us)$")
"""What gives way to the plural in Firma, Konto, Zentrum, Virus."""

_UMLAUT = re.compile("(?<=[aou])e")


class _Parts(NamedTuple):
    """A way to part a word: the number of parts, how much they changed, minus the shortest."""

    number: int
    change: int
    shortness: int
    keys: tuple[str, ...]


def compound_parts(word: str) -> tuple[str, ...]:
    """The parts of a German compound as folded plain words, () when it is not one."""
    return _parts(fold(word))


def is_first_part(beginning: str) -> bool:
    """Whether a folded beginning is a known word in the form it takes in front of another."""
    return _first(beginning) is not None


def is_last_part(ending: str) -> bool:
    """Whether a folded ending is a known word, declined or not."""
    return _last(ending) is not None


@lru_cache(maxsize=20_000)
def _parts(folded: str) -> tuple[str, ...]:
    if not _SHORTEST_WORD <= len(folded) <= _LONGEST_WORD or not folded.isalpha():
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
    return _declined(beginning, _PLURAL) if beginning.endswith(("n", "er")) else None


def _without(form: str, link: str) -> tuple[str, ...]:
    """The part that becomes `form` with this link, () if there is none."""
    key = form.removesuffix(link)
    long_enough = len(key) >= 4 or link in ("", "s", "es")
    return (key,) if form.endswith(link) and long_enough and _is_part(key) else ()


def _last(ending: str) -> _Parts | None:
    """The known word that `ending` is a form of."""
    return None if ending in _NO_PARTS else _declined(ending, _INFLECTED)


def _declined(form: str, change: int) -> _Parts | None:
    """The known word that `form` is declined from: "teilen" rather from Teil than teilen."""
    keys = [key for key in glossary().by_stem.get(stem(form, "de"), ()) if _is_part(key)]
    declined = [key for key in keys if _is_declined(form, key)]
    if not declined:
        # Some nouns stand in the glossary with the ending of a verb only ("Lohn" under lohnen).
        verb = form + ("n" if form.endswith(("r", "l")) else "en")
        declined = [key for key in keys if key == verb]
    if not declined:
        return None
    key = min(declined, key=lambda key: (not form.startswith(key), _rank(key)))
    return _Parts(1, 0 if key == form else change, -len(form), (key,))


def _is_declined(form: str, key: str) -> bool:
    if form.startswith(key):
        return form.removeprefix(key) in _INFLECTIONS
    if key.endswith(_LATIN_ENDINGS):
        return form == _LATIN_ENDING.sub("en", key)
    plain, plain_key = _UMLAUT.sub("", form), _UMLAUT.sub("", key)
    return plain.startswith(plain_key) and plain.removeprefix(plain_key) in _INFLECTIONS


def _rank(key: str) -> int:
    return glossary().ranks[key]


def _is_part(key: str) -> bool:
    if key not in glossary().entries:
        return False
    if len(key) < 4:
        return key in _SHORT_PARTS
    return key not in _NO_PARTS and (key not in GERMAN or key in _ALSO_PARTS)
