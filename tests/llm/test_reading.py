"""Reading by one letter, by part and by task: what is sent, what it costs, what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from iolkit import citations, resources, tokens
from iolkit.embedded import EmbeddedEngine
from iolkit.errors import ReplyInvalid
from iolkit.language import detect
from iolkit.llm import LlmEngine
from iolkit.llm.letter import Letter
from iolkit.records import Analysis, Flag, Note, Reason, Span, note_id
from iolkit.redaction import merge
from tests.embedded.notes import GERMAN, note
from tests.llm.honest import honest, lines_of
from tests.llm.scripted import ScriptedChat

LOCAL = EmbeddedEngine()
SMALL = {"capable": False, "local": True, "window": 6_000, "reply_tokens": 1_000}
WIDE = {"window": 32_000, "reply_tokens": 8_000}
MOST_TIMES, FIXED = 1.6, 3_500


@cache
def demo() -> dict[str, Note]:
    """The demo notes as plain text, and one of 2,000 words made of them."""
    folder: Path = resources.shipped("corpus") / "sources"
    texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.txt"))}
    words = 0
    long = []
    for text in texts.values():
        long.append(text)
        words += len(text.split())
        if words > 1_950:
            break
    texts["two thousand words"] = "\n\n".join(long)
    return {name: Note(note_id(text), text, detect(text)) for name, text in texts.items()}


def reasons(read: Any) -> dict[str, Mapping[str, str]]:
    """The remarks of an analysis by key."""
    return {remark.reason.key: remark.reason.values for remark in read.remarks}


@pytest.mark.parametrize("name", demo())
def test_one_letter_a_note_that_holds_no_secret_and_costs_little(name: str) -> None:
    """What leaves is at most 1.6 times the note and a fixed prompt, counted by the same bound."""
    it = demo()[name]
    chat = ScriptedChat(honest, **WIDE)
    read = LlmEngine(LOCAL, chat).read(it)
    assert len(chat.letters) == 1
    (sent,) = chat.letters
    assert tokens.count(sent.system).n < FIXED
    assert tokens.count(sent.user).n <= MOST_TIMES * tokens.count(it.text).n
    values = [flag.span.of(it.text) for flag in LOCAL.flag(it)]
    known = [value for value in values if sum(c.isalnum() for c in value) >= 3]
    said = "\n".join(text for _, text in lines_of(sent))
    assert not [value for value in known if value in said]
    assert all(flag in read.flags for flag in LOCAL.flag(it))
    assert sum(sent.hidden.values()) > 0


def test_two_thousand_words_are_two_thousand_words() -> None:
    """The long note of the figure above is as long as it says."""
    assert len(demo()["two thousand words"].text.split()) >= 1_950


def test_the_prompt_is_in_the_language_of_the_note() -> None:
    """German notes are read in German."""
    chat = ScriptedChat(honest)
    LlmEngine(LOCAL, chat).read(note(GERMAN))
    assert chat.letters[0].language == "de"
    assert "Deine Aufgabe" in chat.letters[0].system
    assert chat.letters[0].note_id == note_id(GERMAN)


def test_reading_and_flagging_are_one_request() -> None:
    """Flags of the same reply, whichever verb comes first."""
    chat = ScriptedChat(honest)
    engine = LlmEngine(LOCAL, chat)
    flags = engine.flag(note(GERMAN))
    assert engine.read(note(GERMAN)).flags == flags
    assert len(chat.letters) == 1


def test_a_small_model_is_asked_by_task() -> None:
    """Items, flags, each item by itself, the summary; flags alone cost only their letter."""
    chat = ScriptedChat(honest, **SMALL)
    engine = LlmEngine(LOCAL, chat)
    flags = engine.flag(note(GERMAN))
    assert [sent.prompt for sent in chat.letters] == ["read_flags"]
    read = engine.read(note(GERMAN))
    assert read.flags == flags
    asked = [sent.prompt for sent in chat.letters]
    assert asked.count("read_flags") == asked.count("read_items") == asked.count("summarise") == 1
    rated = {sent.user for sent in chat.letters if sent.prompt == "rate"}
    assert len(rated) == len(read.items)
    assert read.summary.sentences


@pytest.mark.parametrize("facts", [SMALL, {"window": 12_000, "reply_tokens": 1_200}])
def test_a_long_note_is_read_in_parts_and_all_of_it(facts: dict[str, Any]) -> None:
    """Every line of the note is in some letter; how it was read is told."""
    it = demo()["two thousand words"]
    chat = ScriptedChat(honest, **facts)
    read = LlmEngine(LOCAL, chat).read(it)
    name = "read" if chat.facts.capable else "read_items"
    parts = [sent for sent in chat.letters if sent.prompt == name]
    assert len(parts) > 2
    assert reasons(read)["llm_covered"] == {"share": "100", "parts": str(len(parts))}
    said = " ".join(text for sent in parts for _, text in lines_of(sent))
    whole = ScriptedChat(honest, **WIDE)
    LlmEngine(LOCAL, whole).read(it)
    words = {w for _, text in lines_of(whole.letters[0]) for w in text.split() if "[" not in w}
    assert words <= set(said.split())
    spans = sorted(item.span for item in read.items)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("facts", [SMALL, {"window": 12_000, "reply_tokens": 1_200}])
def test_a_changed_note_costs_its_changed_parts(facts: dict[str, Any]) -> None:
    """Letters about parts that nobody changed are the same, so that kept replies hold."""
    it = demo()["two thousand words"]
    text = it.text.replace(
        "\n\n", "\n\nHier kam ein ganzer Absatz dazu, den vorher keiner sah.\n\n", 1
    )
    changed = Note(note_id(text), text, it.language)

    def letters(about: Note) -> list[tuple[str, str]]:
        chat = ScriptedChat(honest, **facts)
        LlmEngine(LOCAL, chat).read(about)
        return [(sent.prompt, sent.user) for sent in chat.letters if sent.prompt != "summarise"]

    before, after = set(letters(it)), letters(changed)
    new = [one for one in after if one not in before]
    assert 0 < len(new) <= len(after) / 3


def test_a_part_without_a_usable_reply_is_told() -> None:
    """Its share is missing from what was covered; the local flags of it are all there."""
    it = demo()["two thousand words"]
    refused: list[str] = []

    def sometimes(letter: Letter) -> Mapping[str, Any]:
        if letter.prompt == "read" and (not refused or letter.user in refused):
            refused.append(letter.user)
            raise ReplyInvalid("reply_unusable", model="m", prompt="read")
        return honest(letter)

    chat = ScriptedChat(sometimes, window=12_000, reply_tokens=1_200)
    read = LlmEngine(LOCAL, chat).read(it)
    assert 30 < int(reasons(read)["llm_covered"]["share"]) < 95
    assert all(flag in read.flags for flag in LOCAL.flag(it))


def test_a_model_that_gives_nothing_leaves_the_local_result() -> None:
    """Named as who made it, with remarks that say so."""

    def never(letter: Letter) -> Mapping[str, Any]:
        raise ReplyInvalid("reply_unusable", model="m", prompt=letter.prompt)

    it, local = note(GERMAN), LOCAL.read(note(GERMAN))
    read = LlmEngine(LOCAL, ScriptedChat(never)).read(it)
    assert (read.flags, read.items, read.assessments, read.summary, read.made_by) == (
        local.flags, local.items, local.assessments, local.summary, local.made_by,
    )  # fmt: skip
    assert {"llm_covered", "llm_items_filled", "llm_summary_filled"} <= set(reasons(read))


def test_nothing_is_asked_about_nothing() -> None:
    """A note of white space costs no request."""
    chat = ScriptedChat(honest)
    assert LlmEngine(LOCAL, chat).read(note(" \n")).items == ()
    assert chat.letters == []


class Sure:
    """The embedded engine, which here also knows a special matter when it sees one."""

    def __init__(self) -> None:
        self.rate, self.answer, self.write = LOCAL.rate, LOCAL.answer, LOCAL.write

    def flag(self, about: Note) -> tuple[Flag, ...]:
        """The usual flags and one more."""
        start = about.text.index("wegen Burn-out")
        span, why = Span(start, start + 14), Reason("marker")
        special = Flag("s", span, "special", "S9", "own", None, 0.9, "test", why)
        return merge((*LOCAL.flag(about), special))

    def read(self, about: Note) -> Analysis:
        """The usual analysis with those flags."""
        return replace(LOCAL.read(about), flags=self.flag(about))


@pytest.mark.parametrize(
    ("local", "allowed", "seen"),
    [(False, True, False), (False, False, False), (True, False, False), (True, True, True)],
)
def test_special_text_goes_to_no_model_elsewhere(local: bool, allowed: bool, seen: bool) -> None:
    """Not even where it is allowed; a model in the house sees it only then, names never."""
    text = "Die Karte hilft.\n\nUnsere Meisterin Ilse Varghese war wegen Burn-out lange krank.\n"
    it = Note(note_id(text), text, "de")
    chat = ScriptedChat(honest, local=local)
    LlmEngine(Sure(), chat, special_allowed=allowed).read(it)
    assert ("Burn-out" in chat.letters[0].user) is seen
    assert ("lange krank" in chat.letters[0].user) is seen
    assert "Varghese" not in chat.letters[0].user


def test_parts_are_told_as_they_begin() -> None:
    """For a person who waits."""
    heard: list[str] = []
    LlmEngine(LOCAL, ScriptedChat(honest), tell=heard.append).read(note(GERMAN))
    assert heard == ["finding", "items", "rating", "summing"]


def test_values_are_hidden_in_every_view() -> None:
    """No letter of a read holds a flagged value in any clothes."""
    it = demo()["two thousand words"]
    chat = ScriptedChat(honest, **SMALL)
    LlmEngine(LOCAL, chat).read(it)
    values = [flag.span.of(it.text) for flag in LOCAL.flag(it)]
    known = [value for value in values if sum(c.isalnum() for c in value) >= 4]
    said = "\n".join(text for sent in chat.letters for _, text in lines_of(sent))
    assert citations.leaks(said.replace("[PERSON", "[").replace("[PLAN", "["), known) == ()
