"""Commands that ask a language model: the engine is named, replies are kept, the cost is told."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from iolkit.cli.examples import WITH_MODEL
from iolkit.llm import pace
from tests.cli.conftest import Call
from tests.evaluation.gold_notes import write_marked
from tests.kit.model_house import Mood, plainly, requests
from tests.llm.server import Server, running, status

pytestmark = [pytest.mark.weights, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A model's server that the environment names."""
    monkeypatch.setattr(pace, "_FIRST_WAIT_S", 0.001)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with running() as started:
        started.say(plainly)
        monkeypatch.setenv("IOLKIT_LLM", "openai:small")
        monkeypatch.setenv("IOLKIT_LLM_CAPABLE", "yes")
        monkeypatch.setenv("IOLKIT_LLM_BASE_URL", started.openai)
        yield started


def test_a_model_that_is_set_up_reads(server: Server, call: Call, notes: Path) -> None:
    """Whoever sets IOLKIT_LLM for commands has chosen; the cost is told on stderr, in the end."""
    done = call("add", notes)
    assert done.code == 0, done.err
    assert sorted(done.out.splitlines()) == ["rt.md: added", "visit.txt: added"]
    n = len(requests(server))
    assert n >= 2
    assert done.err.splitlines()[-1].startswith(f"Language model: {n} requests, {n * 100} tokens")
    again = call("add", notes)
    assert (again.code, again.err) == (0, "")
    assert len(requests(server)) == n


def test_the_embedded_engine_is_a_word_away(server: Server, call: Call, notes: Path) -> None:
    """Named, it reads and nothing is sent; and a model that is not set up is missed in words."""
    assert call("add", notes, "--engine", "embedded").code == 0
    assert call("flag", "Frau Ilse Varghese", "--engine", "embedded").code == 0
    assert server.asked == []
    assert call("egress").out == "Nothing has been sent to a language model from here so far.\n"
    wrong = call("rate", "text", "--engine", "gpt")
    assert (wrong.code, wrong.out) == (2, "")


def test_without_a_model_there_is_a_next_step(
    call: Call, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked for a model where none is, the command names the setting and the way without."""
    done = call("add", notes, "--engine", "llm")
    assert done.code == 3
    assert "IOLKIT_LLM" in done.err and "--engine embedded" in done.err
    monkeypatch.setenv("IOLKIT_LLM_SPECIAL", "1")
    assert call("flag", "text").code == 3


def test_a_model_that_is_away_fails_the_file_and_says_how_to_go_on(
    server: Server, call: Call, notes: Path
) -> None:
    """Each file with its reason, the choice at the end; nothing switched by itself."""
    Mood(server).now = status(413)
    done = call("add", notes)
    assert done.code == 1
    assert done.out.count("failed (") == 2
    assert "--engine embedded" in done.err
    assert json.loads(call("notes", "--json").out) == []
    asked = call("flag", "Frau Ilse Varghese kommt.")
    assert asked.code == 3
    assert "--engine embedded" in asked.err
    after = call("add", notes, "--engine", "embedded")
    assert after.code == 0


def test_replies_are_kept_and_given_again_without_a_model(
    server: Server, call: Call, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same output from the folder alone: no address, no key, no request."""
    kept = tmp_path / "replies"
    first = call("analyse", notes, "--jsonl", "--record", kept)
    assert first.code == 0, first.err
    sent = len(server.asked)
    for name in ("IOLKIT_LLM", "IOLKIT_LLM_BASE_URL"):
        monkeypatch.delenv(name)
    again = call("analyse", notes, "--jsonl", "--replay", kept)
    assert again.code == 0, again.err
    assert sorted(again.out.splitlines()) == sorted(first.out.splitlines())
    assert json.loads(again.out.splitlines()[0])["made_by"]["engine"] == "llm"
    assert len(server.asked) == sent
    other = call("flag", "Ein Satz, den niemand kennt und der neu ist.", "--replay", kept)
    assert other.code == 3
    both = call("analyse", notes, "--record", kept, "--replay", kept)
    assert both.code == 3


def test_json_shapes_are_those_of_the_embedded_engine(
    server: Server, call: Call, notes: Path
) -> None:
    """Whoever scores engines reads both alike."""
    row = json.dumps({"id": "1", "text": (notes / "visit.txt").read_text()})
    for command in ("flag", "rate"):
        model, own = (
            json.loads(call(command, "--jsonl", "--engine", each, stdin=row).out)
            for each in ("llm", "embedded")
        )
        assert keys(model) == keys(own)
    model, own = (
        json.loads(call("analyse", notes / "visit.txt", "--json", "--engine", each).out)
        for each in ("llm", "embedded")
    )
    assert set(model) == set(own)
    assert own["remarks"] == []


def keys(value: object) -> object:
    """The names in an object, and what kind each value is; what may be empty is left out."""
    if isinstance(value, dict):
        return {name: keys(each) for name, each in value.items() if name not in ("quote", "slots")}
    return type(value).__name__ if isinstance(value, str | list | dict) else "value"


def test_the_cost_before_and_the_log_after(
    server: Server, call: Call, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it would cost is told without a request; what was sent is listed without a text."""
    monkeypatch.setenv("IOLKIT_LLM_PRICE_IN", "2.5")
    monkeypatch.setenv("IOLKIT_LLM_CURRENCY", "EUR")
    before = call("cost", notes)
    assert before.code == 0, before.err
    assert "2 notes to read" in before.out and "EUR" in before.out
    told = json.loads(call("cost", notes, "--json").out)
    assert server.asked == []
    assert told["amount"] == pytest.approx(told["tokens_in"] * 2.5 / 1_000_000)
    assert call("add", notes).code == 0
    assert told["requests"] == len(requests(server))
    listed = call("egress")
    assert listed.out.count("openai:small (127.0.0.1)") == told["requests"]
    assert "person" in listed.out and "EUR" in listed.out
    page = json.loads(call("egress", "-n", "1", "--json").out)
    assert (page["total"], len(page["sent"])) == (told["requests"], 1)
    for secret in ("Varghese", "Eskelin", "74.000"):
        assert secret not in listed.out + json.dumps(page)


def test_every_example_with_a_model_runs(
    server: Server, call: Call, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What help and papers show for a model does what it says, one line after the other."""
    monkeypatch.chdir(tmp_path)
    write_marked(tmp_path / "gold")
    for line in (line for lines in WITH_MODEL.values() for line in lines):
        typed, _, source = line.partition(" < ")
        stdin = Path(source).read_text(encoding="utf-8") if source else ""
        if "--replay" in line and " add " in line:
            shutil.rmtree(tmp_path / "data")
        done = call(*shlex.split(typed)[1:], stdin=stdin)
        assert done.code == 0, f"{line}\n{done.err}"
        assert done.out.strip(), line
