"""Organisations by grammar: legal forms, "Anbieter X", and those the session names.

Names without such a frame are left to names.py, further mentions to mentions.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from iolkit.language import STOPWORDS, compound_parts, fold, glosses
from iolkit.recognizers.features import Lexicon, word_classes
from iolkit.recognizers.names import Name
from iolkit.recognizers.page import Page
from iolkit.recognizers.tables import word_set

_LEGAL = word_set("organisations.legal")
_SHORT_LEGAL = word_set("organisations.short_legal")
"""Legal forms that are words or abbreviations too: they count in capitals only."""

_TRADE = word_set("organisations.trade")
_JOINTS = word_set("organisations.joints")


def organisations(page: Page, lexicon: Lexicon) -> Iterator[Name]:
    """The organisations that the grammar of a page shows."""
    for index in range(len(page.tokens)):
        if _is_legal(page, index):
            start = _back(page, index)
            if start < index:
                end = _forth(page, index)
                yield Name(
                    page.tokens[start].start, page.tokens[end].end, "partner", 0.9, "legal_form"
                )
        elif page.low[index] in _TRADE:
            yield from _after_trade(page, index, lexicon)


def _is_legal(page: Page, at: int) -> bool:
    low = page.low[at]
    if low not in _LEGAL:
        return False
    return page.tokens[at].text[0].isupper() and (
        low not in _SHORT_LEGAL
        or page.tokens[at].text[:2].isupper()
        or page.tokens[at].text in ("Oy", "Ab", "As", "SpA")
    )


def _back(page: Page, at: int) -> int:
    """Where the capitalised words before a legal form begin."""
    start = at
    while start > 0 and at - start < 6:
        token, low = page.tokens[start - 1], page.low[start - 1]
        capital = token.text[0].isupper() or token.text[0].isdigit()
        joint = low in _JOINTS and start > 1 and page.tokens[start - 2].text[0].isupper()
        if token.text == "\n" or not (capital or joint or (low == "." and start > 1)):
            break
        if (
            word_classes().get(low) in ("tie", "title", "role", "trade", "time")
            and low not in _JOINTS
        ):
            break
        start -= 1
    while start < at and not page.tokens[start].text[0].isalnum():
        start += 1
    return start


def _forth(page: Page, at: int) -> int:
    """Where a chain of legal forms ends: "GmbH & Co. KG"."""
    end = at
    for ahead in range(at + 1, min(at + 5, len(page.tokens))):
        low = page.low[ahead]
        if low in _LEGAL or low == "co":
            end = ahead
        elif low not in ("&", "."):
            break
    return end


def _after_trade(page: Page, index: int, lexicon: Lexicon) -> Iterator[Name]:
    """ "Anbieter Nuvendo": unknown capitalised words after the word for a business relation."""
    at = index + 1
    if at < len(page.tokens) and page.tokens[at].text in (".", ":", "="):
        at += 1
    end = at
    while end < len(page.tokens) and end - at < 4:
        token, low = page.tokens[end], page.low[end]
        first = end == at
        named = (
            token.text[0].isupper()
            and low not in word_classes()
            and (not first or lexicon.use(low) in (0, 4, 5) or _foreign(page.low[index], low))
        )
        joined = not first and (low in ("&", "und") or word_classes().get(low) in ("tail", "legal"))
        if not (named or joined):
            break
        end += 1
    while end > at and page.low[end - 1] in _JOINTS:
        end -= 1
    if end > at:
        yield Name(page.tokens[at].start, page.tokens[end - 1].end, "partner", 0.7, "relation")


def _foreign(trade: str, low: str) -> bool:
    """Whether a word after a German word of business is no German word: "Anbieter Alpha"."""
    german = bool(glosses(trade)) and len(low) > 3
    return german and not glosses(low) and not compound_parts(low) and low not in STOPWORDS


def grown(page: Page, name: Name, lexicon: Lexicon) -> Name:
    """A name with the capitalised words beside it that belong to it ("Kolbmann Antriebe")."""
    first, last = page.token_range(name.start, name.end)
    while last < len(page.tokens) and last - first < 6 and _belongs(page, last, lexicon):
        last += 1
    if page.low[last - 1] in _JOINTS and last - first > 1:
        last -= 1
    while first > 0 and last - first < 6 and _leads(page, first - 1):
        first -= 1
    return name._replace(start=page.tokens[first].start, end=page.tokens[last - 1].end)


def _belongs(page: Page, at: int, lexicon: Lexicon) -> bool:
    token, low = page.tokens[at], page.low[at]
    following = page.tokens[at + 1].text if at + 1 < len(page.tokens) else ""
    if low in ("&", "und", "and", "+"):
        return following[:1].isupper() and (
            low in ("&", "+") or word_classes().get(following.lower()) == "tail"
        )
    before = page.tokens[at - 1].text
    named = word_classes().get(low) in ("tail", "legal") or lexicon.use(low) in (0, 4, 5)
    style = token.text[0].isupper() or (before.islower() and word_classes().get(low) == "tail")
    return named and style and token.text[0].isalpha()


def _leads(page: Page, at: int) -> bool:
    """Whether the word before a name is part of it: "Gebr.", "Glasmanufaktur", "Möbel"."""
    low, after = page.low[at], page.tokens[at + 1]
    near = after.start - page.tokens[at].end <= 1
    return near and page.tokens[at].text[0].isupper() and word_classes().get(low) == "tail"


def short_forms(name: str, lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """The folded ways to call an organisation: in full, without legal form, by its own word."""
    words = [fold(word) for word in name.replace("&", " & ").split()]
    bare = [word.strip(".,()") for word in words if word.strip(".,()") not in _LEGAL | {"co", "&"}]
    yield tuple(word for word in words if word)
    if bare and bare != words:
        yield tuple(bare)
    for word in bare:
        if len(word) > 3 and word not in word_classes() and lexicon.use(word) not in (1, 2, 3, 6):
            yield (word,)
