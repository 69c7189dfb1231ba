"""Audiences and organisations by name: the circle that is meant, and who is the same."""

from __future__ import annotations

import re

from iolkit.errors import WrongUse
from iolkit.policy.table import CIRCLES, Circle
from iolkit.records import Audience, Flag

AUDIENCES = ("team", "company", "partners", "public")
"""The circles by the names that people use, from the inside out."""
_ORG = re.compile(r"org:\s*(\S.{0,199})", re.IGNORECASE | re.DOTALL)
_LEGAL_FORM = re.compile(
    r"\W+(?:g?gmbh|ag|se|kg|ohg|ug|eg|mbh|co|kgaa|e\W?v|ltd|limited|llc|inc|plc|ab|oy|as|b\W?v|"
    r"n\W?v|s\W?a|sarl|s\W?p\W?a)\W*$"
)


def parse_audience(text: str) -> Audience:
    """The audience a person named: team, company, partners, public or org:NAME.

    Upper and lower case do not matter, except in NAME. Raises WrongUse for anything else.
    """
    given = text.strip()
    named = _ORG.fullmatch(given)
    if named and named[1].isprintable():
        return f"org:{named[1].strip()}"
    if given.casefold() in AUDIENCES:
        return given.casefold()
    raise WrongUse("audience_unknown", given=given[:40])


def circle_of(audience: Audience) -> Circle:
    """The circle an audience stands in; one named organisation stands among the partners."""
    return "P" if audience.startswith("org:") else CIRCLES[AUDIENCES.index(audience)]


def belongs_to(flag: Flag, audience: Audience) -> bool:
    """Whether the secret belongs to the one organisation that is to read it."""
    if not (audience.startswith("org:") and flag.org) or flag.owner == "own":
        return False
    return plain_name(flag.org) == plain_name(audience[4:])


def plain_name(name: str) -> str:
    """An organisation's name without case, spacing and legal form: "Halverde Technik GmbH"."""
    plain = " ".join(name.casefold().split())
    while (shorter := _LEGAL_FORM.sub("", plain)) != plain:
        plain = shorter
    return plain


def worded(audience: Audience) -> str:
    """The audience as a value of a phrase: a phrase key, or the organisation's name."""
    return audience[4:].lstrip("@") if audience.startswith("org:") else f"@audience.{audience}"
