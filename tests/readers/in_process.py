"""Runs a parser in the process of the test, on files of the battery."""

from __future__ import annotations

from collections.abc import Mapping

from iolkit.readers import names, precheck
from iolkit.readers.limits import SHIPPED
from iolkit.readers.parse import Parser

from .battery import Case, missed


def wrong(parser: Parser, family: Mapping[str, Case], what: str) -> list[str]:
    """What the parser makes wrong of a file that passes the pre-check."""
    case = family[what]
    data = case.make()
    precheck.check(names.suffix_of(names.display_name(case.name)), data)
    found = parser.extract(data, SHIPPED)
    places = [(p.kind, p.label, found.text[p.start : p.end]) for p in found.places]
    return missed(case, found.text, places)
