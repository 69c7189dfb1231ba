"""What is here in four figures and a picture: bars with their words and numbers beside them, so
that nothing hangs on colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

import streamlit as st

import routes
from iolkit.outcomes import Overview
from iolkit.phrases import Tongue, number, say
from iolkit.records import Kind
from safe_text import safe

BANDS = ("A", "B", "C", "D")


def show(tongue: Tongue, seen: Overview) -> None:
    """Four figures, and how the items spread over bands, kinds and years."""
    with st.grid(4, min_column_width=130):
        for name, count in (
            ("notes", seen.notes),
            ("items", seen.items),
            ("programmes", seen.programmes),
            ("handovers", seen.handovers),
        ):
            label = say(f"overview.{name}", tongue)
            st.metric(label, number(count, tongue), border=True)
    if not seen.items:
        return
    bands, kinds = st.columns(2, gap="medium")
    with bands:
        names = {band: say(f"transfer.band_{band}", tongue) for band in BANDS}
        names[""] = say("overview.band_unknown", tongue)
        _bars(tongue, say("overview.by_band", tongue), names, seen.by_band)
    with kinds:
        names = {kind: say(f"kind.{kind}", tongue) for kind in get_args(Kind)}
        _bars(tongue, say("overview.by_kind", tongue), names, seen.by_kind)
    if seen.by_year:
        st.caption(safe(say("overview.by_year", tongue, years=_years(tongue, seen.by_year))))
    if st.button(
        say("overview.on_map", tongue),
        key="overview_map",
        icon=":material/scatter_plot:",
        type="tertiary",
    ):
        routes.go("map")


def _bars(tongue: Tongue, title: str, names: Mapping[str, str], counts: Mapping[str, int]) -> None:
    st.markdown(f"**{safe(title)}**")
    most = max(counts.values())
    for code, name in names.items():
        if count := counts.get(code, 0):
            st.progress(count / most, text=safe(f"{name}: {number(count, tongue)}"))


def _years(tongue: Tongue, counts: Mapping[int, int]) -> str:
    years: Sequence[int] = sorted(counts)
    return " · ".join(f"{year}: {number(counts[year], tongue)}" for year in years)
