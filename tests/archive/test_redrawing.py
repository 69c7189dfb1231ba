"""Items split, joined, moved and added by people stay apart, in order and inside the text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iolkit.archive import Archive, redrawing
from iolkit.errors import IolkitError, NotFound, WrongUse
from iolkit.outcomes import Reviewed
from iolkit.records import Session, Span
from tests.archive.samples import TEXT, analysis, assessed, entries, item_on, review, span_of

WHOLE = analysis()
FIRST, SECOND = WHOLE.items
NOTE = WHOLE.note.id


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive with the sample note; whoever uses it takes everything back."""
    folder: Path = tmp_path_factory.mktemp("space")
    with Archive.open(folder, who="test") as archive:
        archive.notes.save(WHOLE, entries(WHOLE))
        yield archive


@pytest.fixture
def fresh(stored: Archive) -> Archive:
    """The same archive with nothing said of the note."""
    while stored.reviews.undo(NOTE):
        pass
    return stored


def tell(archive: Archive, words: list[redrawing.Word], *, rated: bool = False) -> None:
    """One step of a person."""
    reviews = redrawing.signed(words, "ana", "2026-03-13T10:00:00+00:00")
    archive.reviews.add_together(reviews, [assessed(FIRST) if rated else None] * len(reviews))


def now(archive: Archive) -> Reviewed:
    """The note as it stands."""
    return archive.notes.reviewed(NOTE)


def passages(reviewed: Reviewed) -> list[str]:
    """The text of every item that stands."""
    return [item.span.of(TEXT) for item in reviewed.items]


def test_splitting_gives_two_items(fresh: Archive) -> None:
    """The first keeps its id, the second is new, accepted and of the same kind; one undo."""
    at = TEXT.index("mit Rundgang")
    tell(fresh, redrawing.split(now(fresh), FIRST.id, at), rated=True)
    assert passages(now(fresh)) == [
        "Schichtübergabe immer",
        "mit Rundgang",
        "Wir üben den Störfall",
    ]
    second = now(fresh).items[1]
    assert (second.kind, now(fresh).states[second.id]) == (FIRST.kind, "accepted")
    assert {a.item_id for a in now(fresh).analysis.assessments} >= {FIRST.id, second.id}
    assert len(fresh.reviews.steps(NOTE)) == 1
    assert len(fresh.reviews.undo(NOTE)) == 2
    assert now(fresh) == Reviewed(WHOLE, {})


def test_joining_reaches_over_what_lies_between(fresh: Archive) -> None:
    """The first is widened, the second steps aside and can come back only by undo."""
    tell(fresh, redrawing.merge(now(fresh), FIRST.id))
    (joined,) = now(fresh).items
    assert joined.span == Span(FIRST.span.start, SECOND.span.end)
    with pytest.raises(WrongUse) as refused:
        fresh.reviews.add(review("item", SECOND.id, "state", "accepted"))
    assert refused.value.key == "items_overlap"
    with pytest.raises(NotFound):
        redrawing.merge(now(fresh), FIRST.id)
    tell(fresh, redrawing.split(now(fresh), FIRST.id, SECOND.span.start))
    assert now(fresh).items[1].id == SECOND.id
    assert now(fresh).items[1].span == SECOND.span


def test_an_item_cannot_be_drawn_across_another(fresh: Archive) -> None:
    """Nothing of the step is stored then."""
    across = Span(FIRST.span.start - 5, FIRST.span.end)
    with pytest.raises(WrongUse):
        tell(fresh, redrawing.draw(now(fresh), across, "method"))
    with pytest.raises(WrongUse):
        tell(fresh, redrawing.redraw(now(fresh), FIRST.id, Span(0, len(TEXT))))
    assert now(fresh) == Reviewed(WHOLE, {})


def test_an_added_item_has_a_headline_inside(fresh: Archive) -> None:
    """Bullets and white space are left out; the headline is the first clause."""
    line = span_of("Kosten 480.000 Euro, bitte nicht weitergeben.\n")
    tell(fresh, redrawing.draw(now(fresh), Span(line.start - 1, line.end), "mistake"))
    added = next(item for item in now(fresh).items if item.kind == "mistake")
    assert added.span.of(TEXT) == "Kosten 480.000 Euro, bitte nicht weitergeben."
    assert added.span.covers(added.headline)
    fresh.reviews.add(review("item", added.id, "kind", "insight"))
    assert fresh.notes.of_mark(added.id) == NOTE


