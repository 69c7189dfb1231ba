"""Ratings: levels on the right side, evidence verbatim, silence where nothing is told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit.embedded.rate import LONGEST, Rater, chances, confidence_features, expected_level
from iolkit.records import DIMENSIONS, Dimension, Rating
from iolkit.rubric import SLOTS, Rubric
from tests.embedded.notes import hashed_vectors

RATER = Rater(Rubric.shipped(), None, None)


def rating(text: str, dimension: Dimension) -> Rating:
    """One dimension of a passage."""
    rated = RATER.rate([text], "mixed")[0]
    return next(r for r in rated.ratings if r.dimension == dimension)


@pytest.mark.parametrize(
    ("text", "dimension", "low"),
    [
        ("Das Gespräch folgt einem Bogen mit sieben Fragen, eine Seite, ausgedruckt an der Wand. "
         "Jede Leihkraft füllt ihn ohne Einweisung aus.", "implicit", True),
        ("The stocktake runs from a printed checklist of nine points, anyone can fill it in on "
         "the first day, no training needed.", "implicit", True),
        ("Wann der Teig so weit ist, spürt die Bäckerin mit der Hand. Erklären kann sie es nicht, "
         "man muss jahrelang neben ihr stehen und zuschauen.", "implicit", False),
        ("The old pilot just hears when the engine is wrong. He cannot explain it, you have to "
         "sit next to him for years.", "implicit", False),
        ("Eine einzige Regel: kein Termin ohne Frage. Mehr ist es nicht.", "complex", True),
        ("Twelve dials, three plants, all pulling on each other; touch one and the rest shifts, "
         "and to this day nobody can say which of the changes did it.", "complex", False),
        ("Ein Zettel und ein Stift, an die Wand gehängt, fertig.", "technological", True),
        ("Läuft nur auf ihrer selbst geschriebenen Software mit eigenem Modell und eigenen "
         "Sensoren, kaufen kann man das nirgends.", "technological", False),
        ("They run it on a model they trained themselves, own sensors, nine years of data, not "
         "for sale.", "technological", False),
        ("I plan my week alone on Friday, ten minutes, nobody else is needed.", "collective", True),
        ("Das Wissen steckt im Miteinander der Mannschaft, dieselben Leute seit zwanzig Jahren, "
         "eingespielt; als zwei gingen, war es weg.", "collective", False),
        ("Add it to any meeting, nothing else has to change.", "systemic", True),
        ("Geht nur, weil Vergütung, Zielvereinbarung, Betriebsvereinbarung und Dienstplan "
         "zusammen geändert wurden. Wer nur einen Teil kopiert, scheitert.", "systemic", False),
    ],
)  # fmt: skip
def test_plain_cases_fall_on_their_side(text: str, dimension: Dimension, low: bool) -> None:
    """Texts that speak plainly, in either language, are rated low (1, 2) or high (4, 5)."""
    level = rating(text, dimension).level
    assert level in ((1, 2) if low else (4, 5))


def test_cues_are_quoted() -> None:
    """Where a cue agrees with the level, the stretch around it is the evidence."""
    said = rating("Der Lotse spürt die Strömung. Erklären kann er es nicht.", "implicit")
    assert said.reason.key == "rating_cue"
    assert any(span.of("Der Lotse spürt die Strömung.") for span in said.evidence)


@pytest.mark.parametrize("text", ["", "  \n ", "🙂🙂", "?!"])
def test_nothing_said_nothing_rated(text: str) -> None:
    """Without a word there is no level, no evidence, and every slot is open."""
    rated = RATER.rate([text], "de")[0]
    assert all(r.level is None and not r.evidence for r in rated.ratings)
    assert rated.clarity == 0
    assert rated.missing == SLOTS


WORDS = (
    "die", "der", "Übergabe", "Checkliste", "spürt", "nicht", "team,", "alone.", "Jahre:",
    "Modell", "\n-", "we", "only", "because?", "3", "–", "funktioniert", "erklären", "nobody",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=200))
def test_ratings_hold_together(text: str) -> None:
    """Each dimension once and in order; a level has one to three quotes inside the text of at most
    twenty words; silence has none; confidence and clarity stay in range."""
    rated = RATER.rate([text], "mixed")[0]
    assert tuple(r.dimension for r in rated.ratings) == DIMENSIONS
    assert rated.clarity == 6 - len(rated.missing)
    for each in rated.ratings:
        assert 0 <= each.confidence <= 1
        assert (each.level is None) == (not each.evidence)
        assert each.level is None or 1 <= each.level <= 5
        assert len(each.evidence) <= 3
        for span in each.evidence:
            assert span.end <= len(text)
            assert span.of(text).strip()


def test_long_text_is_read_to_a_limit() -> None:
    """What comes after the limit changes nothing, and no quote lies there."""
    text = "Die Karte hängt an der Wand. " * 1_000
    one, other = RATER.rate([text], "de")[0], RATER.rate([text[:LONGEST]], "de")[0]
    assert one == other


def test_vectors_make_another_model() -> None:
    """With an encoder the model that reads vectors is used, and says so."""
    seeing = Rater(Rubric.shipped(), hashed_vectors, None)
    assert seeing.made_by.model != RATER.made_by.model
    several = seeing.rate(["Eine Karte an der Wand.", "Nobody can explain it."], "mixed")
    alone = seeing.rate(["Nobody can explain it."], "mixed")
    assert several[1] == alone[0]
    assert not seeing.rate([], "de")


def test_confidence_means_something() -> None:
    """A plain case is rated with more confidence than a vague one."""
    plain = rating("Erklären kann er es nicht, man muss jahrelang neben ihm stehen.", "implicit")
    vague = rating("Die Gruppe hat über Übergaben und Erfahrungen gesprochen.", "implicit")
    assert plain.level == 5
    assert plain.confidence > 0.6
    assert vague.level is None or vague.confidence < plain.confidence


def test_the_expected_level_hears_number_and_steps() -> None:
    """Sure steps and a number that agree give that level; a higher chance of any step raises it."""
    assert expected_level(3.0, [30, 30, -30, -30]) == pytest.approx(3)
    many = expected_level(np.array([1.0, 5.0]), np.array([[-30.0] * 4, [30.0] * 4]))
    assert many == pytest.approx([1, 5])
    for step in range(4):
        raised = [0.0] * 4
        raised[step] = 1.0
        assert expected_level(3.0, raised) > expected_level(3.0, [0.0] * 4)


@given(st.floats(-1e6, 1e6))
def test_log_odds_are_chances(odds: float) -> None:
    """Any log odds is a probability, and its opposite the rest."""
    assert 0 <= chances(odds) <= 1
    assert chances(odds) + chances(-odds) == pytest.approx(1)


ODDS = st.lists(st.floats(-9, 9), min_size=4, max_size=4)


@given(st.floats(1, 5), st.floats(0, 1), st.floats(-4, 4), ODDS)
def test_confidence_is_read_from_bounded_facts(
    scaled: float, tells: float, net: float, over: list[float]
) -> None:
    """Whatever a model says, each fact that confidence is read from stays within 0 and 1."""
    assert all(0 <= fact <= 1 for fact in confidence_features(scaled, tells, net, over))


def test_evidence_without_a_cue_is_what_moves_the_level() -> None:
    """Where no cue speaks, the quote is the telling half of the passage, not the small talk."""
    text = (
        "Danach gab es Suppe und ein Foto vor dem Tor. "
        "Ihr Modell haben sie selbst trainiert, mit acht Jahren Daten."
    )
    said = rating(text, "technological")
    assert said.level in (4, 5)
    assert any("Modell" in span.of(text) for span in said.evidence)
