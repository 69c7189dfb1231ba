"""Answers questions and writes prose from passages: asked in groups that fit, proved, joined.

Passages are masked already. A question may name somebody too: what the local engine flags in it
goes out as a plain word for its category, as in a search. What else is known to be a secret of the
house is taken out of both.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from iolkit import redaction
from iolkit.engine import Encode, Engine, Hear, Task
from iolkit.language import detect, tongue
from iolkit.llm import sources, splitting
from iolkit.llm.asking import Asker
from iolkit.llm.hearing import Hearing, joined
from iolkit.llm.letter import Faults, Letter
from iolkit.llm.prompts import Name, Tongue, prompt
from iolkit.llm.replies import CitedReply, SentencesReply
from iolkit.llm.sending import Told, letter
from iolkit.llm.sheltering import Hidden, one_line, unfenced
from iolkit.llm.sources import Proved, Shelf
from iolkit.llm.veiling import Secrets, no_secrets, veiled
from iolkit.llm.window import letter_tokens
from iolkit.outcomes import Answer, CitedSentence, Passage
from iolkit.records import Note, Span, note_id

MOST_SENTENCES = 6
LABEL: dict[Tongue, str] = {"de": "F", "en": "Q"}
TASKS: dict[Task, Name] = {"handover": "write_handover", "synthesis": "write_synthesis"}


class Teller:
    """Tells from passages, through one chat."""

    def __init__(
        self,
        asker: Asker,
        local: Engine,
        encode: Encode | None,
        secrets: Secrets = no_secrets,
    ) -> None:
        self._asker = asker
        self._secrets = secrets
        self._local = local
        self._encode = encode

    def answer(
        self, question: str, passages: Sequence[Passage], heard: Hear | None = None
    ) -> Answer:
        """An answer whose every sentence its sources support; `heard` hears those that do while
        the reply arrives.

        Where all that the model said falls at the gate, or its reply cannot be used, the local
        engine answers and is named as who did. That the model finds no answer is an answer.
        """
        language = tongue(question)
        asked = self._asked(question, language)
        letters, shelves = self._letters("answer", language, passages, asked)
        if not letters:
            return self._local.answer(question, passages, heard)
        hearing = Hearing(heard, MOST_SENTENCES) if heard else None
        replies, found = self._told(letters, shelves, language, hearing)
        kept = joined(each.sentences for each in found)[:MOST_SENTENCES]
        own = tuple(sentence for each in found for sentence in each.own)
        silent = replies and not any(reply.sentences for reply in replies)
        if kept or (silent and len(replies) == len(letters)):
            made_by = self._asker.made_by(letters[0])
            return Answer(question, kept, bool(kept), made_by, left_out=own)
        local = self._local.answer(question, passages, heard)
        return Answer(question, local.sentences, local.grounded, local.made_by, left_out=own)

    def write(
        self, task: Task, passages: Sequence[Passage], language: Tongue
    ) -> tuple[CitedSentence, ...]:
        """Sentences that their sources support; the local engine's where none is left."""
        letters, shelves = self._letters(TASKS[task], language, passages, None)
        _, found = self._told(letters, shelves, language) if letters else ([], [])
        return joined(each.sentences for each in found) or self._local.write(
            task, passages, language
        )

    def _asked(self, question: str, language: Tongue) -> Told:
        """The question as it goes out, and what must not stand in it."""
        note = Note(note_id(question), question, detect(question))
        flags = self._local.flag(note)
        hidden = Hidden.of(question, flags, see_special=False)
        shown = redaction.index_text(question, hidden.flags, Span(0, len(question)))
        elsewhere = self._secrets(shown, "")
        shown = veiled(shown, elsewhere)
        (line,) = redaction.taken_from([shown], [one_line(unfenced(shown))])
        return Told(((LABEL[language], line),), (*hidden.values, *elsewhere))

    def _letters(
        self, name: Name, language: Tongue, passages: Sequence[Passage], asked: Told | None
    ) -> tuple[list[Letter], list[Shelf]]:
        first = [asked] if asked else []
        fit = [passage for passage in passages if passage.text.strip()]
        if not fit or (asked and not asked.lines[0][1]):
            return [], []
        facts = self._asker.chat.facts
        smallest = sources.shelves(fit[:1], 1, self._secrets)[:1]
        empty = letter(prompt(name, language), [*first, *(each.told() for each in smallest)])
        room = splitting.room(facts, letter_tokens(empty, facts).n)
        shelves = sources.shelves(fit, room, self._secrets)
        letters = [letter(prompt(name, language), [*first, each.told()]) for each in shelves]
        return letters, shelves

    def _told(
        self,
        letters: Sequence[Letter],
        shelves: Sequence[Shelf],
        language: Tongue,
        hearing: Hearing | None = None,
    ) -> tuple[list[SentencesReply], list[Proved]]:
        """The usable replies, and what of them the gate lets through."""
        checks = [partial(self._check, shelf, language) for shelf in shelves]
        gates = [partial(self._passed, shelf, language) for shelf in shelves]
        ears = [hearing.ear(gate) for gate in gates] if hearing else []
        replies = self._asker.all(list(zip(letters, checks, strict=True)), ears)
        pairs = [(s, r) for s, r in zip(shelves, replies, strict=True) if r is not None]
        found = [
            sources.proved(reply.sentences, shelf, language, self._encode) for shelf, reply in pairs
        ]
        return [reply for _, reply in pairs], found

    def _passed(
        self, shelf: Shelf, language: Tongue, said: CitedReply
    ) -> tuple[CitedSentence, ...]:
        """The sentence if the gate lets it through."""
        return sources.proved([said], shelf, language, self._encode).sentences

    def _check(self, shelf: Shelf, language: Tongue, reply: SentencesReply) -> Faults:
        """One weak sentence is left out; a second request is made when hardly any would be left."""
        found = sources.proved(reply.sentences, shelf, language, self._encode)
        return found.faults if len(found.faults) > len(found.sentences) else ()
