"""Nothing that a note can hold makes the browser fetch, link or draw anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.test_safe_text import PAYLOADS
from tests.e2e.conftest import ROOT, Visit, serving

pytestmark = [pytest.mark.e2e, pytest.mark.allow_hosts(["127.0.0.1"])]

FLAGS = (
    "--server.headless=true",
    "--server.address=127.0.0.1",
    "--server.fileWatcherType=none",
    "--browser.gatherUsageStats=false",
)
SCRIPT = """
import sys
sys.path[:0] = [{app!r}, {root!r}]
import streamlit as st
from flag_marks import highlighted, mark, marked
from iolkit.records import Flag, Reason, Span
from safe_text import safe, safe_lines

for number, text in enumerate({payloads!r}):
    whole = Flag("f", Span(0, len(text)), "money", None, "own", None, 1.0, "lists", Reason("x"))
    st.markdown(safe(text))
    st.markdown(safe_lines(text))
    st.markdown(marked(text, [whole], "de", {{0: "1"}}))
    st.markdown(mark(text, whole, "en"))
    st.markdown(highlighted(text, [Span(1, len(text) - 1)]))
    st.caption(safe(text))
    st.error(safe(text), title=safe(text))
    st.button(safe(text), key=f"b{{number}}")
    st.expander(safe(text), expanded=True).write(safe(text))
st.markdown("the end")
"""


def test_payloads_do_nothing(visit: Callable[..., Visit], tmp_path: Path) -> None:
    """No request, no link, no image, no frame, no formula: only the text, as written."""
    script = tmp_path / "payloads.py"
    app = str(ROOT / "app")
    script.write_text(SCRIPT.format(app=app, root=str(ROOT), payloads=PAYLOADS), encoding="utf-8")
    command = ["streamlit", "run", str(script), *FLAGS, "--server.port"]
    with serving(command, tmp_path) as address:
        seen = visit(address)
        main = seen.page.locator("[data-testid=stMain]")
        main.get_by_text("the end").wait_for()
        for what in ("a[href]", "img", "iframe", ".katex", "table", "h1", "blockquote", "pre"):
            assert main.locator(what).count() == 0, what
        assert seen.outside == []
        shown = main.inner_text().replace("\u2060", "")
        for line in "\n".join(PAYLOADS).splitlines():
            assert " ".join(line.split()) in " ".join(shown.split())
