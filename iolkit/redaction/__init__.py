"""Redaction: the one place where flagged text becomes text that others may read."""

from iolkit.redaction.masking import MaskedText, index_text, mask, mask_view, unmask
from iolkit.redaction.merge import flat, merge
from iolkit.redaction.release import Release, pieces, release, release_note, together
from iolkit.redaction.secrets import Secrets, session_names

__all__ = [
    "MaskedText",
    "Release",
    "Secrets",
    "flat",
    "index_text",
    "mask",
    "mask_view",
    "merge",
    "pieces",
    "release",
    "release_note",
    "session_names",
    "together",
    "unmask",
]
