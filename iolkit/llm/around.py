"""A Chat around another one: all that it does not change is the other's."""

from __future__ import annotations

import copy
import threading
from typing import Self

from iolkit.llm.letter import Chat, Letter, ModelFacts, Spent
from iolkit.records import Provenance


class ChatAround:
    """What wraps a chat adds an `ask` of its own."""

    def __init__(self, inner: Chat) -> None:
        self._inner = inner

    @property
    def facts(self) -> ModelFacts:
        """What is declared of the model."""
        return self._inner.facts

    @property
    def spent(self) -> Spent:
        """What all letters so far have cost."""
        return self._inner.spent

    def made_by(self, letter: Letter) -> Provenance:
        """Who answers this letter."""
        return self._inner.made_by(letter)

    def until(self, stop: threading.Event) -> Self:
        """The same, for somebody who may say stop."""
        other = copy.copy(self)
        other._inner = self._inner.until(stop)
        return other
