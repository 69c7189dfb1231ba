"""The same lesson from other sessions: who else tells it, since when, and who says otherwise.

Counted are independent organisations, as everywhere in synthesis: ten notes of one round table are
one voice. A note that speaks against an item does not stand behind it, however near it lies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from iolkit.embedded.nearness import content
from iolkit.engine import Encode
from iolkit.outcomes import Corroboration, Objection, Passage
from iolkit.redaction import taken_from
from iolkit.search.grouping import PARAPHRASE
from iolkit.synthesis.objections import MOST, Statement, against, statements_of
from iolkit.synthesis.support import Sessions, is_card, support

SAME = PARAPHRASE
"""Cosine from which two items tell the same. Of the 35 best-practice cards 32 are as near to their
translation; none of 1,190 pairs of different cards is."""
VERDICTS = ("worked", "advised")
_WHOLE = re.compile(
    r"\W*(?:(?:das|es|dies|sie) (?:alles )?(?:hat|haben|hatte|hatten|ist|war|wurde|wird|ging|half|"
    r"brachte|lief|klappte|scheiterte|gaben|stellten)|"
    r"(?:it|this|that|they) (?:all )?(?:was|were|is|"
    r"has|have|had|did|does|failed|gave|dropped|stopped|brought|never))\b",
    re.IGNORECASE,
)
"""How a sentence begins that speaks of what the ones before it told."""
ABOUT = 0.3
"""Cosine from which an item is near enough to another to speak against it."""


def corroboration(
    item: Passage,
    others: Sequence[Passage],
    near: Sequence[float],
    sessions: Sessions,
    encode: Encode | None,
) -> Corroboration:
    """Who tells what `item` tells, and who speaks against it.

    `others` are items of any note, `near` how near each is to the item (cosine of the passages
    alone). Texts are masked; so is what is quoted of them.
    """
    told = _note(item)
    elsewhere = [(one, at) for one, at in zip(others, near, strict=True) if _note(one) != told]
    found = _contrary(item, [pair for pair in elsewhere if pair[1] >= ABOUT], encode)
    contrary = {each.note for each in found}
    alike = [one for one, at in elsewhere if at >= SAME and _note(one) not in contrary]
    notes = [told, *(_note(one) for one in alike)]
    met = [sessions[note] for note in notes if note in sessions and not is_card(sessions[note])]
    days = sorted(session.held_on for session in met if session.held_on)
    return Corroboration(
        item_id=item.item_id,
        support=support(notes, sessions),
        items=tuple(one.item_id for one in alike),
        against=tuple(_objection(each, sessions) for each in found),
        oldest=days[0] if days else None,
        newest=days[-1] if days else None,
    )


def _contrary(
    item: Passage, others: Sequence[tuple[Passage, float]], encode: Encode | None
) -> tuple[Statement, ...]:
    """Statements that speak against the item, one a note. What tells the same is about the words of
    its headline; what is only near must share more words with it."""
    claims, found = statements_of([item]), dict[str, Statement]()
    headline = content(item.facts.get("headline", ""))
    for other, near in others:
        matter = headline & content(other.text) if near >= SAME else frozenset()
        said = statements_of([other])
        given_up = _given_up(claims, said) if near >= SAME else ()
        for each in (*against(claims, said, matter, encode), *given_up):
            found.setdefault(each.note, each)
    return tuple(found.values())[:MOST]


def _given_up(claims: Sequence[Statement], said: Sequence[Statement]) -> tuple[Statement, ...]:
    """Sentences of an item on the same lesson that take all of it back: "it was given up after a
    year". Nothing where either item also tells the other side."""
    sides = [each.side.get(name) for each in claims for name in VERDICTS]
    mixed = any(each.side.get(name) == "for" for each in said for name in VERDICTS)
    if "against" in sides or mixed:
        return ()
    return tuple(
        each
        for each in said
        if _WHOLE.match(each.text) and any(each.side.get(name) == "against" for name in VERDICTS)
    )


def _objection(each: Statement, sessions: Sessions) -> Objection:
    (words,) = taken_from([each.passage.text], [each.text])
    held = sessions[each.note].held_on if each.note in sessions else None
    return Objection(each.passage.item_id, words, held.year if held else None)


def _note(passage: Passage) -> str:
    return str(passage.facts.get("note_id", passage.key))
