"""Every limit on what is read, in one place.

The figures bound what one hostile or broken file can cost. They were chosen so that a thousand
pages of ordinary PDF (2.4 s) and a hundred pages of ordinary office text pass with room to spare.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost. Sizes in bytes, times in seconds, text in code points."""

    file: int = 50 * MEGABYTE
    unpacked: int = 100 * MEGABYTE
    members: int = 2_000
    ratio: int = 100
    """Unpacked to packed size of a whole archive; small archives (below `ratio_from`) may exceed
    it, since empty templates compress well and cost nothing."""
    ratio_from: int = 5 * MEGABYTE
    pages: int = 1_000
    text: int = 5_000_000
    nesting: int = 5
    """How deep mails may lie in mails."""
    parts: int = 500
    """How many parts a mail may have."""
    cpu: int = 30
    wall: int = 40
    memory: int = 2_000 * MEGABYTE
    front_matter: int = 20_000
    fact: int = 300
    """Code points of one session fact."""
    facts: int = 200
    """Entries of a list of partners or participants."""
    name: int = 120
    """Code points of the name a note is shown under."""


SHIPPED = Limits()


def memory_is_limited() -> bool:
    """Whether this system can hold a parser to `Limits.memory`; time is limited everywhere."""
    return sys.platform.startswith("linux")
