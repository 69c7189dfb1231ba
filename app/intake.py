"""The way in: files, pasted text or both, with what is known of the occasion."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Protocol

import streamlit as st

import job_reports
import occasion
import reading_engine
from iolkit.errors import NoteUnreadable
from iolkit.outcomes import Upload
from iolkit.phrases import Tongue, say
from plain_errors import explained, sentence
from safe_text import plain, safe, shortened

if TYPE_CHECKING:
    from iolkit.kit import Kit

ROUND = "add_round"
MEGABYTE = 1_000_000
FILE_MB = 50
MOST_MB = 500
"""All files of one go lie in memory until they are handed over."""
OLD_OFFICE = (".doc", ".ppt", ".xls")


class Chosen(Protocol):
    """A file in the browser's basket."""

    name: str
    size: int

    def getvalue(self) -> bytes:
        """Its bytes."""


def show(kit: Kit, tongue: Tongue, *, primary: bool) -> None:
    """The fields and the button. `primary`: this is the page's main action now."""
    # A new round empties the fields and makes the button a new one, so that the second half of a
    # double click finds nothing to do.
    count = str(st.session_state.setdefault(ROUND, 0))
    files = _files(kit, tongue, count)
    text = _text(tongue, count)
    session = occasion.ask(kit, tongue, count)

    def uploads() -> list[Upload]:
        return [Upload(one.name, one.getvalue()) for one in files] + text

    sizes = tuple((one.name, one.size) for one in files)
    sizes += tuple((one.name, len(one.data)) for one in text)
    reading_engine.offer_cost(kit, tongue, uploads, sizes)
    sent = st.button(
        say("page_add.read", tongue),
        key=f"add_send_{count}",
        type="primary" if primary else "secondary",
        icon=":material/upload:",
    )
    too_much = sum(one.size for one in files) > MOST_MB * MEGABYTE
    if too_much:
        st.warning(say("page_add.too_much", tongue, megabytes=MOST_MB))
    elif sent and not (files or text):
        st.warning(say("page_add.nothing", tongue))
    elif sent:
        with explained(tongue):
            job_id = kit.submit(uploads(), session)
            st.session_state[ROUND] += 1
            occasion.remember(session)
            job_reports.watch(job_id)
            st.rerun()


def _files(kit: Kit, tongue: Tongue, count: str) -> list[Chosen]:
    """The files that can be read; a sentence for each of the others."""
    # Not narrowed by type: the widget refuses with a red sign alone, we say what to do instead.
    chosen: Sequence[Chosen] = st.file_uploader(
        say("page_add.files", tongue, megabytes=FILE_MB),
        accept_multiple_files=True,
        max_upload_size=FILE_MB,
        help=say("page_add.files_help", tongue, endings=", ".join(kit.suffixes)),
        key=f"add_files_{count}",
    )
    refused = {one.name: _refusal(one.name, kit.suffixes) for one in chosen or ()}
    lines = [
        f":red[:material/error:] **{safe(shortened(name, 60))}**: {sentence(error, tongue)}  "
        for name, error in refused.items()
        if error
    ]
    files = [one for one in chosen or () if not refused[one.name]]
    if files:
        size = max(0.1, sum(one.size for one in files) / MEGABYTE)
        ready = say("page_add.chosen", tongue, n=len(files), megabytes=size)
        lines.insert(0, f":green[:material/check_circle:] {safe(ready)}  ")
    if lines:
        st.markdown("\n".join(lines))
    return files


def _refusal(name: str, suffixes: Sequence[str]) -> NoteUnreadable | None:
    suffix = PurePath(name).suffix.lower()
    if suffix in suffixes:
        return None
    if suffix in OLD_OFFICE:
        return NoteUnreadable("old_office")
    return NoteUnreadable("unknown_type", suffix=suffix or "–")


def _text(tongue: Tongue, count: str) -> list[Upload]:
    with st.expander(say("page_add.paste", tongue), icon=":material/content_paste:"):
        title = st.text_input(
            say("page_add.title", tongue), max_chars=120, key=f"add_title_{count}"
        )
        text = st.text_area(say("page_add.text", tongue), height=220, key=f"add_text_{count}")
    if not (text or "").strip():
        return []
    name = plain(title or "").replace("/", "-") or say("page_add.untitled", tongue)
    return [Upload(f"{name}.txt", (text or "").encode())]
