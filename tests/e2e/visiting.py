"""A person before an open page: what is clicked, what is seen, and what must never be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from iolkit.phrases import TONGUES, keys

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Locator, Page, Route, WebSocket

MAIN = "[data-testid=stMain]"
ERRORS = "[data-testid=stException], [data-testid=stAlertContentError]"
AT_REST = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const drawn = document.querySelector('[data-testid=stMain] h1');
    const waits = document.querySelector('[data-testid=stSpinner], [data-testid=stSkeleton]');
    return app && drawn && !waits && app.dataset.testScriptState === 'notRunning';
}"""
OUT_OF_REACH = """width => [...document.querySelectorAll('[data-testid=stMain] button')]
    .filter(one => one.checkVisibility() && one.getClientRects().length)
    .filter(one => {
        const box = one.getBoundingClientRect();
        return box.left < -1 || box.right > width + 1;
    })
    .map(one => one.innerText || one.ariaLabel || one.outerHTML.slice(0, 200))"""
TOO_WIDE = """() => {
    const main = document.querySelector('[data-testid=stMain]');
    const wide = Math.max(main.scrollWidth, document.documentElement.scrollWidth);
    return wide - window.innerWidth;
}"""


@dataclass
class Visit:
    """An open page, with what the browser asked for elsewhere and how often it was clicked."""

    page: Page
    address: str
    shots: Path
    outside: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    clicks: int = 0

    @classmethod
    def on(cls, page: Page, address: str, path: str, shots: Path) -> Visit:
        """Open a path of a server; from then on every request and every dialog is remembered."""
        visit = cls(page, address, shots)
        page.route("**/*", visit._guard)
        page.on("websocket", visit._socket)
        page.on("dialog", visit._dialog)
        page.on("pageerror", lambda error: visit.broken.append(f"script: {error}"))
        page.goto(address + path)
        return visit

    def click(self, role: str, name: str | re.Pattern[str], *, exact: bool = False) -> None:
        """Click what has this role and name; by touch where the page is a phone's."""
        self.press(self.page.get_by_role(role, name=name, exact=exact).first)

    def press(self, what: Locator) -> None:
        """Click a place, and count it."""
        if self.page.evaluate("navigator.maxTouchPoints > 0"):
            what.tap()
        else:
            what.click()
        self.clicks += 1

    def choose_file(self, name: str, content: bytes) -> None:
        """Choose a file for reading; picking it in the computer's own window counts as a click."""
        self.choose_files({name: content})
        self.clicks += 1

    def choose_files(self, files: dict[str, bytes]) -> None:
        """Choose files for reading and wait until the page has them."""
        chosen = [
            {"name": name, "mimeType": "application/octet-stream", "buffer": content}
            for name, content in files.items()
        ]
        self.page.locator("input[type=file]").first.set_input_files(chosen)
        self.page.get_by_text(re.compile(r"gewählt \(")).wait_for()

    def settled(self) -> None:
        """Wait until the page is drawn and nothing is being computed."""
        self.page.wait_for_function(AT_REST)

    def text(self) -> str:
        """All that can be read on the page."""
        return self.page.inner_text(MAIN).replace("\u2060", "")

    def wants(self, path: str) -> None:
        """Go to a path of the same server, as if it were typed into the address."""
        self.page.goto(self.address + path)
        self.settled()

    def is_sound(self) -> None:
        """No error, no raw key of a phrase, no gap, no code word, nothing asked of another host."""
        assert self.page.locator(ERRORS).count() == 0, self.page.locator(ERRORS).all_inner_texts()
        text = self.text()
        raw = [key for tongue in TONGUES for key in keys(tongue) if _has(text, key)]
        assert not raw, raw
        assert not re.search(r"\{[a-z_]+\}", text), text
        assert not re.search(r"\[[A-Z]+_\d+\]", text), "a stand-in that is not put into words"
        assert "Traceback" not in text
        assert self.outside == []
        assert self.broken == []

    def fits(self) -> None:
        """The page does not scroll sideways, and every button lies within the screen."""
        assert self.page.evaluate(TOO_WIDE) <= 0
        width = self.page.viewport_size["width"]
        assert self.page.evaluate(OUT_OF_REACH, width) == []

    def shot(self, name: str) -> None:
        """Keep a picture of the page for people to look at."""
        height = self.page.viewport_size["height"]
        width = self.page.viewport_size["width"]
        whole = self.page.evaluate(f"document.querySelector('{MAIN}').scrollHeight")
        self.page.set_viewport_size({"width": width, "height": min(max(height, whole), 3000)})
        self.page.screenshot(path=self.shots / f"{name}.png")
        self.page.set_viewport_size({"width": width, "height": height})

    def _guard(self, route: Route) -> None:
        if route.request.url.startswith((f"{self.address}/", "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _socket(self, socket: WebSocket) -> None:
        if not socket.url.startswith(self.address.replace("http", "ws", 1)):
            self.outside.append(socket.url)

    def _dialog(self, dialog: Dialog) -> None:
        self.broken.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def _has(text: str, key: str) -> bool:
    return "." in key and re.search(rf"(?<![\w.]){re.escape(key)}(?![\w.])", text) is not None
