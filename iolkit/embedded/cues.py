"""Cues: the mini-syntax of prompts/rubrics/knowledge.yaml, compiled, and where they stand in text.

    *  any letters     _  a gap of 0 to 4 words     (a|b)  alternatives, (a )? optional
    !  at the end: strong, weight 2 (else 1)        \\d  a digit, \\d+ several

A cue matches whole words of one sentence, folded (ä = ae, case, accents); a hyphen is a space; a
word written in capitals matches in capitals only, so that "IT" is not English "it". This module
does not know what a cue speaks for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from iolkit.errors import HouseError
from iolkit.language import fold
from iolkit.records import Span

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+|[.,]\d+|-[ \t]*\n[ \t]*[a-zäöüß]+)*|%")
_BROKEN = re.compile(r"-[ \t]*\n[ \t]*")
_CLAUSE_END = re.compile(r"[,;:–—()\n]| - ")
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|[.!?…][\"'»«“”)\]]|;|\n[ \t]*\n|\n[ \t]*[-*•·>|+]")
_WORD_OF_CUE = re.compile(r"\w+|[^\w\s]|\s+")
_GAP = r"(?:[^\s|]+ ){0,4}"
_ANY = r"[^\s|]*"
_WITHOUT = re.compile(r"(?:los|frei|less)(?:e[mnrs]?)?$")
_LONG_ENOUGH = 3
_EXACT_OR_LONGER = re.compile(r"[^\W\d_]{2,}\*?")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue, checked and ready to use. `source` is its text in the rubric; `weight` 2 when strong,
    else 1."""

    source: str
    body: str
    weight: int
    literals: tuple[str, ...]
    """Fixed parts one of which a text must hold (a quick look before the pattern)."""
    capitals: tuple[str, ...]
    """Folded words that must stand in capitals in the text; a trailing * allows an ending."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """What a line of folded tokens is searched with."""
        return _pattern(self.body)


@dataclass(frozen=True, slots=True)
class CueHit:
    """Where a cue stands: tokens `first`..`last` (inclusive) and the span they cover."""

    cue: Cue
    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A text as one line of folded tokens, " | " between sentences; all tuples run parallel."""

    text: str
    line: str
    starts: tuple[int, ...]
    """Where each token begins in `line`, ascending."""
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    clauses: tuple[int, ...]
    sentences: tuple[int, ...]
    questions: frozenset[int]
    """Sentences that end with a question mark."""


def compile_cue(source: str) -> Cue:
    """A cue in the mini-syntax. Raises HouseError("cue_unreadable") when it cannot be read."""
    strong = source.rstrip().endswith("!")
    body = source.strip().rstrip("!").replace("-", " ").replace(",", "")
    if not _readable(body):
        raise HouseError("cue_unreadable", cue=source)
    capitals = tuple(fold(w) + w[len(w.rstrip("*")) :] for w in _capitals(body))
    return Cue(source, body, 2 if strong else 1, _literals(body), capitals)


def _readable(body: str) -> bool:
    """Whether brackets match and every sign has something to act on; at least one letter, sign or
    digit is asked for."""
    depth = 0
    for sign in body:
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or (sign == "|" and not depth):
            return False
    without = re.sub(r"\)\?|\\d\+?", "", body)
    return not depth and not re.search(r"[?+\\]", without) and bool(re.search(r"[^\W_]|%", body))


@lru_cache(maxsize=4096)
def _pattern(body: str) -> re.Pattern[str]:
    # Compiled on first use: most cues of a rubric never meet a text that holds their letters.
    return re.compile(f"(?<!\\S){_expression(body)}(?!\\S)")


def _capitals(body: str) -> Iterator[str]:
    return (w for w in _EXACT_OR_LONGER.findall(body) if w.rstrip("*").isupper())


def _expression(body: str) -> str:
    """The regular expression of a cue without its "!"."""
    out: list[str] = []
    parts = _WORD_OF_CUE.findall(body.replace("\\d", "\0"))
    skip_space = False
    for part in parts:
        if part.isspace():
            out.append("" if skip_space else " ")
            skip_space = False
        elif part == "_":
            out.append(_GAP)
            skip_space = True
        else:
            out.append(_SYNTAX.get(part) or "".join(_literal_part(part)))
    return "".join(out)


_SYNTAX = {"*": _ANY, "(": "(?:", ")": ")", "|": "|", "?": "?", "+": "+", "\0": "[0-9]"}


def _literal_part(part: str) -> Iterator[str]:
    for run in re.split(r"(_)", part):
        yield _GAP if run == "_" else re.escape(fold(run))


