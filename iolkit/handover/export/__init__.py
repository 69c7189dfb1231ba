"""A handover as a file: written anew from cleared text, then opened again and searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module
from typing import cast

from iolkit import redaction
from iolkit.errors import WrongUse
from iolkit.handover import pictures
from iolkit.handover.export import proof
from iolkit.handover.export.blocks import items_in
from iolkit.outcomes import Handover, Section

__all__ = ["FORMATS", "export", "items_in", "prove"]

FORMATS = ("docx", "html", "md", "pdf")


def export(handover: Handover, format: str, secrets: Sequence[str]) -> bytes:
    """The handover as a docx, html, md or pdf file, with nothing in it but its cleared text.

    The finished file is opened again and every part of it is searched for `secrets` (values that
    must not be in it, see `secrets_of`). Raises WrongUse("format_unknown"), and
    NotReleased("leak_found") when a secret is found: nothing is returned then.
    """
    if format not in FORMATS:
        raise WrongUse("format_unknown", format=format[:20])
    # Writers and their libraries load only when a file of their kind is asked for.
    writer = import_module(f"iolkit.handover.export.as_{format}")
    write = cast(Callable[[Handover], bytes], writer.write)
    data = write(handover)
    proof.prove(data, write(_blank(handover)), format, secrets)
    return data


def _blank(handover: Handover) -> Handover:
    """A document of the same kind with nothing in it: what is in its file is the format's own."""
    nothing = redaction.release("", (), handover.audience, handover.language).cleared
    shown = dict.fromkeys(pictures.blank(s.picture) for s in handover.sections if s.picture)
    sections = tuple(Section("", (), each) for each in shown)
    return replace(handover, title=nothing, sections=sections)


def prove(handover: Handover, format: str, secrets: Sequence[str]) -> None:
    """Write the file and search it, and keep nothing: what `export` would raise is raised."""
    export(handover, format, secrets)
