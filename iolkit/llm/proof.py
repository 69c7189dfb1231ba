"""The proof gate for sentences that a model wrote: what do their sources say to them?

verbatim: the words stand in a source. supported: its content words, or its meaning by vectors,
are those of its sources, and so is every number, name, date and stand-in. own: anything beyond,
or a negation that the sources do not have. foreign: links, pictures, markup or hidden characters,
which no sentence of ours holds. Only the first two may be shown as told by a source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from iolkit import language
from iolkit.engine import Encode
from iolkit.language import STOPWORDS, fold, stem
from iolkit.llm.quotes import Ground, invisible
from iolkit.phrases import MONTHS_DE, MONTHS_EN
from iolkit.redaction.masking import LABELS

Verdict = Literal["verbatim", "supported", "own", "foreign"]
LONGEST = 400
"""Letters of a sentence; nobody asked for a longer one."""
ENOUGH_WORDS = 0.6
"""Share of a sentence's content words that its sources must have."""
ENOUGH_NEAR, ENOUGH_WORDS_WHEN_NEAR = 0.7, 0.35
"""The same where the vectors are near."""
_AS_NEAR = 0.8
"""Of the best clause: what counts as equally near to a sentence."""

_STAND_IN = re.compile(rf"\[(?:{'|'.join(LABELS.values())})_\d+\]")
_FOREIGN = re.compile(
    r"""\w+://|\bwww\.|\b(?:javascript|data|mailto|file|ftp):|!\[|\]\s*[(\[:]|[<>`|{}]|&\#?\w+;
      |\b[\w-]{2,}(?:\.[\w-]{2,})*\.[a-z]{2,12}(?=[/?\#:]|$|\s|[)"'])
      |[\w.+-]+@[\w-]+""",
    re.VERBOSE | re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_COUNTED = (
    ("zwei", "two"), ("drei", "three"), ("vier", "four"), ("fünf", "five"), ("sechs", "six"),
    ("sieben", "seven"), ("acht", "eight"), ("neun", "nine"), ("zehn", "ten"), ("elf", "eleven"),
    ("zwölf", "twelve"),
)  # fmt: skip
_DAYS = (
    ("Montag", "Monday"), ("Dienstag", "Tuesday"), ("Mittwoch", "Wednesday"),
    ("Donnerstag", "Thursday"), ("Freitag", "Friday"), ("Samstag", "Saturday"),
    ("Sonntag", "Sunday"),
)  # fmt: skip
_VALUES = {
    **{fold(word): str(n) for n, pair in enumerate(_COUNTED, 2) for word in pair},
    **{fold(word): f"month {n}" for n, pair in enumerate(zip(MONTHS_DE, MONTHS_EN, strict=True), 1)
       for word in pair if word != "May"},
    **{fold(word): f"day {n}" for n, pair in enumerate(_DAYS, 1) for word in pair},
}  # fmt: skip
_NOT = frozenset((
    "nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals", "niemand",
    "nichts", "nirgends", "ohne", "not", "no", "never", "nobody", "none", "nothing", "nowhere",
    "without", "cannot", "can't", "don't", "doesn't", "didn't", "won't", "isn't", "wasn't",
    "weren't",
))  # fmt: skip


@dataclass(frozen=True)
class Source:
    """A text that a sentence may rest on; what surrounds the quoted words belongs to it."""

    key: str
    text: str

    @cached_property
    def ground(self) -> Ground:
        """Where quotes are looked for."""
        return Ground(self.text)


def judged(
    sentence: str, sources: Sequence[Source], encode: Encode | None = None, near: str = ""
) -> Verdict:
    """What the cited sources say to a sentence. `near` are the words of them that it quotes, for
    vectors and negation; all of the sources where it quotes none."""
    if foreign(sentence):
        return "foreign"
    if any(source.ground.locate(sentence.strip().rstrip(".")) for source in sources):
        return "verbatim"
    ground = " \n".join(source.text for source in sources)
    if not _told(sentence) <= _told(ground) or not _names(sentence) <= _all_words(ground):
        return "own"
    near = near or ground
    if _turned_round(sentence, near):
        return "own"
    shared = coverage(sentence, ground)
    if shared >= ENOUGH_WORDS:
        return "supported"
    if encode is not None and shared >= ENOUGH_WORDS_WHEN_NEAR:
        one, other = encode([sentence, near])
        if float(one @ other) >= ENOUGH_NEAR:
            return "supported"
    return "own"


def foreign(text: str) -> bool:
    """Whether a text holds what no sentence of ours does, or is no sentence at all."""
    if not 3 < len(text) <= LONGEST or any(invisible(char) for char in text):
        return True
    words = _STAND_IN.sub("x", text)
    return "\n" in text.strip() or bool(_FOREIGN.search(words))


def stand_ins(text: str) -> frozenset[str]:
    """The stand-ins of a text."""
    return frozenset(_STAND_IN.findall(text))


def coverage(sentence: str, ground: str) -> float:
    """The share of a sentence's content words that the ground has, in either language."""
    sought = _content(sentence)
    if not sought:
        return 0.0
    there = frozenset().union(*_content(ground))
    return sum(not there.isdisjoint(forms) for forms in sought) / len(sought)


def wrong_language(text: str, wanted: str) -> bool:
    """Whether a sentence is plainly in the other language; too few words tell nothing."""
    words = language.words(_STAND_IN.sub(" ", text))
    return len(words) >= 5 and language.detect(text) not in (wanted, "mixed")


def _told(text: str) -> frozenset[str]:
    """The numbers, months, days and stand-ins of a text, in one form for both languages."""
    words = _STAND_IN.sub(" ", text)
    numbers = {_bare(found) for found in _NUMBER.findall(words)}
    named = {_VALUES[w] for each in language.words(words) if (w := fold(each.text)) in _VALUES}
    return frozenset({*numbers, *named, *stand_ins(text)})


def _bare(number: str) -> str:
    """A number in one form for German and English: no thousands marks, a point for decimals."""
    return re.sub(r"[.,](?=\d{3}(?!\d))", "", number).replace(",", ".")


def _names(text: str) -> frozenset[str]:
    """Words that look like names: capitalised inside the sentence and in no dictionary, or with a
    capital or digit further in."""
    words = language.words(_STAND_IN.sub(" ", text))
    found = set()
    for place, word in enumerate(words):
        shape = word.text
        inner = any(c.isupper() or c.isdigit() for c in shape[1:]) and shape[0].isalpha()
        if inner or (place and shape[0].isupper() and not _ordinary(shape)):
            found.add(_root(shape))
    return frozenset(found)


def _all_words(text: str) -> frozenset[str]:
    return frozenset(_root(word.text) for word in language.words(text))


def _root(word: str) -> str:
    """Folded, without the genitive s that a retelling may add or take away."""
    return fold(word).rstrip("'’").removesuffix("'s").removesuffix("’s").removesuffix("s")


@lru_cache(maxsize=4096)
def _ordinary(word: str) -> bool:
    """Whether a capitalised word is a German noun that the dictionary knows."""
    if fold(word) in STOPWORDS or fold(word) in _VALUES:
        return True
    return bool(language.glosses(word) or language.compound_parts(word))


def _content(text: str) -> tuple[frozenset[str], ...]:
    """For each content word its forms: its stems, and those of its English equivalents."""
    forms = (_forms(word.text) for word in language.words(_STAND_IN.sub(" ", text)))
    return tuple(each for each in forms if each)


@lru_cache(maxsize=16384)
def _forms(word: str) -> frozenset[str]:
    plain = fold(word)
    if plain in STOPWORDS or len(plain) < 3 or plain[0].isdigit():
        return frozenset()
    english = [part for gloss in language.glosses(word) for part in gloss.split()]
    english += [
        part
        for piece in language.compound_parts(word) or ()
        for gloss in language.glosses(piece)[:2]
        for part in gloss.split()
    ]
    told = {stem(fold(part), "en") for part in english if fold(part) not in STOPWORDS}
    return frozenset({stem(plain, "de"), stem(plain, "en"), *told})


def _negated(text: str) -> bool:
    return any(fold(word.text) in _NOT for word in language.words(text))


def _turned_round(sentence: str, near: str) -> bool:
    """Whether a sentence denies what its source says, or says what it denies: compared with the
    clauses of the source that have most of its words."""
    shared = [(coverage(sentence, clause), clause) for clause in _clauses(near)]
    best = max((share for share, _ in shared), default=0.0)
    if not best:
        return False
    if _negated(sentence):
        return not any(_negated(clause) for share, clause in shared if share >= best / 2)
    return all(_negated(clause) for share, clause in shared if share >= _AS_NEAR * best)


def _clauses(text: str) -> list[str]:
    said = (span.of(text) for span in language.sentences(text))
    return [clause for each in said for clause in re.split(r"[;:]\s", each) if clause.strip()]
