"""Numbers with what belongs to them: the stretches that may be a sum of money or a business figure.

This is grammar only: "rd. 74 T€ je Tandem und Jahr", "von 61 auf 74 %", "zwölf fuffzig pro Abend",
"three of eleven operators" are found whether or not they are anybody's secret. What they mean is for
money.py, figures.py and the judge. Patterns are bounded; none can run away on long input.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from iolkit.language import STOPWORDS, fold

_DIGITS = (
    r"(?:\d{1,3}(?:[.,'’ ]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?)(?:[.,]?[–—-]{1,2}(?![\w–-]))?"
)
_EIN = r"(?:ein|eins|eine|zwei|zwo|drei|vier|f(?:ü|ue)nf|sechs|sieben|acht|neun|zehn|elf|zw(?:ö|oe)lf|sech|sieb)"
_TENS = r"(?:zwanzig|drei(?:ß|ss)ig|vierzig|f(?:ü|ue)nfzig|sechzig|siebzig|achtzig|neunzig)"
_GERMAN = (
    rf"(?:(?:\d{{0,3}}{_EIN}?(?:hundert|tausend|und|zehn|einhalb|{_TENS}|{_EIN}){{1,7}}|{_EIN}|{_TENS}"
    r"|anderthalb|[dD]utzend|fuffzig|H(?:ä|ae)lfte|Drittel|Viertel))"
)
_ENGLISH_WORD = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|third|sixteen|seventeen|eighteen|nineteen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w{3,5})?"
    r"|hundred|thousand|half|quarter|dozen|couple)"
)
_ENGLISH = rf"(?:(?:a |an )?{_ENGLISH_WORD}(?:(?:[ -]| and (?:a )?|-and-a-| point ){_ENGLISH_WORD}){{0,6}})"
_NUMBER = rf"(?:\b\d{{1,3}}(?:hundert|tausend)\w*\b|{_DIGITS}|\b{_GERMAN}(?: komma {_EIN}+| {_EIN}+)?\b|\b{_ENGLISH}\b)"
_SCALE = (
    r"(?:(?:Mio|Mrd|Tsd|mio|mrd|tsd)\b\.?|Million(?:en)?\b|Milliarden?\b|million\b|billion\b|bn\b|m\b|M\b|[kK]\b"
    r"|[tT]ausend\b|thousand\b|grand\b|[mM]illionen\b|TSD\b)"
)
_CURRENCY = (
    r"(?:€|£|\$|¥|(?:T|k|K|M)€|(?:US|AU|CA)\$|\b(?:T?EUR|Euros?|euros?|CHF|Fr\.|sFr\.?|Franken|Rappen|SEK|NOK|DKK"
    r"|[kK]ron(?:en|er|or|ur)|(?:ö|Ö)re|GBP|[pP]ounds?|Pfund|quid|USD|US-Dollar|[dD]ollars?|PLN|z(?:ł|l)oty|CZK|HUF"
    r"|TRY|TL|INR|AED|JPY|Cent|ct|pence|sterling|kr)\b|z(?:ł|l)\b|K(?:č|c)\b)"
)
_ABOUT = (
    r"(?:(?:rd\.|ca\.|rund|etwa|ungef(?:ä|ae)hr|circa|knapp|gut|fast|(?:ü|ue)ber|unter|mehr als|um die|bis zu|zirka"
    r"|about|around|roughly|nearly|almost|over|under|up to|some|just|well over|close to|c\.)\s)"
)
_PER = (
    r"(?:\s?/\s?(?:Tag|h|Std\.?|Stunde|Monat|Jahr|User|Nutzer|Kopf|day|hour|month|year|user|head|seat|m|l|kg|t|a|tag)\b"
    r"|\s(?:pro|je|per|a|an|am|die|im|the|each|every|jede[nrs]?)\s(?:angefangene[rn]?\s|verpasste[rn]?\s|fehlerfreie[rn]?\s)?"
    r"[^\W\d_]{1,18}(?:(?:\s(?:und|and)\s|/)[^\W\d_]{2,12})?"
    r"|\s(?:each|apiece|monatlich|j(?:ä|ae)hrlich|t(?:ä|ae)glich|yearly|monthly|daily|annually|mtl\.|p\.\s?a\.|flat|YTD))"
)
_TAX = r"(?:\s(?:netto|brutto|net|gross|zzgl\.? MwSt\.?|plus (?:VAT|MwSt\.?|Spesen)))"
_TAIL = rf"(?:{_TAX}|{_PER}){{0,3}}"

_MONEY = re.compile(
    rf"{_ABOUT}{{0,2}}(?:{_CURRENCY}\s?{_NUMBER}(?:\s?{_SCALE})?(?:\s?{_CURRENCY})?"
    rf"|{_NUMBER}[ -]?(?:{_SCALE}\s?)?{_CURRENCY})(?:\s(?:bis|to|–|-)\s{_NUMBER})?(?:\s(?:und\s)?{_EIN}\w*(?:zig|zehn)\b)?{_TAIL}"
)
_SCALED = re.compile(rf"{_ABOUT}{{0,2}}{_NUMBER}(?:\s(?:bis|to|or)\s{_NUMBER})?\s?{_SCALE}{_TAIL}")
_RATED = re.compile(rf"{_ABOUT}{{0,2}}{_NUMBER}(?:{_TAX}|{_PER}){{1,3}}")
_PERCENT_SIGN = r"(?:%|[pP]rozent(?:punkte?)?\b|per ?cent\b|percentage points?\b|[pP]unkte?\b|points?\b|v\. ?H\.|vom Hundert\b|‰|[bB]asispunkte?\b|bps?\b)"
_RANGE = (
    r"(?:\s?(?:%|Prozent|per cent)?\s?(?:auf|to|bis|->|→|=>|–|statt|instead of|vs\.?|down to|up to|up from|from|of|von|in|aus)\s?"
    r"(?:the\s|den\s|a\s)?)"
)
_SHARE = re.compile(
    rf"(?:(?:von|from|bei|at|um die|plus|minus)\s)?{_ABOUT}?{_NUMBER}(?:{_RANGE}{_NUMBER}){{0,2}}\s?{_PERCENT_SIGN}"
    rf"(?:\s?{_RANGE}{_NUMBER}(?:\s?{_PERCENT_SIGN})?)?"
)
_CHANGE = re.compile(
    rf"(?:(?:von|from)\s)?{_ABOUT}?{_NUMBER}(?:,\s?(?:now|jetzt|up from|down from))?{_RANGE}(?:\w{{2,12}}\s)?{_ABOUT}?{_NUMBER}{_TAIL}"
)
_BARE = re.compile(rf"{_ABOUT}?{_NUMBER}")

FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("money", _MONEY), ("scaled", _SCALED), ("rated", _RATED), ("share", _SHARE),
    ("change", _CHANGE), ("bare", _BARE),
)  # fmt: skip
"""Forms of amounts from the most to the least telling."""

_NOUN = re.compile(
    r"\s(?:[^\W\d_][\w.-]*)(?:\s(?:je|pro|per|in|of|with|of the|mit|a|and|und)\s[\w.%-]+(?:\s[^\W\d_]+)?)?"
)
_MORE = re.compile(r"(?:\s[^\W_][\w.%/-]*){1,7}")
_HEAD = re.compile(
    r"(?:[^\W\d_][\w-]*\s)?(?:[^\W\d_][\w-]*)(?:\s(?:von|um|auf|bei|at|of|rate|Akademie|B2B))?\s$"
)


class Amount(NamedTuple):
    """A stretch with a number in it. `start:end` as short as the form, `longer` with its noun."""

    start: int
    end: int
    form: str
    longer: tuple[tuple[int, int], ...]


_NO_AMOUNT = re.compile(
    r"\b\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?(?:,?\s\d{1,2}[:.]\d{2}(?::\d{2})?)?"  # dates
    r"|\b\d{1,4}[-/]\d{1,2}[-/]\d{2,4}\b(?:,?\s\d{1,2}:\d{2})?|\b\d{1,2}:\d{2}(?::\d{2})?\b"  # times
    r"|(?i:\b(?:seite|page|p\.|s\.|folie|slide|kapitel|chapter|nr\.|no\.|top|punkt|phase|runde|level)\s\d+"
    r"(?:\s?(?:von|of|/)\s?\d+)?)"
    r"|(?m:^[ \t>]*\d{1,2}(?:\.\d{1,2}){0,2}[.)]?(?=\s))"  # numbered headings and lists
)


def amounts(text: str, start: int, end: int) -> Iterator[Amount]:
    """The amounts in `text[start:end]`, each number in its most telling form, in no overlap.

    Dates, times, page and section numbers are none.
    """
    taken = [match.span() for match in _NO_AMOUNT.finditer(text, start, end)]
    found: list[Amount] = []
    for form, pattern in FORMS:
        for match in pattern.finditer(text, start, end):
            a, b = match.span()
            b = a + len(match.group().rstrip(" ,;:"))
            if _inside_word(text, a, b) or any(a < y and x < b for x, y in taken):
                continue
            taken.append((a, b))
            found.append(Amount(a, b, form, tuple(_longer(text, a, b, start, end))))
    yield from sorted(found)


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether the match is cut out of a longer word or number ("F10", "4.2.1")."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or (before in ".,:/-#§_@" and start > 1 and text[start - 2].isalnum()):
        return True
    return after.isalnum() and (text[end - 1].isalnum() and text[end - 1].isascii())


def _longer(text: str, a: int, b: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    noun = _NOUN.match(text, b, end)
    if noun:
        yield a, noun.end()
    head = _HEAD.search(text[max(start, a - 40) : a])
    if head:
        yield a - len(head.group()), b
    more = _MORE.match(text, b, min(end, b + 90))
    if more and more.end() > (noun.end() if noun else b):
        yield a, more.end()


_LEFT = re.compile(r"(?P<word>[^\W\d_][\w-]*)(?: (?:von|um|auf|at|of|rate))? $")
_RIGHT = re.compile(r" (?P<word>[^\W\d_][\w-]*)")


def with_nouns(text: str, start: int, end: int) -> tuple[int, int]:
    """An amount with the words beside it that say of what ("Krankenquote von 19 Prozent"), as long as
    the amount itself stays at least half of it."""
    longest = 2 * (end - start)
    begin, finish = start, end
    for _ in range(2):
        after = _RIGHT.match(text, finish)
        if not after or fold(after["word"]) in STOPWORDS or after.end() - begin > longest:
            break
        finish = after.end()
    before = _LEFT.search(text[max(0, begin - 40) : begin])
    if before and fold(before["word"]) not in STOPWORDS:
        lead = before.end() - before.start()
        begin -= lead if finish - begin + lead <= longest else 0
    return begin, finish
