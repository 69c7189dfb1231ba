"""Persons by grammar: titles, speakers, headers, signatures, initials.

What a page itself says is a person needs no model: "Frau Zenzmayr", "[10:02] Ruth K.:", "Gruß M."
Names without such a frame are left to names.py, further mentions to mentions.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from iolkit.language import STOPWORDS, compound_parts, glosses
from iolkit.recognizers.features import first_names, word_classes
from iolkit.recognizers.names import Name
from iolkit.recognizers.page import Page

_TITLES = frozenset("herr herrn hr frau fr dr prof mr mrs ms miss mister mx fraeulein".split())
_MORE_TITLES = _TITLES | frozenset(
    "ing dipl dr-ing dr.-ing dipl.-ing rd mag med jur phil rer nat h c mba pfarrer pastor professor doktor oberarzt direktor meister".split()
)
_PARTICLES = frozenset(
    "von vom v van de del della di da dos zu zur al el bin ben ter ten le la d aa der den".split()
)
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
    if not low.isalpha() or low in word_classes() or low in STOPWORDS or not page.tokens[at].text.islower():
        return False
    return low in first_names() or (len(low) > 3 and not glosses(low) and not compound_parts(low))


_WORD = r"[^\W\d_][\w'’-]*\.?"
_NAME = rf"{_WORD}(?:[ ]{_WORD}){{0,3}}"
_SPEAKER = re.compile(
    rf"^[ \t>]*(?:\[[^\]\n]{{4,24}}\][ \t]*|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}},?[ ]\d{{1,2}}:\d{{2}}[ ]?-[ ])(?P<it>{_NAME})(?=:|\n|$|[ ]\()",
    re.MULTILINE,
)
_HANDLE = re.compile(
    rf"^[ \t>]*\*?(?P<it>{_WORD}(?:\.\w)?(?:[ ][A-ZÄÖÜ]\.)?)\*?[ \t]+\[?(?:\d{{1,2}}\.\d{{1,2}}\.[ ])?\d{{1,2}}[:.]\d{{2}}\]?[ \t]*$",
    re.MULTILINE,
)
_HEADER = re.compile(
    rf"^[ \t>|*-]*(?:Von|An|From|To|Cc|CC|Name|Your name|Verfasser(?:in)?|Verf\.|Author|Autor(?:in)?|Unterschrift|gez\.|Gez\.|signed|Signed|Erstellt|Filled by"
    rf"|Protokoll|Schriftf(?:ü|ue)hrer(?:in)?|Ansprechpartner(?:in)?|Recorded by|Keeper|Referent(?:in)?|Line manager|Speaker|Moderation|Host|Notes)[ ]?[:.]?[ \t]+(?P<it>[A-ZÄÖÜÇŞİØÅÉÓŁŚŻ][\w'’.-]*(?:[ ](?:[A-ZÄÖÜÇŞİØÅÉÓŁŚŻ][\w'’.-]*|von|van|de|v\.|al)){{0,3}})",
    re.MULTILINE,
)
_SIGNED = re.compile(
    rf"^[ \t>]*(?:(?:\w+[ ]){{0,2}}(?:Viele|Beste|Herzliche|Liebe|Sch(?:ö|oe)ne|Mit (?:freundlichen|besten|herzlichen))?[ ]?(?:Gr(?:ü|ue)(?:ß|ss)e?n?|Gru(?:ß|ss)|LG|VG|MfG|BG)|Best(?:[ ]regards|[ ]wishes)?|(?:Kind[ ]|Warm[ ])?[Rr]egards|Cheers|Yours(?:[ ]\w+)?|Thanks|Dein[e]?|Ihre?|Euer|Herzlich|Love|Bis bald|Thx|Ta)[ ]?[,!.]?[ \t]*(?:\n[ \t>]*){{0,2}}(?:Ihre?[ ]|Dein[e]?[ ]|eure?[ ])?(?P<it>[A-ZÄÖÜÇŞİØÅ][\w'’-]*\.?(?:[ ][A-ZÄÖÜÇŞİØÅ][\w'’-]*\.?){{0,2}})[ \t]*$",
    re.MULTILINE,
)
_NOT_SPEAKER = frozenset(
    "ich me wir q a b f i interviewer frage antwort question answer ps cc alle all team guest gast host chat note notiz".split()
)


def _framed(page: Page) -> Iterator[Name]:
    for pattern, reason, score in (
        (_SPEAKER, "speaker", 0.9), (_HANDLE, "speaker", 0.8), (_HEADER, "header", 0.75), (_SIGNED, "signature", 0.8),
    ):  # fmt: skip
        for match in pattern.finditer(page.text):
            start, end = match.span("it")
            words = [page.low[i] for i in range(*page.token_range(start, end))]
            if not words or words[0] in _NOT_SPEAKER or (len(words[0]) == 1 and len(words) < 2):
                continue
            if any(
                word_classes().get(word)
                in ("role", "time", "tie", "own", "public", "title", "trade")
                for word in words
            ):
                continue
            yield Name(start, end, "person", score, reason)


_INITIALS = re.compile(r"(?<![\w.])[A-ZÄÖÜ]\.[ ]?(?:v\.[ ]?(?:[A-ZÄÖÜ]\.)?)?[A-ZÄÖÜ]\.(?![\w])")
_NOT_INITIALS = frozenset(
    "U.S. U.K. E.U. B.V. N.V. S.A. A.G. A.S. Z.B. D.H. I.D. P.S. U.A. S.E. S.L. Q.A. I.T. H.R. R.D.".split()
)


def _initials(page: Page) -> Iterator[Name]:
    for match in _INITIALS.finditer(page.text):
        if match.group().replace(" ", "") not in _NOT_INITIALS:
            yield Name(match.start(), match.end(), "person", 0.5, "initials")


def _text(page: Page, at: int) -> str:
    return page.tokens[at].text if at < len(page.tokens) else ""
