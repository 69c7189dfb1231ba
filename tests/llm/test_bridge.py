"""Offsets of a masked text and its original, both ways."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit import redaction
from iolkit.llm.bridge import Bridge
from iolkit.records import Flag, Reason, Span

TEXT = "Jelte Brookhuis zeigt 480.000 Euro, Menhir lacht.🙂 Ende"
FLAGS = [
    Flag(str(start), Span(start, end), sort, None, "own", None, 0.9, "test", Reason("pattern"))
    for start, end, sort in ((0, 15, "person"), (22, 34, "money"), (36, 42, "partner"))
]


@st.composite
def spans(draw: st.DrawFn, length: int) -> Span:
    """Any stretch of a text of this length, none of it empty."""
    start = draw(st.integers(0, length - 1))
    return Span(start, draw(st.integers(start + 1, length)))


MASKED = redaction.mask(TEXT, FLAGS)


@given(spans(len(TEXT)))
@settings(max_examples=200)
def test_over_is_what_redaction_says(span: Span) -> None:
    """The quick way and the plain way agree."""
    assert Bridge(MASKED).over(span) == MASKED.from_original(span)


@given(spans(len(MASKED.text)))
@settings(max_examples=200)
def test_back_and_over_again_holds_the_span(span: Span) -> None:
    """Nothing of a stand-in is lost on the way."""
    bridge = Bridge(MASKED)
    back = bridge.back(span)
    assert back.end <= len(TEXT)
    assert bridge.over(back).covers(span)
    outside = not any(place.overlaps(span) for place in bridge.shown)
    assert not outside or back.of(TEXT) == span.of(MASKED.text)


def test_without_stand_ins_nothing_moves() -> None:
    """An open text is its own masked one."""
    bridge = Bridge(redaction.mask("offen", []))
    assert bridge.back(Span(1, 3)) == bridge.over(Span(1, 3)) == Span(1, 3)
