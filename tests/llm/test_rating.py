"""Levels of a model: only with quotes, never surer than agreement makes them."""

from __future__ import annotations

import pytest

from iolkit.llm import rating
from iolkit.llm.rating import Judged, Seen, joined, uniform
from iolkit.llm.replies import RatingReply
from iolkit.llm.sheltering import Hidden, Sheltered, shelter
from iolkit.records import DIMENSIONS, Provenance, Rating, Ratings, Reason, Span
from iolkit.rubric import SLOTS, Rubric

TEXT = "Eine Karte mit vier Feldern hängt am Kran.\nJede Leihkraft nutzt sie ohne Einweisung."
MODEL, LOCAL = Provenance("llm", "m", "read", "1"), Provenance("embedded")
QUOTE = Span(0, 10)


def sheltered() -> Sheltered:
    """The text, with nothing to hide."""
    hidden = Hidden.of(TEXT, (), see_special=False)
    return shelter(TEXT, Span(0, len(TEXT)), hidden)


def local(level: int | None, confidence: float = 0.6) -> Ratings:
    """The same local rating for every property."""
    evidence = (QUOTE,) if level else ()
    reason = Reason("rating_words")
    made = tuple(Rating(d, level, confidence, evidence, reason, LOCAL) for d in DIMENSIONS)
    return Ratings(made, 1, SLOTS[1:], (("goal", QUOTE),))


def one(level: int | None, quotes: int = 1) -> Seen:
    """A model's word on one property."""
    spans = tuple(Span(n, n + 5) for n in range(quotes)) if level else ()
    return Seen({"implicit": Judged(level, spans)})


def test_the_rubric_is_told_as_it_is() -> None:
    """Five codes, each with its question and five levels, in the language of the note."""
    told = rating.criteria(Rubric.shipped(), "de")
    assert [each["code"] for each in told] == ["imp", "cpx", "tec", "col", "sys"]
    assert told[0]["question"] == Rubric.shipped().dimensions["implicit"].question.de
    assert all(len(each["levels"]) == 5 for each in told)  # type: ignore[arg-type]  # a tuple


def test_a_level_counts_with_a_quote_of_the_item() -> None:
    """Without one, with one from elsewhere, or out of range it does not."""
    reply = RatingReply(
        imp=2, imp_q=["Eine Karte"], cpx=2, cpx_q=["Leihkraft"], tec=9, tec_q=["Eine Karte"],
        col=3, sys=None,
    )  # fmt: skip
    found = rating.seen(reply, sheltered(), 1, 1)
    assert found.judged == {
        "implicit": Judged(2, (Span(0, 10),)), "systemic": Judged(None, ()),
    }  # fmt: skip
    assert found.dropped == 1
    told = rating.faults(reply, found, "")
    assert len(told) == 3
    assert any("1, 2, 3, 4, 5 or null" in fault for fault in told)


@pytest.mark.parametrize(
    ("model", "embedded", "quotes", "confidence"),
    [(3, 3, 1, 0.8), (3, 3, 2, 0.88), (3, 4, 1, 0.65), (3, 5, 1, 0.3), (3, None, 1, 0.5)],
)
def test_agreement_makes_sure(
    model: int, embedded: int | None, quotes: int, confidence: float
) -> None:
    """The model's level stands; how sure it is comes from the other engine and from quotes."""
    made = joined(one(model, quotes), local(embedded), MODEL).ratings.ratings[0]
    assert (made.level, made.confidence, made.made_by) == (model, confidence, MODEL)


def test_two_levels_apart_is_told() -> None:
    """One is not."""
    assert joined(one(2), local(4), MODEL).apart == {"implicit": (2, 4)}
    assert joined(one(3), local(4), MODEL).apart == {}
    assert joined(one(3), local(None), MODEL).apart == {}


def test_silence_of_the_model_yields_to_a_sure_local_level() -> None:
    """And is told; a local guess yields to silence."""
    sure = joined(one(None), local(4, 0.7), MODEL)
    assert (sure.ratings.ratings[0].level, sure.ratings.ratings[0].made_by) == (4, LOCAL)
    assert sure.ratings.ratings[0].confidence < 0.7
    assert sure.apart == {"implicit": (None, 4)}
    guess = joined(one(None), local(4, 0.3), MODEL)
    assert (guess.ratings.ratings[0].level, guess.ratings.ratings[0].evidence) == (None, ())
    assert guess.apart == {}


def test_what_the_model_does_not_give_is_filled() -> None:
    """Each property by itself, labelled by who made it."""
    made = joined(one(2), local(3), MODEL)
    assert made.filled == 4
    assert [each.made_by.engine for each in made.ratings.ratings] == ["llm", *["embedded"] * 4]
    assert joined(None, local(3), MODEL) == rating.Joined(local(3), {}, 5)


def test_clarity_follows_the_slots() -> None:
    """The model's with the words that fill them, the local ones where it gives none."""
    reply = RatingReply(has=["action: hängt am Kran", "WHY: Eine Karte", "goal: Ruhm", "x: Karte"])
    found = rating.seen(reply, sheltered(), 1, 1)
    assert found.filled == (("action", Span(28, 41)), ("why", Span(0, 10)))
    made = joined(found, local(3), MODEL).ratings
    assert (made.clarity, made.missing) == (2, ("goal", "context", "result", "evidence"))
    own = joined(one(2), local(3), MODEL).ratings
    assert own.filled == (("goal", QUOTE),)
    assert own.clarity == 1


def test_the_same_level_everywhere_is_no_judgement() -> None:
    """From eight on; fewer may be chance."""
    same = Seen({d: Judged(1, (QUOTE,)) for d in DIMENSIONS})
    mixed = Seen({**same.judged, "complex": Judged(2, (QUOTE,))})
    assert uniform([same, same])
    assert not uniform([same])
    assert not uniform([same, mixed])
