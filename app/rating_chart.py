"""How far an item travels: five ratings as rows of dots with their grounds, and the sum in words.

Dots and words say the same, so nothing hangs on colour or on eyesight.
"""

from __future__ import annotations

import streamlit as st

from iolkit.phrases import Tongue, say, say_reason
from iolkit.records import Assessment, Rating
from safe_text import safe, shortened

LEVELS = 5
QUOTES_SHOWN = 2
HURDLE = 3  # the level from which a property is worth naming as the main obstacle


def verdict(assessment: Assessment, tongue: Tongue) -> str:
    """The transferability in one sentence: band, score, range and what makes it hard."""
    if assessment.band is None or assessment.score is None:
        return safe(say("transfer.unknown", tongue))
    words = say(f"transfer.band_{assessment.band}", tongue)
    parts = [say("transfer.score", tongue, band=words, score=assessment.score)]
    low, high = assessment.low, assessment.high
    if low is not None and high is not None and low != high:
        parts.append(say("transfer.range", tongue, low=low, high=high))
    hurdle = next((r for r in assessment.ratings if r.dimension == assessment.bottleneck), None)
    if hurdle is not None and (hurdle.level or 0) >= HURDLE:
        parts.append(say("transfer.bottleneck", tongue, what=f"@dimension.{hurdle.dimension}"))
    return safe(" ".join(parts))


def draw(assessment: Assessment, text: str, tongue: Tongue) -> None:
    """The five ratings; quotes are cut from `text`, the text that the evidence counts in."""
    st.markdown("\n\n".join(_row(rating, text, tongue) for rating in assessment.ratings))
    if assessment.missing:
        slots = ", ".join(say(f"transfer.slot_{slot}", tongue) for slot in assessment.missing)
        st.caption(safe(say("transfer.missing", tongue, slots=slots)))


def dots(level: int | None) -> str:
    """3 -> "●●●○○"; five empty dots when unknown."""
    return "●" * (level or 0) + "○" * (LEVELS - (level or 0))


def _row(rating: Rating, text: str, tongue: Tongue) -> str:
    name = safe(say(f"dimension.{rating.dimension}", tongue))
    if rating.level is None:
        words = say("transfer.silent", tongue)
    else:
        level = say(f"transfer.level_{rating.level}", tongue, level=rating.level)
        words = f"{level}, {_sure(rating, tongue)}"
    lines = [f"{dots(rating.level)} **{name}**: {safe(words)}  "]
    lines += [f":small[{quote}]  " for quote in _quotes(rating, text, tongue)]
    if not rating.evidence and rating.level is not None:
        lines.append(f":small[{safe(say_reason(rating.reason, tongue))}]  ")
    return "\n".join(lines)


def _quotes(rating: Rating, text: str, tongue: Tongue) -> list[str]:
    quotes = (safe(shortened(span.of(text), 160)) for span in rating.evidence[:QUOTES_SHOWN])
    return [say("transfer.quote", tongue, words=quote) for quote in quotes]


def _sure(rating: Rating, tongue: Tongue) -> str:
    if rating.made_by.engine == "human":
        return say("transfer.by_person", tongue)
    if rating.confidence >= 0.75:
        return say("transfer.sure", tongue)
    return say("transfer.fairly_sure" if rating.confidence >= 0.5 else "transfer.unsure", tongue)
