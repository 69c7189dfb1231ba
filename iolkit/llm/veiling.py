"""Values that must not stand in a letter, taken out of masked text that still has them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from iolkit.llm.sheltering import stand_ins
from iolkit.records import Flag, Masked, Reason, Span
from iolkit.redaction import taken_from
from iolkit.redaction.masking import substitute
from iolkit.redaction.views import View

Secrets = Callable[[str, str], Sequence[str]]
"""(text, item id) -> the values in it that are flagged in that item's note; in any note for ""."""

VEIL = "[…]"


def no_secrets(_text: str, _item_id: str) -> Sequence[str]:
    """Nothing is known of any note."""
    return ()


def known(text: str, values: Sequence[str]) -> tuple[Flag, ...]:
    """Flags for values that are flagged elsewhere, wherever they stand in a text."""
    view = View(text)
    return tuple(
        Flag(
            id=f"{span.start}:{span.end}",
            span=span,
            category="confidential",
            concern=None,
            owner="partner",
            org=None,
            score=1.0,
            recognizer="house",
            why=Reason("flagged_by_person"),
        )
        for value in dict.fromkeys(values)
        for span in view.spans(value)
    )


def veiled(text: Masked, values: Sequence[str]) -> Masked:
    """The text with a mark in place of each value, whatever it wears; stand-ins stay."""
    if not values or not text:
        return text
    kept = stand_ins(text)
    view = View(text)
    found = sorted(
        span
        for value in values
        for span in view.spans(value)
        if not any(span.overlaps(other) for other in kept)
    )
    joined: list[Span] = []
    for span in found:
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    (shown,) = taken_from([text], [substitute(text, [(span, VEIL) for span in joined])])
    return shown
