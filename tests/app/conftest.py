"""The pages as Streamlit runs them: from their own folder, here with a kit in memory."""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from iolkit import phrases
from tests.app.fake_kit import FakeKit

APP = Path(__file__).resolve().parents[2] / "app"
TIMEOUT_S = 20
MODULES = {
    "overview": "overview",
    "add": "add_notes",
    "review": "review_note",
    "debrief": "debrief_note",
    "search": "search_ask",
    "map": "item_map",
    "plan": "transfer_plan",
    "check": "share_check",
    "handover": "make_handover",
    "organisation": "our_organisation",
    "model": "language_model",
    "data": "data_care",
}
KEY = re.compile(r"\b[a-z_]+\.[A-Za-z0-9_]+\b")

Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def pages_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages import one another by plain names."""
    monkeypatch.syspath_prepend(str(APP))


@pytest.fixture
def kit() -> FakeKit:
    """A fresh kit with three notes."""
    return FakeKit()


@pytest.fixture
def page(kit: FakeKit) -> Open:
    """Opens one page: `page("review", "de", note="...")`."""

    def opened(name: str, tongue: str, **asked: str) -> AppTest:
        at = AppTest.from_function(
            _draw, args=(MODULES[name], kit, tongue), default_timeout=TIMEOUT_S
        )
        for parameter, value in asked.items():
            at.query_params[parameter] = value
        return at.run()

    return opened


@pytest.fixture
def frame(monkeypatch: pytest.MonkeyPatch, kit: FakeKit) -> Open:
    """Opens the whole app, as `iolkit app` does: `frame(lang="en", locale="de-DE")`."""
    module = types.ModuleType("iolkit.kit")

    class Kit:
        close = FakeKit.close
        open = staticmethod(lambda *, owner=False: kit)
        demo = staticmethod(lambda *, owner=False, language="de": kit)

    module.Kit = Kit
    monkeypatch.setitem(sys.modules, "iolkit.kit", module)
    st.cache_resource.clear()

    def opened(locale: str | None = None, **asked: str) -> AppTest:
        at = AppTest.from_file(str(APP / "main.py"), default_timeout=TIMEOUT_S)
        at.context = {"locale": locale} if locale else {}
        for parameter, value in asked.items():
            at.query_params[parameter] = value
        return at.run()

    yield opened
    st.cache_resource.clear()


def words_on(at: AppTest) -> str:
    """Everything that a page says, labels and options included, one thing a line."""
    said: list[str] = []
    for element in at:
        proto = getattr(element, "proto", None)
        for name in ("label", "body", "placeholder", "help", "value", "text", "title"):
            said.append(str(getattr(proto, name, "") or ""))
        said += [str(option) for option in getattr(proto, "options", ())]
    return "\n".join(said)


def raw_keys_on(at: AppTest) -> list[str]:
    """Phrase keys that show instead of their words."""
    known = phrases.keys("de")
    return [found[0] for found in KEY.finditer(words_on(at)) if found[0] in known]


def _draw(module, kit, tongue):
    # Streamlit copies the body into a script of its own, so nothing of this file is known there.
    import importlib

    importlib.import_module(module).page(kit, tongue)
