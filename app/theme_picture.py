"""How far the items of a theme travel and what they are: bars with their words and numbers, so that
nothing hangs on colour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import streamlit as st

from iolkit.outcomes import Theme
from iolkit.phrases import Tongue, number, say
from iolkit.records import Kind
from safe_text import safe

BANDS = ("A", "B", "C", "D", "")


def draw(tongue: Tongue, theme: Theme) -> None:
    """A bar a band, as long as its share of the theme's items; the kinds in one line below."""
    rated = any(theme.bands.get(band) for band in BANDS if band)
    if rated:
        st.caption(safe(say("learned.spread", tongue)))
        with st.grid(2, min_column_width=240):
            for band in BANDS:
                if count := theme.bands.get(band, 0):
                    words = say(
                        f"transfer.band_{band}" if band else "overview.band_unknown", tongue
                    )
                    text = safe(f"{words}: {number(count, tongue)}")
                    st.progress(count / len(theme.items), text=text)
    st.caption(safe(f"{say('learned.kinds', tongue)} {_kinds(tongue, theme.kinds)}"))


def _kinds(tongue: Tongue, kinds: Mapping[str, int]) -> str:
    counted = ((kind, kinds.get(kind, 0)) for kind in get_args(Kind))
    return " · ".join(f"{say(f'kind.{kind}', tongue)} {n}" for kind, n in counted if n)
