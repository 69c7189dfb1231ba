"""Every further mention of a name that was found once: surname, first name, initials, short form.

Look-up is by token through an index of the known names, so ten thousand names cost no more than
one. A part that is an ordinary word ("Koch", "Winter") counts only where it stands like a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from iolkit.language import fold, glosses
from iolkit.recognizers.features import Lexicon, tokens, word_classes
from iolkit.recognizers.names import Kind, Name
from iolkit.recognizers.organisations import short_forms
from iolkit.recognizers.page import Page, own_names
from iolkit.recognizers.tables import word_set
from iolkit.records import Lists, Session

KNOWN = 0.45
"""How sure a name must be before its further mentions count."""

_ARTICLES = word_set("mentions.articles")
_SINGLE = re.compile(r"(?<![\w.&-])(?P<it>[A-ZÄÖÜÖÇŞ]\.)(?=[\s,;:)\]\"”]|$)(?!\s?[A-ZÄÖÜ&]|\s\d)")


@dataclass(frozen=True)
class Known:
    """Names found so far: token sequences by their first token, and initials of persons."""

    sequences: dict[str, dict[tuple[str, ...], Kind]] = field(default_factory=dict)
    initials: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    """Surnames of persons whom the session or the lists name: they count at the start of a
    sentence too, where else an ordinary word would be written with a capital."""

    def add(self, words: Sequence[str], kind: Kind) -> None:
        """Makes a folded token sequence known; what it was first stays."""
        if words:
            self.sequences.setdefault(words[0], {}).setdefault(tuple(words), kind)

    def add_told(self, session: Session, lists: Lists, lexicon: Lexicon) -> None:
        """Makes known what the session and the lists name, in the ways it may be written."""
        for person in (*session.participants, *lists.people):
            words = [fold(token.text) for token in tokens(person) if token.text != "."]
            self.add_person(words, [word[0].upper() for word in words if word])
            if len(words) > 1 and word_classes().get(words[-1]) in (None, "author", "cited"):
                self.add(words[-1:], "person")
                self.told.add(words[-1])
        ours = own_names(session, lists)
        firms = (*ours, session.host, *session.partners, *session.competitors)
        for firm in (*firms, *lists.partners, *lists.suppliers):
            for form in short_forms(firm, lexicon):
                self.add(form, "partner")

    def add_person(self, words: list[str], capitals: Sequence[str]) -> None:
        """Makes a person known by full name, by each part of it, and by initials."""
        self.initials.update(capitals)
        if len(words) > 1 or (words and len(words[0]) > 2):
            self.add(words, "person")
        for word in words:
            letters = word.replace("-", "").replace("'", "")
            if len(word) > 2 and letters.isalpha() and word not in word_classes():
                self.add((word,), "person")


def known_names(pages: Iterable[tuple[Page, Sequence[Name]]], lexicon: Lexicon) -> Known:
    """What the names of all pages make known."""
    known = Known()
    for page, names in pages:
        for name in names:
            if name.score < KNOWN:
                continue
            first, last = page.token_range(name.start, name.end)
            words = [w for w in page.low[first:last] if w not in ("\n", ".")]
            if name.kind == "person":
                capitals = [t.text[0] for t in page.tokens[first:last] if t.text[0].isupper()]
                known.add_person(words, capitals)
            else:
                for form in short_forms(page.text[name.start : name.end], lexicon):
                    known.add(form, "partner")
    return known


def mentions(page: Page, known: Known, lexicon: Lexicon) -> Iterator[Name]:
    """The mentions of known names in a page."""
    small = _small_style(page)
    index = 0
    while index < len(page.tokens):
        found = _at(page, index, known, lexicon, small)
        if found:
            length, kind = found
            yield Name(
                page.tokens[index].start, page.tokens[index + length - 1].end, kind, 0.7, "mention"
            )
            index += length
        else:
            index += 1
    for match in _SINGLE.finditer(page.text):
        if match["it"][0] in known.initials and not _list_mark(page.text, match.start()):
            yield Name(match.start(), match.end(), "person", 0.5, "initials")


def _at(
    page: Page, index: int, known: Known, lexicon: Lexicon, small: bool
) -> tuple[int, Kind] | None:
    best: tuple[int, Kind] | None = None
    for key in _keys(page.low[index]):
        for words, kind in known.sequences.get(key, {}).items():
            length = _matches(page, index, words)
            if (
                length
                and (best is None or length > best[0])
                and (
                    length > 1
                    or _stands_as_name(page, index, lexicon, small, words[0] in known.told)
                )
            ):
                best = (length, kind)
    return best


def _keys(low: str) -> tuple[str, ...]:
    """A token and what it is without a genitive s or its second half."""
    cut = low[:-1] if low.endswith("s") and len(low) > 4 else ""
    head = low.split("-")[0] if "-" in low else ""
    return tuple(key for key in (low, cut, head if len(head) > 3 else "") if key)


def _matches(page: Page, index: int, words: tuple[str, ...]) -> int:
    """How many tokens a known sequence takes from `index`; 0 when it is not there."""
    at = index + 1
    for word in words[1:]:
        while at < len(page.low) and page.low[at] == ".":
            at += 1
        if at >= len(page.low) or page.low[at] not in (word, word + "s"):
            return 0
        at += 1
    return at - index


def _stands_as_name(page: Page, index: int, lexicon: Lexicon, small: bool, told: bool) -> bool:
    token, low = page.tokens[index], page.low[index]
    ordinary = lexicon.use(low) in (1, 2, 3) or low in word_classes() or bool(glosses(low))
    if token.text[0].isupper():
        before = page.low[index - 1] if index else "\n"
        begins = before in ("\n", ".", "-", "*") and not told
        return not (ordinary and (before in _ARTICLES or begins))
    return not ordinary and len(low) > 3


def _small_style(page: Page) -> bool:
    words = [t.text for t in page.tokens if t.text[0].isalpha()]
    return sum(w[0].isupper() for w in words) < 0.06 * max(1, len(words))


def _list_mark(text: str, at: int) -> bool:
    """Whether a letter with a stop opens a line: "A. Begrüßung"."""
    return (
        not text[text.rfind("\n", 0, at) + 1 : at].strip(" \t>-*") and text[at + 2 : at + 3] == " "
    )
