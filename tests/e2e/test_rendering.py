"""Nothing that a note can hold makes the browser fetch, link or draw anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from iolkit.phrases import say
from tests.app.test_safe_text import PAYLOADS as SIGNS
from tests.e2e.canary import PAYLOADS, Canary, waiting
from tests.e2e.conftest import ROOT, serving
from tests.e2e.visiting import Visit

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]

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

if st.query_params.get("raw"):
    st.title("raw")
    st.markdown({payloads!r}[0])
    st.stop()
st.title("escaped")
for number, text in enumerate({payloads!r}):
    whole = Flag("f", Span(0, len(text)), "money", None, "own", None, 1.0, "lists", Reason("x"))
    st.markdown(safe(text))
    st.markdown(safe_lines(text))
    st.markdown(marked(text, [whole], "de", {{0: "1"}}))
    st.markdown(mark(text, whole, "en"))
    st.markdown(highlighted(text, [Span(1, len(text) - 1)]))
for number, text in enumerate({payloads!r}):
    shown = safe(text)
    st.title(shown)
    st.subheader(shown, anchor=False)
    st.caption(shown)
    st.error(shown, title=shown)
    st.button(shown, key=f"b{{number}}", help=shown)
    st.checkbox(shown, key=f"c{{number}}")
    st.tabs([shown])
    st.expander(shown, expanded=True).write(shown)
    st.selectbox(shown, [text], key=f"s{{number}}")
    st.metric(shown, shown)
    st.table([{{"a": shown}}])
    st.progress(0.5, text=shown)
    st.toast(shown)
st.markdown("the end")
"""


@pytest.fixture
def canary() -> Iterator[Canary]:
    """A server that nobody may ask."""
    with waiting() as canary:
        yield canary


def test_payloads_do_nothing(visit: Callable[..., Visit], tmp_path: Path, canary: Canary) -> None:
    """In every widget that shows words: only the text, as written. Unescaped, it would fetch."""
    script = tmp_path / "payloads.py"
    every = [*canary.payloads(), *SIGNS]
    script.write_text(
        SCRIPT.format(app=str(ROOT / "app"), root=str(ROOT), payloads=every), encoding="utf-8"
    )
    command = ["streamlit", "run", str(script), *FLAGS, "--server.port"]
    with serving(command, tmp_path) as address:
        raw = visit(address, "/?raw=1")
        raw.page.wait_for_function("document.images.length > 0")
        assert canary.sings(raw), "a payload that is not escaped must be noticed"
        seen = visit(address)
        main = seen.page.locator("[data-testid=stMain]")
        main.get_by_text("the end").wait_for()
        seen.settled()
        assert canary.sings(seen) == []
        for what in ("blockquote", "pre", "li", "hr", "[data-testid=stMain] h1 a"):
            assert main.locator(what).count() == 0, what
        shown = " ".join(seen.text().split())
        for line in "\n".join(every).splitlines():
            assert " ".join(line.split()) in shown


@pytest.mark.weights
def test_pages_show_hostile_notes_as_words(
    desk: str, visit: Callable[..., Visit], canary: Canary
) -> None:
    """A hostile text, title, programme, host and file name: every page shows them as words, even
    with the second lock (the header that forbids fetching) taken off."""
    seen = visit(desk, "/add?lang=de", bypass_csp=True)
    page = seen.page
    name = f"![x]({canary.address}) <img src=x onerror=alert(1)> [k](javascript:alert(1)).md"
    seen.choose_files({name: hostile(canary).encode(), f"{name}.exe": b"MZ"})
    assert canary.sings(seen) == []
    seen.click("button", say("page_add.read", "de"))
    page.get_by_text(say("job.done", "de")).wait_for(timeout=180_000)
    _words_only(seen, canary, "onerror=alert(1)")
    seen.click("button", re.compile("^Jetzt prüfen|^Notiz ansehen"))
    page.get_by_role("heading", name=say("page.review", "de")).wait_for()
    _words_only(seen, canary, "onerror=")
    note_id = re.search("note=([0-9a-f]+)", page.url)
    assert note_id
    page.get_by_text(say("review.view_masked", "de")).click()
    for side in ("items", "missed", "flags"):
        seen.wants(f"/review?note={note_id[1]}&side={side}")
        page.get_by_text(say("review.view_marked", "de")).wait_for()
        _words_only(seen, canary)
    seen.wants("/overview")
    _words_only(seen, canary, "![x]")
    seen.wants("/search")
    _words_only(seen, canary)
    for query in ("Kanarienleitfaden Schichtleiter", "Wie hilft der Kanarienleitfaden?"):
        seen.wants(f"/search?q={query}")
        page.get_by_text(say("search.share", "de")).wait_for()
        _words_only(seen, canary, "Kanarienleitfaden")
    seen.wants("/search?q=Kanarienleitfaden&way=find")
    seen.click("button", say("search.open", "de"))
    page.get_by_role("dialog").get_by_text(say("search.passage_masked", "de")).wait_for()
    _words_only(seen, canary)
    for audience in ("team", "public"):
        seen.wants(f"/handover?note={note_id[1]}")
        seen.click("radio", say(f"send.to_{audience}", "de"), exact=True)
        page.get_by_text(say(f"send.about_{audience}", "de")).wait_for()
        page.get_by_text(say("send.changes", "de")).wait_for()
        _words_only(seen, canary)


def _words_only(seen: Visit, canary: Canary, words: str = "") -> None:
    seen.settled()
    assert words in seen.text()
    assert canary.sings(seen) == []
    seen.is_sound()


def hostile(canary: Canary) -> str:
    """A note whose facts and every line try it; each line is a learning item as well."""
    image = f"![x]({canary.address}/fact)<img src={canary.address}/fact onerror=alert(2)>"
    head = f"---\ntitle: 'Besuch {image}'\nprogramme: 'Kreis {image}'\nhost: 'Haus {image}'\n---\n"
    lines = (
        f"- Kanarienleitfaden {number}: eine Seite, jeder Schichtleiter führt das Gespräch "
        f"allein, Schulung braucht es nicht. {payload}\n"
        for number, payload in enumerate(canary.payloads(), start=1)
    )
    return head + "\n".join(lines)


def test_there_are_thirty() -> None:
    """The list stays as long as the one that was measured."""
    assert len(set(PAYLOADS)) == 30
