"""Every time limit of the worker, in one place, in seconds.

Measured on two slow and busy cores: an ordinary note (two pages) takes half a second in all,
300,000 characters (a book of 150 pages) forty seconds. The limits leave five times that, so that
only what nobody would call a note is cut off: a million and a half characters, or a text that a
rule cannot cope with. The readers let texts of up to five million characters through.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

STAGES: Mapping[str, float] = MappingProxyType(
    {
        # Loading libraries and trained parts; a slow disk just after a restart needs a minute.
        "starting": 180.0,
        # The readers stop their own child after 40 s and say why; this is only behind them.
        "reading": 60.0,
        # The engine's four stages. Beyond this a person waits in vain, and so do the files behind.
        "finding": 90.0,
        # All that a language model is asked of a note. The chat ends each request in time and says
        # why; this is only behind it (see Limits.with_model).
        "asking": 1800.0,
        "items": 60.0,
        "rating": 120.0,
        "summing": 60.0,
        # A vector for each learning item.
        "indexing": 120.0,
        # One transaction, which may have to wait 20 s for another that writes.
        "storing": 60.0,
    }
)

LETTERS = 6
"""So many replies one after the other a note may need at a step: letters of one note go side by
side, so that is a book for a model that takes small parts."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long things may take. Stages are named as the steps that people see."""

    stages: Mapping[str, float] = field(default_factory=lambda: STAGES)
    silence: float = 45.0
    """The hand says every second that it lives. A single search of a pattern can keep it from
    that, but none that ends well takes this long."""
    linger: float = 15.0
    """How long an idle worker waits for the next job: its engine is warm, a new one must load. Less
    than the 20 s that a command or a restore waits for the space."""
    abreast: int = 4
    """How many files a language model reads at the same time; the embedded engine reads one."""
    parting: float = 5.0
    """How long a hand that was told to go may take before it is made to."""

    def with_model(self, abreast: int, timeout_s: float) -> Limits:
        """The same for a model that reads `abreast` files at once and has `timeout_s` a reply.

        A long note takes several letters, each of which may be asked once more for its faults.
        """
        asking = max(self.stages["asking"], LETTERS * 2 * timeout_s)
        return replace(self, abreast=abreast, stages={**self.stages, "asking": asking})


SHIPPED = Limits()
