"""`fit`, `plan`, `profile` and `rerate` at a terminal and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Call

pytestmark = pytest.mark.weights


@pytest.fixture
def data(call: Call, notes: Path, tmp_path: Path) -> Path:
    """A data folder with two notes."""
    folder = tmp_path / "data"
    assert call("add", notes, "--data", folder).code == 0
    return folder


def test_fit_tells_gauges_and_verdict(call: Call, data: Path) -> None:
    """In the language asked for, the outlook on request only, and the same for programs."""
    said = call("fit", "rt.md", "--language", "de", "--data", data)
    assert said.code == 0, said.err
    assert "Passung bei uns: " in said.out and "Empfehlung: " in said.out
    assert "Aussicht" not in said.out
    asked = call("fit", "rt.md", "--outlook", "--json", "--data", data)
    fits = json.loads(asked.out)
    assert set(fits[0]["gauges"]) == {"knowledge", "pair", "readiness", "outlook"}
    one = call("fit", fits[0]["item"], "--json", "--data", data)
    (only,) = json.loads(one.out)
    assert (only["item"], set(only["gauges"])) == (
        fits[0]["item"], {"knowledge", "pair", "readiness"},
    )  # fmt: skip


def test_plan_writes_a_calendar(call: Call, data: Path, tmp_path: Path) -> None:
    """Every entry is named; the days are in the file; no name of the note is anywhere."""
    file = tmp_path / "days.ics"
    said = call("plan", "rt.md", "--language", "de", "--calendar", file, "--data", data)
    assert said.code == 0, said.err
    assert "Erster Schritt: " in said.out and "days.ics" in said.out
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")
    for secret in ("Varghese", "eskelin"):
        assert secret not in said.out and secret.encode() not in file.read_bytes()
    made = json.loads(call("plan", "rt.md", "--json", "--data", data).out)
    assert (
        made[0]["started"]
        == json.loads(call("plan", made[0]["item"], "--json", "--data", data).out)[0]["started"]
    )
    assert set(made[0]["days"]) == {"first_step_on", "review_30", "review_60", "review_90"}


def test_profile_keeps_facts(call: Call, data: Path) -> None:
    """One by one, taken back by an empty option; what does not exist is refused."""
    words = ("--set", "size=large", "--set", "culture=team", "--goal", "Fewer rejects")
    assert call("profile", *words, "--data", data).code == 0
    assert call("profile", "--set", "culture=", "--data", data).code == 0
    told = json.loads(call("profile", "--json", "--data", data).out)
    assert told == {"org": "", "facts": {"size": "large"}, "goals": ["Fewer rejects"]}
    shown = call("profile", "--language", "de", "--data", data).out
    assert "size: 2.501 bis 25.000" in shown and "Strategisches Ziel: Fewer rejects" in shown
    told = json.loads(call("profile", "--forget", "--json", "--data", data).out)
    assert told == {"org": "", "facts": {}, "goals": []}
    for wrong in ("size=huge", "weather=rain", "size"):
        refused = call("profile", "--set", wrong, "--data", data)
        assert (refused.code, refused.out) == (2, "")
        assert "size" in refused.err or "weather" in refused.err


def test_rerate_tells_how_many(call: Call, data: Path) -> None:
    """Nothing is outdated; a note that is named is rated all the same."""
    assert call("rerate", "--data", data).out.strip() == "0 learning items are rated anew."
    said = call("rerate", "rt.md", "--data", data)
    assert said.out.split()[0] != "0"


def test_what_is_not_here(call: Call, data: Path, tmp_path: Path) -> None:
    """An item or note nobody knows, a language, a folder for the file."""
    assert call("fit", "nothing.md", "--data", data).code == 1
    assert call("plan", "rt.md", "--language", "fr", "--data", data).code == 2
    nowhere = tmp_path / "no" / "days.ics"
    assert call("plan", "rt.md", "--calendar", nowhere, "--data", data).code == 1
