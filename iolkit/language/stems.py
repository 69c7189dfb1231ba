"""Stems: inflected forms of a word brought together (Snowball, German and English).

Words are folded first, so that "Übergabe", "Uebergabe" and "UEBERGABE" have one stem, and gender
forms ("Kolleg:innen", "Mitarbeiterinnen") lose their ending, so that they find the plain word.
Where Snowball parts forms of one frequent word ("Problem", "Probleme"), a table mends it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache

import Stemmer

from iolkit.language.spelling import Tongue, fold, listed

_MARKED = re.compile(r"(?:[:*·_/]-?|/-|\()in(?:nen)?\)?$")
"""Gender forms with a mark: Kolleg:innen, Mitarbeiter*in, Leiter/-innen, Leiter(innen)."""

_FEMININE = re.compile(
    r"(?:er|or|eur|ist|ent|ant|ert|og|urg|lleg|aet|at|chef|aerzt|freund|nachbar|kund|zeug|pat)in(?:nen)?$"
)
"""Feminine forms by the ending of the plain word: Leiterin, Autorin, Expertin, Soziologin."""

_NOT_FEMININE = listed(
    """
    gerinnen verrinnen zerrinnen entrinnen termin margin latin satin origin region virgin begin
    plugin login heroin gelatin platin
    """
)
"""Words that only end like a feminine form."""

_FAMILIES = (
    ("zustaendig", "zustaendig"),
    ("unzustaendig", "zustaendig"),
    ("verstaendig", "verstaendig"),
)
"""Snowball strips "Zuständigkeit" down to "Zustand" and "Verständigung" to "Verstand"; who answers
for what is not the state that it is in, so these families keep a stem of their own."""

_DECLINED = listed(
    """
    system problem theorem tandem extrem bequem konzern modern intern extern kurs zins konsens
    impuls divers frei
    """
)
"""Snowball takes the end of these for an ending (problem -> probl, but probleme -> problem)."""

_PLURAL_S = listed(
    """
    buero auto foto video info kita azubi handy kamera studio radio logo demo abo kilo euro memo
    wiki intro promo
    """
)
"""After a vowel Snowball keeps the s of the plural."""

_ODD = {
    "firma": "firm", "firmas": "firm", "thema": "them", "themas": "them", "konto": "kont",
    "kontos": "kont", "risiko": "risik", "risikos": "risik", "szenario": "szenari",
    "szenarios": "szenari", "ium": "i", "iums": "i", "zentrum": "zentr", "zentrums": "zentr",
    "prinzipien": "prinzip", "materialien": "material", "nachbarn": "nachbar", "herrn": "herr",
    "praktikum": "praktik", "praktikums": "praktik", "praktika": "praktik",
}  # fmt: skip
"""Singulars and plurals that Snowball does not bring to one stem (Firmen, Kriterien)."""

_WHOLE_WORDS = (("teuer", "teur"), ("dunkel", "dunkl"), ("einzeln", "einzeln"))
"""Adjectives that drop an e before an ending, too short to be told by their end alone."""


def _endings() -> Iterator[tuple[str, str]]:
    for word in _DECLINED:
        yield from ((word + ending, word) for ending in ("", "e", "en", "er", "em", "es", "s"))
    for word in _PLURAL_S:
        yield from ((word, word), (word + "s", word))
    for adjective in ("ibel", "abel"):
        root = adjective[:-2] + "l"
        yield from ((root + ending, adjective) for ending in ("e", "en", "er", "em", "es"))
    yield from _ODD.items()


_MENDED = dict(_endings())
_MENDED_ENDINGS = tuple(_MENDED)
_MENDED_WORDS = {
    form: word
    for word, root in _WHOLE_WORDS
    for form in (word, *(root + ending for ending in ("e", "en", "er", "em", "es")))
}
_FAMILY_BEGINNINGS = tuple(beginning for beginning, _ in _FAMILIES)

_own = threading.local()


@lru_cache(maxsize=20_000)
def stem(word: str, tongue: Tongue) -> str:
    """The stem of one word, folded; `word` may be folded already. Compare, never show it."""
    plain = fold(word)
    if tongue == "en":
        return str(_snowball("english").stemWord(plain))
    return german_stems((plain,))[0]


def german_stems(folded: Sequence[str]) -> list[str]:
    """The stems of many folded German words at once."""
    plain = [neutral(word) for word in folded]
    found: list[str] = _snowball("german").stemWords(plain)
    for at, word in enumerate(plain):
        if word in _MENDED_WORDS:
            found[at] = _MENDED_WORDS[word]
        elif word.endswith(_MENDED_ENDINGS):
            found[at] = _mended(word)
        elif word.startswith(_FAMILY_BEGINNINGS):
            found[at] = next(kept for beginning, kept in _FAMILIES if word.startswith(beginning))
    return found


def neutral(folded: str) -> str:
    """A folded German word without its gender ending: "kolleg:innen" -> "kolleg".

    Words with neither a mark nor a feminine ending come back as they are.
    """
    if "in" not in folded:
        return folded
    marked = _MARKED.sub("", folded)
    if marked != folded:
        return marked
    if len(folded) < 6 or folded in _NOT_FEMININE or not _FEMININE.search(folded):
        return folded
    return folded.removesuffix("innen") if folded.endswith("innen") else folded.removesuffix("in")


def _mended(word: str) -> str:
    """The stem with the umlauts taken off as Snowball does it, so that compounds compare."""
    ending = max((e for e in _MENDED_ENDINGS if word.endswith(e)), key=len)
    kept = word.removesuffix(ending) + _MENDED[ending]
    return _UMLAUT.sub(lambda match: match.group()[0], kept)


_UMLAUT = re.compile(r"[ao]e|(?<!q)ue")


def _snowball(language: str) -> Stemmer.Stemmer:
    # A Stemmer must not be shared between threads.
    if not hasattr(_own, language):
        setattr(_own, language, Stemmer.Stemmer(language))
    return getattr(_own, language)
