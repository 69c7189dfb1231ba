"""Redaction: the one place where flagged text becomes text that others may read."""

from iolkit.redaction.appended import added_index_views, added_views, index_views, item_views
from iolkit.redaction.masking import (
    MaskedText,
    index_text,
    index_texts,
    mask,
    mask_view,
    mask_views,
    taken_from,
    unmask,
)
from iolkit.redaction.merge import flat, merge
from iolkit.redaction.mosaic import pointing
from iolkit.redaction.release import Release, pieces, release, release_note, together
from iolkit.redaction.secrets import Secrets, same_values, session_names
from iolkit.redaction.verdicts import LONGEST, check

__all__ = [
    "LONGEST",
    "MaskedText",
    "Release",
    "Secrets",
    "added_index_views",
    "added_views",
    "check",
    "flat",
    "index_text",
    "index_texts",
    "index_views",
    "item_views",
    "mask",
    "mask_view",
    "mask_views",
    "merge",
    "pieces",
    "pointing",
    "release",
    "release_note",
    "same_values",
    "session_names",
    "taken_from",
    "together",
    "unmask",
]
