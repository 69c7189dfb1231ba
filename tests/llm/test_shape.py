"""A reply is brought into its shape only where nothing is lost."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from iolkit.llm.json_text import Found, values
from iolkit.llm.shape import parsed
from tests.llm.letters import Point, Verdict

POINT = {"kind": "practice", "line": 3, "words": "Rundgang"}
VERDICT = Verdict(points=[Point(**POINT)])


@pytest.mark.parametrize(
    "value",
    [
        {"points": [POINT]},
        {"points": [POINT], "language": None},
        {"points": [POINT], "mood": "gut"},
        {"points": [POINT | {"line": "3"}]},
        {"points": [POINT | {"line": " 3. "}]},
        {"points": [POINT | {"line": 3.0}]},
        {"points": [POINT | {"kind": " Practice"}]},
        {"points": POINT},
        {"verdict": {"points": [POINT]}},
        [POINT],
        [{"points": [POINT]}],
    ],
    ids=str,
)
def test_what_loses_nothing_is_mended(value: object) -> None:
    """Numbers as text, codes in other letters, one for a list, wrapping too much or too little."""
    assert parsed([Found(value)], Verdict).reply == VERDICT


@pytest.mark.parametrize(
    ("value", "where"),
    [
        ({"points": [POINT | {"line": 3.5}]}, "points.0.line"),
        ({"points": [POINT | {"line": "drei"}]}, "points.0.line"),
        ({"points": [POINT | {"line": 0}]}, "points.0.line"),
        ({"points": [POINT | {"kind": "idea"}]}, "points.0.kind"),
        ({"points": [POINT | {"words": ["a", "b"]}]}, "points.0.words"),
        ({"points": [{"kind": "practice"}]}, "points.0.line"),
        ({"language": "de"}, "points"),
        ({"points": [POINT], "language": "fr"}, "language"),
    ],
    ids=str,
)
def test_what_would_lose_something_is_a_fault(value: object, where: str) -> None:
    """The fault names its place, and nothing that stood there."""
    read = parsed([Found(value)], Verdict)
    assert read.reply is None
    assert any(fault.startswith(f"{where}: ") for fault in read.faults)
    assert not any(word in fault for fault in read.faults for word in ("drei", "idea", "3.5"))


def test_a_number_becomes_text_where_text_is_wanted() -> None:
    """A model that leaves out quotes around a year still means it."""
    read = parsed([Found({"points": [POINT | {"words": 2024}]})], Verdict).reply
    assert isinstance(read, Verdict)
    assert read.points[0].words == "2024"


def test_the_first_object_with_the_shape_is_taken() -> None:
    """An object of another shape, however long, does not stand in the way."""
    other = {"thoughts": "x" * 200}
    assert parsed([Found(other), Found({"points": [POINT]})], Verdict).reply == VERDICT


def test_what_is_missing_at_the_end_is_told() -> None:
    """A reply that lost something can be read, and says so."""
    read = parsed(values('{"points": [{"kind": "mistake", "line": 1, "words": "a"}, {"ki'), Verdict)
    assert read.lost
    assert read.faults == ("The reply ended before its JSON object was complete.",)


def test_no_object_at_all_is_a_fault() -> None:
    """Prose, a refusal, nothing."""
    read = parsed(values("Nein."), Verdict)
    assert (read.reply, read.faults) == (None, ("The reply holds no JSON object.",))


class Sparse(BaseModel):
    """A shape of which every field may be left out."""

    levels: list[int] = []
    gaps: list[str] = []


@pytest.mark.parametrize("value", [{}, {"answer": "keine"}, {"error": {"code": 1}}], ids=str)
def test_an_object_with_nothing_of_the_shape_is_no_empty_reply(value: object) -> None:
    """Else any object would pass where every field may be left out."""
    assert parsed([Found(value)], Sparse).reply is None


def test_what_is_wrapped_is_found_where_all_may_be_left_out() -> None:
    """The wrapping object is not taken for an empty reply."""
    found = [Found({"thoughts": "lang " * 9}), Found({"reply": {"levels": [1]}})]
    assert parsed(found, Sparse).reply == Sparse(levels=[1])
    assert parsed([Found({"gaps": []})], Sparse).reply == Sparse()
