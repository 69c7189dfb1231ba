"""What becomes of an answer."""

from __future__ import annotations

import pytest

from iolkit.debrief import Gap, Said, checked, gaps, reviews, supplements
from iolkit.errors import WrongUse
from iolkit.policy import Policy
from iolkit.rubric import Rubric
from tests.debrief.samples import note, person

REVIEWED = note(("result", "evidence", "context"), ("context",), ())
FIRST, SECOND, _ = REVIEWED.analysis.items
RULES = Rubric.shipped()


def said(text: str = "", choice: str = "", **more: object) -> Said:
    """A word of a person."""
    return Said("ana", "2026-08-15T10:00:00+00:00", text, choice, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gap", "answer", "key"),
    [
        (Gap("slot", "why", (FIRST.id,)), said("  "), "debrief_empty"),
        (Gap("step", "step", (FIRST.id,)), said(), "debrief_empty"),
        (Gap("level", "complex", (FIRST.id,)), said("so", "6"), "debrief_choice"),
        (Gap("sharing", "sharing", (FIRST.id,)), said("ja"), "debrief_choice"),
        (Gap("slot", "why", (FIRST.id,)), said("x" * 2001), "debrief_too_long"),
    ],
)
def test_what_is_no_answer_is_refused(gap: Gap, answer: Said, key: str) -> None:
    """With a sentence that says what is missing."""
    with pytest.raises(WrongUse) as refused:
        checked(gap, answer)
    assert refused.value.key == key


def test_words_are_kept_with_every_item_of_the_question() -> None:
    """One answer about the circumstances completes both."""
    gap = next(each for each in gaps(REVIEWED) if each.what == "context")
    told = "Bei Tunde Adeyemi in der Montage."
    flags = (person(told),)
    kept = supplements(gap, said(told, flags=flags), REVIEWED, RULES)
    assert [(each.item_id, each.what, each.text) for each in kept] == [
        (FIRST.id, "context", told),
        (SECOND.id, "context", told),
    ]
    assert all(each.flags == flags and each.anchor for each in kept)
    assert reviews(gap, said(told)) == ()


def test_a_result_without_evidence_leaves_evidence_open() -> None:
    """Asked as one, but only what was told counts."""
    gap = Gap("slot", "result+evidence", (FIRST.id,))
    (bare,) = supplements(gap, said("Es ging allen besser damit."), REVIEWED, RULES)
    (both,) = supplements(gap, said("Es sank um 12 Prozent."), REVIEWED, RULES)
    (skip,) = supplements(gap, said(skipped=True), REVIEWED, RULES)
    assert (bare.what, both.what, skip.what) == ("result", "result+evidence", "result+evidence")
    assert (skip.text, skip.skipped) == ("", True)


def test_an_answer_fills_what_else_it_tells() -> None:
    """Who gives the reason along with the result is not asked for it once more; but an answer that
    holds for several items tells no more than what was asked."""
    whole = note(("context", "why", "result"), ("context",), ())
    told = said("Es sank, weil es dort eng ist.")
    alone = Gap("slot", "result", (FIRST.id,))
    shared = Gap("slot", "context", (FIRST.id, SECOND.id))
    assert [each.what for each in supplements(alone, told, whole, RULES)] == ["result+why"]
    assert [each.what for each in supplements(shared, told, whole, RULES)] == ["context"] * 2


def test_a_level_is_a_review_with_the_persons_reason() -> None:
    """Its words go where every override keeps its reason, and not into the item's text."""
    gap = Gap("level", "complex", (FIRST.id,))
    (review,) = reviews(gap, said("vier Teile\ngreifen ineinander", "4"))
    assert (review.subject, review.subject_id) == ("rating", f"{FIRST.id}:complex")
    assert (review.value, review.reason, review.by) == ("4", "vier Teile greifen ineinander", "ana")
    (kept,) = supplements(gap, said("vier", "4"), REVIEWED, RULES, 7)
    assert (kept.text, kept.review, kept.skipped) == ("", 7, False)
    assert reviews(gap, said(skipped=True)) == ()


@pytest.mark.parametrize(
    ("choice", "word"),
    [("no", "partners:no"), ("partners", "partners:yes"), ("public", "public:yes")],
)
def test_consent_is_a_review_of_every_place(choice: str, word: str) -> None:
    """The same word for all that waited for it."""
    whole = note((), (), ())
    decided = Policy.shipped().decisions(whole.flags, "partners", whole.analysis.note.session)
    gap = next(each for each in gaps(whole, decided) if each.matter == "sharing")
    made = reviews(gap, said("im Kreis gefragt", choice))
    assert [review.subject_id for review in made] == [flag.id for flag in gap.flags]
    assert {(review.field, review.value) for review in made} == {("release", word)}
