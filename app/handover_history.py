"""The handovers that were taken along before: when, for whom, how much. No text is kept of them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import streamlit as st

from audience_choice import audience_name
from iolkit.outcomes import HandedOver
from iolkit.phrases import Tongue, moment, say
from safe_text import plain, safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

SHOWN = 10
COLUMNS = ("when", "whom", "items", "format", "who")


def draw(kit: Kit, tongue: Tongue) -> None:
    """The list, newest first, page by page; nothing while there is none."""
    made = kit.handovers()
    if not made:
        return
    with st.expander(
        say("send.before", tongue, n=len(made)), icon=":material/history:", key="send_before"
    ):
        st.caption(say("send.before_what", tongue))
        pages = -(-len(made) // SHOWN)
        page = st.pagination(pages, key="send_before_page") if pages > 1 else 1
        heads = [say(f"send.before_{name}", tongue) for name in COLUMNS]
        rows = [_row(one, tongue) for one in made[(page - 1) * SHOWN : page * SHOWN]]
        lines = ["| " + " | ".join(safe(cell) for cell in row) + " |" for row in (heads, *rows)]
        lines.insert(1, "|" + " --- |" * len(COLUMNS))
        st.markdown("\n".join(lines))


def _row(made: HandedOver, tongue: Tongue) -> list[str]:
    form = say(f"send.format_{made.format}", tongue)
    return [
        moment(datetime.fromisoformat(made.at), tongue),
        audience_name(made.audience, tongue),
        str(made.items),
        f"{form}, {say(f'language.{made.language}', tongue)}",
        plain(made.who) or "–",
    ]
