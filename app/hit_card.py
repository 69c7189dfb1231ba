"""A hit as a card: what it says, of what kind, how far it travels, where from, why it was found."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

import session_facts
from iolkit.outcomes import Hit
from iolkit.phrases import Tongue, day, say, say_reason
from safe_text import plain, safe, shortened

EXCERPT = 420


def draw(hit: Hit, tongue: Tongue) -> bool:
    """Draw the card; True when its passage is to be opened."""
    facts = hit.passage.facts
    with st.container(border=True, gap="xsmall"):
        headline = facts.get("headline") or hit.passage.text
        st.markdown(f"**{safe(shortened(headline, 160))}**  \n{_badges(facts, tongue)}")
        more = _beyond(hit.passage.text, headline)
        if more:
            st.markdown(safe(shortened(more, EXCERPT)))
        why = "; ".join(say_reason(reason, tongue) for reason in hit.why)
        found = f"  \n{safe(say('search.why', tongue))} {safe(why)}" if why else ""
        st.caption(f"{safe(about(facts, tongue))}{found}")
        opened = st.button(
            say("search.open", tongue),
            key=f"open_{hit.passage.key}",
            type="tertiary",
            icon=":material/article:",
        )
    return opened


def about(facts: Mapping[str, str], tongue: Tongue) -> str:
    """Title, programme, format and date of the session on one line. Not escaped."""
    parts = [
        plain(facts.get("title") or facts.get("source", "")),
        plain(facts.get("programme", "")),
        session_facts.format_name(facts["format"], tongue) if facts.get("format") else "",
        _day(facts.get("held_on", ""), tongue),
    ]
    return " · ".join(part for part in parts if part)


def _badges(facts: Mapping[str, str], tongue: Tongue) -> str:
    kind, band = facts.get("kind"), facts.get("band")
    words = [f":blue-badge[{safe(say(f'kind.{kind}', tongue))}]"] if kind else []
    if band:
        words.append(f":gray-badge[{safe(say(f'transfer.band_{band}', tongue))}]")
    return " ".join(words)


def _beyond(text: str, headline: str) -> str:
    """What the passage says after its headline; nothing is said twice on a card."""
    whole, start = plain(text), plain(headline)
    return whole[len(start) :].lstrip(" .:;,-") if whole.startswith(start) else whole


def _day(held_on: str, tongue: Tongue) -> str:
    try:
        return day(date.fromisoformat(held_on), tongue)
    except ValueError:
        return plain(held_on)
