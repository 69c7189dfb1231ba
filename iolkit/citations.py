"""What was given is what was used: keys, quotes, and the proof that no secret is left.

Three plain questions, each answered without asking an engine: does an answer cite only passages it
was given; does a quote stand in the text it is said to come from; does a secret still stand in a
text that is about to leave? Knows nothing of files: `handover.export` opens them again and asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from iolkit.outcomes import Answer, CitedSentence, Passage
from iolkit.redaction.views import View

_MARKS = str.maketrans({mark: '"' for mark in "„“”‟«»‹›‘’‚‛'`´′″"})
_SPACE = re.compile(r"\s+")


def keys_used(answer: Answer) -> tuple[str, ...]:
    """The passage keys an answer cites, each once, in order of appearance."""
    return tuple(dict.fromkeys(citation.key for citation in answer.citations))


def keys_given(answer: Answer, passages: Iterable[Passage]) -> bool:
    """Whether the answer cites nothing but passages it was given, and only ranges inside them.

    A grounded answer must cite something in every sentence; one that is not grounded may not cite
    at all.
    """
    texts = {passage.key: passage.text for passage in passages}
    if not answer.grounded:
        return not answer.citations
    cited = all(sentence.citations for sentence in answer.sentences)
    inside = all(
        citation.key in texts and citation.span.end <= len(texts[citation.key])
        for citation in (*answer.citations, *answer.objections)
    )
    return bool(answer.sentences) and cited and inside


def checked(answer: Answer, passages: Iterable[Passage]) -> Answer:
    """The answer with what it was given: every citation of something else is dropped.

    A sentence left without a citation goes too; an answer left without a sentence is not grounded.
    """
    sentences = cited_only(answer.sentences, passages) if answer.grounded else ()
    return replace(answer, sentences=sentences, grounded=bool(sentences))


def cited_only(
    sentences: Iterable[CitedSentence], passages: Iterable[Passage]
) -> tuple[CitedSentence, ...]:
    """The sentences that cite a passage they were given, each without its other citations."""
    texts = {passage.key: passage.text for passage in passages}
    kept = []
    for sentence in sentences:
        stands = tuple(
            citation
            for citation in sentence.citations
            if citation.key in texts and citation.span.end <= len(texts[citation.key])
        )
        against = tuple(
            citation
            for citation in sentence.against
            if citation.key in texts and citation.span.end <= len(texts[citation.key])
        )
        if stands:
            kept.append(replace(sentence, citations=stands, against=against))
    return tuple(kept)


def quotes_stand(quotes: str | Iterable[str], text: str) -> bool:
    """Whether the quote, or every one of several, stands in `text`, word for word.

    White space and the shape of quotation marks may differ, nothing else; an empty quote does not
    stand.
    """
    ground = _settled(text)
    quotes = (quotes,) if isinstance(quotes, str) else quotes
    return all(bool(settled := _settled(quote)) and settled in ground for quote in quotes)


def leaks(text: str, secrets: Sequence[str]) -> tuple[str, ...]:
    """The secrets that still stand in `text`, whatever they wear, in the order given.

    Compared without case, accents, umlaut spelling, full-width forms, white space, hyphens and line
    breaks, invisible characters, emphasis marks and thousands separators (`redaction.views`).
    Values of fewer than four characters, and names of fewer than seven letters, count as whole
    words only (genitive endings aside). What nobody could tell from ordinary text (one letter, a
    number below 100) never counts.
    """
    view = View(text)
    return tuple(secret for secret in dict.fromkeys(secrets) if view.holds(secret))


def _settled(text: str) -> str:
    return _SPACE.sub(" ", text.translate(_MARKS)).strip()
