"""What kind of learning item a passage is, and which words of it serve as its headline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from iolkit.embedded.cues import Cue, compile_all, find, lay_out
from iolkit.language import sentences
from iolkit.records import Kind, Span
from iolkit.rubric import Rubric

ENOUGH = 2
"""Cue weight below which a passage stays a practice."""
LONGEST_HEADLINE = 90
SHORTEST_HEADLINE = 15
"""Code points; a shorter first clause ("Chatpate.") needs what follows."""
_SHORTEST_LABEL = 16

_CLAUSE = re.compile(r"[,;:]\s|\s[-–—→]+\s|\s\(|[.!?]+(?=\s|$)")
_LABEL = re.compile(r"[^:\n.!?]{3,60}?:(?=\s)")
_ENDING = " ,;:–—-→(.\n\t"


@dataclass(frozen=True, slots=True)
class Kinds:
    """The cues of each kind, compiled; a practice has none."""

    cues: Mapping[Kind, tuple[Cue, ...]]

    @classmethod
    def of(cls, rubric: Rubric) -> Kinds:
        """Compile them. Raises HouseError("cue_unreadable") for a cue that is off."""
        return cls({kind: compile_all(cues) for kind, cues in rubric.kinds.items()})

    def of_passage(self, passage: str) -> Kind:
        """The kind with the most cue weight; a passage of questions alone is a question."""
        line = lay_out(passage)
        if line.words and len(line.questions) == len(set(line.sentences)):
            return "question"
        weight = {
            kind: sum({hit.cue.source: hit.cue.weight for hit in find(line, cues)}.values())
            for kind, cues in self.cues.items()
        }
        best = max(weight, key=lambda kind: weight[kind])
        return best if weight[best] >= ENOUGH else "practice"


def headline(text: str, item: Span) -> Span:
    """The part of an item that names it: a label before a colon, else its first clauses, up to
    90 code points and cut between words. Never empty where the item is not."""
    first = next(iter(sentences(item.of(text))), Span(0, len(item)))
    start = item.start + first.start
    end = min(item.end, start + LONGEST_HEADLINE)
    label = _LABEL.match(text, start, end)
    if label and len(label[0]) >= _SHORTEST_LABEL:
        return _tidy(text, Span(start, label.end()))
    borders = [m.start() for m in _CLAUSE.finditer(text, start, end)]
    good = [at for at in borders if at - start >= SHORTEST_HEADLINE]
    good = [at for at in good if text[at] in ".!?"] or good
    if item.end <= start + LONGEST_HEADLINE and not good:
        return _tidy(text, Span(start, item.end))
    return _tidy(text, Span(start, good[-1] if good else _word_border(text, start, end)))


def _word_border(text: str, start: int, end: int) -> int:
    """The last place up to `end` where a word ends; `end` itself inside one endless word."""
    if end == len(text) or text[end].isspace():
        return end
    space = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end))
    return space if space > start else end


def _tidy(text: str, span: Span) -> Span:
    kept = span.of(text).rstrip(_ENDING)
    return Span(span.start, span.start + len(kept)) if kept else span
