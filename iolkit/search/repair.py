"""Mistyped words of a query, read as what was meant.

Only a word that nobody knows is touched: no glossary, no rule for compounds and no passage here has
it. It is read as the likeliest word of the archive or the glossary, by how it looks and in how many
passages it stands. What comes from the archive is masked text, and is taken from a passage that
may be searched at this moment: a word of a note that is to be masked anew is told to nobody.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Sequence
from itertools import islice
from typing import NamedTuple

from iolkit.archive.vocabulary import Vocabulary
from iolkit.language import STOPWORDS, fold, glosses, stem, tongue, words
from iolkit.language.backwards import german_for
from iolkit.language.compounds import is_first_part, is_last_part
from iolkit.language.misspelling import english_words, german_words, is_known, slips_allowed
from iolkit.outcomes import ReadAs
from iolkit.search.lookalikes import Lookalike, Lookalikes

MOST_REPAIRED = 8
"""Unknown words of a query that are looked at: a pasted page is no query."""
LONGEST = 40
"""Letters of the longest word that is repaired."""
_OFTEN, _MOST_OFTEN = 0.08, 0.4
"""What every doubling of the passages that a word stands in is worth, and all of them at most."""
_TOLERANCE = 0.3
"""What a word may cost beyond one for every slip."""
_IN_PARTS = 0.3
"""What it costs more when only a part of a compound is known to have been meant."""
_BEGINNING, _SHORTEST_BEGINNING = 1.2, 6
"""What it costs that a word was not typed to its end, and how many letters must be there."""
_SHORTEST_PART = 4
_ENGLISH_ENDINGS = ("s", "ed", "d", "ing", "ly")
_ENDINGS, _INFLECTED = ("en", "er", "es", "em", "e", "n", *_ENGLISH_ENDINGS), 0.1
"""Endings that are set aside where nothing else is found, and what that costs."""


class Guess(NamedTuple):
    """What may have been meant: how improbable, the folded word, in how many passages it stands,
    and what stood before and after it in a compound, as typed."""

    cost: float
    word: str
    passages: int
    before: str = ""
    after: str = ""


class Speller:
    """Reads queries with the words of one archive, looked up anew whenever those have changed."""

    def __init__(self, vocabulary: Vocabulary, english: Callable[[], frozenset[str]]) -> None:
        """`english`: English words beyond the glossary's, asked for once and only when needed."""
        self._vocabulary = vocabulary
        self._english = english
        self._general: tuple[frozenset[str], Lookalikes] | None = None
        self._held: tuple[int, Lookalikes] | None = None
        self._guard = threading.Lock()

    def read(self, query: str) -> ReadAs:
        """The query with its unknown words read as known ones; unchanged where none can be."""
        out: list[str] = []
        changed: list[tuple[str, str]] = []
        at = 0
        unknown = (word for word in words(query) if self._is_unknown(word.text))
        for word in islice(unknown, MOST_REPAIRED):
            if (meant := self._meant(word.text)) is not None:
                out += (query[at : word.span.start], meant)
                at = word.span.end
                changed.append((word.text, meant))
        out.append(query[at:])
        return ReadAs("".join(out), tuple(changed))

    def in_other_words(self, query: str) -> tuple[str, ...]:
        """The query in the other language, in words that stand here: what else one could try."""
        typed = [word.text for word in words(query) if fold(word.text) not in STOPWORDS]
        german = tongue(query) == "de"
        found: list[str] = []
        for word in typed[:MOST_REPAIRED]:
            others = glosses(word) if german else german_for(word)
            one = next((each for each in others if self.stands_here(each)), None)
            if one and fold(one) != fold(word) and one not in found:
                found.append(one)
        return tuple(found)

    def _is_unknown(self, typed: str) -> bool:
        folded = fold(typed)
        if not slips_allowed(folded) or len(folded) > LONGEST or is_known(typed):
            return False
        english = self._words()[0]
        if any(folded.removesuffix(ending) in english for ending in ("", *_ENGLISH_ENDINGS)):
            return False
        return not self.stands_here(typed)

    def stands_here(self, word: str) -> bool:
        """Whether a passage has the word, in this form or another."""
        folded = fold(word)
        forms = {folded, stem(folded, "de"), stem(folded, "en")}
        tokens = sorted(form for form in forms if form.isalnum())
        return bool(tokens) and self._vocabulary.holds(tokens)

    def _meant(self, typed: str) -> str | None:
        """The likeliest word as it is written, None where nothing comes near."""
        folded = fold(typed)
        found = [Guess(*each) for each in self._whole(folded, slips_allowed(folded))]
        found += self._in_parts(typed)
        if len(folded) >= _SHORTEST_BEGINNING:
            found += (Guess(_BEGINNING, *each[1:]) for each in self._here().begun(folded))
        for guess in sorted(found or self._with_endings(typed), key=_rank):
            if written := self._written(guess):
                shown = written.lower() if guess.before else _cased(written, typed)
                return guess.before + shown + guess.after
        return None

    def _whole(self, folded: str, most: int) -> list[Lookalike]:
        every = [*self._here().of(folded, most), *self._words()[1].of(folded, most)]
        return [each for each in every if each.cost <= most + _TOLERANCE]

    def _with_endings(self, typed: str) -> list[Guess]:
        """Inflected words, of which a list has only the plain form."""
        found: list[Guess] = []
        for ending in _ENDINGS:
            root = fold(typed.removesuffix(ending))
            if typed.endswith(ending) and slips_allowed(root):
                every = [Guess(*each) for each in self._whole(root, 1)]
                every += self._in_parts(typed.removesuffix(ending))
                found += (
                    each._replace(cost=each.cost + _INFLECTED, after=each.after + ending)
                    for each in every
                )
        return found

    def _in_parts(self, typed: str) -> list[Guess]:
        """Compounds of which one half is known and the other looks like a known word."""
        found: list[Guess] = []
        for cut in range(_SHORTEST_PART, len(typed) - _SHORTEST_PART + 1):
            left, right = fold(typed[:cut]), fold(typed[cut:])
            if is_first_part(left):
                found += (
                    Guess(each.cost + _IN_PARTS, each.word, each.passages, before=typed[:cut])
                    for each in self._whole(right, min(1, slips_allowed(right)))
                    if is_last_part(each.word)
                )
            if is_last_part(right):
                found += (
                    Guess(each.cost + _IN_PARTS, each.word, each.passages, after=typed[cut:])
                    for each in self._whole(left, min(1, slips_allowed(left)))
                    if is_first_part(each.word)
                )
        return found

    def _written(self, guess: Guess) -> str | None:
        """A guessed word as it is written here, else in the glossary; None where it is neither, so
        that what stands only in a passage nobody may see now is told to nobody."""
        if guess.passages and (text := self._vocabulary.text_with(guess.word)):
            return _first_as_written(guess.word, text)
        if guess.word in german_words():
            return german_words()[guess.word]
        return guess.word if not guess.passages else None

    def _words(self) -> tuple[frozenset[str], Lookalikes]:
        with self._guard:
            if self._general is None:
                english = self._english()
                # Those beyond the glossary only tell what is no slip: as a reading they would find
                # nothing here, and a rare word that they lack would be read as a common one.
                every = sorted({*german_words(), *english_words()} - STOPWORDS)
                self._general = english, Lookalikes(every, [0] * len(every))
            return self._general

    def _here(self) -> Lookalikes:
        with self._guard:
            change = self._vocabulary.change()
            if self._held is None or self._held[0] != change:
                known = [(w, n) for w, n in self._vocabulary.words() if w.isalpha()]
                self._held = (change, Lookalikes(*_apart(known)))
            return self._held[1]


def _apart(pairs: Sequence[tuple[str, int]]) -> tuple[list[str], list[int]]:
    return [word for word, _ in pairs], [count for _, count in pairs]


def _rank(guess: Guess) -> tuple[float, str]:
    often = min(_MOST_OFTEN, _OFTEN * math.log2(1 + guess.passages))
    return guess.cost - often, guess.word


def _cased(written: str, typed: str) -> str:
    """With a capital where one was typed; else as the glossary has it, so that a verb stays one."""
    if typed[:1].isupper():
        return written[:1].upper() + written[1:]
    return german_words().get(fold(written), written)


def _first_as_written(folded: str, text: str) -> str:
    """A word as a text has it; in lower case where it may only begin a sentence."""
    shown = next((word.text for word in words(text) if fold(word.text) == folded), folded)
    return shown if tongue(text) == "de" else shown.lower()
