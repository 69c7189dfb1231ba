"""Handover: a document for an audience, made of cleared text only, and its way into a file."""

from iolkit.handover.by_theme import by_theme
from iolkit.handover.compose import compose, desk_for, secrets_of
from iolkit.handover.dates import calendar
from iolkit.handover.draft import draft
from iolkit.handover.export import export, items_in, prove
from iolkit.handover.home import Home, fit_of, outlook_of, pairs_of, plan_of, source_of, steps_of
from iolkit.handover.in_short import in_short
from iolkit.handover.reciprocity import balance, meets, suggestions

__all__ = [
    "Home",
    "balance",
    "by_theme",
    "calendar",
    "compose",
    "desk_for",
    "draft",
    "export",
    "fit_of",
    "in_short",
    "items_in",
    "meets",
    "outlook_of",
    "pairs_of",
    "plan_of",
    "prove",
    "secrets_of",
    "source_of",
    "steps_of",
    "suggestions",
]
