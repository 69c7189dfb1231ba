"""Stems: inflected forms of a word brought together (Snowball, German and English).

Words are folded first, so that "Übergabe", "Uebergabe" and "UEBERGABE" have one stem, and gender
forms ("Kolleg:innen", "Mitarbeiterinnen") lose their ending, so that they find the plain word.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
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
    """gerinnen verrinnen zerrinnen entrinnen erinnen bestandin termin margin latin satin patin
    origin region virgin begin plugin login heroin gelatin platin"""
)
"""Words that only end like a feminine form."""

_KEPT = (
    ("zustaendig", "zustaendig"),
    ("unzustaendig", "zustaendig"),
    ("verstaendig", "verstaendig"),
)
"""Snowball strips "Zuständigkeit" down to "Zustand" and "Verständigung" to "Verstand"; who answers
for what is not the state that it is in, so these families keep a stem of their own."""

_KEPT_BEGINNINGS = tuple(beginning for beginning, _ in _KEPT)

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
    found: list[str] = _snowball("german").stemWords([neutral(word) for word in folded])
    for at, word in enumerate(folded):
        if word.startswith(_KEPT_BEGINNINGS):
            found[at] = next(kept for beginning, kept in _KEPT if word.startswith(beginning))
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
    if len(folded) < 6 or folded in _NOT_FEMININE:
        return folded
    if not _FEMININE.search(folded):
        return folded
    return folded.removesuffix("innen") if folded.endswith("innen") else folded.removesuffix("in")


def _snowball(language: str) -> Stemmer.Stemmer:
    # A Stemmer must not be shared between threads.
    if not hasattr(_own, language):
        setattr(_own, language, Stemmer.Stemmer(language))
    return getattr(_own, language)
