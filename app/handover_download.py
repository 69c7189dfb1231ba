"""The row under a finished document: its format, and the button that fetches the checked file."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal, cast

import streamlit as st

from audience_choice import audience_name
from iolkit.errors import NotReleased
from iolkit.outcomes import Handover
from iolkit.phrases import Tongue, say
from plain_errors import sentence
from safe_text import plain, shortened

if TYPE_CHECKING:
    from iolkit.kit import Kit

Format = Literal["docx", "html", "md", "pdf"]
MIME = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "md": "text/markdown",
    "pdf": "application/pdf",
}
NO_FILE_NAME = frozenset('<>:"/\\|?*.…')


def offer(
    kit: Kit, tongue: Tongue, made: Handover, note_ids: Sequence[str], *, place: str
) -> NotReleased | None:
    """The file is searched for secrets here, and written and searched anew when it is fetched.

    What stopped it has been said and is returned. `place` begins the keys of the widgets.
    """
    row = st.container(horizontal=True, vertical_alignment="bottom")
    kind = row.segmented_control(
        say("send.format", tongue),
        kit.formats,
        default="docx",
        required=True,
        format_func=lambda code: say(f"send.format_{code}", tongue),
        key=f"{place}_format",
        persist_state="session",
    )
    form = cast("Format", kind or "docx")
    try:
        _prove_once(kit, made, form, note_ids, place)
    except NotReleased as error:
        title = say("send.stopped", tongue)
        st.error(sentence(error, tongue), title=title, icon=":material/block:")
        return error
    row.download_button(
        say("send.download", tongue),
        partial(kit.export, made, form, note_ids),
        file_name(made, form),
        MIME[form],
        key=f"{place}_download",
        type="primary",
        icon=":material/download:",
        on_click="ignore",
    )
    st.caption(f":material/verified_user: {say('send.proved', tongue)}")
    return None


def _prove_once(
    kit: Kit, made: Handover, form: Format, note_ids: Sequence[str], place: str
) -> None:
    """A document that has passed need not be searched again at every click beside it."""
    key = f"{place}_proved"
    before, passed = st.session_state.get(key, (None, frozenset()))
    if before is not made:
        passed = frozenset()
    if form not in passed:
        kit.prove(made, form, note_ids)
    st.session_state[key] = (made, passed | {form})


def file_name(made: Handover, form: str) -> str:
    """The document's title, which its audience may read, and the audience."""
    to = audience_name(made.audience, made.language)
    words = f"{shortened(made.title.text, 70)} ({to})"
    name = "".join(" " if sign in NO_FILE_NAME else sign for sign in plain(words))
    return f"{unicodedata.normalize('NFC', ' '.join(name.split()))}.{form}"
