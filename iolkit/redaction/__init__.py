"""Redaction: the one place where flagged text becomes text that others may read."""

from iolkit.redaction.masking import MaskedText, index_text, mask, mask_view, unmask
from iolkit.redaction.merge import flat, merge
from iolkit.redaction.release import Release, pieces, release, release_note
from iolkit.redaction.secrets import Secrets

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
    "unmask",
]
