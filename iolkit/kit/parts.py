"""The parts a Kit is fitted with; heavy ones come when they are first needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from iolkit import records
from iolkit.archive import Archive
from iolkit.kit.starting import Starter
from iolkit.settings import Settings

if TYPE_CHECKING:
    from iolkit.engine import Encode, Engine, Matrix, Tell
    from iolkit.policy import Policy
    from iolkit.rubric import Rubric
    from iolkit.search import Encoder, Index


class Parts:
    """Settings and everything fitted to them. `owner` = this process may open the Chroma index."""

    def __init__(self, settings: Settings, *, owner: bool = False) -> None:
        self.settings = settings
        self.owner = owner and settings.index == "auto"
        self.fresh: dict[int, tuple[object, tuple[str, ...]]] = {}
        """Of saved searches: what was new, and in which state of the archive."""

    @cached_property
    def archive(self) -> Archive:
        """The source of truth; opened (and made, where there is none) on first use."""
        return Archive.open(self.settings.data_dir, who=self.settings.user)

    @cached_property
    def starter(self) -> Starter:
        """Starts the worker of this data folder."""
        return Starter(self.archive.folder)

    @cached_property
    def encoder(self) -> Encoder:
        """Texts -> vectors. Loads its weights on the first call, and raises Unavailable then."""
        from iolkit.search import OnnxEncoder, SentenceTransformerEncoder, models_folder

        if self.settings.embedding_model:
            return SentenceTransformerEncoder(self.settings.embedding_model)
        return OnnxEncoder(self.settings.weights_dir or models_folder(self.settings.data_dir))

    @cached_property
    def index(self) -> Index:
        """Search over the archive."""
        from iolkit.search import Index, Server

        url, exact = self.settings.chroma_url, self.settings.index == "exact"
        server = Server(url, leave=exact) if url else None
        return Index(self.archive, self.encoder, owner=self.owner, server=server)

    @property
    def lists(self) -> records.Lists:
        """The user's lists as they stand; where they name no own organisation, the setting does.

        Not written into notes: whoever names another organisation later changes it for all that
        name none themselves.
        """
        told = self.archive.lists.load()
        return replace(told, own_org=told.own_org or self.settings.own_org)

    @property
    def engine(self) -> Engine:
        """The engine with the user's lists as they stand now."""
        return self.engine_with(self.lists)

    def engine_told(self, tell: Tell) -> Engine:
        """The engine with the user's lists; `tell` hears what it does."""
        return self.engine_with(self.lists, tell)

    def engine_with(self, lists: records.Lists, tell: Tell | None = None) -> Engine:
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

    @cached_property
    def rubric(self) -> Rubric:
        """The rubric as shipped."""
        from iolkit.rubric import Rubric

        return Rubric.shipped()

    @cached_property
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