def _literals(body: str) -> tuple[str, ...]:
    """The longest fixed part outside of brackets; else those of the alternatives of a bracket;
    else nothing to look for ("")."""
    outside = _longest(re.sub(r"\([^()]*\)\??", "*", body))
    if len(outside) >= _LONG_ENOUGH:
        return (outside,)
    for group in re.finditer(r"\(([^()]*)\)(?!\?)", body):
        options = tuple(_longest(option) for option in group[1].split("|"))
        if all(options):
            return options
    return (outside,)


def _longest(fixed: str) -> str:
    runs = re.split(r"[*_]|\\d\+?", fixed)
    return max((fold(run.strip()) for run in runs), key=len, default="")


def compile_all(sources: Iterable[str]) -> tuple[Cue, ...]:
    """Several cues, each compiled once a process."""
    return tuple(map(_compiled, sources))


_compiled = lru_cache(maxsize=4096)(compile_cue)


def lay_out(text: str) -> TokenLine:
    """The tokens of a text with their spans, clauses and sentences."""
    ends = _ends(text)
    words: list[str] = []
    spans: list[Span] = []
    clauses: list[int] = []
    sentences: list[int] = []
    starts: list[int] = []
    pieces: list[str] = [" "]
    at = 1
    clause = sentence = border = 0
    for match in _TOKEN.finditer(text):
        while border < len(ends) and ends[border][0] < match.start():
            clause += 1
            sentence += ends[border][1]
            border += 1
        if sentences and sentences[-1] != sentence:
            pieces.append("| ")
            at += 2
        word = fold(_BROKEN.sub("", match[0])).replace("’", "'")
        starts.append(at)
        pieces.append(word + " ")
        at += len(word) + 1
        words.append(word)
        spans.append(Span(*match.span()))
        clauses.append(clause)
        sentences.append(sentence)
    return TokenLine(
        text, "".join(pieces), tuple(starts), tuple(words), tuple(spans), tuple(clauses),
        tuple(sentences), _questions(text, spans, sentences),
    )  # fmt: skip


def _ends(text: str) -> list[tuple[int, int]]:
    """Borders in order: where, and 1 for the end of a sentence or 0 for that of a clause."""
    inside_token = {m.start() + i for m in _TOKEN.finditer(text) for i in range(len(m[0]))}
    ends = {m.start(): 0 for m in _CLAUSE_END.finditer(text)}
    ends.update({m.start(): 1 for m in _SENTENCE_END.finditer(text)})
    return sorted((at, end) for at, end in ends.items() if at not in inside_token)


def _questions(text: str, spans: list[Span], sentences: list[int]) -> frozenset[int]:
    asked = set()
    for index, sentence in enumerate(sentences):
        last = index + 1 == len(sentences) or sentences[index + 1] != sentence
        follows = text[spans[index].end : spans[index].end + 3].lstrip("\"'»«“”)")
        if last and follows.startswith("?"):
            asked.add(sentence)
    return frozenset(asked)


def find(line: TokenLine, cues: Iterable[Cue]) -> tuple[CueHit, ...]:
    """Every place where a cue stands, ordered by place."""
    hits = [hit for cue in cues if _may(cue, line.line) for hit in _hits(line, cue)]
    return tuple(sorted(hits, key=lambda hit: (hit.first, hit.last, hit.cue.source)))


def _may(cue: Cue, line: str) -> bool:
    return any(literal in line for literal in cue.literals)


def _hits(line: TokenLine, cue: Cue) -> Iterator[CueHit]:
    for match in cue.pattern.finditer(line.line):
        first = bisect_right(line.starts, match.start()) - 1
        last = bisect_right(line.starts, match.end() - 1) - 1
        if _capitals_stand(line, cue, first, last) and not _says_without(line, cue, last):
            span = Span(line.spans[first].start, line.spans[last].end)
            yield CueHit(cue, first, last, span)


def _capitals_stand(line: TokenLine, cue: Cue, first: int, last: int) -> bool:
    for capital in cue.capitals:
        stem, open_end = capital.rstrip("*"), capital.endswith("*")
        for index in range(first, last + 1):
            word = line.words[index]
            if word == stem or (open_end and word.startswith(stem)):
                written = line.spans[index].of(line.text)[: len(stem)]
                if not written.isupper():
                    return False
    return True


def _says_without(line: TokenLine, cue: Cue, last: int) -> bool:
    """Whether an open end ran into "-los", "-frei" or "-less": the opposite of the word."""
    return (
        cue.source.rstrip("!").endswith("*")
        and bool(_WITHOUT.search(line.words[last]))
        and (not _WITHOUT.search(fold(cue.source.rstrip("!*"))))
    )
