"""A number of a workbook -> what a person sees in the cell: dates, times, money, percentages.

Format codes are those of ECMA-376 part 1, 18.8.30 and 18.8.31. Codes are stored in their American
spelling whatever the language of the program; signs for decimals and thousands, names of months and
the short date follow the language of the workbook.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from math import isfinite

GENERAL = "General"
_SHORT_DATE = "short date"
_MONTHS = (
    (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    (
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
)
_DAYS = (
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
)
_BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: f"{_SHORT_DATE} h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0", 43: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_MONEY = {5: 0, 6: 0, 7: 2, 8: 2, 42: 0, 44: 2}
"""Built-in money formats -> decimals; the currency is that of the system."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_.|\*.|\[(?P<elapsed>h+|m+|s+)\]|'
    r"\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|(?P<half>AM/PM|A/P)|"
    r"(?P<date>y+|m+|d+|h+|s+)|(?P<part>\.0+)|(?P<rest>.)",
    re.IGNORECASE | re.DOTALL,
)
_FIGURES = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?|\.[0#?]+")
_ANY_FIGURES = "0.##########"
_LAST_DAY = 2_958_466
"""One after 31 December 9999."""


def built_in(number: int) -> str:
    """The code of a format that a workbook names by number only."""
    if number in _MONEY:
        return "money." + "0" * _MONEY[number]
    if number == 14 or 27 <= number <= 36 or 50 <= number <= 58:
        return _SHORT_DATE
    return _BUILT_IN.get(number, GENERAL)


def shown(value: float, code: str, *, german: bool, since_1904: bool = False) -> str:
    """`value` as a cell with this format shows it; empty when the format shows nothing (";;;").

    Never fails: a value that the format cannot show (a date before 1900) is given as a number.
    """
    if not isfinite(value):
        return str(value)
    section, value = _section(code, value)
    if section == GENERAL or section == "@":
        return _general(value, german)
    if section.startswith("money."):
        decimals = section.partition(".")[2]
        words = _figures(abs(value), "#,##0" + (f".{decimals}" if decimals else ""), german)
        words = f"{words} €" if german else words
        return f"-{words}" if value < 0 else words
    section = section.replace(GENERAL, _ANY_FIGURES).replace(
        _SHORT_DATE, "dd.mm.yyyy" if german else "yyyy-mm-dd"
    )
    tokens = list(_TOKEN.finditer(section))
    if any(token["date"] or token["elapsed"] for token in tokens):
        return _moment(value, tokens, german, since_1904)
    return _number(value, section, german)


def _section(code: str, value: float) -> tuple[str, float]:
    """The part of a format that counts for this value; a part for negatives shows no sign."""
    parts = re.findall(r'(?:"[^"]*"?|\\.|\[[^\]]*\]|[^;"\\\[])+|(?<=;)(?=;|\Z)|\A(?=;)', code)
    if len(parts) > 2 and value == 0:
        return parts[2], value
    if len(parts) > 1 and value < 0:
        return parts[1], -value
    return (parts[0] if parts else GENERAL), value


def _general(value: float, german: bool) -> str:
    if value == int(value) and abs(value) < 1e21:
        return str(int(value))
    words = f"{value:.11g}"
    return words.replace(".", ",") if german else words


def _number(value: float, section: str, german: bool) -> str:
    """Literal words around the figures; "%" multiplies, a comma at the end divides."""
    literals = re.sub(r"E[+-]0+|[0#?/]", "", section)
    if not re.search(r"[0#?]", _bare(section)):
        return _words(section)
    scaled = value * 100 if "%" in _bare(literals) else value
    sign = "-" if scaled < 0 else ""
    # Quoted words may hold figures of their own ("m2"): they are set aside while figures are found.
    kept: list[str] = []

    def aside(token: re.Match[str]) -> str:
        literal = token["quoted"] if token["quoted"] is not None else token["escaped"]
        literal = token["currency"] if literal is None else literal
        if literal is None:
            return token["rest"] or token["part"] or token["date"] or token["half"] or ""
        kept.append(literal)
        return chr(0xE000 + len(kept) - 1)

    plain = _TOKEN.sub(aside, section)
    found = _FIGURES.search(plain)
    if found is None:
        return _general(value, german)
    figures, tail = found.group(), plain[found.end() :]
    if exponent := re.match(r"E([+-])(0+)", tail):
        text, tail = _scientific(abs(scaled), figures, german), tail[exponent.end() :]
    elif fraction := re.match(r"\s*[?#0]*/\s*([?#\d]+)", tail):
        text, tail = _fraction(abs(scaled), fraction[1]), tail[fraction.end() :]
    else:
        text = _figures(abs(scaled), figures, german)
        tail = re.sub(r"[0#?]", "", tail)
    sign = sign if re.search(r"[1-9]", text) else ""
    whole = f"{plain[: found.start()]}{sign}{text}{tail}"
    return re.sub("[\ue000-\uf8ff]", lambda at: kept[ord(at[0]) - 0xE000], whole).strip()


def _bare(section: str) -> str:
    """A section without words in quotes, escapes and brackets."""
    return re.sub(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]', "", section)


def _words(section: str) -> str:
    pieces = []
    for token in _TOKEN.finditer(section):
        literals = (token[name] for name in ("quoted", "escaped", "currency"))
        literal = next((found for found in literals if found is not None), None)
        pieces.append(token["rest"] or token["date"] or "" if literal is None else literal)
    return "".join(pieces).strip()


def _figures(value: float, pattern: str, german: bool) -> str:
    stripped = pattern.rstrip(",")
    whole, _, decimals = stripped.partition(".")
    with localcontext() as context:
        context.prec = 400
        exact = Decimal(repr(value)) / (1000 ** (len(pattern) - len(stripped)))
        most = min(len(decimals), 30)
        exact = exact.quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP)
        digits, _, after = f"{exact:f}".partition(".")
    after = after.rstrip("0").ljust(decimals.count("0"), "0")
    least = whole.count("0")
    digits = digits.lstrip("0").rjust(least, "0") if least else digits.lstrip("0")
    if "," in whole:
        digits = re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", "." if german else ",", digits)
    point = "," if german else "."
    return f"{digits}{point}{after}" if after else digits


