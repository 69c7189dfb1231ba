"""LlmEngine: asks a language model, holds a local engine, believes neither without proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from iolkit.engine import Encode, Engine, Hear, Task, Tell
from iolkit.llm import merging, rating, veiling
from iolkit.llm.asking import Asker
from iolkit.llm.letter import Chat
from iolkit.llm.reading import Reader
from iolkit.llm.telling import Teller
from iolkit.llm.veiling import Secrets, no_secrets
from iolkit.outcomes import Answer, CitedSentence, Passage
from iolkit.records import Analysis, Flag, Language, Note, Ratings, Span, note_id
from iolkit.rubric import Rubric


class LlmEngine:
    """The five verbs, by a model behind `chat` and checked against `local`.

    `local` finds what has to be hidden before anything is sent, and fills what the model fails to
    give. `special_allowed` lets a model that is declared local see special-category text; a model
    elsewhere never does. `encode` gives vectors to tell what a passage supports; `tell` hears each
    part of `read` as it begins; `secrets` knows what is flagged in the notes of the house, which
    no question, no passage and no single item carries out. Every verb may raise ChatUnavailable
    when the model cannot be reached, and NotReleased when a secret could not be hidden: nothing is
    sent then.
    """

    def __init__(  # noqa: PLR0913 - two parts, and what has a default
        self,
        local: Engine,
        chat: Chat,
        *,
        rubric: Rubric | None = None,
        special_allowed: bool = False,
        encode: Encode | None = None,
        tell: Tell | None = None,
        secrets: Secrets = no_secrets,
    ) -> None:
        self._local = local
        self._rubric = rubric or Rubric.shipped()
        self._tell = tell or _untold
        self._see_special = special_allowed and chat.facts.local
        self._asker = Asker(chat)
        self._reader = Reader(self._asker, self._rubric, see_special=self._see_special)
        self._secrets = secrets
        self._teller = Teller(self._asker, local, encode, secrets)

    def read(self, note: Note) -> Analysis:
        """Flags, items, their assessments and a summary, with remarks on how they came about.

        The flags of the local engine are all there, unchanged; the model's stand beside them. All
        spans count in `note.text`.
        """
        self._tell("finding")
        local = self._local.read(note)
        found = self._reader.read(note, local.flags, self._tell)
        if found.letter is None:
            return local
        made_by = self._asker.made_by(found.letter)
        return merging.analysis(
            local, found, made_by, lambda span: self._rated(note, span), self._rubric
        )

    def flag(self, note: Note) -> tuple[Flag, ...]:
        """The same flags as `read`: those of the local engine, and what the model adds."""
        local = self._local.flag(note)
        return merging.flags(note, local, self._reader.flags(note, local))

    def rate(self, text: str, language: Language, rubric: Rubric) -> Ratings:
        """The five properties of the knowledge described in `text`; the model's where they rest on
        quotes, the local ones elsewhere. A text that gives orders to models is rated locally."""
        local = self._local.rate(text, language, rubric)
        note = Note(note_id(text), text, language)
        reader = self._reader
        if rubric is not self._rubric:
            reader = Reader(self._asker, rubric, see_special=self._see_special)
        elsewhere = veiling.known(text, self._secrets(text, ""))
        seen, made_by = reader.rate_text(note, (*self._local.flag(note), *elsewhere))
        return rating.joined(seen, local, made_by or local.ratings[0].made_by).ratings

    def answer(
        self, question: str, passages: Sequence[Passage], heard: Hear | None = None
    ) -> Answer:
        """An answer from these passages alone, every sentence proved by quotes; not grounded when
        they do not hold one. `heard` hears each sentence as soon as it has come and is proved."""
        return self._teller.answer(question, passages, heard)

    def write(
        self, task: Task, passages: Sequence[Passage], language: Literal["de", "en"]
    ) -> tuple[CitedSentence, ...]:
        """Prose for a handover or a synthesis; every sentence is proved by quotes of `passages`."""
        return self._teller.write(task, passages, language)

    def _rated(self, note: Note, span: Span) -> Ratings:
        """The local ratings of a stretch, their evidence counted in the note."""
        rated = self._local.rate(span.of(note.text), note.language, self._rubric)
        return rated.shift(span.start)


def _untold(_part: str) -> None:
    """Nobody listens."""
