"""The server around the pages: headers that let the browser fetch nothing from elsewhere, no answer
to whoever calls this computer by another name, and plain words for addresses and pages that fail.

`iolkit app` runs this file with Streamlit. Whatever a note might smuggle onto a page, the browser
refuses to load it: the second lock behind safe_text.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import routes
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
OTHERS = frozenset({"_stcore", "app", "auth", "component", "media", "oauth2callback", "static"})
"""First parts of addresses that are no pages."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
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


class KnownHosts:
    """Answers only those who ask for this computer by a name that the configuration allows.

    Streamlit asks the same of its socket; a page elsewhere that resolves its own name to this
    computer could still read plain answers, such as a file that was made for download.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        allowed = st.get_option("server.allowedHosts")
        if scope["type"] == "http" and allowed and _host(scope) not in allowed:
            await PlainTextResponse("Forbidden", 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class KnownPages:
    """Leads whoever asks for a page that there is not to the first one, which says so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or send the visitor to the first page."""
        if scope["type"] == "http" and scope["method"] == "GET" and not known(scope["path"]):
            away = RedirectResponse(f"/?{routes.UNKNOWN}=1", 303)
            await away(scope, receive, send)
            return
        await self.app(scope, receive, send)


def known(path: str) -> bool:
    """Whether a path is a page of ours, or no page at all."""
    page = path.strip("/")
    parts = page.split("/")
    # A browser that opens a page by its own address asks below it where the server stands, and
    # needs to hear that it is not there.
    return (
        page in ("", *routes.NAMES) or parts[0] in OTHERS or "_stcore" in parts or "." in parts[-1]
    )


def _host(scope: Scope) -> str:
    return urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or ""


def said(error: Exception) -> bool:
    """Tell the person in words; log where it broke, never what the text of a note was."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    name = Path(place.filename).name
    log.error("page broke: %s at %s:%s", type(error).__name__, name, place.lineno)
    show()
    return True


app = st.App(
    MAIN,
    middleware=[Middleware(SafeHeaders), Middleware(KnownHosts), Middleware(KnownPages)],
    on_script_error=said,
)
