"""The parts a Kit is fitted with; heavy ones come when they are first needed, each of them once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from iolkit import records
from iolkit.archive import Archive
from iolkit.kit.model import FittedModel
from iolkit.kit.patience import Patience
from iolkit.kit.starting import Starter
from iolkit.kit.turns import Part, Turns
from iolkit.outcomes import EngineName
from iolkit.settings import Settings

if TYPE_CHECKING:
    from iolkit.embedded import Examples
    from iolkit.engine import Encode, Engine, Matrix, Tell
    from iolkit.kit.house_secrets import HouseSecrets
    from iolkit.policy import Policy
    from iolkit.rubric import Rubric
    from iolkit.search import Encoder, Index

ENGINE = "engine"
"""Name of the choice who reads in this space: "llm", or nothing for the embedded engine."""


KNOWN_MODELS = "known.json"
"""In the models folder of a data folder: where the models of its vectors were found."""


class Parts:
    """Settings and everything fitted to them. Any thread may use it.

    `owner` = this process may open the Chroma index; `engine` reads where a verb names none, or
    the one that was chosen for the space.
    """

    def __init__(
        self, settings: Settings, *, owner: bool = False, engine: EngineName | None = None
    ) -> None:
        self.settings = settings
        self.opened_for = engine
        self.making = threading.RLock()
        """For parts that are made."""
        self.storing = threading.Lock()
        """For whoever stores a note."""
        self.turns = Turns()
        """For whoever reads a note, by its id."""
        self.patience = Patience()
        self.owner = owner and settings.index == "auto"
        self.fresh: dict[int, tuple[object, tuple[str, ...]]] = {}
        """Of saved searches: what was new, and in which state of the archive."""

    @Part
    def archive(self) -> Archive:
        """The source of truth; opened (and made, where there is none) on first use."""
        return Archive.open(self.settings.data_dir, who=self.settings.user)

    @Part
    def starter(self) -> Starter:
        """Starts the worker of this data folder."""
        return Starter(self.archive.folder)

    @Part
    def encoder(self) -> Encoder:
        """Texts -> vectors. Loads its weights on the first call, and raises Unavailable then."""
        from iolkit.search import OnnxEncoder, SentenceTransformerEncoder, models_folder

        if self.settings.embedding_model:
            known = self.settings.data_dir / "models" / KNOWN_MODELS
            return SentenceTransformerEncoder(self.settings.embedding_model, known=known)
        return OnnxEncoder(self.settings.weights_dir or models_folder(self.settings.data_dir))

    @Part
    def index(self) -> Index:
        """Search over the archive."""
        from iolkit.search import Index, Server

        url, exact = self.settings.chroma_url, self.settings.index == "exact"
        server = Server(url, leave=exact) if url else None
        return Index(
            self.archive, self.encoder, owner=self.owner, server=server, earlier=self._earlier
        )

    def _earlier(self, name: str) -> Encoder | None:
        """The encoder that made vectors of this name, where it is still on this computer."""
        from iolkit.search import earlier, models_folder, remembered

        weights = self.settings.weights_dir or models_folder(self.settings.data_dir)
        known = self.settings.data_dir / "models" / KNOWN_MODELS
        return earlier(weights, name) or remembered(known, name)

    @property
    def lists(self) -> records.Lists:
        """The user's lists as they stand; where they name no own organisation, the setting does.

        Not written into notes: whoever names another organisation later changes it for all that
        name none themselves.
        """
        told = self.archive.lists.load()
        return replace(told, own_org=told.own_org or self.settings.own_org)

    @Part
    def model(self) -> FittedModel:
        """The language model as it is set up; nothing is opened before it is asked."""
        return FittedModel(self.settings, lambda: self.archive)

    @Part
    def secrets(self) -> HouseSecrets:
        """What is flagged in the notes that are here; looked up when it is first asked for."""
        from iolkit.kit.house_secrets import HouseSecrets

        return HouseSecrets(lambda: self.archive)

    def chosen(self, engine: EngineName | None = None) -> EngineName:
        """Who reads: the engine that is named, else the one this Kit was opened for, else the one
        that was chosen for the space, else the embedded one."""
        named = engine or self.opened_for
        if named or not Archive.exists(self.settings.data_dir):
            return named or "embedded"
        return "llm" if self.archive.choices.get(ENGINE) == "llm" else "embedded"

    def reader(self, name: EngineName | None = None, stop: threading.Event | None = None) -> Engine:
        """The engine of this name, else the one that reads, with the user's lists as they stand;
        `stop` ends its requests."""
        return self.engine_with(self.lists, name=name, stop=stop)

    def engine_with(
        self,
        lists: records.Lists,
        tell: Tell | None = None,
        *,
        name: EngineName | None = None,
        stop: threading.Event | None = None,
        keep: bool = True,
    ) -> Engine:
        """An engine with these lists; `tell` hears what it does ("asking" for all that a model is
        asked), `stop` ends its requests.

        `keep`: replies are kept with their note. Raises what `FittedModel.chat` raises.
        """
        local = self.local(lists, tell)
        if self.chosen(name) == "embedded":
            return local
        from iolkit.llm import LlmEngine

        return LlmEngine(
            local,
            self.model.chat(keep=keep, stop=stop),
            rubric=self.rubric,
            special_allowed=self.settings.llm_special,
            encode=self.encode_if_ready(),
            tell=(lambda _part: tell("asking")) if tell else None,
            secrets=self.secrets.standing_in,
        )

    def local(self, lists: records.Lists, tell: Tell | None = None) -> Engine:
        """The embedded engine; without an exported encoder it rates by words alone and says so."""
        from iolkit.embedded import EmbeddedEngine

        return EmbeddedEngine(
            lists=lists,
            encode=self.encode_if_ready(),
            models=self.settings.models_dir,
            rubric=self.rubric,
            tell=tell,
        )

    def encode_if_ready(self) -> Encode | None:
        """The encoder as a callable, or None where its weights have not been prepared."""
        from iolkit.search import is_exported, models_folder

        folder = self.settings.weights_dir or models_folder(self.settings.data_dir)
        if self.settings.embedding_model or not is_exported(folder):
            # The rater was trained on the vectors of the bundled model and on no other.
            return None

        def encode(texts: Sequence[str]) -> Matrix:
            return self.encoder(texts)

        return encode

    @Part
    def examples(self) -> Examples:
        """Rated examples to compare with. Raises Unavailable when their file is damaged."""
        from iolkit.embedded import Examples

        return Examples.load(self.encode_if_ready(), self.settings.models_dir)

    @Part
    def rubric(self) -> Rubric:
        """The rubric as shipped."""
        from iolkit.rubric import Rubric

        return Rubric.shipped()

    @Part
    def policy(self) -> Policy:
        """The policy table as shipped."""
        from iolkit.policy import Policy

        return Policy.shipped()

    def close(self) -> None:
        """Let go of files and locks; parts that were never needed are not made for it."""
        for name in ("index", "archive"):
            if name in self.__dict__:
                getattr(self, name).close()


class Verbs:
    """What every group of verbs stands on."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
