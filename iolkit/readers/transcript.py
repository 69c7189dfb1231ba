"""Transcripts (.vtt, .srt) -> turns: who said what, from when on.

Cues of one speaker are joined to turns of at most a minute, each a line "Name: words" with the
time of its beginning as its place. Speakers come from voice tags (<v Name>) or from "Name:" at the
beginning of a cue; they are the participants of the session.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from iolkit.errors import NoteUnreadable
from iolkit.readers import text as plain
from iolkit.readers.draft import Draft, Extract
from iolkit.readers.limits import Limits

TURN_SECONDS = 60
_CLOCK = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,200})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>|</?\d\d:[\d:.]{1,12}>|\{\\an?\d\}")
_NAMED = re.compile(r"(?:>>\s*|-\s*)?([^\W\d_][^:<>\n]{0,48}?)\s*:\s+(?=\S)")
_WORDS_IN_NAME = 5
_WORDS_IN_ECHO = 3


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: from and until (seconds), who speaks ("" when not told) and the words."""

    start: float
    end: float
    speaker: str
    words: str


def extract(data: bytes, limits: Limits) -> Extract:
    """Text, places and facts of a transcript. Raises NoteUnreadable."""
    blocks = re.split(r"\n[ \t]*\n+", plain.settle(plain.decode(data)).strip("\n"))
    draft = Draft(limits.text)
    remarks = list(_remarks(blocks))
    if title := re.match(r"WEBVTT[ \t]+(?:-+[ \t]*)?(\S[^\n]*)", blocks[0]):
        draft.facts.setdefault("title", title[1])
    for remark in remarks:
        with draft.place("part", "note"):
            draft.line(remark)
    draft.gap()
    cues = _without_echo(_named([cue for block in blocks for cue in _cues(block)]))
    for turn in _turns(cues):
        draft.end_line()
        with draft.place("time", _clock(turn.start)):
            draft.line(f"{turn.speaker}: {turn.words}" if turn.speaker else turn.words)
    if not cues and not remarks:
        raise NoteUnreadable("no_text")
    speakers = dict.fromkeys(cue.speaker for cue in cues if cue.speaker)
    draft.facts.setdefault("participants", list(speakers))
    return draft.finish()


def _remarks(blocks: list[str]) -> Iterator[str]:
    """The comments of a .vtt file: text that no player shows."""
    for block in blocks:
        if block.startswith("NOTE") and block[4:5] in ("", " ", "\t", "\n") and block[4:].strip():
            yield block[4:].strip()


def _cues(block: str) -> Iterator[Cue]:
    lines = block.split("\n")
    at = next((number for number, line in enumerate(lines[:3]) if _TIMING.match(line)), None)
    if at is None or block.startswith("NOTE"):
        return
    timing = _TIMING.match(lines[at])
    assert timing is not None  # noqa: S101 - it matched just above
    start, end = _seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])
    # [words before any voice, name, words, name, words, ...]
    said = _VOICE.split("\n".join(lines[at + 1 :]))
    for speaker, words in zip(["", *said[1::2]], said[::2], strict=True):
        words = _plain(words)
        if words:
            yield Cue(start, end, " ".join(html.unescape(speaker).split()), words)


def _plain(words: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", words)).split())


def _seconds(clock: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, parts = (int(figure or 0) for figure in clock)
    return hours * 3600 + minutes * 60 + seconds + parts / 1000


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _named(cues: list[Cue]) -> list[Cue]:
    """Names at the beginning of cues made speakers, where they plainly are names of speakers: the
    same words open two cues or more, or most cues open with such words."""
    found = [None if cue.speaker else _NAMED.match(cue.words) for cue in cues]
    names = Counter(match[1] for match in found if match and _may_be_name(match[1]))
    mostly = sum(names.values()) > len(cues) / 2
    renamed = []
    for cue, match in zip(cues, found, strict=True):
        if match and (names[match[1]] > 1 or (mostly and match[1] in names)):
            cue = Cue(cue.start, cue.end, match[1], cue.words[match.end() :])
        renamed.append(cue)
    return renamed


def _may_be_name(words: str) -> bool:
    return len(words.split()) <= _WORDS_IN_NAME and (words[0].isupper() or words[0] in ">-")


def _without_echo(cues: list[Cue]) -> list[Cue]:
    """Rolling captions repeat their last line at the start of the next cue: kept once. A word or
    two said again is just said again."""
    kept: list[Cue] = []
    before: Cue | None = None
    for cue in cues:
        words = cue.words
        if before and _echoes(before, cue):
            words = words[len(before.words) :].strip()
        before = cue
        if words:
            kept.append(Cue(cue.start, cue.end, cue.speaker, words))
    return kept


def _echoes(before: Cue, cue: Cue) -> bool:
    return (
        cue.words.startswith(before.words)
        and len(before.words.split()) >= _WORDS_IN_ECHO
        and cue.speaker == before.speaker
        and abs(cue.start - before.end) < 1
    )


def _turns(cues: list[Cue]) -> Iterator[Cue]:
    turn: Cue | None = None
    for cue in cues:
        if turn and cue.speaker == turn.speaker and cue.end - turn.start <= TURN_SECONDS:
            turn = Cue(turn.start, cue.end, turn.speaker, f"{turn.words} {cue.words}")
            continue
        if turn:
            yield turn
        turn = cue
    if turn:
        yield turn
