"""Replies of a real model, kept in a folder and given again without it."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from iolkit import phrases
from iolkit.errors import ChatUnavailable, HouseError, ReplyInvalid
from iolkit.llm.opening import Keeping, open_chat
from iolkit.llm.replay import RecordingChat, ReplayChat
from tests.llm.letters import GOOD, SECRET, DictMemory, Heard, Verdict, letter
from tests.llm.scripted import ScriptedChat


def recorded(folder: Path) -> Path:
    """A folder with a verdict and a reply that could not be used."""

    def says(asked: object) -> str:
        return "Nein." if "unlesbar" in str(getattr(asked, "user", "")) else GOOD

    chat = RecordingChat(ScriptedChat(says), folder).until(threading.Event())
    heard = Heard()
    chat.ask(letter(), None, heard)
    assert heard.last == GOOD
    with pytest.raises(ReplyInvalid):
        chat.ask(letter("unlesbar"))
    return folder


def test_what_was_recorded_is_given_again(tmp_path: Path) -> None:
    """Without model, key or network; who answered then is who answers now."""
    folder = recorded(tmp_path / "kept")
    chat = open_chat(None, keeping=Keeping(DictMemory(), replay=folder))
    heard = Heard()
    assert chat.ask(letter(), None, heard) == Verdict.model_validate_json(GOOD)
    assert Verdict.model_validate_json(heard.last) == Verdict.model_validate_json(GOOD)
    assert chat.made_by(letter()).model == chat.facts.name == "scripted:model"
    assert (chat.spent.requests, chat.spent.from_cache) == (0, 1)
    with pytest.raises(ReplyInvalid) as caught:
        chat.until(threading.Event()).ask(letter("unlesbar"))
    assert caught.value.key == "reply_unusable"


def test_the_model_that_is_set_up_does_not_matter(tmp_path: Path) -> None:
    """A recording is found by what was asked, so any house can play it."""
    folder = recorded(tmp_path)
    facts = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps(facts | {"name": "a:b"}), encoding="utf-8")
    assert ReplayChat(folder).ask(letter()).points


def test_what_was_not_recorded_is_an_error(tmp_path: Path) -> None:
    """A plain one, that names the prompt and no text."""
    chat = ReplayChat(recorded(tmp_path))
    with pytest.raises(ChatUnavailable) as caught:
        chat.ask(letter(f"Etwas anderes: {SECRET}"))
    assert caught.value.key == "replay_missing"
    assert SECRET not in str(caught.value)


def test_a_recording_holds_no_letter(tmp_path: Path) -> None:
    """Only hashes, names and replies; each file is one's own."""
    folder = recorded(tmp_path / "kept")
    files = list(folder.iterdir())
    assert len(files) == 3
    assert not any(SECRET in file.read_text(encoding="utf-8") for file in files)
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


def test_a_folder_without_a_recording_is_told(tmp_path: Path) -> None:
    """Empty, absent or broken: by its name, not its path."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "model.json").write_text('{"name": 1}', encoding="utf-8")
    for name in ("absent", "broken"):
        with pytest.raises(HouseError) as caught:
            ReplayChat(tmp_path / name)
        assert caught.value.values == {"folder": name}


def test_a_damaged_reply_is_told(tmp_path: Path) -> None:
    """Half a file is no reply, and another shape is none either."""
    folder = recorded(tmp_path)
    for file in folder.glob("*.json"):
        if file.name != "model.json":
            file.write_text('{"reply": {"points"', encoding="utf-8")
    with pytest.raises(HouseError):
        ReplayChat(folder).ask(letter())
    for file in folder.glob("*.json"):
        if file.name != "model.json":
            file.write_text('{"reply": {"points": 1}}', encoding="utf-8")
    with pytest.raises(ReplyInvalid):
        ReplayChat(folder).ask(letter())


@pytest.mark.parametrize("fault", ["reply_cut_off", "reply_unusable", "../x{0}", 3, None])
def test_whatever_a_recording_calls_a_fault_has_words(tmp_path: Path, fault: object) -> None:
    """A folder may come from anybody; its errors can be told to a person."""
    folder = recorded(tmp_path)
    for file in folder.iterdir():
        if file.name != "model.json":
            file.write_text(json.dumps({"fault": fault}), encoding="utf-8")
    with pytest.raises(ReplyInvalid) as caught:
        ReplayChat(folder).ask(letter())
    assert phrases.say_error(caught.value, "de")


def test_a_recording_cannot_write_to_a_terminal(tmp_path: Path) -> None:
    """The name of its model is shown; control characters are no name."""
    folder = recorded(tmp_path)
    facts = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps(facts | {"name": "a\x1b[2J"}), encoding="utf-8")
    with pytest.raises(HouseError):
        ReplayChat(folder)
