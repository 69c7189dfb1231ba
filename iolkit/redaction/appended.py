"""A note and what people added to it, masked as one text: who is hidden in one is hidden in both.

Additions are raw words like the note. They are shown at their item on lines of their own, labelled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from iolkit import phrases
from iolkit.language import tongue
from iolkit.outcomes import Reviewed, Supplement
from iolkit.phrases import Tongue
from iolkit.records import Flag, Item, Masked, Span
from iolkit.redaction.masking import index_texts, mask_views

BETWEEN = "\n\n"


def item_views(reviewed: Reviewed, items: Sequence[Item]) -> Mapping[str, Masked]:
    """By item: its passage as readers in the house see it, and below it what people added."""
    told = [(item, each) for item in items for each in reviewed.added(item.id)]
    text, flags, places = _appended(reviewed, [each for _, each in told])
    masked = mask_views(text, flags, [*(item.span for item in items), *places])
    lines = {item.id: [str(words)] for item, words in zip(items, masked, strict=False)}
    for (item, each), words in zip(told, masked[len(items) :], strict=True):
        lines[item.id].append(f"{_label(each)}: {words}")
    return {item_id: Masked("\n".join(parts)) for item_id, parts in lines.items()}


def added_views(reviewed: Reviewed, answers: Sequence[Supplement]) -> tuple[Masked, ...]:
    """Answers as readers in the house see them, without a label."""
    text, flags, places = _appended(reviewed, answers)
    return mask_views(text, flags, places)


def added_index_views(reviewed: Reviewed, answers: Sequence[Supplement]) -> tuple[Masked, ...]:
    """Answers as an index sees them: a plain category word where a flag was."""
    text, flags, places = _appended(reviewed, answers)
    return index_texts(text, flags, places)


def index_views(reviewed: Reviewed, items: Sequence[Item]) -> tuple[Masked, ...]:
    """Items for search, with what people added: a plain category word where a flag was."""
    told = [(item.id, each) for item in items for each in reviewed.added(item.id)]
    text, flags, places = _appended(reviewed, [each for _, each in told])
    words = index_texts(text, flags, [*(item.span for item in items), *places])
    added = list(zip((item_id for item_id, _ in told), words[len(items) :], strict=True))
    return tuple(
        Masked("\n".join((whole, *(more for item_id, more in added if item_id == item.id))))
        for item, whole in zip(items, words, strict=False)
    )


def _appended(
    reviewed: Reviewed, answers: Sequence[Supplement]
) -> tuple[str, tuple[Flag, ...], tuple[Span, ...]]:
    """The note's text with the answers behind it, all flags, and where each answer lies."""
    text, flags, places = reviewed.analysis.note.text, list(reviewed.flags), []
    for each in answers:
        start = len(text) + len(BETWEEN)
        text = f"{text}{BETWEEN}{each.text}"
        places.append(Span(start, len(text)))
        flags += [replace(flag, span=flag.span.shift(start)) for flag in each.flags]
    return text, tuple(flags), tuple(places)


def _label(answer: Supplement) -> str:
    """What was added, in the language of the answer."""
    spoken: Tongue = tongue(answer.text)
    asked = answer.what.partition("+")[0]
    return phrases.say("debrief.added", spoken, what=f"@debrief.about_{asked}")
