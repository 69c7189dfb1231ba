"""Hits as a table for a spreadsheet: CSV or XLSX, every cell a text and none of them a formula.

What stands in a cell is masked text for readers in the house. A spreadsheet runs a CSV cell that
begins with = + - @, a tab or a carriage return, so such a cell gets an apostrophe in front; in a
workbook every cell is typed as text. CSV is UTF-8 with a byte order mark, without which Excel
reads umlauts wrongly, with the separator that Excel expects in the reader's country: a semicolon
in German, a comma in English.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

from iolkit.errors import WrongUse
from iolkit.outcomes import Hit
from iolkit.phrases import Tongue, keys, say, say_reason

Format = Literal["csv", "xlsx"]
FORMATS: tuple[Format, ...] = ("csv", "xlsx")
SEPARATORS: Mapping[Tongue, str] = {"de": ";", "en": ","}
COLUMNS: Mapping[str, int] = {
    "number": 5, "headline": 40, "text": 80, "kind": 14, "band": 20, "title": 36,
    "programme": 28, "format": 18, "held_on": 12, "language": 12, "source": 30, "why": 44,
}  # fmt: skip
"""The columns (phrases table.NAME) with their width in a workbook, in characters."""
LONGEST_CELL = 32_000
"""Excel holds 32,767 characters in a cell."""
_RUN = re.compile(r"\s*[=+\-@＝＋－＠]")
_BULLET = re.compile(r"(?m)^[ \t]*[-*–•][ \t]+")


def written(hits: Sequence[Hit], format: Format, tongue: Tongue) -> bytes:
    """The table of `hits`, in their order, with headings and codes in the reader's language.

    Raises WrongUse("table_format") for a format that there is not.
    """
    if format not in FORMATS:
        raise WrongUse("table_format", given=str(format)[:20])
    head = [say(f"table.{name}", tongue) for name in COLUMNS]
    rows = [_row(number, hit, tongue) for number, hit in enumerate(hits, start=1)]
    return _csv([head, *rows], tongue) if format == "csv" else _xlsx([head, *rows], tongue)


def _row(number: int, hit: Hit, tongue: Tongue) -> list[str]:
    facts = hit.passage.facts
    told = {
        "number": str(number),
        "headline": facts.get("headline", ""),
        "text": hit.passage.text,
        "kind": _word("kind.{}", facts.get("kind", ""), tongue),
        "band": _word("transfer.band_{}", facts.get("band", ""), tongue),
        "title": facts.get("title", ""),
        "programme": facts.get("programme", ""),
        "format": _format(facts.get("format", ""), tongue),
        "held_on": facts.get("held_on", ""),
        "language": _word("language.{}", facts.get("language", ""), tongue),
        "source": facts.get("source", ""),
        "why": "; ".join(say_reason(reason, tongue) for reason in hit.why),
    }
    return [_cell(told[name]) for name in COLUMNS]


def _word(key: str, code: str, tongue: Tongue) -> str:
    named = key.format(code)
    return say(named, tongue) if code and named in keys(tongue) else code


def _format(code: str, tongue: Tongue) -> str:
    named = f"session.format_{re.sub('[ :-]', '_', code.lower())}"
    return say(named, tongue) if named in keys(tongue) else code


def _cell(text: str) -> str:
    """The text without signs that nobody sees, its list entries with bullets that run nothing."""
    spaced = re.sub(r"\r\n?|[\v\f\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    seen = "".join(sign for sign in spaced if sign == "\n" or unicodedata.category(sign)[0] != "C")
    lines = [" ".join(line.split()) for line in _BULLET.sub("• ", seen).split("\n")]
    whole = "\n".join(line for line in lines if line)
    return whole if len(whole) <= LONGEST_CELL else f"{whole[:LONGEST_CELL]} …"


def _csv(rows: Sequence[Sequence[str]], tongue: Tongue) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(
        out, delimiter=SEPARATORS[tongue], quoting=csv.QUOTE_ALL, lineterminator="\r\n"
    )
    for row in rows:
        writer.writerow([_harmless(cell.replace("\n", " · ")) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if _RUN.match(cell) else cell


def _xlsx(rows: Sequence[Sequence[str]], tongue: Tongue) -> bytes:
    # Loaded late: only who wants a workbook pays for its writer.
    import xlsxwriter

    out = io.BytesIO()
    # In memory: no note's text in a temporary file.
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet(say("table.sheet", tongue))
    bold = book.add_format({"bold": True, "text_wrap": True, "num_format": "@"})
    plain = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            sheet.write_string(n, m, cell, plain if n else bold)
    for m, width in enumerate(COLUMNS.values()):
        sheet.set_column(m, m, width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows) - 1, len(COLUMNS) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:L{len(rows)}"})
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{say('table.footer', tongue)}&R&P / &N")
    book.close()
    return out.getvalue()
