"""Which words are ordinary German or English, so that alone they name nobody.

The vocabulary is the glossary's: its German words in every form, compounds of them, and the English
words by which it explains them. First names are left out, whatever else they mean.
"""

from __future__ import annotations

from functools import cache, lru_cache

from iolkit.language import STOPWORDS, compound_parts, fold, glosses, stem
from iolkit.language.glossary import glossary
from iolkit.recognizers.features import Lexicon, first_names, word_classes
from iolkit.recognizers.names import Name
from iolkit.recognizers.page import Page


@lru_cache(maxsize=50_000)
def ordinary(word: str) -> bool:
    """Whether a word, folded or not, is one that any text may use."""
    low = fold(word)
    if low in first_names():
        return False
    return _known(low) or ("-" in low and all(_known(part) for part in low.split("-") if part))


def _known(low: str) -> bool:
    return low in STOPWORDS or bool(glosses(low)) or stem(low, "en") in _english()


@lru_cache(maxsize=50_000)
def compounded(word: str) -> bool:
    """Whether a word is put together from ordinary German words ("Nachbarhochschule")."""
    return bool(compound_parts(word))


MEANT = {"person": (0.9, 0.8), "partner": (0.75, 0.5)}
"""How sure the name model must be of a name of ordinary words, and of one of compounds of them."""


def means_nobody(page: Page, name: Name, lexicon: Lexicon) -> bool:
    """Whether a name that only the model sees is made of words that any text may use.

    A word that was a person's name before ("Koch") still may be one.
    """
    if name.reason != "name_model":
        return False
    first, last = page.token_range(name.start, name.end)
    words = [word for word in page.low[first:last] if word[0].isalpha()]
    known_person = name.kind == "person" and any(lexicon.use(word) == 4 for word in words)
    plain, put_together = MEANT[name.kind]
    if name.kind == "person" and len(words) == 1 and name.score < plain and _opens(page, first):
        return True
    if all(ordinary(word) for word in words):
        return name.score < plain and not known_person
    return name.score < put_together and all(ordinary(w) or compounded(w) for w in words)


def _opens(page: Page, at: int) -> bool:
    """Whether a first name that is an ordinary word too opens a sentence: "Peer learning works"."""
    opens = at == 0 or page.low[at - 1] in ("\n", ".", "!", "?", "-", "*", "•", "|", ":")
    after = page.low[at + 1] if at + 1 < len(page.low) else ""
    said = word_classes().get(after) == "say" or after in STOPWORDS
    small = after != "" and page.tokens[at + 1].text.islower()
    return opens and small and not said and _known(page.low[at]) and _known(after)


@cache
def _english() -> frozenset[str]:
    """The stems of the English words of the glossary."""
    words = {
        word
        for equivalents in glossary().entries.values()
        for word in equivalents.replace(";", " ").replace("-", " ").split()
        if word.isalpha()
    }
    return frozenset(stem(word, "en") for word in words)
