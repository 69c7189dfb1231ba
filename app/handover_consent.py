"""What leaves only with a person's yes: each secret once, with yes and no, before any download."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

import flag_marks
from audience_choice import audience_name, shown_audience
from decisions import WRITTEN
from handover_choice import Choice
from iolkit.outcomes import Asked, Draft
from iolkit.phrases import Tongue, say, say_reason
from plain_errors import explained
from safe_text import safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

LONGEST = 300
MANY, HEIGHT = 3, 460
COLOURS = {None: "orange", True: "green", False: "gray"}


def ask(kit: Kit, tongue: Tongue, draft: Draft, choice: Choice) -> None:
    """The list of what waits; nothing when nothing does."""
    if not draft.asked:
        return
    left = sum(entry.answer is None for entry in draft.asked)
    label = say("send.ask_title", tongue, n=len(draft.asked), left=left)
    with st.expander(label, icon=":material/how_to_reg:", expanded=True, key="send_ask"):
        who = audience_name(choice.audience, tongue)
        st.caption(safe(say("send.ask_what", tongue, audience=who)))
        st.text_input(
            say("send.ask_reason", tongue),
            max_chars=LONGEST,
            key="send_reason",
            placeholder=say("send.ask_reason_hint", tongue),
            persist_state="session",
        )
        with st.container(height=HEIGHT if len(draft.asked) > MANY else "content", border=False):
            for number, entry in enumerate(draft.asked):
                _entry(kit, tongue, entry, choice, number)


def _entry(kit: Kit, tongue: Tongue, entry: Asked, choice: Choice, number: int) -> None:
    note_id, flag = entry.flags[0]
    text = kit.note(note_id).analysis.note.text
    state = {None: "open", True: "yes", False: "no"}[entry.answer]
    with st.container(border=True, gap="xsmall"):
        badge = f":{COLOURS[entry.answer]}-badge[{safe(say(f'send.ask_{state}', tongue))}]"
        owner = say("review.whose", tongue, owner=f"@owner.{flag.owner}")
        st.markdown(f"{badge} {flag_marks.quoted(text, flag, tongue)}")
        places = say("send.places", tongue, n=len(entry.flags))
        why = say_reason(entry.reason, tongue)
        st.caption(f"{safe(say(f'category.{flag.category}', tongue))} · {safe(owner)} · "
                   f"{safe(places)}  \n{safe(why)}")  # fmt: skip
        with st.container(horizontal=True):
            for yes in (False, True):
                st.button(
                    say(f"send.say_{'yes' if yes else 'no'}", tongue),
                    key=f"ask_{'yes' if yes else 'no'}_{number}_{flag.id}",
                    icon=":material/check:" if yes else ":material/visibility_off:",
                    disabled=entry.answer is yes,
                    on_click=_answer,
                    args=(kit, tongue, entry, choice.audience, yes),
                )


def _answer(kit: Kit, tongue: Tongue, entry: Asked, audience: str, yes: bool) -> None:
    st.session_state.pop(WRITTEN, None)
    reason = str(st.session_state.get("send_reason") or "").strip()
    with explained(tongue):
        kit.answer(entry, audience, yes, reason)


def warn(tongue: Tongue, draft: Draft, choice: Choice) -> None:
    """What was agreed for the sessions, and who sat in them, in words."""
    if len(draft.rules) > 1:
        rules = ", ".join(say(f"rule.{rule}", tongue) for rule in draft.rules)
        strictest = say(f"rule.{draft.rules[0]}", tongue)
        st.info(
            safe(say("send.mixed", tongue, rules=rules, strictest=strictest)),
            icon=":material/handshake:",
        )
    elif draft.rules and draft.rules[0] in ("chatham", "nda"):
        st.info(say(f"send.bound_{draft.rules[0]}", tongue), icon=":material/handshake:")
    if draft.competitors and choice.audience not in ("team", "company"):
        st.warning(
            say("send.competitors", tongue, audience=shown_audience(choice.audience, tongue)),
            icon=":material/warning:",
        )
