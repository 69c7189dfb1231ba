"""iolkit: notes from learning with other organisations, turned into knowledge you can use.

The public names: Kit (everything it can do), the records it speaks in, the errors it raises.
Start reading in records.py.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iolkit.errors import (
        ArchiveBusy,
        ArchiveDamaged,
        EngineError,
        HouseError,
        IolkitError,
        NoteUnreadable,
        NotFound,
        NotReleased,
        Unavailable,
        WrongUse,
    )
    from iolkit.kit import Kit
    from iolkit.outcomes import Answer, Check, Filters, Found, Handover, Hit, Passage
    from iolkit.records import Analysis, Assessment, Flag, Item, Note, Rating, Review, Session, Span
    from iolkit.settings import Settings

__version__ = "0.1.0"

# Names are fetched on first use: `import iolkit` must cost next to nothing.
_HOME = {
    **dict.fromkeys(
        (
            "ArchiveBusy", "ArchiveDamaged", "EngineError", "HouseError", "IolkitError",
            "NotFound", "NoteUnreadable", "NotReleased", "Unavailable", "WrongUse",
        ),
        "iolkit.errors",
    ),
    **dict.fromkeys(
        ("Analysis", "Assessment", "Flag", "Item", "Note", "Rating", "Review", "Session", "Span"),
        "iolkit.records",
    ),
    **dict.fromkeys(
        ("Answer", "Check", "Filters", "Found", "Handover", "Hit", "Passage"), "iolkit.outcomes"
    ),
    "Kit": "iolkit.kit",
    "Settings": "iolkit.settings",
}  # fmt: skip

__all__ = [
    "Analysis",
    "Answer",
    "ArchiveBusy",
    "ArchiveDamaged",
    "Assessment",
    "Check",
    "EngineError",
    "Filters",
    "Flag",
    "Found",
    "Handover",
    "Hit",
    "HouseError",
    "IolkitError",
    "Item",
    "Kit",
    "NotFound",
    "NotReleased",
    "Note",
    "NoteUnreadable",
    "Passage",
    "Rating",
    "Review",
    "Session",
    "Settings",
    "Span",
    "Unavailable",
    "WrongUse",
]


def __getattr__(name: str) -> object:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'iolkit' has no attribute {name!r}")