@pytest.mark.parametrize("at", [FIRST.span.start, FIRST.span.end, 0])
def test_a_split_that_leaves_a_part_empty_is_refused(fresh: Archive, at: int) -> None:
    """Both parts must hold words."""
    with pytest.raises(WrongUse) as refused:
        redrawing.split(now(fresh), FIRST.id, at)
    assert refused.value.key == "split_empty"


def test_only_what_differs_of_a_session_is_corrected() -> None:
    """Unchanged facts make no review; lists come one a line, an unknown date is empty."""
    session = WHOLE.note.session
    assert redrawing.corrections(Reviewed(WHOLE), session) == []
    other = Session(**{name: getattr(session, name) for name in ("title", "programme", "format",
                       "rule", "own_org", "host", "participants", "industry", "competitors")},
                    partners=("A", "B"))  # fmt: skip
    assert redrawing.corrections(Reviewed(WHOLE), other) == [
        ("session", NOTE, "held_on", ""),
        ("session", NOTE, "partners", "A\nB"),
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  - 1) Erst fragen. \n", "Erst fragen."),
        ("• • x", "x"),
        ("3 Monate", "3 Monate"),
        (" ", ""),
    ],
)
def test_borders_leave_bullets_out(text: str, kept: str) -> None:
    """What stands before the words is no part of them; numbers in them are."""
    assert redrawing.trimmed(text, Span(0, len(text))).of(text) == kept


MOVES = st.tuples(
    st.sampled_from(["split", "merge", "redraw", "draw", "dismiss", "accept", "undo", "undo_any"]),
    st.integers(0, 9),
    st.integers(0, len(TEXT)),
    st.integers(0, len(TEXT)),
)


def _words(reviewed: Reviewed, what: str, which: int, a: int, b: int) -> list[redrawing.Word]:
    items = reviewed.analysis.items
    item = items[which % len(items)]
    start, end = sorted((a, b))
    if what == "split":
        return redrawing.split(reviewed, item.id, item.span.start + a % (len(item.span) + 1))
    if what == "merge":
        return redrawing.merge(reviewed, item.id)
    if what == "redraw":
        return redrawing.redraw(reviewed, item.id, Span(start, end))
    if what == "draw":
        return redrawing.draw(reviewed, Span(start, end), "insight")
    return [("item", item.id, "state", "dismissed" if what == "dismiss" else "accepted")]


def _move(archive: Archive, what: str, which: int, a: int, b: int) -> None:
    steps = archive.reviews.steps(NOTE)
    if what == "undo" or (what == "undo_any" and not steps):
        archive.reviews.undo(NOTE)
    elif what == "undo_any":
        archive.reviews.undo(NOTE, step=steps[which % len(steps)].number)
    else:
        tell(archive, _words(now(archive), what, which, a, b), rated=True)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(MOVES, max_size=9))
def test_whatever_people_do_items_stay_apart(
    stored: Archive, moves: list[tuple[str, int, int, int]]
) -> None:
    """Any moves leave items ordered, in the text, apart and found; undoing all gives all back."""
    try:
        for move in moves:
            try:
                _move(stored, *move)
            except IolkitError as refused:
                assert refused.key in {
                    "items_overlap",
                    "split_empty",
                    "item_is_last",
                    "undo_blocked",
                }
            standing = now(stored).items
            assert list(standing) == sorted(standing, key=lambda item: item.span)
            for item in standing:
                assert 0 <= item.span.start < item.span.end <= len(TEXT)
                assert item.span.covers(item.headline)
                assert len(item.headline)
            for one, other in pairwise(standing):
                assert one.span.end <= other.span.start
            assert {item.id for item in WHOLE.items} <= {i.id for i in now(stored).analysis.items}
    finally:
        while stored.reviews.undo(NOTE):
            pass
    assert now(stored) == Reviewed(WHOLE, {})


def test_a_new_analysis_gives_way_to_what_a_person_drew(fresh: Archive) -> None:
    """An item that the next engine lays across a person's own one is not shown twice."""
    at = TEXT.index("mit Rundgang")
    tell(fresh, redrawing.split(now(fresh), FIRST.id, at))
    wide = item_on("Schichtübergabe immer mit Rundgang, sonst fehlt die Hälfte.\nKosten")
    newer = analysis()
    newer = type(newer)(**{name: getattr(newer, name) for name in
                           ("note", "flags", "assessments", "summary", "made_by")},
                        items=(wide, SECOND))  # fmt: skip
    fresh.notes.save(newer, entries(newer))
    try:
        assert passages(now(fresh)) == [
            "Schichtübergabe immer", "mit Rundgang", "Wir üben den Störfall",
        ]  # fmt: skip
    finally:
        fresh.notes.save(WHOLE, entries(WHOLE))
