"""Who will read it: a kind of reader, or one organisation by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import streamlit as st

from iolkit.phrases import Tongue, say
from iolkit.records import Audience, Session
from safe_text import plain, safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

NAMED = "org"
LONGEST_NAME = 120


def choose(
    kit: Kit,
    tongue: Tongue,
    organisations: Sequence[str],
    *,
    place: str,
    default: str = "team",
    label: str = "send.audience",
) -> Audience:
    """The audience as it stands; "" while a name is asked for and none is given.

    `place` begins the keys of the two fields, so that each page keeps a choice of its own.
    """
    code = st.segmented_control(
        say(label, tongue),
        (*kit.audiences, NAMED),
        default=default,
        required=True,
        format_func=lambda one: say(f"send.to_{one}", tongue),
        wrap=True,
        key=f"{place}_audience",
        persist_state="session",
    )
    st.caption(say(f"send.about_{code}", tongue))
    if code != NAMED:
        return code or ""
    name = st.selectbox(
        say("send.org", tongue),
        organisations,
        index=None,
        accept_new_options=True,
        format_func=plain,
        placeholder=say("send.org_hint", tongue),
        key=f"{place}_org",
        persist_state="session",
    )
    named = plain(name or "")[:LONGEST_NAME]
    if not named:
        st.caption(say("check.no_org", tongue))
    return f"{NAMED}:{named}" if named else ""


def organisations_of(sessions: Iterable[Session]) -> list[str]:
    """Hosts and partners of these sessions, each once, by name."""
    names = (name for session in sessions for name in (session.host, *session.partners))
    return sorted({name.strip() for name in names if name.strip()}, key=str.casefold)


def audience_name(audience: Audience, tongue: Tongue) -> str:
    """The audience in words, or the organisation's name. Not escaped."""
    if audience.startswith(f"{NAMED}:"):
        return plain(audience.removeprefix(f"{NAMED}:").lstrip("@"))
    return say(f"audience.{audience}", tongue)


def shown_audience(audience: Audience, tongue: Tongue) -> str:
    """The same as markdown."""
    return safe(audience_name(audience, tongue))
