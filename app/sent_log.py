"""What was sent to a language model: when, where, how much, how many secrets were hidden. No text
is kept of it, so none can be shown."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from iolkit.outcomes import EgressPage, Price, Sent, Spent
from iolkit.phrases import Tongue, keys, moment, number, say
from safe_text import plain, safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

SHOWN = 25
PAGE = "sent_page"


def draw(kit: Kit, tongue: Tongue) -> None:
    """Sums, then the requests, the newest first."""
    st.subheader(say("language_model.sent", tongue), anchor=False)
    place = int(st.session_state.get(PAGE) or 1)
    log = kit.egress(SHOWN, (place - 1) * SHOWN)
    if not log.total:
        st.markdown(say("language_model.nothing_sent", tongue))
        return
    st.caption(say("language_model.sent_what", tongue))
    _sums(log, kit.price(), tongue)
    st.dataframe([_row(entry, tongue) for entry in log.entries], hide_index=True)
    if log.total > SHOWN:
        st.pagination(-(-log.total // SHOWN), key=PAGE)


def cost_line(spent: Spent, price: Price | None, tongue: Tongue) -> str:
    """Requests, tokens and money in one line. Not escaped."""
    about = "" if spent.exact else "≈ "
    said = say(
        "language_model.cost",
        tongue,
        n=spent.requests,
        tokens_in=about + number(spent.tokens_in, tongue),
        tokens_out=about + number(spent.tokens_out, tongue),
    )
    money = money_of(spent, price, tongue)
    return f"{said} {money}" if money else said


def money_of(spent: Spent, price: Price | None, tongue: Tongue) -> str:
    """The price of what was spent, "" where no price is known. Not escaped."""
    if price is None:
        return ""
    amount = number(price.of(spent), tongue, 2)
    return say("language_model.money", tongue, amount=amount, currency=price.currency).strip()


def _sums(log: EgressPage, price: Price | None, tongue: Tongue) -> None:
    st.markdown(safe(cost_line(log.spent, price, tongue)))


def _row(entry: Sent, tongue: Tongue) -> dict[str, Any]:
    """One request; columns in the words of the reader."""
    hidden = ", ".join(
        f"{n} × {say(f'category.{category}', tongue)}"
        for category, n in sorted(entry.categories.items())
    )
    where = entry.host or say("model.own_address", tongue)
    cells = {
        "at": moment(datetime.fromisoformat(entry.at), tongue),
        "to": plain(f"{entry.model} ({where})"),
        "task": _task(entry.prompt, tongue),
        "hidden": hidden or "–",
        "size": entry.characters,
        "tokens_in": entry.tokens_in,
        "tokens_out": entry.tokens_out,
        "outcome": say(f"sent.{entry.outcome}", tongue),
    }
    return {say(f"language_model.col_{name}", tongue): cell for name, cell in cells.items()}


def _task(prompt: str, tongue: Tongue) -> str:
    """What was asked of the model, in words; a prompt of an expert's own by its name."""
    key = f"language_model.task_{prompt}"
    return say(key, tongue) if key in keys(tongue) else plain(prompt)
