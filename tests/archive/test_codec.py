"""Whatever goes into a column comes out as it was."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.archive import codec
from iolkit.records import (
    Assessment,
    Flag,
    Item,
    Locator,
    Provenance,
    Rating,
    Reason,
    Sentence,
    Session,
    Span,
    Summary,
)
from tests.archive.samples import assessed, item_on

texts = st.text(max_size=12)
spans = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda p: Span(min(p), max(p)))
some_spans = st.lists(spans, max_size=3).map(tuple)
names = st.lists(texts, max_size=3).map(tuple)
reasons = st.builds(Reason, texts, st.dictionaries(texts, texts, max_size=2))
makers = st.builds(Provenance, texts, texts, texts, texts)
dimensions = st.sampled_from(["implicit", "complex", "systemic"])
chances = st.floats(0, 1)
levels = st.none() | st.integers(1, 5)
sessions = st.builds(
    Session,
    title=texts,
    programme=texts,
    format=texts,
    held_on=st.none() | st.dates(),
    rule=st.sampled_from(["open", "internal", "chatham", "nda"]),
    own_org=texts,
    host=texts,
    partners=names,
    participants=names,
    industry=texts,
    competitors=names,
)
flags = st.builds(
    Flag,
    id=texts,
    span=spans,
    category=st.sampled_from(["money", "person"]),
    concern=st.none() | texts,
    owner=st.sampled_from(["own", "third"]),
    org=st.none() | texts,
    score=chances,
    recognizer=texts,
    why=reasons,
)
items = st.builds(Item, texts, texts, spans, st.sampled_from(["practice", "mistake"]), spans)
ratings = st.builds(Rating, dimensions, levels, chances, some_spans, reasons, makers)
assessments = st.builds(
    Assessment,
    item_id=texts,
    ratings=st.lists(ratings, max_size=2).map(tuple),
    score=st.none() | st.integers(0, 100),
    low=st.none() | st.integers(0, 100),
    high=st.none() | st.integers(0, 100),
    band=st.none() | st.sampled_from(["A", "D"]),
    bottleneck=st.none() | dimensions,
    clarity=st.integers(0, 6),
    missing=names,
)
summaries = st.builds(
    Summary, st.lists(st.builds(Sentence, texts, some_spans), max_size=3).map(tuple)
)
locators = st.lists(
    st.builds(Locator, spans, st.sampled_from(["page", "heading"]), texts), max_size=3
).map(tuple)


@given(sessions)
def test_a_session_round_trips(session: Session) -> None:
    """A session comes back with every fact."""
    assert codec.session(codec.from_session(session)) == session


@given(locators)
def test_locators_round_trip(value: tuple[Locator, ...]) -> None:
    """Locators come back in their order."""
    assert codec.locators(codec.from_locators(value)) == value


@given(flags, items, assessments)
def test_marks_round_trip_through_text(flag: Flag, item: Item, assessment: Assessment) -> None:
    """Flags, items and assessments survive being written down and read."""
    assert codec.flag(json.loads(codec.dumps(codec.from_flag(flag)))) == flag
    assert codec.item(json.loads(codec.dumps(codec.from_item(item)))) == item
    written = codec.dumps(codec.from_assessment(assessment))
    assert codec.assessment(json.loads(written)) == assessment


@given(summaries)
def test_a_summary_round_trips(summary: Summary) -> None:
    """A summary comes back with its evidence."""
    assert codec.summary(codec.from_summary(summary)) == summary


@given(st.lists(st.none() | st.text() | st.integers() | st.binary(), max_size=4))
def test_a_seal_changes_with_any_value(parts: list[str | bytes | int | None]) -> None:
    """Moving a border between two values, or leaving one out, gives another checksum."""
    assert codec.seal(*parts) == codec.seal(*parts)
    assert codec.seal(*parts) != codec.seal(*parts, "")
    assert codec.seal("ab", "c") != codec.seal("a", "bc")
    assert codec.seal(None) != codec.seal("None")


def test_an_unknown_rule_is_refused() -> None:
    """A session of a rule nobody knows is not read as if it were open."""
    written = codec.from_session(Session()).replace("internal", "whatever")
    with pytest.raises(ValueError, match="rule"):
        codec.session(written)


def test_the_words_of_slots_come_back_and_older_rows_have_none() -> None:
    """A slot with its span; an analysis stored before quotes were kept reads as before."""
    whole = assessed(item_on("Wir üben den Störfall"))
    told = replace(whole, filled=(("goal", Span(3, 9)), ("why", Span(10, 12))))
    raw = json.loads(json.dumps(codec.from_assessment(told)))
    assert codec.assessment(raw) == told
    del raw["filled"]
    assert codec.assessment(raw) == whole
