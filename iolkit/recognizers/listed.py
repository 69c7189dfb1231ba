"""Names that need no guessing: the user's lists and the facts of the session. They win.

Listed names are matched folded (case, umlauts, accents, genitive s), over line breaks, as whole
words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iolkit.language import fold
from iolkit.recognizers.features import tokens
from iolkit.recognizers.findings import SURE, Finding
from iolkit.recognizers.page import Page
from iolkit.records import Category, Reason

Wanted = dict[str, list[tuple[tuple[str, ...], Category, str | None, str]]]


def wanted(page: Page) -> Wanted:
    """What the lists and the session ask to find: by first word, with category and reason."""
    lists, session = page.lists, page.session
    found: Wanted = {}
    for names, category, concern, reason in (
        (lists.code_names, "strategy", "S12", "listed"),
        (lists.people, "person", "S6", "listed"),
        (lists.suppliers, "partner", "S3", "listed"),
        (lists.partners, "partner", "S5", "listed"),
        ((session.host,), "partner", "S5", "session"),
        (session.partners, "partner", "S5", "session"),
        (session.competitors, "partner", "S5", "session"),
        ((session.own_org,), "partner", "S5", "session"),
        (session.participants, "person", "S6", "session"),
    ):
        for name in names:
            words = _words(name)
            if words:
                found.setdefault(words[0], []).append((words, category, concern, reason))  # type: ignore[arg-type]
    return found


def listed(page: Page, names: Wanted) -> Iterator[Finding]:
    """The listed names that stand in a page."""
    for index, low in enumerate(page.low):
        for key in {low, low.removesuffix("s")}:
            for words, category, concern, reason in names.get(key, ()):
                end = _end(page, index, words)
                if end is not None:
                    why = Reason(reason, {"category": f"@category.{category}"})
                    yield Finding(
                        page.tokens[index].start, end, category, concern, SURE, reason, why
                    )


def allowed_spans(page: Page) -> list[tuple[int, int]]:
    """Where names stand that the user allows."""
    names: Wanted = {}
    for name in page.lists.allowed:
        words = _words(name)
        if words:
            names.setdefault(words[0], []).append((words, "partner", None, "listed"))
    return [(found.start, found.end) for found in listed(page, names)]


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(token.text) for token in tokens(name) if token.text not in ("\n", "."))


def _end(page: Page, index: int, words: Iterable[str]) -> int | None:
    """Where the listed words that begin at `index` end; None when they do not stand there."""
    at, end = index, None
    for number, word in enumerate(words):
        while number and at < len(page.low) and page.low[at] in ("\n", "."):
            at += 1
        if at >= len(page.low) or page.low[at] not in (word, word + "s"):
            return None
        end = page.tokens[at].end
        at += 1
    return end
