"""What was learned about a matter, over many notes: themes, who is behind them, what is missing.

Text in here is Masked, for readers in the house; a handover of it goes through the release door.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iolkit.outcomes.finding import CitedSentence, Support
from iolkit.records import Masked, Provenance, Reason


@dataclass(frozen=True, slots=True)
class Theme:
    """Learning items that tell of one thing, the nearest to the question first.

    `words` name it, in the reader's language where the notes allow it; `quotes` are its best
    sentences, each with its sources. `bands` and `kinds` count items ("" = not rated).
    """

    words: tuple[Masked, ...]
    items: tuple[str, ...]
    quotes: tuple[CitedSentence, ...]
    support: Support
    bands: Mapping[str, int]
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Learned:
    """A short report on a matter. `themes` is empty when too little was found (`items` tells what).

    `items` are all that the report rests on, `note_ids` the notes they stand in; `gaps` is what a
    reader should know to be missing.
    """

    topic: str
    themes: tuple[Theme, ...]
    items: tuple[str, ...]
    note_ids: tuple[str, ...]
    support: Support
    gaps: tuple[Reason, ...]
    made_by: Provenance
