"""Handover: a document for an audience, made of cleared text only, and its way into a file."""

from iolkit.handover.by_theme import by_theme
from iolkit.handover.compose import compose, desk_for, secrets_of
from iolkit.handover.draft import draft
from iolkit.handover.export import export, items_in, prove
from iolkit.handover.reciprocity import balance, meets, suggestions

__all__ = [
    "balance",
    "by_theme",
    "compose",
    "desk_for",
    "draft",
    "export",
    "items_in",
    "meets",
    "prove",
    "secrets_of",
    "suggestions",
]
