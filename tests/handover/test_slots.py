"""Slots: sentences sorted by cues, never changed, never lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import HouseError
from iolkit.handover import slots
from iolkit.redaction import pieces, release


@pytest.mark.parametrize(
    ("sentence", "part"),
    [
        ("Das Ziel war, weniger nachzuarbeiten als bisher.", "goal"),
        ("Each team writes one learning on a card and pins it up.", "action"),
        ("Jede Schicht hängt am Morgen eine Karte auf.", "action"),
        ("Das läuft nur, wo es eine Schichtleitung gibt und die Technik passt.", "context"),
        ("It only works at a site that has its own lab.", "context"),
        ("Seitdem sank der Ausschuss deutlich.", "result"),
        ("Since then the complaints fell by half.", "result"),
        ("Der Fehler war, dass wir das unterschätzt haben.", "why"),
        ("It failed because nobody had asked the night shift.", "why"),
    ],
)
def test_cues_decide_the_part(sentence: str, part: str) -> None:
    """German and English; without a cue it tells what was done."""
    assert slots.part_of(sentence) == part


@given(
    st.lists(st.sampled_from(["Seitdem klappt es.", "Weil es passt.", "Wir tun es."]), max_size=8)
)
def test_every_sentence_is_in_exactly_one_part(sentences: list[str]) -> None:
    """Nothing is dropped, doubled or reworded, and the order within a part is the note's."""
    cleared = pieces(release(" ".join(sentences), (), "team", "de").cleared)
    parts = slots.sort(cleared)
    assert sorted(s.text for part in parts.values() for s in part) == sorted(
        s.text for s in cleared
    )
    assert all(list(part) == [s for s in cleared if s in part] for part in parts.values())


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Der Ausschuss sank um 6 %.", "measured"),
        ("Sie zeigten es uns am Rundgang, wir haben es gesehen.", "seen"),
        ("We tried it ourselves and it fell by 3 per cent.", "tested"),
        ("Es soll viel besser geworden sein.", "told"),
    ],
)
def test_evidence_is_the_strongest_that_is_said(text: str, level: str) -> None:
    """Tried, measured, seen, told."""
    assert slots.evidence_of(pieces(release(text, (), "team", "de").cleared)) == level


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        ({"slots": {}}, "evidence"),
        ({"slots": {"who": {"de": [], "en": []}}, "evidence": {}}, "slots.who"),
        ({"slots": {"why": {"de": ["weil"]}}, "evidence": {}}, "slots.why.en"),
        ({"slots": {"why": {"de": [""], "en": []}}, "evidence": {}}, "slots.why.de.0"),
    ],
)
def test_unfit_cues_are_refused_with_their_place(raw: object, place: str) -> None:
    """Whoever edits the file learns where it is wrong."""
    with pytest.raises(HouseError, match="words_unfit") as caught:
        slots.parse(raw)
    assert str(caught.value.values["place"]).startswith(place)
