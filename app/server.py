"""The server around the pages: headers that let the browser fetch nothing from elsewhere, and a
plain sentence when a page breaks.

`iolkit app` runs this file with Streamlit. Whatever a note might smuggle onto a page, the browser
refuses to load it: the second lock behind safe_text.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broken_page import show

MAIN = Path(__file__).with_name("main.py")
# Streamlit styles its elements inline and starts with one inline script; charts compile their own.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
log = logging.getLogger("iolkit.app")
# Streamlit would log an error's message, which may hold words of a note; `said` logs its place.
logging.getLogger("streamlit.error_util").addFilter(lambda record: record.exc_info is None)


class SafeHeaders:
    """Adds HEADERS to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; its answer leaves with the headers."""

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, sent)


def said(error: Exception) -> bool:
    """Tell the person in words; log where it broke, never what the text of a note was."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    name = Path(place.filename).name
    log.error("page broke: %s at %s:%s", type(error).__name__, name, place.lineno)
    show()
    return True


app = st.App(MAIN, middleware=[Middleware(SafeHeaders)], on_script_error=said)
