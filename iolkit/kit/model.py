"""The language model that the settings name: opened when it is first asked, not before."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from iolkit.archive import Archive
from iolkit.errors import Unavailable
from iolkit.outcomes import Spent
from iolkit.settings import Settings

if TYPE_CHECKING:
    from iolkit.llm.letter import Chat


class FittedModel:
    """The model of these settings. Any thread may use it."""

    def __init__(self, settings: Settings, archive: Callable[[], Archive]) -> None:
        self._settings = settings
        self._archive = archive

    def chat(self, *, keep: bool = True, stop: threading.Event | None = None) -> Chat:
        """The line to the model."""
        raise Unavailable("llm_not_set")

    @property
    def spent(self) -> Spent:
        """What all requests so far have cost."""
        return Spent()
