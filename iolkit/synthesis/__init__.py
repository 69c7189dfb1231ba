"""Synthesis: what many notes say together, who stands behind it, what speaks against it."""

from iolkit.synthesis.corroboration import corroboration
from iolkit.synthesis.mapped import backed, told
from iolkit.synthesis.report import Material, learned, rows
from iolkit.synthesis.topic import topic_of
from iolkit.synthesis.weighing import enough_to_answer, weighed

__all__ = [
    "Material",
    "backed",
    "corroboration",
    "enough_to_answer",
    "learned",
    "rows",
    "told",
    "topic_of",
    "weighed",
]
