"""Numbers written as words: "zweihundertzehntausend", "twenty-five thousand"."""

from __future__ import annotations

import re

_DE_UNITS = {
    "null": 0, "ein": 1, "eins": 1, "eine": 1, "einer": 1, "zwei": 2, "zwo": 2, "drei": 3,
    "vier": 4, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
    "zwoelf": 12, "dreizehn": 13, "vierzehn": 14, "fuenfzehn": 15, "sechzehn": 16, "siebzehn": 17,
    "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
_DE_TENS = {
    "zwanzig": 20, "dreissig": 30, "vierzig": 40, "fuenfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip
_EN = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
    "tausend": 1000, "millionen": 10**6, "milliarde": 10**9, "milliarden": 10**9,
}  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_WORD = re.compile(r"[^\W\d_]+(?:-\s*\n?[^\W\d_]+)?")


def read(text: str) -> int | None:
    """The number that the words of `text` spell, German or English; None when they spell none.

    Words that are no numerals are passed over: "double that minus fifteen" reads 15.
    """
    total, part, seen = 0, 0, False
    for match in _WORD.finditer(text.casefold().translate(_UMLAUTS)):
        for word in (match[0],) if _german(match[0]) is not None else re.split(r"-\s*", match[0]):
            value = _EN.get(word, _german(word))
            if word in _SCALES and _SCALES[word] == 100 and seen:
                part = max(part, 1) * 100
            elif word in _SCALES and seen:
                total, part = total + max(part, 1) * _SCALES[word], 0
            elif value is not None:
                part, seen = part + value, True
    return total + part if seen else None


def _german(word: str) -> int | None:
    """One German numeral, run together as German does: hundreds, thousands, ones before tens."""
    word = re.sub(r"-\s*", "", word)
    if word in _DE_UNITS or word in _DE_TENS:
        return _DE_UNITS.get(word, _DE_TENS.get(word))
    for scale, factor in (("tausend", 1000), ("hundert", 100)):
        head, found, tail = word.partition(scale)
        if found:
            many = _german(head) if head else 1
            rest = _german(tail.removeprefix("und")) if tail else 0
            return None if many is None or rest is None or not word else many * factor + rest
    ones, found, tens = word.partition("und")
    if found and ones in _DE_UNITS and tens in _DE_TENS:
        return _DE_UNITS[ones] + _DE_TENS[tens]
    return None
