"""The app's frame: opens the kit once, offers the pages in two languages, catches plain errors.

Start with `iolkit app`. The pages know nothing of each other, of files or of engines: each reads
its widgets, calls verbs of the kit and draws what comes back.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

import add_notes
import data_care
import debrief_note
import item_map
import language_model
import make_handover
import our_organisation
import overview
import review_note
import routes
import search_ask
import share_check
import space_choice
import transfer_plan
from iolkit.errors import IolkitError
from iolkit.kit import Kit
from iolkit.phrases import Tongue, say
from plain_errors import explained
from tongue_choice import KEY, choose, tongue_now

Draw = Callable[[Kit, Tongue], None]
PAGES: dict[str, Draw] = {
    "overview": overview.page,
    "add": add_notes.page,
    "review": review_note.page,
    "debrief": debrief_note.page,
    "search": search_ask.page,
    "plan": transfer_plan.page,
    "handover": make_handover.page,
    "check": share_check.page,
    "map": item_map.page,
    "organisation": our_organisation.page,
    "model": language_model.page,
    "data": data_care.page,
}
RARE = ("map", "organisation", "model", "data")
"""Below "More". Before them stand the start, the way of a note in its order, and what is wanted in
a hurry before a meeting: seven in all."""
HIDDEN = frozenset({"debrief"})
"""Reached from a note, and no place of the navigation."""
WIDE = frozenset({"review", "map", "handover"})
ICON = Path(__file__).with_name("icon.png")


@st.cache_resource(show_spinner=False, on_release=Kit.close)
def opened(space: str, tongue: Tongue = "de") -> Kit:
    """The kit of a space, one for all visits: it owns the archive's connections and the index. The
    demo is a space of its own in each language."""
    if space == space_choice.DEMO:
        return Kit.demo(owner=True, language=tongue)
    return Kit.open(owner=True)


def main() -> None:
    """Draw the page that the address asks for."""
    tongue = tongue_now(_stored_tongue)
    pages = {name: _page(name, tongue) for name in routes.NAMES}
    routes.offer(pages)
    offered = {
        "": [pages[name] for name in routes.NAMES if name not in RARE],
        say("page.more", tongue): [pages[name] for name in RARE],
    }
    chosen = st.navigation(offered, position="top")
    st.set_page_config(
        page_title=f"{chosen.title} · iolkit",
        page_icon=str(ICON),
        layout="wide" if chosen.url_path in WIDE else "centered",
    )
    st.logo(str(ICON))
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(chosen.title, anchor=False)
        choose(tongue, _store_tongue)
    if st.query_params.get(routes.UNKNOWN):
        st.warning(say("page.unknown", tongue), icon=":material/signpost:")
    chosen.run()


def _page(name: str, tongue: Tongue) -> st.Page:
    # No icon: the browser would fetch it from a font host, as the favicon of the page.
    return st.Page(
        partial(_run, PAGES[name], tongue),
        title=say(f"page.{name}", tongue),
        url_path=name,
        default=name == routes.NAMES[0],
        visibility="hidden" if name in HIDDEN else "visible",
        help=say(f"page.{name}_help", tongue),
    )


def _run(draw: Draw, tongue: Tongue) -> None:
    space = space_choice.space_now()
    with explained(tongue):
        if space == space_choice.DEMO:
            space_choice.say_where(tongue)
            with st.spinner(say("demo.loading", tongue)):
                kit = opened(space, tongue)
        else:
            kit = opened(space)
        draw(kit, tongue)


def _stored_tongue() -> str:
    # The language is known before anything is drawn; what is wrong with the archive is told later.
    try:
        return opened(space_choice.OWN).choice(KEY)
    except IolkitError:
        return ""


def _store_tongue(tongue: Tongue) -> None:
    with explained(tongue):
        opened(space_choice.OWN).choose(KEY, tongue)


main()
