"""EmbeddedEngine: the engine that needs no key and no network. Same input, same output."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Literal

from iolkit import rubric as rubrics
from iolkit.embedded import answer as answering
from iolkit.embedded import write as writing
from iolkit.embedded.kinds import Kinds, headline
from iolkit.embedded.rate import VERSION, Rater
from iolkit.embedded.remembered import Remembered
from iolkit.embedded.segment import Segmenter
from iolkit.embedded.summarise import Summariser
from iolkit.engine import Encode, Hear, Task, Tell
from iolkit.outcomes import Answer, CitedSentence, Passage
from iolkit.recognizers import recognise
from iolkit.records import (
    Analysis,
    Assessment,
    Flag,
    Item,
    Language,
    Lists,
    Note,
    Provenance,
    Ratings,
    mark_id,
)
from iolkit.rubric import Rubric

CLAUSES = ("strategy", "personnel", "contract", "security", "ip", "special", "confidential")
"""Categories that are told in whole clauses: what they cover is no learning item."""

EVEN = 0.5
"""A flag with a lower score is more likely wrong than right."""


class EmbeddedEngine:
    """Rules, small trained models and, where `encode` is given, its vectors.

    `lists` are names that the user knows to be sensitive or not; `models` is a folder whose
    trained parts win over the shipped ones; `rubric` is the one in prompts/rubrics/knowledge.yaml
    unless another is given; `tell` hears each part of `read` as it begins. Raises Unavailable when
    a trained part is missing, HouseError when the rubric and the trained parts do not belong
    together.
    """

    def __init__(
        self,
        *,
        lists: Lists = Lists(),  # noqa: B008  # a frozen record of empty tuples
        encode: Encode | None = None,
        models: Path | None = None,
        rubric: Rubric | None = None,
        tell: Tell | None = None,
    ) -> None:
        self._tell = tell or _untold
        self._rubric = rubric or Rubric.shipped()
        self._lists = lists
        self._encode = encode and Remembered(encode)
        self._models = models
        self._rater = Rater(self._rubric, self._encode, models)
        self._segmenter = Segmenter(self._rubric, models)
        self._kinds = Kinds.of(self._rubric)
        self._summariser = Summariser(self._rubric, self._encode)
        self._made_by = Provenance(
            "embedded", "rules, words and vectors" if encode else "rules and words", "", VERSION
        )

    def read(self, note: Note) -> Analysis:
        """Flags, items, their assessments and a summary. All spans count in `note.text`."""
        with self._encode.reading() if self._encode else nullcontext():
            return self._read(note)

    def _read(self, note: Note) -> Analysis:
        self._tell("finding")
        flags = self.flag(note)
        self._tell("items")
        items = self._items(note, flags)
        self._tell("rating")
        passages = [item.span.of(note.text) for item in items]
        rated = self._rater.rate(passages, note.language)
        self._tell("summing")
        return Analysis(
            note=note,
            flags=flags,
            items=items,
            assessments=tuple(self._assess(i, r) for i, r in zip(items, rated, strict=True)),
            summary=self._summariser.summarise(note.text, items, flags),
            made_by=self._made_by,
        )

    def flag(self, note: Note) -> tuple[Flag, ...]:
        """The sensitive spans, ordered by start, none outside of the text."""
        return recognise(note, self._lists, self._models, self._encode)

    def rate(self, text: str, language: Language, rubric: Rubric) -> Ratings:
        """The five properties of the knowledge described in `text`, and its clarity."""
        rater = self._rater if rubric is self._rubric else Rater(rubric, self._encode, self._models)
        return rater.rate([text], language)[0]

    def answer(
        self, question: str, passages: Sequence[Passage], heard: Hear | None = None
    ) -> Answer:
        """Sentences of the passages that answer the question, or an answer that is not grounded;
        `heard` hears them all at once."""
        answer = answering.answer(question, passages, self._encode, self._made_by)
        if heard:
            heard(answer.sentences)
        return answer

    def write(
        self, task: Task, passages: Sequence[Passage], language: Literal["de", "en"]
    ) -> tuple[CitedSentence, ...]:
        """Sentences of the passages for a handover or a synthesis, each citing its passage."""
        return writing.write(task, passages, language, self._encode)

    def _items(self, note: Note, flags: Sequence[Flag]) -> tuple[Item, ...]:
        told = [flag for flag in flags if flag.category in CLAUSES]
        sure = [flag.span for flag in told if flag.score >= EVEN]
        doubtful = [flag.span for flag in told if flag.score < EVEN]
        return tuple(
            Item(
                id=mark_id(note.id, span, "item"),
                note_id=note.id,
                span=span,
                kind=self._kinds.of_passage(span.of(note.text)),
                headline=headline(note.text, span),
            )
            for span in self._segmenter.segment(note.text, sure, doubtful)
        )

    def _assess(self, item: Item, ratings: Ratings) -> Assessment:
        return rubrics.assess(item.id, ratings.shift(item.span.start), self._rubric)


def _untold(_part: str) -> None:
    """Nobody listens."""
