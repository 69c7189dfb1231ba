"""Errors in one plain sentence with the next step; never a traceback on a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from iolkit.errors import IolkitError
from iolkit.phrases import Tongue, say_error
from safe_text import safe


def sentence(error: IolkitError, tongue: Tongue) -> str:
    """The error as markdown: what happened, what to do."""
    return safe(say_error(error, tongue))


@contextmanager
def explained(tongue: Tongue) -> Iterator[None]:
    """Shows an IolkitError where it happens and goes on after the block."""
    try:
        yield
    except IolkitError as error:
        st.error(sentence(error, tongue), icon=":material/error:")
