"""Passages as a model reads them, and sentences from them brought to the proof gate.

What a model writes from sources counts only where they say it too. Each sentence must quote its
sources word for word; what is more than its sources is kept apart and shown to nobody by default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from iolkit import language, tokens
from iolkit.engine import Encode
from iolkit.llm import proof
from iolkit.llm.proof import Source
from iolkit.llm.replies import CitedReply
from iolkit.llm.sending import Told
from iolkit.llm.sheltering import one_line, pieces, unfenced
from iolkit.llm.veiling import Secrets, no_secrets, veiled
from iolkit.outcomes import Citation, CitedSentence, Passage
from iolkit.records import Masked
from iolkit.redaction import taken_from
from iolkit.redaction.masking import LABELS

MOST_QUOTES = 4
_SPECIAL = re.compile(rf"\[{LABELS['special']}_\d+\]")


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some passages, or lines of a long one, under short keys P1, P2, … that a model can copy
    without a slip."""

    rows: tuple[tuple[Passage, tuple[Masked, ...]], ...]

    def told(self) -> Told:
        """The sentences as labelled lines."""
        return Told(
            tuple(
                (f"P{number}", line)
                for number, (_, lines) in enumerate(self.rows, 1)
                for line in lines
            )
        )

    def of(self, keys: Iterable[str]) -> list[Source]:
        """The passages with these short keys, each once."""
        known = {f"P{number}": passage for number, (passage, _) in enumerate(self.rows, 1)}
        wanted = dict.fromkeys(key.strip().strip("[]()").upper() for key in keys)
        return [Source(known[key].key, unfenced(known[key].text)) for key in wanted if key in known]


@dataclass(frozen=True, slots=True)
class Proved:
    """Sentences that their sources support, those that are the model's own words, and how many
    are neither: with links or markup, or without a source."""

    sentences: tuple[CitedSentence, ...]
    own: tuple[CitedSentence, ...]
    dropped: int
    faults: tuple[str, ...]


def shelves(passages: Sequence[Passage], room: int, secrets: Secrets = no_secrets) -> list[Shelf]:
    """The passages with text in groups of at most `room` tokens, in order; a longer passage is
    told over several groups, a few of its sentences in each. Their `secrets` are taken out."""
    groups: list[list[tuple[Passage, tuple[Masked, ...]]]] = []
    filled = room
    for passage in passages:
        hidden = secrets(passage.text, passage.item_id)
        for lines in _runs(_lines(veiled(passage.text, hidden)), room):
            size = _size(lines)
            if filled + size > room or not groups:
                groups.append([])
                filled = 0
            groups[-1].append((passage, lines))
            filled += size
    return [Shelf(tuple(group)) for group in groups]


def proved(
    replies: Sequence[CitedReply], shelf: Shelf, tongue: str, encode: Encode | None
) -> Proved:
    """Each sentence of a reply with what its sources say to it."""
    kept: list[CitedSentence] = []
    own: list[CitedSentence] = []
    faults: list[str] = []
    dropped = 0
    for at, reply in enumerate(replies):
        cited = shelf.of(reply.k)
        citations = _citations(reply, cited)
        near = " ".join(_quoted(citation, cited) for citation in citations)
        verdict = proof.judged(reply.t, cited, encode, near)
        said = CitedSentence(reply.t.strip(), citations)
        if not citations or verdict == "foreign":
            dropped += 1
            faults.append(_fault(at, verdict))
        elif verdict == "own" or _two_meanings(reply.t, cited):
            own.append(said)
            faults.append(_fault(at, "own"))
        elif verdict != "verbatim" and proof.wrong_language(reply.t, tongue):
            dropped += 1
            faults.append(f"sentences[{at}].t: must be in the language asked for ({tongue}).")
        else:
            kept.append(said)
    return Proved(tuple(kept), tuple(own), dropped, tuple(faults))


def _two_meanings(sentence: str, cited: Sequence[Source]) -> bool:
    """Whether a stand-in of the sentence stands in several of its sources: it is somebody else in
    each of them."""
    return any(
        sum(stand_in in source.text for source in cited) > 1
        for stand_in in proof.stand_ins(sentence)
    )


def _citations(reply: CitedReply, cited: Sequence[Source]) -> tuple[Citation, ...]:
    """Where its quotes stand; a sentence that is itself in a source quotes that."""
    found = [
        Citation(source.key, span)
        for quote in reply.q[:MOST_QUOTES]
        for source in cited
        if (span := source.ground.locate(quote)) and len(span.of(source.text).split()) > 1
    ]
    itself = reply.t.strip().rstrip(".")
    found = found or [
        Citation(source.key, span) for source in cited if (span := source.ground.locate(itself))
    ]
    return tuple(dict.fromkeys(found))


def _quoted(citation: Citation, cited: Sequence[Source]) -> str:
    """The sentences of the source that a quote touches."""
    text = next(source.text for source in cited if source.key == citation.key)
    touched = (span for span in language.sentences(text) if span.overlaps(citation.span))
    return " ".join(span.of(text) for span in touched)


def _fault(at: int, verdict: str) -> str:
    if verdict == "foreign":
        return f"sentences[{at}].t: one plain sentence without links, markup or line breaks."
    if verdict == "own":
        return f"sentences[{at}].t: says more than its sources; stay close to their wording."
    return f"sentences[{at}]: k must name sources and q must quote them word for word."


def _lines(text: Masked) -> tuple[Masked, ...]:
    """The sentences of a passage, each on one line, long ones cut; of one with special-category
    text the stand-in alone."""
    shown = unfenced(text)
    lines: list[str] = []
    for span in language.sentences(shown):
        special = _SPECIAL.findall(span.of(shown))
        told = special or [piece.of(shown) for piece in pieces(shown, span)]
        lines += [one_line(words) for words in told]
    return taken_from([text], [line for line in lines if line])


def _runs(lines: tuple[Masked, ...], room: int) -> Iterator[tuple[Masked, ...]]:
    """The lines in runs of at most `room` tokens; a single line is never more."""
    run: list[Masked] = []
    for line in lines:
        if run and _size((*run, line)) > room:
            yield tuple(run)
            run = []
        run.append(line)
    if run:
        yield tuple(run)


def _size(lines: Sequence[Masked]) -> int:
    return tokens.count("\n".join(lines)).n
