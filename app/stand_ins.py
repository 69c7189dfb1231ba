"""What stands in place of a secret, in the reader's words: [PERSON_1] is shown as [Person 1]."""

from __future__ import annotations

import re
from collections.abc import Mapping

from iolkit.phrases import Tongue, say
from iolkit.records import Category

HIDDEN: Mapping[str, Category] = {
    "AMOUNT": "money", "ORG": "partner", "PERSON": "person", "CONTACT": "contact",
    "PERSONNEL": "personnel", "TERM": "contract", "PLAN": "strategy", "SECURITY": "security",
    "KNOWHOW": "ip", "FIGURE": "figures", "MARKER": "confidential", "SPECIAL": "special",
}  # fmt: skip
_STAND_IN = re.compile(rf"(\\?\[)({'|'.join(HIDDEN)})\\?_(\d+)(\\?\])")


def worded(shown: str, tongue: Tongue) -> str:
    """`shown`, plain or escaped by safe_text, with its stand-ins in words.

    Comes last: offsets into a masked text no longer fit afterwards.
    """

    def words(found: re.Match[str]) -> str:
        return f"{found[1]}{say(f'category.{HIDDEN[found[2]]}', tongue)} {found[3]}{found[4]}"

    return _STAND_IN.sub(words, shown)
