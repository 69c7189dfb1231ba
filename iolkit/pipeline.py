"""A Note -> an Analysis, and an Analysis -> the passages that may be searched.

Touches no disk, no index, no clock: the same note and engine give the same result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from iolkit import redaction
from iolkit.engine import Engine
from iolkit.outcomes import Compared, ItemPair, Passage, Reviewed, Spent, Supplement
from iolkit.records import (
    Analysis,
    Flag,
    Item,
    Masked,
    Note,
    Provenance,
    Sentence,
    Span,
    Summary,
    mark_id,
)


def understand(note: Note, engine: Engine) -> Analysis:
    """All that the engine says of a note."""
    return engine.read(note)


def side_by_side(embedded: Analysis, llm: Analysis, spent: Spent) -> Compared:
    """Both engines' words on one note, items that share text in one line, in the text's order.

    An item that touches several of the other engine stands beside the one it shares most with.
    """
    pairs: list[ItemPair] = []
    theirs = list(llm.items)
    for ours in embedded.items:
        touching = [each for each in theirs if each.span.overlaps(ours.span)]
        nearest = max(touching, key=lambda each: _shared(each.span, ours.span), default=None)
        if nearest:
            theirs.remove(nearest)
        pairs.append(ItemPair(ours, nearest))
    pairs += [ItemPair(None, each) for each in theirs]
    pairs.sort(key=lambda pair: min(each.span for each in (pair.embedded, pair.llm) if each))
    return Compared(embedded, llm, tuple(pairs), spent)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def as_published(card: Note) -> Analysis:
    """A best-practice card as its authors published it: one practice, named by its first line and
    summed up by its second paragraph.

    No engine is asked: there is no secret to find in it and no border to guess, and how far a
    piece of advice travels is not rated.
    """
    whole, name = Span(0, len(card.text.rstrip())), Span(0, card.text.index("\n"))
    start = card.text.index("\n\n") + 2
    claim = Span(start, card.text.index("\n\n", start))
    item = Item(mark_id(card.id, whole, "item"), card.id, whole, "practice", name)
    return Analysis(
        note=card,
        flags=(),
        items=(item,),
        assessments=(),
        summary=Summary((Sentence(claim.of(card.text), (claim,)),)),
        made_by=Provenance("human"),
    )


def passages(
    analysis: Analysis,
    flags: Sequence[Flag],
    items: Sequence[Item],
    title_flags: Sequence[Flag],
    added: Sequence[Supplement] = (),
) -> tuple[Passage, ...]:
    """One searchable passage an item, masked by `flags` (those that stand after review), with what
    people `added` to it.

    `title_flags` are flags of the session's title, which is shown and searched too.
    """
    note = analysis.note
    bands = {each.item_id: each.band or "" for each in analysis.assessments}
    shared = session_facts(note, title_flags)
    whole = Reviewed(replace(analysis, flags=tuple(flags)), supplements=tuple(added))
    texts = redaction.index_views(whole, items)
    headlines = redaction.mask_views(note.text, flags, [item.headline for item in items])
    return tuple(
        Passage(
            key=item.id,
            item_id=item.id,
            text=text,
            facts={
                **shared,
                "start": str(item.span.start),
                "end": str(item.span.end),
                "kind": item.kind,
                "band": bands.get(item.id, ""),
                "flagged": "yes" if _flagged(whole, item) else "no",
                "headline": headline,
            },
        )
        for item, text, headline in zip(items, texts, headlines, strict=True)
    )


def _flagged(reviewed: Reviewed, item: Item) -> bool:
    told = any(each.flags for each in reviewed.added(item.id))
    return told or any(flag.span.overlaps(item.span) for flag in reviewed.flags)


def session_facts(note: Note, title_flags: Sequence[Flag]) -> Mapping[str, str]:
    """What a passage tells of its note: filter fields, source and the masked title."""
    session = note.session
    return {
        "note_id": note.id,
        "source": note.source,
        "title": masked_title(note, title_flags),
        "programme": session.programme,
        "format": session.format,
        "held_on": session.held_on.isoformat() if session.held_on else "",
        "language": note.language,
    }


def masked_title(note: Note, flags: Sequence[Flag]) -> Masked:
    """The session's title as everybody in the house may read it."""
    return redaction.mask(note.session.title, flags).text
