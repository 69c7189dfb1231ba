"""The child process: what it gives back, and how it is stopped."""

from __future__ import annotations

import contextlib
import json
import os
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable
from iolkit.readers import child
from iolkit.readers.draft import Extract, Place
from iolkit.readers.limits import SHIPPED, Limits, memory_is_limited

from .samples import docx, flate_bomb_pdf

LINUX = pytest.mark.skipif(not memory_is_limited(), reason="this system limits time only")


def refusal(suffix: str, data: bytes, limits: Limits) -> str:
    """The key under which a file is given up."""
    with pytest.raises(NoteUnreadable) as refused:
        child.parse(suffix, data, limits)
    return refused.value.key


def test_text_places_and_facts_come_back() -> None:
    """What the parser found arrives whole: text, places and facts."""
    found = child.parse(".vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Petra>Größe 😀".encode())
    assert found == Extract(
        "Petra: Größe 😀",
        (Place(0, 14, "time", "00:00:01"),),
        {"participants": ["Petra"]},
    )


def test_parser_that_stumbles_is_a_broken_file() -> None:
    """A file that passes the pre-check and still makes the parser fail is broken, no traceback."""
    assert refusal(".docx", b"PK rubbish", SHIPPED) == "broken"


def test_clock_stops_the_child() -> None:
    """Past the wall time the child is gone, on every system."""
    assert refusal(".html", b"<p>x", Limits(wall=0)) == "took_too_long"


@LINUX
def test_processor_time_stops_the_child() -> None:
    """A file that keeps the processor busy ends at its limit."""
    assert refusal(".pdf", flate_bomb_pdf(60_000_000), Limits(cpu=1)) == "took_too_long"


@LINUX
def test_memory_stops_the_child() -> None:
    """A file that unpacks beyond the memory limit ends there; so does a parser that runs short."""
    small = Limits(memory=300_000_000)
    assert refusal(".pdf", flate_bomb_pdf(200_000_000), small) == "took_too_much_memory"
    tight = Limits(memory=150_000_000)
    assert refusal(".docx", docx("<w:p/>" * 3_000_000), tight) == "took_too_much_memory"


def test_keys_of_language_models_stay_with_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child is started with next to nothing of the environment."""
    monkeypatch.setenv("SOME_API_KEY", "secret")
    started = child._start()
    environment = started.args
    started.kill()
    started.communicate()
    assert "secret" not in str(environment)
    if sys.platform.startswith("linux"):
        monkeypatch.setattr(child.subprocess, "Popen", lambda *args, **kwargs: kwargs["env"])
        assert "SOME_API_KEY" not in child._start()
        assert set(child._start()) <= set(child._PASSED_ON) & set(os.environ)


def test_system_that_cannot_start_programs_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Out of processes is no fault of the file."""

    def refuse() -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(child, "_start", refuse)
    assert refusal(".html", b"<p>x", SHIPPED) == "reader_did_not_start"


GOOD = {"text": "abc", "places": [[0, 2, "page", "1"]], "facts": {"title": "x"}}


@pytest.mark.parametrize(
    "said",
    [
        b"", b"[]\n", b"{}\n", b"no json\n", b'"text"\n', b"null\n", b"[" * 100_000 + b"\n",
        json.dumps(GOOD | {"text": None, "places": 1}).encode(),
        json.dumps(GOOD | {"places": [[0, 9, "page", "1"]]}).encode(),
        json.dumps(GOOD | {"places": [[-1, 2, "page", "1"]]}).encode(),
        json.dumps(GOOD | {"places": [[2, 1, "page", "1"]]}).encode(),
        json.dumps(GOOD | {"places": [[0, 2, "elsewhere", "1"]]}).encode(),
        json.dumps(GOOD | {"places": [[0, 2, "heading", "Budget Falkenau"]]}).encode(),
        json.dumps(GOOD | {"places": [[0, 2, "part", "anything"]]}).encode(),
        json.dumps(GOOD | {"text": "\ud800bc"}).encode(),
        json.dumps(GOOD | {"facts": "x"}).encode(),
        json.dumps({"error": "no such key", "values": {"x": "note text"}}).encode(),
        json.dumps({"error": ["x"], "values": {}}).encode(),
        json.dumps({"error": "no_text", "values": 3}).encode(),
    ],
)  # fmt: skip
def test_nothing_the_child_says_is_trusted(said: bytes) -> None:
    """A reply of the wrong shape is a broken file; words of a note cannot pose as a label."""
    with pytest.raises(NoteUnreadable) as refused:
        child._extract(said, SHIPPED)
    assert refused.value.key in ("broken", "no_text")
    assert "note text" not in str(refused.value)


KEYS = st.text() | st.sampled_from(["text", "places", "facts", "error", "values"])
SAID = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
)


@given(SAID)
def test_any_json_is_an_extract_or_a_refusal(said: object) -> None:
    """Whatever JSON comes back, the answer is text or NoteUnreadable."""
    with contextlib.suppress(NoteUnreadable):
        child._extract(json.dumps(said).encode(), SHIPPED)
