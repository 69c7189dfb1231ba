"""Persons by grammar: titles, speakers, headers, signatures, initials.

What a page itself says is a person needs no model: "Frau Zenzmayr", "[10:02] Ruth K.:", "Gruß M."
Names without such a frame are left to names.py, further mentions to mentions.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iolkit.language import STOPWORDS, compound_parts, glosses
from iolkit.recognizers.features import first_names, word_classes
from iolkit.recognizers.names import Name
from iolkit.recognizers.ordinary import compounded, ordinary
from iolkit.recognizers.page import Page
from iolkit.recognizers.tables import table, word_set

_TITLES = word_set("persons.titles")
_MORE_TITLES = _TITLES | frozenset(
    [
        "ing",
        "dipl",
        "dr-ing",
        "dr.-ing",
        "dipl.-ing",
        "rd",
        "mag",
        "med",
        "jur",
        "phil",
        "rer",
        "nat",
        "h",
        "c",
        "mba",
        "pfarrer",
        "pastor",
        "professor",
        "doktor",
        "oberarzt",
        "direktor",
        "meister",
    ]
)
_PARTICLES = word_set("persons.particles")
_LONGEST = 4


def persons(page: Page) -> Iterator[Name]:
    """The persons that the grammar of a page shows."""
    yield from _titled(page)
    yield from _framed(page)
    yield from _initials(page)


def _titled(page: Page) -> Iterator[Name]:
    for index, low in enumerate(page.low):
        if low not in _TITLES or (index and page.low[index - 1] in ("eine", "ein", "a", "an")):
            continue
        if low in ("fr", "hr") and _text(page, index + 1) != ".":
            continue
        at = index + 1
        while at < len(page.low) and (page.low[at] in _MORE_TITLES or page.low[at] in (".", "-")):
            at += 1
        name = _name_from(page, at, low)
        if name:
            yield Name(*name, "person", 0.9, "title")


def _name_from(page: Page, at: int, title: str) -> tuple[int, int] | None:
    """The name that starts at a token: capitalised words, initials, particles between them."""
    begun, last = at, None
    while at < len(page.tokens) and at - begun < _LONGEST + 2:
        token, low = page.tokens[at], page.low[at]
        if token.text[0].isupper() and _nameable(page, at, first=last is None):
            last = at
            if len(token.text) == 1 and _text(page, at + 1) == ".":
                at += 1
                last = at
        elif token.text == ".":
            if at == begun or len(page.tokens[at - 1].text) > 1:
                break
        elif low not in _PARTICLES or (low == "der" and at == begun):
            break
        at += 1
    if last is not None:
        return page.tokens[begun].start, page.tokens[last].end
    small = page.tokens[begun] if begun < len(page.tokens) else None
    unheard = small is not None and title != "dr" and _unheard(page, begun)
    return (small.start, small.end) if small is not None and unheard else None


def _nameable(page: Page, at: int, first: bool) -> bool:
    return page.tokens[at].text[0].isalpha() and (
        first or word_classes().get(page.low[at]) not in ("role", "title", "tail", "trade")
    )


def _unheard(page: Page, at: int) -> bool:
    """Whether a small word after a title is a first name or no word at all."""
    low = page.low[at]
    if (
        not low.isalpha()
        or low in word_classes()
        or low in STOPWORDS
        or not page.tokens[at].text.islower()
    ):
        return False
    return low in first_names() or (len(low) > 3 and not glosses(low) and not compound_parts(low))


_FRAMES = ("speaker", "header", "signature")
_NOT_SPEAKER = word_set("persons.not_speaker")
_NO_NAME = word_set("persons.no_name")


def _framed(page: Page) -> Iterator[Name]:
    for frame in _FRAMES:
        for pattern, score in table("names")[frame].patterns:
            for match in pattern.finditer(page.text):
                start, end = match.span("it")
                words = [page.low[i] for i in range(*page.token_range(start, end))]
                if _is_name(words) and not (frame == "header" and _is_title(page, start, words)):
                    yield Name(start, end, "person", score, frame)


def _is_name(words: Sequence[str]) -> bool:
    if not words or words[0] in _NOT_SPEAKER or (len(words[0]) == 1 and len(words) < 2):
        return False
    return not any(word_classes().get(word) in _NO_NAME for word in words)


def _is_title(page: Page, start: int, words: Sequence[str]) -> bool:
    """Whether what follows a header word is a subject: "Protokoll Qualitätszirkel".

    After a colon one ordinary word may be a surname ("Protokoll: Koch").
    """
    plain = all(ordinary(word) or compounded(word) for word in words)
    colon = page.text[:start].rstrip().endswith(":")
    return plain and not (colon and len(words) == 1)


_NOT_INITIALS = word_set("persons.not_initials")


def _initials(page: Page) -> Iterator[Name]:
    for pattern, score in table("names")["initials"].patterns:
        for match in pattern.finditer(page.text):
            if match["it"].replace(" ", "") not in _NOT_INITIALS:
                yield Name(*match.span("it"), "person", score, "initials")


def _text(page: Page, at: int) -> str:
    return page.tokens[at].text if at < len(page.tokens) else ""
