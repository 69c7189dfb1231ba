"""The report over many notes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from iolkit.embedded import EmbeddedEngine
from iolkit.outcomes import Learned, Passage
from iolkit.synthesis import Material, learned, rows
from tests.embedded.notes import hashed_vectors
from tests.synthesis.samples import PASSAGES, SESSIONS, passage

TODAY = date(2026, 11, 23)


def report(passages: Sequence[Passage], near: float = 0.6, asked: str = "Tandem") -> Learned:
    """What was learned from these passages, all equally near."""
    vectors = hashed_vectors([each.text for each in passages])
    material = Material(passages, [near] * len(passages), vectors, SESSIONS)
    return learned(asked, material, EmbeddedEngine(), "de", TODAY)


def test_themes_quotes_support_and_objection() -> None:
    """Every quote stands in its passage, counts are right, and who gave it up is heard."""
    made = report(PASSAGES, asked="Was haben wir über Tandems gelernt?")
    assert made.topic == "Tandems"
    assert (made.support.organisations, made.support.cards) == (3, 1)
    texts = {each.key: each.text for each in PASSAGES}
    said = [quote for theme in made.themes for quote in theme.quotes]
    assert said
    for quote in said:
        assert all(one.span.of(texts[one.key]) == quote.text for one in quote.citations)
    against = [one for quote in said for one in quote.against]
    assert any("wieder eingestellt" in one.span.of(texts[one.key]) for one in against)
    shown = [item for theme in made.themes for item in theme.items]
    assert sorted(shown) == sorted(made.items)
    assert all(sum(theme.bands.values()) == len(theme.items) for theme in made.themes)


def test_too_little_is_no_report() -> None:
    """Two items, or none near enough, make no themes."""
    few = report(PASSAGES[:2])
    assert few.themes == ()
    assert len(few.items) == 2
    assert few.note_ids == ()
    assert report([], 0.6).themes == ()
    far = [passage(note, f"Suppe und Brot in der Kantine, Tag {note}.") for note in SESSIONS]
    assert report(far, 0.0).themes == ()


def keys_of(made: Learned) -> set[str]:
    """What is said to be missing."""
    return {gap.key for gap in made.gaps}


def test_gaps_are_named() -> None:
    """One source, literature alone, age and missing mistakes are told; what is there is not."""
    one = [passage("mill", f"Das Tandem läuft in Schicht {n} mit." + " So." * n) for n in range(4)]
    assert {"gap_one_source", "gap_no_mistakes", "gap_no_objection"} <= keys_of(report(one))
    cards = [
        passage("card", f"Ein Tandem braucht {n} Termine im Jahr." + " So." * n) for n in (2, 3, 4)
    ]
    assert "gap_only_cards" in keys_of(report(cards))
    late = Material(one, [0.6] * 4, hashed_vectors([each.text for each in one]), SESSIONS)
    old = learned("Tandem", late, EmbeddedEngine(), "de", date(2031, 1, 1))
    assert "gap_old" in keys_of(old)
    told = [*one, passage("port", "The tandem failed in the port at first.", kind="mistake")]
    assert not {"gap_no_mistakes", "gap_one_source"} & keys_of(report(told))


def test_rows_without_a_vector_are_near_to_nothing() -> None:
    """A passage of another encoder gets zeros; no passages give no rows."""
    known = hashed_vectors(["Karte am Kran"])
    made = rows(["a", "b"], {"a": known}, known.shape[1])
    assert made.shape == (2, known.shape[1])
    assert not made[1].any()
    assert rows([], {}, 384).shape == (0, 384)
