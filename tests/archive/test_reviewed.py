"""Reviews win over engines, also over the next engine, and never uncover what nobody allowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from iolkit.archive import codec
from iolkit.archive.reviewed import Anchored, apply
from iolkit.errors import WrongUse
from iolkit.outcomes import Reviewed
from iolkit.records import Analysis, Flag, Item, Provenance, Review, Span, mark_id
from tests.archive.samples import analysis, flag_on, review, span_of

WHOLE = analysis()
NAME, MONEY = WHOLE.flags
ITEM = WHOLE.items[0]


def _on_flag(flag: Flag, field: str, value: str) -> Anchored:
    return Anchored(review("flag", flag.id, field, value), {"flag": codec.from_flag(flag)})


def _on_item(item: Item, field: str, value: str, subject: str = "item", part: str = "") -> Anchored:
    rated = next((a for a in WHOLE.assessments if a.item_id == item.id), None)
    anchor = {
        "item": codec.from_item(item),
        "assessment": codec.from_assessment(rated) if rated else None,
    }
    return Anchored(review(subject, item.id + part, field, value), anchor)


def _plain(subject: str, field: str, value: str) -> Anchored:
    return Anchored(review(subject, WHOLE.note.id, field, value), {})


def _with(*reviews: Anchored, of: Analysis = WHOLE) -> Reviewed:
    return apply(of, reviews)


def _moved(flag: Flag, part: str) -> Flag:
    span = span_of(part)
    return replace(flag, id=mark_id(WHOLE.note.id, span, flag.category), span=span)


def test_no_review_changes_nothing() -> None:
    """Without reviews an analysis is what it was."""
    assert _with() == Reviewed(WHOLE, {})


def test_a_dismissed_flag_stays_visible_and_no_longer_counts() -> None:
    """It is in the analysis with its state, and not among the flags that stand."""
    seen = _with(_on_flag(NAME, "state", "dismissed"))
    assert seen.analysis.flags == WHOLE.flags
    assert seen.flags == (MONEY,)


def test_owner_and_category_are_the_persons() -> None:
    """The last word counts; a new category drops the concern that came with the old one."""
    seen = _with(
        _on_flag(MONEY, "owner", "third"),
        _on_flag(MONEY, "owner", "own"),
        _on_flag(MONEY, "category", "figures"),
        _on_flag(MONEY, "state", "accepted"),
    )
    changed = next(f for f in seen.flags if f.id == MONEY.id)
    assert (changed.owner, changed.category, changed.concern) == ("own", "figures", None)
    assert seen.states == {MONEY.id: "accepted"}


def test_a_secret_the_engines_missed_is_flagged_for_good() -> None:
    """A person's flag stands in its place in the order, and is sure."""
    span = span_of("Nordhaven")
    seen = _with(_plain("note", "flag", f"{span.start}:{span.end}:partner:partner"))
    first = seen.flags[0]
    assert (first.span, first.category, first.owner, first.score) == (span, "partner", "partner", 1)
    assert first.id == mark_id(WHOLE.note.id, span, "partner")


def test_an_item_gets_the_persons_kind_and_borders() -> None:
    """The id stays; a headline outside the new borders gives way to them."""
    wide = span_of("Schichtübergabe immer mit Rundgang, sonst fehlt die Hälfte.")
    seen = _with(
        _on_item(ITEM, "kind", "method"), _on_item(ITEM, "span", f"{wide.start}:{wide.end}")
    )
    changed = seen.items[0]
    assert (changed.id, changed.kind, changed.span) == (ITEM.id, "method", wide)
    assert changed.headline == ITEM.headline
    late = span_of("Rundgang")
    cut = _with(_on_item(ITEM, "span", f"{late.start}:{late.end}")).items[0]
    assert cut.span == cut.headline == late


def test_a_corrected_level_makes_the_assessment_anew() -> None:
    """One rating is the person's, the others stay, and score and bottleneck follow."""
    seen = _with(_on_item(ITEM, "level", "5", "rating", ":systemic"))
    old = WHOLE.assessments[0]
    new = next(a for a in seen.analysis.assessments if a.item_id == ITEM.id)
    rating = next(r for r in new.ratings if r.dimension == "systemic")
    assert (rating.level, rating.made_by) == (5, Provenance("human"))
    assert len(new.ratings) == 5
    assert new.bottleneck == "systemic"
    assert new.score is not None
    assert old.score is not None
    assert new.score < old.score


def test_a_level_can_be_taken_away() -> None:
    """null = the text does not tell."""
    seen = _with(_on_item(ITEM, "level", "null", "rating", ":complex"))
    new = next(a for a in seen.analysis.assessments if a.item_id == ITEM.id)
    assert next(r for r in new.ratings if r.dimension == "complex").level is None


def test_session_facts_are_corrected_by_kind() -> None:
    """Texts, lists, rule and date each read their own way."""
    seen = _with(
        _plain("session", "host", "Ostsee Werke"),
        _plain("session", "partners", "Nordhaven; Südwind\nOstsee Werke"),
        _plain("session", "rule", "nda"),
        _plain("session", "held_on", "2026-04-01"),
    )
    session = seen.analysis.note.session
    assert session.host == "Ostsee Werke"
    assert session.partners == ("Nordhaven", "Südwind", "Ostsee Werke")
    assert (session.rule, session.held_on) == ("nda", date(2026, 4, 1))
    assert _with(_plain("session", "held_on", "")).analysis.note.session.held_on is None


