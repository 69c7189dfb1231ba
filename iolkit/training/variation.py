"""The same note about other people and firms: names in a marked note replaced by invented ones.

What surrounds a name stays, so a model learns the surroundings and the build of names instead of
the names themselves. One word is replaced by the same word throughout a note; `round` asks for
another set. No random numbers: the same note and round give the same variant.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from iolkit.language import STOPWORDS, fold
from iolkit.recognizers.features import Token, first_names, tokens, word_classes
from iolkit.recognizers.ordinary import compounded, ordinary
from iolkit.training.goldnotes import GoldNote

_KEPT = ("title", "role", "tail", "legal", "tie", "trade", "place", "public", "time", "own")
_LISTS = Path(__file__).with_name("invented.txt")


def pools() -> dict[str, list[str]]:
    """Invented words by kind: "surname", "firm"; and "first", the known first names."""
    found: dict[str, list[str]] = {}
    for line in _LISTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            current += line.split()
    found["first"] = sorted(name.capitalize() for name in first_names() if len(name) > 2)
    return found


def varied(note: GoldNote, words: dict[str, list[str]], round: int) -> GoldNote:
    """The note with its persons and partners renamed; spans moved along."""
    text = str(note["text"])
    changes = sorted(set(_changes(note, words, round)))
    spans = [dict(span) for span in note["spans"]]
    moved, at, parts = 0, 0, []
    for start, end, new in changes:
        parts += [text[at:start], new]
        at = end
        grown = len(new) - (end - start)
        for span, old in zip(spans, note["spans"], strict=True):
            span["start"] += grown * (old["start"] >= end)
            span["end"] += grown * (old["end"] >= end)
        moved += grown
    return {**note, "text": "".join([*parts, text[at:]]), "spans": spans}


def _changes(
    note: GoldNote, words: dict[str, list[str]], round: int
) -> Iterator[tuple[int, int, str]]:
    names = [s for s in note["spans"] if s["category"] in ("person", "partner")]
    for token in tokens(note["text"]):
        span = next((s for s in names if s["start"] <= token.start and token.end <= s["end"]), None)
        if span is None or "\n" in note["text"][span["start"] : span["end"]]:
            continue
        kind = _kind(token, span)
        if kind:
            seed = f"{round}/{note['id']}/{kind}/{fold(token.text)}"
            yield token.start, token.end, _styled(_coined(words[kind], seed), token.text)


def _coined(words: list[str], seed: str) -> str:
    """A word of the list, or the head of one with the tail of another, so that hardly any word
    comes twice and none is worth learning by heart."""
    head, tail = (words[crc32(f"{part} {seed}".encode()) % len(words)] for part in "ab")
    if crc32(seed.encode()) % 3 == 0:
        return head
    return head[: (len(head) + 1) // 2] + tail[len(tail) // 2 :]


def _kind(token: Token, span: dict[str, Any]) -> str:
    """Which kind of word stands in for a token of a name; "" when it stays."""
    low = fold(token.text)
    if not token.text.isalpha() or len(low) < 3 or low in STOPWORDS:
        return ""
    if span["category"] == "person":
        if low in first_names():
            return "first"
        return "" if word_classes().get(low) in ("title", "role") else "surname"
    kept = word_classes().get(low) in _KEPT or ordinary(low) or compounded(low)
    return "" if kept else "firm"


def _styled(new: str, old: str) -> str:
    """`new` in the capitals of `old`."""
    if old.islower():
        return new.lower()
    return new.upper() if old.isupper() and len(old) > 3 else new
