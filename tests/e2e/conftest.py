"""A real browser on a real server; without Chromium or playwright these tests are skipped."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from iolkit.search import models_folder
from iolkit.search.encoder import is_exported
from iolkit.search.weights import PACKAGE

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
START_S = 60.0


@dataclass
class Visit:
    """An open page, with what the browser asked for elsewhere and how often it was clicked."""

    page: object
    outside: list[str] = field(default_factory=list)
    clicks: int = 0

    def click(self, role: str, name: str, *, exact: bool = False) -> None:
        """Click what has this role and name."""
        self.page.get_by_role(role, name=name, exact=exact).first.click()
        self.clicks += 1


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One headless browser for all tests."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    found = (shutil.which(name) for name in BROWSERS)
    path = os.environ.get("IOLKIT_BROWSER") or next((one for one in found if one), None)
    if path is None:
        pytest.skip("no Chromium found (install one, or name it in IOLKIT_BROWSER)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: object) -> Iterator[Callable[..., Visit]]:
    """Opens an address; whatever the page asks of another host is refused and remembered."""
    contexts = []

    def opened(address: str, path: str = "/", *, width: int = 1280, locale: str = "de-DE") -> Visit:
        context = browser.new_context(
            locale=locale, viewport={"width": width, "height": 900}, accept_downloads=True
        )
        contexts.append(context)
        context.set_default_timeout(30_000)
        visit = Visit(context.new_page())

        def guard(route: object) -> None:
            if route.request.url.startswith((address, "data:", "blob:")):
                route.continue_()
            else:
                visit.outside.append(route.request.url)
                route.abort()

        visit.page.route("**/*", guard)
        visit.page.goto(address + path)
        return visit

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the exported encoder: this computer's, or one made for these tests."""
    if importlib.util.find_spec(PACKAGE) is None:
        pytest.skip("the weights package is not installed")
    ready = models_folder()
    if not is_exported(ready):
        ready = tmp_path_factory.mktemp("weights")
        code = "from iolkit.kit import Kit; Kit.open().prepare()"
        environment = {**os.environ, "IOLKIT_WEIGHTS_DIR": str(ready)}
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
    return str(ready)


@contextmanager
def serving(command: list[str], folder: Path, **environment: str) -> Iterator[str]:
    """Run a server command (its port is appended) until the block ends; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, str(port)],
            cwd=ROOT, env={**os.environ, **environment}, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            _wait(address, process, folder / "server.log")
            yield address
        finally:
            process.terminate()
            process.wait(20)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as reply:  # noqa: S310
                if reply.read() == b"ok":
                    return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')[-2000:]}")
