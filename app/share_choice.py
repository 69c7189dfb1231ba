"""Before a session: the text to be checked, who will hear it, and what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

import audience_choice
from iolkit.outcomes import Upload
from iolkit.phrases import Tongue, say
from iolkit.records import Rule, Session
from safe_text import plain
from session_facts import RULES

if TYPE_CHECKING:
    from iolkit.kit import Kit

HEIGHT = 220
UNNAMED = ("?",)
"""Who the competitors are changes nothing; that somebody sits there does."""


@dataclass(frozen=True)
class Asked:
    """All that a check depends on; two that are equal have the same answer."""

    text: str
    upload: Upload | None
    audience: str
    session: Session

    @property
    def ready(self) -> bool:
        """Whether there is something to check, and for somebody."""
        return bool((self.upload or self.text.strip()) and self.audience)


def choose(kit: Kit, tongue: Tongue, organisations: Sequence[str]) -> Asked:
    """The fields in the order in which a person thinks of them."""
    text = st.text_area(
        say("check.text", tongue),
        height=HEIGHT,
        placeholder=say("check.text_hint", tongue),
        key="check_text",
    )
    upload = _file(kit, tongue)
    if upload and (text or "").strip():
        st.caption(say("check.both", tongue))
    audience = audience_choice.choose(
        kit, tongue, organisations, place="check", default="partners", label="check.whom"
    )
    rule = _rule(tongue)
    rivals = _rivals(tongue)
    return Asked(
        "" if upload else text or "", upload, audience, Session(rule=rule, competitors=rivals)
    )


def _file(kit: Kit, tongue: Tongue) -> Upload | None:
    given = st.file_uploader(
        say("check.file", tongue),
        type=[suffix.removeprefix(".") for suffix in kit.suffixes],
        help=say("check.file_help", tongue),
        key="check_file",
    )
    return Upload(plain(given.name), given.getvalue()) if given else None


def _rule(tongue: Tongue) -> Rule:
    code: Rule = st.segmented_control(
        say("check.rule", tongue),
        RULES,
        default="internal",
        required=True,
        format_func=lambda one: say(f"session.rule_{one}", tongue),
        wrap=True,
        key="check_rule",
    )
    st.caption(say(f"check.about_{code}", tongue))
    return code


def _rivals(tongue: Tongue) -> tuple[str, ...]:
    if not st.toggle(say("check.rivals", tongue), key="check_rivals"):
        return ()
    no_names: list[str] = []
    names = st.multiselect(
        say("check.rival_names", tongue),
        no_names,
        accept_new_options=True,
        select_all=False,
        placeholder=say("check.rival_hint", tongue),
        key="check_rival_names",
    )
    st.caption(say("check.rivals_why", tongue))
    return tuple(name.strip() for name in names if name.strip()) or UNNAMED
