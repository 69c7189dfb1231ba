"""What comes back when someone asks: hits, answers, handovers, check results, jobs, reports.

Records like those of records.py: frozen, no work. Text in here is Masked (for readers in the
house) or Cleared (for an audience), never raw, except `Check.text`, which is the caller's own.
"""

from iolkit.outcomes.finding import (
    Answer,
    Citation,
    CitedSentence,
    Context,
    Filters,
    Found,
    Hit,
    Passage,
)
from iolkit.outcomes.keeping import (
    Added,
    CardOrder,
    CardPage,
    Finding,
    Job,
    NoteCard,
    Overview,
    Reviewed,
    Step,
    Tending,
    Upload,
)
from iolkit.outcomes.sending import (
    Asked,
    Check,
    Cleared,
    Decision,
    Draft,
    HandedOver,
    Handover,
    ItemRelease,
    Section,
)

__all__ = [
    "Added",
    "Answer",
    "Asked",
    "CardOrder",
    "CardPage",
    "Check",
    "Citation",
    "CitedSentence",
    "Cleared",
    "Context",
    "Decision",
    "Draft",
    "Filters",
    "Finding",
    "Found",
    "HandedOver",
    "Handover",
    "Hit",
    "ItemRelease",
    "Job",
    "NoteCard",
    "Overview",
    "Passage",
    "Reviewed",
    "Section",
    "Step",
    "Tending",
    "Upload",
]
