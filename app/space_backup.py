"""The backup of everything here: take one home, put one back."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

import confirmation
from iolkit.phrases import Tongue, say
from plain_errors import explained

if TYPE_CHECKING:
    from iolkit.kit import Kit

NAME = "iolkit-{day}.backup"
MADE = "backup_made"
MEGABYTES = 4000
"""A backup holds everything: thousands of notes with their vectors."""


def show(kit: Kit, tongue: Tongue) -> None:
    """Take one, or put one back; restoring replaces everything, so it asks once more."""
    with st.container(border=True):
        st.subheader(say("backup.title", tongue), anchor=False)
        st.markdown(say("backup.what", tongue))
        _take(kit, tongue)
        given = st.file_uploader(
            say("backup.file", tongue), max_upload_size=MEGABYTES, key="backup_file"
        )
        if given is not None and st.button(say("backup.restore", tongue), key="backup_restore"):
            confirmation.ask(
                tongue,
                ("backup.restore_title", "backup.restore_yes"),
                partial(_restore, kit, tongue, given.getvalue()),
                place="restore",
                about=(say("backup.restore_what", tongue),),
            )


def _take(kit: Kit, tongue: Tongue) -> None:
    # Made in two steps: an error in a download that makes its own file would show as a broken one.
    if st.button(say("backup.make", tongue), key="backup_make"):
        with explained(tongue), tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "space"
            kit.backup(file)
            st.session_state[MADE] = file.read_bytes()
    made = st.session_state.get(MADE)
    if made is not None:
        st.download_button(
            say("backup.download", tongue),
            made,
            NAME.format(day=datetime.now(UTC).date().isoformat()),
            "application/octet-stream",
            key="backup_download",
            on_click=lambda: st.session_state.pop(MADE, None),
            icon=":material/download:",
        )


def _restore(kit: Kit, tongue: Tongue, data: bytes) -> None:
    with explained(tongue), tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "space"
        file.write_bytes(data)
        kit.restore(file)
        st.toast(say("backup.restored", tongue), icon=":material/check:")
