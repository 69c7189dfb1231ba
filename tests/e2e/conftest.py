"""A real browser on real servers, shared by all journeys.

Without Chromium or playwright these tests are skipped and say why; where CI is set and a Chromium
is there, whatever else is missing is a failure. IOLKIT_SHOTS names a folder for the pictures that
the journeys take of each page.
"""

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
from pathlib import Path
from typing import NoReturn

import pytest

from iolkit.search import models_folder
from iolkit.search.encoder import is_exported
from iolkit.search.weights import PACKAGE

pytest.register_assert_rewrite("tests.e2e.visiting")
from tests.e2e.visiting import Visit  # noqa: E402 - asserts in it are to say what they compared

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
START_S = 120.0
PATIENCE_MS = 60_000


def browser_path() -> str | None:
    """The browser that is named, or the first one found; None when there is none."""
    found = (shutil.which(name) for name in BROWSERS)
    return os.environ.get("IOLKIT_BROWSER") or next((one for one in found if one), None)


def cannot(why: str) -> NoReturn:
    """Skip with a reason; in CI with a browser at hand that is a failure instead."""
    if os.environ.get("CI") and browser_path():
        pytest.fail(f"CI has a browser, so its tests must run: {why}")
    pytest.skip(why)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """One headless browser for all tests."""
    path = browser_path()
    if path is None:
        cannot("no Chromium found (install one, or name it in IOLKIT_BROWSER)")
    if importlib.util.find_spec("playwright") is None:
        cannot('playwright is missing (pip install "iolkit[e2e]")')
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of the pages go."""
    named = os.environ.get("IOLKIT_SHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def visit(browser: object, shots: Path) -> Iterator[Callable[..., Visit]]:
    """Opens an address; whatever the page asks of another host is refused and remembered."""
    contexts = []

    def opened(
        address: str, path: str = "/", *, width: int = 1280, locale: str = "de-DE", **more: object
    ) -> Visit:
        context = browser.new_context(
            locale=locale, viewport={"width": width, "height": 900}, accept_downloads=True, **more
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        return Visit.on(context.new_page(), address, path, shots)

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def weights(browser: object, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of the exported encoder: this computer's, or one made for these tests."""
    if importlib.util.find_spec(PACKAGE) is None:
        cannot("the weights package is not installed")
    ready = models_folder()
    if not is_exported(ready):
        ready = tmp_path_factory.mktemp("weights")
        code = "from iolkit.kit import Kit; Kit.open().prepare()"
        environment = {**os.environ, "IOLKIT_WEIGHTS_DIR": str(ready)}
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=True)
    return str(ready)


@pytest.fixture(scope="session")
def house(weights: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app for those who look round: its own space stays empty, its demo is loaded once."""
    folder = tmp_path_factory.mktemp("house")
    with app_on(folder, weights) as address:
        yield address


@pytest.fixture
def house_of_one(weights: str, tmp_path: Path) -> Iterator[str]:
    """The app on an empty folder, for one journey alone."""
    with app_on(tmp_path, weights) as address:
        yield address


@pytest.fixture(scope="session")
def desk(weights: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app for those who work with notes of their own, each test with its own notes."""
    folder = tmp_path_factory.mktemp("desk")
    with app_on(folder, weights) as address:
        yield address


@contextmanager
def app_on(folder: Path, weights: str) -> Iterator[str]:
    """The app as `iolkit app` starts it, with its data below `folder`; gives its address."""
    command = ["iolkit", "app", "--no-browser", "--data", str(folder / "data"), "--port"]
    with serving(command, folder, IOLKIT_WEIGHTS_DIR=weights) as address:
        yield address
        log = (folder / "server.log").read_text(errors="replace")
        assert "page broke" not in log, log[-2000:]
        assert "Traceback" not in log, log[-2000:]


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
