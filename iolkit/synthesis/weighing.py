"""An answer, weighed: who stands behind each sentence, and what other notes hold against it.

Rules over what any engine answered, by session facts and by the words of the passages given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iolkit.embedded.nearness import content
from iolkit.engine import Encode
from iolkit.outcomes import Answer, CitedSentence, Found, Passage
from iolkit.synthesis.objections import Statement, against, statements_of
from iolkit.synthesis.support import Sessions, support
from iolkit.synthesis.topic import topic_of

SURE_ENOUGH = 0.45
"""The chance from which a question is answered at all. Silence costs little here, since what comes
nearest is shown all the same; a wrong answer costs trust. From here on 86 in 100 answerable
questions of the training folders are answered, and 77 in 100 others declined
(iolkit/training/answering.py)."""


def enough_to_answer(found: Found) -> tuple[Passage, ...]:
    """The passages to answer from, best first; none where the search doubts that one answers."""
    if not found.confident or found.chance < SURE_ENOUGH:
        return ()
    return tuple(hit.passage for hit in found.hits)


def weighed(
    answer: Answer, passages: Sequence[Passage], sessions: Sessions, encode: Encode | None
) -> Answer:
    """The answer with support and contradictions; what speaks against one of its sentences stands
    there, and not once more as a sentence of the answer."""
    if not answer.grounded:
        return answer
    sentences = objected(answer.sentences, passages, content(topic_of(answer.question)), encode)
    texts = {passage.key: passage for passage in passages}
    notes = {key: str(each.facts.get("note_id", "")) for key, each in texts.items()}
    named = tuple(
        replace(each, support=support([notes[c.key] for c in each.citations], sessions))
        for each in sentences
    )
    behind = [notes[citation.key] for each in named for citation in each.citations]
    return replace(answer, sentences=named, support=support(behind, sessions))


def objected(
    sentences: Sequence[CitedSentence],
    passages: Sequence[Passage],
    matter: frozenset[str],
    encode: Encode | None,
) -> tuple[CitedSentence, ...]:
    """The sentences, each with what the passages hold against it."""
    texts = {passage.key: passage for passage in passages}
    every = statements_of(passages)
    told: dict[tuple[str, int], None] = {}
    out: list[CitedSentence] = []
    for sentence in sentences:
        if all((c.key, c.span.start) in told for c in sentence.citations):
            continue
        claims = [Statement(texts[c.key], c.span) for c in sentence.citations]
        free = [each for each in every if _place(each) not in told]
        found = against(claims, free, matter, encode)
        told.update(dict.fromkeys(_place(each) for each in found))
        out.append(replace(sentence, against=tuple(each.citation for each in found)))
    # What was quoted before it turned out to be an objection is not said twice.
    return tuple(each for each in out if not _only_told(each, told)) or tuple(out)


def _place(each: Statement) -> tuple[str, int]:
    return each.passage.key, each.span.start


def _only_told(sentence: CitedSentence, told: dict[tuple[str, int], None]) -> bool:
    return all((c.key, c.span.start) in told for c in sentence.citations) and not sentence.against
