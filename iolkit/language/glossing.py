"""German text with English words in place of the German ones, for an encoder that reads English.

An English encoder is nearly blind to German. Given each word's first English equivalent, it finds
German notes by English questions and the other way round. The gloss is for machines: its grammar
is German, and nobody is shown it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from iolkit.language.borders import sentences
from iolkit.language.compounds import compound_parts
from iolkit.language.derived import derived
from iolkit.language.glossary import Phrase, entry_of, glossary, with_capital
from iolkit.language.separable import separated
from iolkit.language.spelling import Word, fold, words
from iolkit.language.stems import stem
from iolkit.language.stopwords import GERMAN, STOPWORDS
from iolkit.language.tongues import german_lead

_UNTOUCHED = re.compile(
    r"""
    \[ [A-ZÄÖÜ]+ (?: _ [A-ZÄÖÜ]+ )* _ \d+ \]            # a stand-in
    | [\w.+-]{1,64} @ [\w-]{1,63} (?: \. [\w-]{1,63} ){1,8}                 # e-mail
    | (?: https?:// | www\. ) \S+
    | \b (?: [\w-]{1,63} \. ){1,8} [a-z]{2,6} / \S*                # address without scheme
    """,
    re.VERBOSE,
)
_PART = re.compile(r"(?<=[;()–—|])(?=\s)|(?<=: )")
"""Where the language of a sentence may change."""
_CLEAR = 4
"""Lead of one language (german_lead) from which a part of a sentence is taken to be in it."""
_WITHIN_PHRASE = re.compile(r"[\s.,/–-]{1,3}")
_APOSTROPHE = re.compile("['’]")


def glosses(word: str) -> tuple[str, ...]:
    """All English equivalents (lower case) of one German word as written, () if it is unknown."""
    if known := glossary().cased.get(with_capital(word)):
        return known
    key = entry_of(fold(word), word[:1].islower())
    return glossary().equivalents(key) if key else ()


def gloss(text: str, equivalents: int = 1) -> str:
    """`text` with each known German word or phrase replaced by its first English equivalents.

    English sentences, unknown words, numbers, addresses and stand-ins stay as they are, and so do
    punctuation and line breaks. A sentence that gives no hint of its language counts as what the
    whole text is. Function words never get more than one equivalent. For an index one equivalent
    is best; a question finds more with two (docs/decisions/0003-language.md).
    """
    out: list[str] = []
    at = 0
    whole: int | None = None
    for span in sentences(text):
        sentence = span.of(text)
        lead = german_lead(sentence)
        if lead == 0:
            whole = german_lead(text) if whole is None else whole
            lead = whole
        out += (text[at : span.start], _gloss_sentence(sentence, lead > 0, equivalents))
        at = span.end
    out.append(text[at:])
    return "".join(out)


def _gloss_sentence(sentence: str, german: bool, equivalents: int) -> str:
    """A sentence part by part, since in notes one half may be German and the other English."""
    parts = _PART.split(sentence)
    if len(parts) == 1:
        return _gloss_german(sentence, equivalents) if german else sentence
    out = []
    for part in parts:
        lead = german_lead(part)
        clear = lead if abs(lead) >= _CLEAR else 0
        out.append(_gloss_german(part, equivalents) if (clear > 0 if clear else german) else part)
    return "".join(out)


def _gloss_german(text: str, equivalents: int) -> str:
    kept = {at for match in _UNTOUCHED.finditer(text) for at in range(*match.span())}
    found = [word for word in words(text) if word.span.start not in kept]
    apart = separated(text, found)
    out: list[str] = []
    at = index = 0
    while index < len(found):
        taken, english = _phrase_at(text, found, index, equivalents)
        if not taken and index in apart:
            taken, english = 1, " ".join(_equivalents(apart[index])[:equivalents])
        elif not taken:
            taken, english = 1, _english(found[index].text, equivalents)
        if english is not None:
            out += (text[at : found[index].span.start], english)
            at = found[index + taken - 1].span.end
        index += taken
    out.append(text[at:])
    return "".join(out)


def _equivalents(key: str) -> tuple[str, ...]:
    return glossary().equivalents(key) if key else ()


@lru_cache(maxsize=20_000)
def _english(word: str, equivalents: int) -> str | None:
    """The first equivalents of a word, or those of its parts; None to leave it as it is."""
    folded = fold(word)
    if not folded[:1].isalpha() or (word.isupper() and len(word) < 5 and folded not in GERMAN):
        return None
    known = glosses(word) or glosses(_APOSTROPHE.split(word)[0])
    if known:
        english = " ".join(known[: 1 if folded in STOPWORDS else equivalents])
        return None if english == folded else english
    parts = [glossary().equivalents(part)[:equivalents] for part in compound_parts(folded)]
    return " ".join(" ".join(part) for part in parts) or derived(folded, equivalents)


def _phrase_at(
    text: str, found: Sequence[Word], index: int, equivalents: int
) -> tuple[int, str | None]:
    """How many words the phrase at `index` takes, and its equivalents; 0 if there is none."""
    for phrase in glossary().phrases.get(stem(found[index].text, "de"), ()):
        if _matches(text, found[index : index + len(phrase.stems)], phrase):
            return len(phrase.stems), " ".join(phrase.equivalents[:equivalents])
    return 0, None


def _matches(text: str, found: Sequence[Word], phrase: Phrase) -> bool:
    if len(found) < len(phrase.stems):
        return False
    for at, (word, its_stem) in enumerate(zip(found, phrase.stems, strict=True)):
        if stem(word.text, "de") != its_stem:
            return False
        if at and not _WITHIN_PHRASE.fullmatch(text, found[at - 1].span.end, word.span.start):
            return False
    return True
