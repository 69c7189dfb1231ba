"""Give and take with one organisation: what was learned there, what it got, what could be given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

import routes
from iolkit.outcomes import Balance
from iolkit.phrases import Tongue, say
from safe_text import plain, safe

if TYPE_CHECKING:
    from iolkit.kit import Kit


def draw(kit: Kit, tongue: Tongue, organisations: Sequence[str], audience: str) -> None:
    """Counts by organisation, never by person; nothing where no organisation is known."""
    if not organisations:
        return
    st.markdown(f"**{say('check.balance_title', tongue)}**")
    heard = plain(audience.removeprefix("org:")) if audience.startswith("org:") else None
    org = heard or st.selectbox(
        say("check.balance_which", tongue),
        organisations,
        index=None,
        format_func=plain,
        placeholder=say("check.balance_hint", tongue),
        key="check_balance_org",
    )
    if org:
        _show(tongue, kit.balance(org))


def _show(tongue: Tongue, balance: Balance) -> None:
    with st.container(border=True):
        st.markdown(f"**{safe(say('check.balance', tongue, org=plain(balance.org)))}**")
        if not (balance.notes or balance.given):
            st.markdown(say("check.balance_none", tongue))
        else:
            _counts(tongue, balance)
        _offer(tongue, balance)
        st.caption(say("check.balance_what", tongue))


def _counts(tongue: Tongue, balance: Balance) -> None:
    counts = {
        "taken": balance.taken,
        "given": balance.given,
        "partners": balance.given_partners,
    }
    lines = [
        f"- {say('check.balance_items', tongue, n=n)} {say(f'check.balance_{what}', tongue)}"
        for what, n in counts.items()
    ]
    st.markdown("\n".join(lines))
    owing = balance.taken > balance.given
    st.markdown(say("check.balance_more_taken" if owing else "check.balance_even", tongue))


def _offer(tongue: Tongue, balance: Balance) -> None:
    if not balance.suggestions:
        st.markdown(say("check.balance_no_offer", tongue))
        return
    st.markdown(say("check.balance_offer", tongue))
    for each in balance.suggestions:
        st.code(" ".join(each.words.text.split()), language=None, wrap_lines=True)
        key = f"check_open_{each.item_id}"
        if st.button(say("check.balance_open", tongue), key=key, type="tertiary"):
            routes.go("review", note=each.note_id)
