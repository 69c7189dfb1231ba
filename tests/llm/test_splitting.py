"""Parts of a long note: nothing lost, nothing too long, the same ones after a change elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit import resources, tokens
from iolkit.errors import Unavailable
from iolkit.llm import splitting
from iolkit.llm.splitting import Part, parts, room
from iolkit.records import Span
from tests.llm.scripted import FACTS

LIMIT = 400


def corpus() -> str:
    """The demo notes one after the other."""
    folder: Path = resources.shipped("corpus") / "sources"
    return "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))


LONG = corpus()


def held(text: str, made: tuple[Part, ...]) -> str:
    """What the parts hold together, without white space and without what they repeat."""
    return "".join("".join(text[part.fresh : part.span.end].split()) for part in made)


def test_a_short_note_is_one_part() -> None:
    """As it stands; a note of nothing is none."""
    assert parts("Eine Karte.", LIMIT) == (Part(Span(0, 11), 0),)
    assert parts(" \n ", LIMIT) == ()


def test_a_long_note_is_held_by_its_parts() -> None:
    """Every character, each part within the limit, none of them tiny."""
    made = parts(LONG, LIMIT)
    assert held(LONG, made) == "".join(LONG.split())
    sizes = [tokens.count(part.span.of(LONG)).n for part in made]
    assert max(sizes) <= LIMIT
    assert min(sizes[:-1]) > LIMIT / 5


def test_a_part_begins_with_the_end_of_the_one_before() -> None:
    """So that nothing that crosses a border is missed."""
    made = parts(LONG, LIMIT)
    repeated = [part for part in made[1:] if part.span.start < part.fresh]
    assert len(repeated) > len(made) / 2
    for part in made:
        again = tokens.count(LONG[part.span.start : part.fresh]).n
        assert again <= LIMIT * splitting.OVERLAP


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "Ein neuer erster Absatz mit einigen Worten mehr.\n\n" + text,
        lambda text: text[:900] + " Ein Satz kam dazu. " + text[900:],
        lambda text: text[:2_000] + text[2_400:],
    ],
    ids=["put before", "put in", "taken out"],
)
def test_a_change_costs_what_is_changed(change: object) -> None:
    """Most parts of a long note are the same after it."""
    assert callable(change)
    before = {part.span.of(LONG) for part in parts(LONG, LIMIT)}
    changed = change(LONG)
    after = [part.span.of(changed) for part in parts(changed, LIMIT)]
    new = [part for part in after if part not in before]
    assert len(after) > 12
    assert len(new) <= 5


def test_parts_like_to_begin_at_headings() -> None:
    """A section is read as a section."""
    text = "\n\n".join(f"## Teil {n}\n" + "Die Karte hängt am Kran. " * 30 for n in range(9))
    made = parts(text, LIMIT)
    assert all(text.startswith("## Teil", part.fresh) for part in made)


@given(st.text(alphabet="ab .\n#ß🙂", max_size=900), st.integers(12, 60))
@settings(max_examples=60, deadline=None)
def test_any_text_is_held(text: str, limit: int) -> None:
    """Without spaces, without sentences, without letters."""
    made = parts(text, limit)
    assert held(text, made) == "".join(text.split())
    assert all(tokens.count(part.span.of(text)).n <= limit for part in made)


def test_room_is_what_the_window_leaves() -> None:
    """Less for a small window, a short reply, a model that is not declared capable."""
    facts = replace(FACTS, window=128_000, reply_tokens=16_000)
    assert room(facts, 3_500) == splitting.LARGE_PART
    assert room(replace(facts, capable=False), 1_000) == splitting.SMALL_PART
    assert room(replace(facts, reply_tokens=1_100), 3_500) == 1_000
    assert room(replace(facts, window=24_000), 3_500) < 4_000


def test_a_window_that_holds_no_note_says_so() -> None:
    """With what to do, before anything is sent."""
    with pytest.raises(Unavailable, match="model_window_small"):
        room(replace(FACTS, window=4_000, reply_tokens=1_000), 3_500)
