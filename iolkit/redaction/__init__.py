"""Redaction: the one place where flagged text becomes text that others may read."""

from iolkit.redaction.masking import MaskedText, index_text, mask, mask_view, unmask
from iolkit.redaction.merge import flat, merge

__all__ = ["MaskedText", "flat", "index_text", "mask", "mask_view", "merge", "unmask"]
