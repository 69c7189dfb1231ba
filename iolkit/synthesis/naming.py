"""Names for themes: the words that tell one from the others, in the reader's language.

German and English words meet in their English stem, so a theme of English notes gets German words
where a German note among those found has them. Nouns name best: a word counts as one when a
German note writes it with a capital inside a sentence, or an English one puts an article before.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from iolkit.language import STOPWORDS, Tongue, fold, gloss, sentences, stem, tongue, words
from iolkit.language.spelling import listed

WORDS = 3
SHORTEST = 4
_STAND_IN = re.compile(r"\[[^\]\s]+\]")
_PALE = listed(
    """
    jahr jahre tag tage woche wochen monat monate stunde minute minuten mensch menschen leute person
    seite teil ende anfang fall sache ding mal frage fragen antwort antworten beispiel punkt weise
    art zahl haus euro prozent mann frau kollege kollegin gast beleg quelle studie wann schiefgeht
    vorbehalt regel thema
    year years day days week weeks month months hour minute minutes people person page part end
    start case thing time way kind number house euro percent man woman colleague colleagues guest
    host question questions answer answers example point rule evidence source when caveat wrong
    one two three four five six seven eight nine ten first second third new old good bad big small
    more most less many much make made take taken give given get got go gone come came say said tell
    told know known need needed use used work works worked want keep kept see seen put let also even
    still only back well long short every each other same own nobody everybody somebody without
    within before after since until because while where which whose alone without always never
    """
)
"""Words that say nothing of what a theme is about."""


_BEFORE_NOUNS = listed(
    "the a an their his her our its your my each every no one of this that these"
)


@dataclass
class _Word:
    """What is written for one English stem: forms by language, and whether it is a noun."""

    forms: dict[Tongue, Counter[str]] = field(
        default_factory=lambda: {"de": Counter(), "en": Counter()}
    )
    glossed: Counter[str] = field(default_factory=Counter)
    """English words that German ones were glossed with: for who reads English, where no English
    note has a word for it."""
    noun: set[Tongue] = field(default_factory=set)
    """The languages in which it stands like a noun."""


def names(
    texts: Sequence[str], groups: Sequence[Sequence[int]], language: Tongue, topic: str
) -> list[tuple[str, ...]]:
    """Up to three words a group; what was asked for names none of them."""
    known: defaultdict[str, _Word] = defaultdict(_Word)
    held = [_stems(text, known) for text in texts]
    asked = _stems(topic, defaultdict(_Word))
    among = Counter(each for stems in held for each in stems)
    topical = [word.text for word in words(topic) if len(word.text) >= SHORTEST]
    taken: set[str] = set()
    found = []
    for group in groups:
        inside = Counter(each for item in group for each in held[item])
        fit = [each for each in inside if each not in asked and _names(known[each], language)]
        nouns = [each for each in fit if _is_named(known[each], language)]
        # Words of the other language name a theme only where there are none of the reader's.
        nouns = [each for each in nouns if known[each].forms[language]] or nouns
        ranked = sorted(
            nouns,
            key=lambda each: (-_worth(each, inside, among, len(group), len(texts), known), each),
        )
        said: list[str] = []
        for each in ranked:
            word = _form(known[each], language)
            if each not in taken and not any(_akin(word, other) for other in (*said, *topical)):
                said.append(word)
                taken.add(each)
            if len(said) == WORDS:
                break
        found.append(tuple(said))
    return found


def _worth(
    each: str,
    inside: Counter[str],
    among: Counter[str],
    size: int,
    total: int,
    known: defaultdict[str, _Word],
) -> float:
    """How much more often a word stands in the theme than elsewhere; nouns count double."""
    here = inside[each] / size
    elsewhere = (among[each] - inside[each] + 0.5) / (total - size + 1)
    return inside[each] * math.log1p(here / elsewhere) * (2.0 if known[each].noun else 1.0)


def _stems(text: str, known: defaultdict[str, _Word]) -> frozenset[str]:
    """The English stems of a text; what is written for them is noted in `known`."""
    found = set()
    clean = _STAND_IN.sub(" ", text)
    for span in sentences(clean):
        said = span.of(clean)
        language = tongue(said)
        before = ""
        for word in words(said):
            found |= _noted(word.text, before, language, known)
            before = fold(word.text)
    return frozenset(found)


def _noted(written: str, before: str, language: Tongue, known: defaultdict[str, _Word]) -> set[str]:
    """The stems of one word; `before` is the word before it in the sentence."""
    if fold(written) in STOPWORDS or not written.isalpha() or len(written) < SHORTEST:
        return set()
    english = gloss(written).split() if language == "de" else [written]
    found = set()
    for part in english:
        if fold(part) in STOPWORDS or fold(part) in _PALE or len(part) < SHORTEST:
            continue
        key = stem(part, "en")
        found.add(key)
        entry = known[key]
        if language == "de" and fold(part) != fold(written):
            entry.glossed[part] += 1
        # Of a compound the parts are counted, and only a word by itself names them.
        if len(english) == 1 and fold(written) not in _PALE:
            entry.forms[language][written] += 1
            if _is_noun(written, before, language):
                entry.noun.add(language)
    return found


def _is_named(word: _Word, language: Tongue) -> bool:
    """Whether the form to show is one of a noun."""
    if language == "de" and word.forms["de"]:
        return "de" in word.noun
    return bool(word.noun)


def _is_noun(written: str, before: str, language: Tongue) -> bool:
    if language == "de":
        return bool(before) and written[0].isupper()
    return before in _BEFORE_NOUNS


def _names(word: _Word, language: Tongue) -> bool:
    """Whether there is something to write for the stem in a way that its reader knows."""
    return bool(_forms(word, language))


def _forms(word: _Word, language: Tongue) -> Counter[str]:
    if language == "en":
        return word.forms["en"] or word.glossed
    return word.forms["de"] or word.forms["en"]


def _form(word: _Word, language: Tongue) -> str:
    """The form to show: with a capital where German notes write one, else the commonest."""
    forms = _forms(word, language)
    nouns = {form: n for form, n in forms.items() if form[0].isupper()}
    pool = nouns if nouns and language == "de" else forms
    best = min(pool, key=lambda form: (-pool[form], len(form), form))
    return best if language == "de" else best[0].lower() + best[1:]


def _akin(one: str, other: str) -> bool:
    """Whether two words would read as the same one."""
    a, b = fold(one), fold(other)
    return a in b or b in a
