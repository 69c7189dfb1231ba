"""How far a found amount reaches: the number with its unit, and the noun that says of what.

The judge favours long stretches; what is masked should still be the amount and not the sentence
around it.
"""

from __future__ import annotations

import re

from iolkit.language import STOPWORDS, fold
from iolkit.recognizers.amounts import amounts
from iolkit.recognizers.cuewords import cues

_LEFT = re.compile(r"(?P<word>[^\W\d_][\w-]*)(?: (?:von|um|of))? $")
_RIGHT = re.compile(r" (?P<word>[^\W\d_][\w-]*)")
_LEAD = re.compile(r"(?:bei|at|um die)\s")
_WORD = re.compile(r"[^\W_][\w%-]*")
_MEASURES = frozenset(("rate", "~rate", "cost", "~cost"))


def extent(text: str, start: int, end: int, loose: bool = False) -> tuple[int, int]:
    """The part of `text[start:end]` that is an amount, with the noun of measure beside it.

    "wohl 40.000 Euro gekostet" is "40.000 Euro"; "Krankenquote von 19 Prozent" stays. `loose` keeps
    what follows the amount ("3 of 10 newbies gone after year one").
    """
    found = list(amounts(text, start, end))
    if not found:
        return start, end
    begin, finish = found[0].start, found[-1].end
    lead = _LEAD.match(text, begin, finish)
    begin = lead.end() if lead and found[0].form == "share" else begin
    before = _LEFT.search(text[max(0, begin - 40) : begin])
    if before and _measure(before["word"]) and len(before.group()) <= 2 * (finish - begin):
        begin -= len(before.group())
    after = _RIGHT.match(text, finish)
    if after and _measure(after["word"]):
        finish = after.end()
    if loose or found[-1].form == "bare":
        finish = max(finish, _without_fillers(text, finish, end), _with_noun(text, begin, finish))
    return begin, finish


def _without_fillers(text: str, start: int, end: int) -> int:
    """Where `text[start:end]` ends without the small words and signs at its end."""
    words = list(_WORD.finditer(text, start, end))
    while words and fold(words[-1].group()) in STOPWORDS:
        words.pop()
    return words[-1].end() if words else start


def _with_noun(text: str, start: int, end: int) -> int:
    after = _RIGHT.match(text, end)
    near = after is not None and after.end() - start <= 2 * (end - start)
    return after.end() if after and near and fold(after["word"]) not in STOPWORDS else end


def _measure(word: str) -> bool:
    """Whether a word names what is measured: "Fluktuation", "churn", "Tagessatz"; no verb does."""
    low = fold(word)
    found = _MEASURES.intersection(cues(low))
    return bool(found) and (word[0].isupper() or bool(found & {"rate", "~rate"}))
