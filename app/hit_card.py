"""A hit as a card: what it says, of what kind, how far it travels, where from, why it was found."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

import basket
import routes
import session_facts
from flag_marks import highlighted
from iolkit.outcomes import Hit
from iolkit.phrases import Tongue, day, keys, say, say_reason
from iolkit.records import Reason, Span
from safe_text import plain, safe, shortened
from stand_ins import worded

EXCERPT = 420
BAND_COLOURS = {"A": "green", "B": "blue", "C": "orange", "D": "gray"}


def draw(hit: Hit, tongue: Tongue, *, new: bool = False) -> bool:
    """Draw the card; True when its passage is to be opened. `new`: it came since the last look."""
    facts = hit.passage.facts
    words = _words_found(hit.why)
    with st.container(border=True, gap="xsmall"):
        headline = shortened(facts.get("headline") or hit.passage.text, 160)
        head = worded(_marked(headline, words), tongue)
        st.markdown(f"**{head}**  \n{_badges(facts, tongue, new=new)}")
        more = _beyond(hit.passage.text, facts.get("headline", ""))
        if more:
            st.markdown(worded(_marked(shortened(more, EXCERPT), words), tongue))
        why = " · ".join(part for reason in hit.why if (part := _reason(reason, facts, tongue)))
        found = f"  \n{safe(say('search.why', tongue))} {safe(why)}" if why else ""
        titled = plain(facts.get("title", "")) != plain(headline)
        st.caption(f"{safe(about(facts, tongue, titled=titled))}{found}")
        with st.container(horizontal=True):
            opened = st.button(
                say("search.open", tongue),
                key=f"open_{hit.passage.key}",
                type="tertiary",
                icon=":material/article:",
            )
            basket.button(hit.passage.item_id, tongue, "hit")
            # What nobody rated, such as literature, has no plan yet.
            if facts.get("band") and st.button(
                say("here.link", tongue),
                key=f"hit_plan_{hit.passage.key}",
                type="tertiary",
                icon=":material/home_work:",
            ):
                routes.go("plan", item=hit.passage.item_id)
    return opened


def about(facts: Mapping[str, str], tongue: Tongue, *, titled: bool = True) -> str:
    """Title, programme, format and date of the session on one line. Not escaped."""
    parts = [
        plain(facts.get("title") or facts.get("source", "")) if titled else "",
        plain(facts.get("programme", "")),
        session_facts.format_name(facts["format"], tongue) if facts.get("format") else "",
        _day(facts.get("held_on", ""), tongue),
    ]
    return worded(" · ".join(part for part in parts if part), tongue)


def _badges(facts: Mapping[str, str], tongue: Tongue, *, new: bool) -> str:
    kind, band, language = facts.get("kind"), facts.get("band"), facts.get("language")
    words = [f":orange-badge[{safe(say('hit.new', tongue))}]"] if new else []
    words += [f":blue-badge[{safe(say(f'kind.{kind}', tongue))}]"] if kind else []
    if band:
        colour = BAND_COLOURS.get(band, "gray")
        words.append(f":{colour}-badge[{safe(say(f'transfer.band_{band}', tongue))}]")
    if language and language != tongue:
        words.append(f":gray-badge[{safe(say(f'hit.in_{language}', tongue))}]")
    return " ".join(words)


def _reason(reason: Reason, facts: Mapping[str, str], tongue: Tongue) -> str:
    """Why it was found, in plain words, with the language of the words that matched."""
    key = f"hit.{reason.key}"
    if key not in keys(tongue):
        return say_reason(reason, tongue)
    quoted = ", ".join(f"„{word}“" if tongue == "de" else f"“{word}”" for word in _words([reason]))
    return say(key, tongue, **{**reason.values, "words": quoted})


def _words_found(why: Sequence[Reason]) -> list[str]:
    return _words([reason for reason in why if reason.key == "found_words"])


def _words(why: Sequence[Reason]) -> list[str]:
    every = (reason.values.get("words", "") for reason in why)
    return [plain(word) for words in every for word in words.split(", ") if word.strip()]


def _marked(text: str, words: Sequence[str]) -> str:
    """`text` with the words that matched on a quiet background."""
    if not words:
        return safe(text)
    stems = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    spans = [Span(*found.span()) for found in re.finditer(rf"\b(?:{stems})\w*", text, re.I)]
    return highlighted(text, spans)


def _beyond(text: str, headline: str) -> str:
    """What the passage says after its headline; nothing is said twice on a card."""
    whole, start = plain(_run_on(text)), plain(headline)
    if not start or len(start) > 160:
        return "" if len(whole) <= 160 else whole
    return whole[len(start) :].lstrip(" .:;,-") if whole.startswith(start) else whole


def _run_on(text: str) -> str:
    """The entries of a list set apart by dots, since a card has no room for lines."""
    after_colon = re.sub(r":\s*\n\s*[-•*]\s+", ": ", text)
    return re.sub(r"\n\s*[-•*]\s+", " · ", after_colon)


def _day(held_on: str, tongue: Tongue) -> str:
    try:
        return day(date.fromisoformat(held_on), tongue)
    except ValueError:
        return plain(held_on)
