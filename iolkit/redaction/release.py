"""The only door out: what an audience may have of a text, or nothing.

Flag by flag, as decided: kept, put in softer words, hidden, or cut out with its sentence. Then the
result is read again: whatever hidden value still stands in it takes its sentence along, and when
that does not help, nothing leaves. Cleared text is made here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from iolkit import language as tongues
from iolkit.language import STOPWORDS
from iolkit.outcomes import Cleared, Decision
from iolkit.phrases import Tongue
from iolkit.policy import Policy, parse_audience
from iolkit.records import Audience, Flag, Language, Note, Reason, Span
from iolkit.redaction import softening, surgery
from iolkit.redaction.described import DESCRIBED
from iolkit.redaction.edits import Edit, apply, joined, neat, untouched
from iolkit.redaction.marks import MENTION, Mark, marks
from iolkit.redaction.ranges import Ranges
from iolkit.redaction.secrets import Secrets, session_names

USEFUL = 2
"""Words of its own, function words aside, that a text must still have after a cut; one, else."""
_BULLET = re.compile(r"^(?:[-–—*•>|+#]+ )+")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Release:
    """What may leave: `cleared` is empty when `blocked`, that is, nothing useful was left.

    `decisions` are those asked for that lie in the stretch, with the words that now stand in place
    of each flag, then one for each further mention of a hidden value that nobody had flagged.
    """

    cleared: Cleared
    blocked: bool
    decisions: tuple[Decision, ...]
    unchanged: tuple[Span, ...] = ()
    """What of the text stands in `cleared` as it was."""


def release(
    text: str,
    decisions: Sequence[Decision],
    audience: Audience,
    language: Language,
    span: Span | None = None,
    secrets: Secrets | None = None,
) -> Release:
    """The stretch `span` of `text` (all of it by default) as `audience` may read it.

    Offsets of `decisions` count in the whole `text`; `language` is the language of the text.
    `secrets` are those of all texts that leave together. Raises WrongUse for an unknown audience.
    """
    audience = parse_audience(audience)
    stretch = span or Span(0, len(text))
    held = secrets or Secrets.of([(text, decisions)])
    own = [made for made in decisions if made.flag.span.overlaps(stretch)]
    shown = stretch.of(text)
    found = marks(text, stretch, own, held)
    softened, cuts = _changes(shown, found, held, language)
    changes = joined((*(edit for _, edit in softened), *cuts))
    softer = apply(shown, changes)
    leaking = _leaking(softer, held)
    cleared = apply(softer, leaking)
    blocked = (not cleared.strip() or not _useful(shown, softened, changes)) and bool(found)
    answered = _answered(text, stretch, own, found, () if blocked else softened)
    if blocked:
        return Release(Cleared("", audience), blocked, answered)
    stays = untouched(shown, changes, leaking)
    unchanged = tuple(span.shift(stretch.start) for span in stays)
    return Release(Cleared(cleared, audience), blocked, answered, unchanged)


def release_note(
    note: Note,
    flags: Sequence[Flag],
    audience: Audience,
    policy: Policy,
    reviewed: frozenset[str] = frozenset(),
) -> Release:
    """A whole note for an audience, as the policy decides; `reviewed` = ids of flags a person kept.

    Flags that a person dismissed are no secrets: leave them out. Raises WrongUse.
    """
    decisions, secrets = door(note, flags, audience, policy, reviewed)
    return release(note.text, decisions, audience, note.language, None, secrets)


def door(
    note: Note,
    flags: Sequence[Flag],
    audience: Audience,
    policy: Policy,
    reviewed: frozenset[str] = frozenset(),
) -> tuple[tuple[Decision, ...], Secrets]:
    """What the policy decides about a note's flags, and what must not be read of it.

    Under the Chatham House rule people who are only described are secrets too. Raises WrongUse.
    """
    decisions = policy.decisions(flags, audience, note.session, reviewed=reviewed)
    named = session_names(note.session, audience, policy)
    anonymous = note.session.rule == "chatham"
    return decisions, Secrets.of([(note.text, decisions), named], anonymous=anonymous)


def pieces(cleared: Cleared) -> tuple[Cleared, ...]:
    """The sentences of a cleared text, each cleared for the same audience.

    On one line each, without the bullet they may have had.
    """
    lines = (
        _BULLET.sub("", " ".join(sentence.of(cleared.text).split()))
        for sentence in tongues.sentences(cleared.text)
    )
    return tuple(Cleared(line, cleared.audience) for line in lines if line)


def together(sentences: Sequence[Cleared]) -> Cleared:
    """Cleared sentences as one paragraph. All of them must be cleared for one audience."""
    (audience,) = {sentence.audience for sentence in sentences}
    return Cleared(" ".join(sentence.text for sentence in sentences), audience)


def _changes(
    shown: str, found: Sequence[Mark], held: Secrets, language: Language
) -> tuple[tuple[tuple[Mark, Edit], ...], tuple[Edit, ...]]:
    """What comes in place of each mark that is shown, and what is cut out."""
    blocked = [mark.span for mark in found if mark.handling == "block"]
    sentences = tongues.sentences(shown) if found else ()

    starts = Ranges(sentences)

    def tongue_at(span: Span) -> Tongue:
        if language != "mixed":
            return language
        place = starts.at(span.start)
        return tongues.tongue((sentences[place] if place >= 0 else span).of(shown))

    cuts = list(blocked)
    for sentence in sentences:
        bad = [span for span in blocked if span.overlaps(sentence)]
        if bad:
            cuts += _gaps(sentence, surgery.without(shown, sentence, bad))
    gone = neat(shown, cuts)
    away = Ranges(cut.span for cut in gone)
    stays = [mark for mark in found if mark.handling != "block" and not away.cover(mark.span)]
    return softening.edits(shown, stays, held, tongue_at), gone


def _gaps(sentence: Span, parts: Sequence[Span]) -> list[Span]:
    """What of the sentence is in none of its parts."""
    edges = [sentence.start, *(edge for part in parts for edge in (part.start, part.end))]
    edges.append(sentence.end)
    return [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _leaking(cleared: str, held: Secrets) -> tuple[Edit, ...]:
    """Cuts of every sentence that holds a hidden value; of all of it when one still stands."""
    if not held.held_in(cleared):
        return ()
    cuts = neat(cleared, [s for s in tongues.sentences(cleared) if held.held_in(s.of(cleared))])
    return (Edit(Span(0, len(cleared))),) if held.held_in(apply(cleared, cuts)) else cuts


def _useful(shown: str, softened: Sequence[tuple[Mark, Edit]], changes: Sequence[Edit]) -> bool:
    """Whether the text still says something: words nobody changed, or an amount in softer words."""
    untouched = [apply(shown, [Edit(change.span, " ") for change in changes])]
    for mark, edit in softened:
        around = edit.span.of(shown).replace(mark.value, " ")
        untouched.append(" ".join(word for word in edit.words.split() if word in around.split()))
    words = _WORD.findall(" ".join(untouched))
    own = [word for word in words if word.casefold() not in STOPWORDS]
    told = [
        mark
        for mark, _ in softened
        if mark.handling == "generalise" and mark.flag.category in softening.AMOUNTS
    ]
    cut = any(not change.words for change in changes)
    return len(own) + len(told) >= (USEFUL if cut else 1)


def _answered(
    text: str,
    stretch: Span,
    own: Sequence[Decision],
    found: Sequence[Mark],
    softened: Sequence[tuple[Mark, Edit]],
) -> tuple[Decision, ...]:
    """Every decision with its final handling and the words that came in place of its flag."""
    words = {mark.span: edit.words for mark, edit in softened}
    places = Ranges(mark.span for mark in found)
    answers = []
    for made in own:
        span = made.flag.span
        clipped = Span(max(span.start, stretch.start), min(span.end, stretch.end))
        shifted = clipped.shift(-stretch.start)
        mark = found[places.at(shifted.start)] if places.cover(shifted) else None
        if mark is None:
            answers.append(replace(made, replacement=span.of(text)))
        else:
            shown = words.get(mark.span, "")
            answers.append(replace(made, handling=mark.handling, replacement=shown))
    for mark in found:
        if mark.flag.recognizer in (MENTION, DESCRIBED):
            flag = replace(mark.flag, span=mark.span.shift(stretch.start))
            reason = Reason("policy_mention", {"concern": f"@category.{flag.category}"})
            if flag.recognizer == DESCRIBED:
                reason = Reason("policy_described")
            answers.append(Decision(flag, mark.handling, reason, words.get(mark.span, "")))
    return tuple(answers)
