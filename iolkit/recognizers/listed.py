"""Names that need no guessing: the user's lists and the facts of the session. They win.

Listed names are matched folded (case, umlauts, accents, genitive s), over line breaks, as whole
words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from iolkit.language import fold
from iolkit.recognizers.features import tokens, word_classes
from iolkit.recognizers.findings import SURE, Finding
from iolkit.recognizers.page import Page, own_names
from iolkit.records import Category, Lists, Reason, Session


class Asked(NamedTuple):
    """A name that is asked for: its folded words, what it is, and who asks (listed | session)."""

    words: tuple[str, ...]
    category: Category
    concern: str
    reason: str


Wanted = Mapping[str, Sequence[Asked]]
"""Names by their first word."""


def wanted(lists: Lists, session: Session) -> Wanted:
    """What the lists and the session ask to find."""
    groups: tuple[tuple[Sequence[str], Category, str, str], ...] = (
        (lists.code_names, "strategy", "S12", "listed"),
        (lists.people, "person", "S6", "listed"),
        (lists.suppliers, "partner", "S3", "listed"),
        (lists.partners, "partner", "S5", "listed"),
        ((session.host, *session.partners, *session.competitors), "partner", "S5", "session"),
        (own_names(session, lists), "partner", "S5", "session"),
        (session.participants, "person", "S6", "session"),
    )
    return _by_first_word(
        Asked(_words(name), category, concern, reason)
        for names, category, concern, reason in groups
        for name in names
        if reason == "listed" or not _public(name)
    )


def allowed(lists: Lists) -> Wanted:
    """The names that the user allows."""
    return _by_first_word(Asked(_words(n), "partner", "S5", "listed") for n in lists.allowed)


def listed(page: Page, names: Wanted) -> Iterator[Finding]:
    """The wanted names that stand in a page."""
    if not names:
        return
    for index, low in enumerate(page.low):
        for key in {low, low.removesuffix("s"), *(low.split("-") if "-" in low else ())}:
            for asked in names.get(key, ()):
                end = _end(page, index, asked.words)
                if end is not None:
                    start = page.tokens[index].start
                    why = Reason(asked.reason, {"category": f"@category.{asked.category}"})
                    yield Finding(
                        start, end, asked.category, asked.concern, SURE, asked.reason, why
                    )


def _by_first_word(names: Iterable[Asked]) -> Wanted:
    found: dict[str, list[Asked]] = {}
    for asked in names:
        if asked.words:
            found.setdefault(asked.words[0], []).append(asked)
    return found


def _public(name: str) -> bool:
    """Whether a name is a public body's: not a secret by itself."""
    return any(word_classes().get(word) == "public" for word in _words(name))


def _words(name: str) -> tuple[str, ...]:
    words = (fold(token.text) for token in tokens(name) if token.text not in ("\n", "."))
    return tuple(word for word in words if word)


def _end(page: Page, index: int, words: Iterable[str]) -> int | None:
    """Where the listed words that begin at `index` end; None when they do not stand there."""
    at, end = index, None
    for number, word in enumerate(words):
        while number and at < len(page.low) and page.low[at] in ("\n", "."):
            at += 1
        if at >= len(page.low) or not _same(page.low[at], word):
            return None
        end = page.tokens[at].end
        at += 1
    return end


def _same(low: str, word: str) -> bool:
    """Whether a token is the word, its genitive, or a compound with it ("Alpha-Projekt")."""
    return low in (word, word + "s") or ("-" in low and "-" not in word and word in low.split("-"))
