"""The guided debrief: at most seven questions about what a note leaves open, the most valuable
first, and what becomes of the answers. No model is asked, no disk touched."""

from iolkit.debrief.answering import Said, checked, reviews, supplements
from iolkit.debrief.asking import MOST, Gap, gaps
from iolkit.debrief.progress import completeness, debrief
from iolkit.debrief.rows import training_rows

__all__ = [
    "MOST",
    "Gap",
    "Said",
    "checked",
    "completeness",
    "debrief",
    "gaps",
    "reviews",
    "supplements",
    "training_rows",
]
