"""A text before it is said: sentence by sentence, as it is, in other words, or not at all.

Each sentence is released by itself with the secrets of the whole text, so that what is suggested
for it is safe alone and calls the same person by the same words as its neighbours do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iolkit import language as tongues
from iolkit.outcomes import Check, Decision, Light, SentenceCheck
from iolkit.policy import Policy, parse_audience
from iolkit.records import Audience, Flag, Note, Span
from iolkit.redaction import mosaic
from iolkit.redaction.ranges import Ranges
from iolkit.redaction.release import door, release
from iolkit.redaction.secrets import Secrets

LONGEST = 200_000
"""Code points of a text that is checked at once: about 60 pages, a few seconds."""


def check(note: Note, flags: Sequence[Flag], audience: Audience, policy: Policy) -> Check:
    """What may be said of a text: flag by flag, sentence by sentence, and the whole safe text.

    Raises WrongUse for an unknown audience.
    """
    to = parse_audience(audience)
    decisions, secrets = door(note, flags, to, policy)
    whole = release(note.text, decisions, to, note.language, None, secrets)
    sentences = tongues.sentences(note.text)
    own, hidden = _by_sentence(sentences, decisions), _by_sentence(sentences, whole.decisions)
    return Check(
        note.text,
        whole.decisions,
        whole.cleared,
        whole.blocked,
        tuple(
            _verdict(note, span, own[place], hidden[place], secrets, to)
            for place, span in enumerate(sentences)
        ),
        mosaic.pointing(whole.cleared, note.session),
    )


def _verdict(
    note: Note,
    span: Span,
    own: Sequence[Decision],
    hidden: Sequence[Decision],
    secrets: Secrets,
    to: Audience,
) -> SentenceCheck:
    alone = release(note.text, own, to, note.language, span, secrets)
    said = alone.cleared.text.strip()
    if said == span.of(note.text).strip():
        return SentenceCheck(span, "go", (), alone.cleared)
    light: Light = "care" if said else "stop"
    changed = tuple(made for made in hidden if made.handling != "keep")
    return SentenceCheck(span, light, changed, alone.cleared)


def _by_sentence(sentences: Sequence[Span], made: Iterable[Decision]) -> list[list[Decision]]:
    """The decisions whose words stand in each sentence; a clause may run over several."""
    places = Ranges(sentences)
    found: list[list[Decision]] = [[] for _ in sentences]
    for each in made:
        span = each.flag.span
        for place in range(max(0, places.at(span.start)), places.at(max(0, span.end - 1)) + 1):
            if sentences[place].overlaps(span):
                found[place].append(each)
    return found
