"""Replies of a real model kept in a folder, and given again without it.

One JSON file a letter, named by the hash of its rendered prompt: the same text, prompt, version and
shape of reply find the same file, whatever model is set up. `model.json` says whose replies they
are. The files are as masked as the letters; the letters themselves are not kept.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, cast

from pydantic import TypeAdapter, ValidationError

from iolkit.errors import ChatUnavailable, HouseError, ReplyInvalid
from iolkit.llm.around import ChatAround
from iolkit.llm.calling import Purse
from iolkit.llm.keeping import heard_again, letter_key
from iolkit.llm.letter import Chat, Ear, Faults, Letter, ModelFacts, Reply, Spent
from iolkit.records import Provenance

_FACTS = "model.json"


class RecordingChat(ChatAround):
    """Another chat; what it replies is written into a folder. A reply that could not be used is
    recorded as such, so that it is given again as such."""

    def __init__(self, inner: Chat, folder: Path) -> None:
        super().__init__(inner)
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / _FACTS, asdict(inner.facts))

    def ask(
        self,
        letter: Letter,
        check: Callable[[Reply], Faults] | None = None,
        ear: Ear | None = None,
    ) -> Reply:
        """The other chat's reply, which is recorded. Raises as that does."""
        try:
            reply = self._inner.ask(letter, check, ear)
        except ReplyInvalid as error:
            self._record(letter, {"fault": error.key})
            raise
        self._record(letter, {"reply": reply.model_dump(mode="json")})
        return reply

    def _record(self, letter: Letter, what: dict[str, Any]) -> None:
        told = {"prompt": letter.prompt, "version": letter.version, "model": self.facts.name}
        _write(self._folder / _name(letter), told | what)


class ReplayChat:
    """Recorded replies only: no network, no key. A letter that was not recorded is an error.

    Raises HouseError when the folder holds no recording.
    """

    def __init__(self, folder: Path, purse: Purse | None = None) -> None:
        self._folder = folder
        self._purse = purse or Purse()
        try:
            facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
            self.facts = TypeAdapter(ModelFacts).validate_python(facts)
        except (OSError, ValueError) as error:
            raise HouseError("replay_folder_unusable", folder=folder.name) from error
        if not self.facts.name.isprintable():  # it is shown, and the folder may be anybody's
            raise HouseError("replay_folder_unusable", folder=folder.name)

    @property
    def spent(self) -> Spent:
        """Nothing was spent: every letter was answered from the folder."""
        return self._purse.spent

    def made_by(self, letter: Letter) -> Provenance:
        """The model whose reply was recorded."""
        return Provenance("llm", self.facts.name, letter.prompt, letter.version)

    def until(self, stop: threading.Event) -> ReplayChat:
        """The same chat: it answers at once, so there is nothing to stop."""
        return self

    def ask(
        self,
        letter: Letter,
        check: Callable[[Reply], Faults] | None = None,
        ear: Ear | None = None,
    ) -> Reply:
        """The recorded reply, heard at once. Raises ReplyInvalid where that was recorded, or its
        shape is another now; ChatUnavailable when none was recorded."""
        told = self._told(letter)
        if "fault" in told:
            key = "reply_cut_off" if told["fault"] == "reply_cut_off" else "reply_unusable"
            raise ReplyInvalid(key, model=self.facts.name, prompt=letter.prompt)
        try:
            reply = letter.reply.model_validate(told.get("reply"))
        except ValidationError:
            reply = None
        if reply is None:
            raise ReplyInvalid("reply_unusable", model=self.facts.name, prompt=letter.prompt)
        heard_again(reply, ear)
        return cast("Reply", reply)

    def _told(self, letter: Letter) -> dict[str, Any]:
        path = self._folder / _name(letter)
        if not path.is_file():
            raise ChatUnavailable("replay_missing", prompt=letter.prompt, file=path.name)
        try:
            told = dict(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise HouseError("replay_folder_unusable", folder=self._folder.name) from error
        self._purse.pay(Spent(from_cache=1))
        return told


def _name(letter: Letter) -> str:
    return f"{letter_key(letter)}.json"


def _write(path: Path, what: dict[str, Any]) -> None:
    """All or nothing, for two threads may answer the same letter."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False
    ) as file:
        json.dump(what, file, ensure_ascii=False, indent=1, sort_keys=True)
    Path(file.name).replace(path)