def _scientific(value: float, pattern: str, german: bool) -> str:
    words = f"{value:.{min(len(pattern.partition('.')[2]), 30)}E}"
    return words.replace(".", ",") if german else words


def _fraction(value: float, denominator: str) -> str:
    if denominator.isdecimal():
        below = max(1, min(int(denominator), 1_000_000))
        part = Fraction(round(value * below), below)
    else:
        part = Fraction(value).limit_denominator(10 ** min(len(denominator), 4) - 1)
    whole, rest = divmod(part, 1)
    if not rest:
        return str(whole)
    return f"{whole} {rest}" if whole else str(rest)


def _moment(value: float, tokens: list[re.Match[str]], german: bool, since_1904: bool) -> str:
    if not 0 <= value < _LAST_DAY:
        return _general(value, german)
    finest = max((len(token["part"] or "") - 1 for token in tokens), default=0)
    seconds = round(value * 86_400, min(max(finest, 0), 6))
    # The first system counts a 29 February 1900 that never was.
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001 - no zone
    try:
        moment = start + timedelta(days=0 if value >= 60 or since_1904 else 1, seconds=seconds)
    except OverflowError:
        return _general(value, german)
    half = any(token["half"] for token in tokens)
    pieces: list[str] = []
    for at, token in enumerate(tokens):
        literal = next((token[n] for n in ("quoted", "escaped", "currency") if token[n]), None)
        if literal is not None:
            pieces.append(literal)
        elif token["elapsed"]:
            unit = {"h": 3600, "m": 60, "s": 1}[token["elapsed"][0].lower()]
            pieces.append(str(int(seconds // unit)).zfill(len(token["elapsed"])))
        elif token["date"]:
            letters = token["date"].lower()
            minutes = letters[0] == "m" and _is_minutes(tokens, at)
            pieces.append(_unit(moment, "n" * len(letters) if minutes else letters, german, half))
        elif token["half"]:
            pieces.append("AM" if moment.hour < 12 else "PM")
        elif token["part"]:
            pieces.append(f".{moment.microsecond:06}"[: len(token["part"])])
        else:
            pieces.append(token["rest"] if token["rest"] and token["rest"] not in "@;" else "")
    return "".join(pieces).strip()


def _is_minutes(tokens: list[re.Match[str]], at: int) -> bool:
    """ "m" is minutes after hours and before seconds, months otherwise."""
    named = [(t["date"] or t["elapsed"] or "")[:1].lower() for t in tokens]
    before = next((letter for letter in reversed(named[:at]) if letter), "")
    after = next((letter for letter in named[at + 1 :] if letter), "")
    return before == "h" or after == "s"


def _unit(moment: datetime, letters: str, german: bool, half: bool) -> str:
    """One stretch of equal letters of a date format; "n" stands for minutes."""
    kind, length = letters[0], len(letters)
    if kind == "y":
        return str(moment.year) if length > 2 else f"{moment.year % 100:02}"
    if kind in "md" and length > 2:
        names = (_MONTHS if kind == "m" else _DAYS)[german]
        name = names[moment.month - 1 if kind == "m" else moment.weekday()]
        return name if length == 4 else name[0] if length > 4 else name[: 2 + (kind == "m")]
    hour = (moment.hour % 12 or 12) if half else moment.hour
    figure = {
        "m": moment.month, "d": moment.day, "h": hour, "n": moment.minute, "s": moment.second,
    }[kind]  # fmt: skip
    return str(figure).zfill(min(length, 2))
