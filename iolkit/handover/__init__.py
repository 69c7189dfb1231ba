"""Handover: a document for an audience, made of cleared text only, and its way into a file."""

from iolkit.handover.compose import compose, secrets_of
from iolkit.handover.export import export

__all__ = ["compose", "export", "secrets_of"]