def test_a_dismissal_holds_for_a_smaller_flag_only() -> None:
    """After a new analysis, text that nobody dismissed stays covered."""
    wide = _moved(NAME, "Frau Hansmann")
    small = _moved(NAME, "Hans")
    anchored = _on_flag(NAME, "state", "dismissed")
    assert _with(anchored, of=replace(WHOLE, flags=(wide,))).flags == (wide,)
    assert _with(anchored, of=replace(WHOLE, flags=(small,))).flags == ()
    other = replace(small, category="partner")
    assert _with(anchored, of=replace(WHOLE, flags=(other,))).flags == (other,)
    assert _with(anchored, of=replace(WHOLE, flags=())).flags == ()


def test_what_was_accepted_or_changed_follows_the_flag_or_comes_back() -> None:
    """A flag moved a little keeps the person's word; one that is gone is put back."""
    wide = _moved(NAME, "Frau Hansmann")
    anchored = _on_flag(NAME, "owner", "own")
    assert _with(anchored, of=replace(WHOLE, flags=(wide,))).flags == (replace(wide, owner="own"),)
    assert _with(anchored, of=replace(WHOLE, flags=())).flags == (replace(NAME, owner="own"),)
    accepted = _on_flag(NAME, "state", "accepted")
    assert _with(accepted, of=replace(WHOLE, flags=())).flags == (NAME,)
    far = flag_on("Nordhaven", "person")
    both = _with(anchored, of=replace(WHOLE, flags=(far,))).flags
    assert both == (far, replace(NAME, owner="own"))


def test_an_item_follows_its_text_or_comes_back_with_its_assessment() -> None:
    """Reviews of an item hold for the item that covers most of the same text."""
    near = replace(ITEM, id="near", span=Span(ITEM.span.start + 3, ITEM.span.end))
    anchored = _on_item(ITEM, "kind", "mistake")
    assert _with(anchored, of=replace(WHOLE, items=(near,))).items == (
        replace(near, kind="mistake"),
    )
    gone = _with(anchored, of=replace(WHOLE, items=(), assessments=()))
    assert gone.items == (replace(ITEM, kind="mistake"),)
    assert gone.analysis.assessments == (WHOLE.assessments[0],)


@pytest.mark.parametrize(
    ("subject", "field", "value"),
    [
        ("flag", "state", "maybe"),
        ("flag", "owner", "ours"),
        ("flag", "colour", "red"),
        ("flag", "release", "partners:maybe"),
        ("flag", "release", "yes"),
        ("item", "kind", "joke"),
        ("item", "span", "9:3"),
        ("item", "span", "0:99999"),
        ("item", "span", "-1:4"),
        ("item", "headline", "0:4"),
        ("rating", "level", "6"),
        ("rating", "levels", "1"),
        ("session", "rule", "secret"),
        ("session", "held_on", "tomorrow"),
        ("session", "owner", "x"),
        ("note", "flag", "0:6:partner"),
        ("note", "flag", "0:6:joke:own"),
        ("note", "text", "0:6:partner:own"),
        ("note", "item", "0:6"),
        ("note", "item", "0:6:joke"),
        ("note", "item", "26:27:method"),
    ],
)
def test_a_review_that_makes_no_sense_is_refused(subject: str, field: str, value: str) -> None:
    """Unknown fields and values outside their range are named, not guessed at."""
    ids = {"flag": NAME.id, "item": ITEM.id, "rating": f"{ITEM.id}:complex"}
    made = Review(subject, ids.get(subject, WHOLE.note.id), field, value, "ana", "now")  # type: ignore[arg-type]  # as the table says
    with pytest.raises(WrongUse) as refused:
        apply(WHOLE, [Anchored(made, {})])
    assert refused.value.key == "review_invalid"


def test_a_rating_of_an_unknown_dimension_is_refused() -> None:
    """Only the five properties can be rated."""
    with pytest.raises(WrongUse):
        _with(_on_item(ITEM, "level", "3", "rating", ":colour"))


def test_a_person_names_whose_secret_it_is() -> None:
    """The organisation is set, and taken away again by an empty word."""
    assert _with(_on_flag(MONEY, "org", " Südwind ")).flags[1].org == "Südwind"
    assert _with(_on_flag(MONEY, "org", "")).flags[1].org is None


def test_answers_for_an_audience_stand_in_order() -> None:
    """What a person allowed and forbade is kept by flag, the last word last."""
    seen = _with(
        _on_flag(MONEY, "release", "partners:yes"), _on_flag(MONEY, "release", "org:A: B:no")
    )
    assert seen.answers == {MONEY.id: (("partners", True), ("org:A: B", False))}


def test_new_borders_bring_a_new_rating_and_keep_a_persons_level() -> None:
    """What the engine said of the new text counts, except where a person had spoken."""
    rated = replace(
        WHOLE.assessments[0],
        ratings=tuple(replace(r, level=1) for r in WHOLE.assessments[0].ratings),
    )
    wide = span_of("Schichtübergabe immer mit Rundgang, sonst fehlt die Hälfte.")
    span = _on_item(ITEM, "span", f"{wide.start}:{wide.end}")
    span.anchor["rated"] = codec.from_assessment(rated)
    seen = _with(_on_item(ITEM, "level", "5", "rating", ":systemic"), span)
    new = next(a for a in seen.analysis.assessments if a.item_id == ITEM.id)
    assert {r.dimension: r.level for r in new.ratings} == {
        "implicit": 1, "complex": 1, "technological": 1, "collective": 1, "systemic": 5,
    }  # fmt: skip
