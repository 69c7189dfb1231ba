"""Verbs whose particle stands at the end of its clause: "kündigen die Übung nicht mehr an".

Without it "kündigen" is to give notice and "an" says nothing; together they announce something.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from iolkit.language.glossary import entry_of, glossary
from iolkit.language.spelling import Word, fold, listed
from iolkit.language.stopwords import STOPWORDS
from iolkit.language.verbs import PARTICLES

_BORDER = re.compile(r"[.,;:!?()\[\]–—\"„“/|\n]")
_JOINING = listed("und oder aber sondern denn weil dass damit wenn als bis bevor nachdem sobald ob")
"""Words that begin another clause."""
_MOST_WORDS = 16
"""So far apart verb and particle may stand."""


def separated(text: str, found: Sequence[Word]) -> Mapping[int, str]:
    """By the place of a verb and of its particle in `found`, words of `text`: the key of the whole
    verb in the glossary, and "" for the particle, which has said what it says."""
    pairs: dict[int, str] = {}
    start = 0
    for at, word in enumerate(found):
        if at and _parts_clauses(text, found[at - 1], word):
            start = at
        if word.text.islower() and fold(word.text) in PARTICLES and _ends_clause(text, found, at):
            verb = _verb(found, max(start, at - _MOST_WORDS), at)
            if verb is not None:
                pairs[verb[0]], pairs[at] = verb[1], ""
    return pairs


def _verb(found: Sequence[Word], start: int, particle: int) -> tuple[int, str] | None:
    """The first verb before the particle that the particle makes a known verb with."""
    added = fold(found[particle].text)
    for at in range(start, particle):
        word = found[at].text
        folded = fold(word)
        if (word[0].isupper() and at > start) or folded in STOPWORDS:
            continue
        verb = entry_of(folded, lower=True)
        if verb and verb.endswith("n") and added + verb in glossary().entries:
            return at, added + verb
    return None


def _parts_clauses(text: str, before: Word, word: Word) -> bool:
    between = text[before.span.end : word.span.start]
    return bool(_BORDER.search(between)) or fold(word.text) in _JOINING


def _ends_clause(text: str, found: Sequence[Word], at: int) -> bool:
    return at + 1 == len(found) or _parts_clauses(text, found[at], found[at + 1])
