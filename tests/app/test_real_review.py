"""The review page on a real kit: what is decided there is rated, masked and found anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Upload
from tests.app.conftest import _draw, raw_keys_on, words_on

pytestmark = pytest.mark.weights
TEXT = (
    "Besuch bei Gebr. Eskelin GmbH in Aalen, Frau Ilse Varghese führt durch den Service.\n\n"
    "- Leitfaden „Abschied in neun Fragen“: eine Seite im Intranet, jeder Teamleiter führt das "
    "Gespräch allein, Schulung braucht es keine. Nur mindestens drei Monate vor dem Austritt "
    "anfangen, sonst ist der Kopf schon im Garten.\n"
    "- Frau Varghese sagt, das Tandem kostet 74.000 € im Jahr.\n"
)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Kit]:
    """A kit with one note."""
    with Kit.open(load_settings(data_dir=tmp_path / "space")) as opened:
        list(opened.add_uploads([Upload("besuch.txt", TEXT.encode())]))
        yield opened


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_a_review_from_first_click_to_last_undo(real: Kit, tongue: str) -> None:
    """A name is confirmed everywhere at once, an item split and rated, a fact corrected."""
    at = AppTest.from_function(_draw, args=("review_note", real, tongue), default_timeout=60).run()
    assert not at.exception
    assert raw_keys_on(at) == []
    (card,) = real.notes()
    names = [f for f in real.note(card.id).flags if "Varghese" in f.span.of(TEXT)]
    assert len(names) == 2
    at.button(key=f"flag_yes_{names[0].id}").click().run()
    states = real.note(card.id).states
    assert {states[flag.id] for flag in names} == {"accepted"}

    item = next(i for i in real.note(card.id).items if "Leitfaden" in i.span.of(TEXT))
    at.segmented_control(key="review_side").set_value("items").run()
    at.button(key=f"item_edit_{item.id}").click().run()
    at.segmented_control(key=f"item_edit_what_{item.id}").set_value("split").run()
    at.button(key=f"split_save_{item.id}").click().run()
    assert not at.exception
    parts = [i for i in real.note(card.id).items if i.span.overlaps(item.span)]
    assert len(parts) == 2
    rated = {a.item_id for a in real.note(card.id).analysis.assessments}
    assert {part.id for part in parts} <= rated

    at.segmented_control(key="review_side").set_value("missed").run()
    at.text_input(key="missed_words").set_value("neun Fragen").run()
    at.button(key="missed_send").click().run()
    assert "neun Fragen" not in real.masked(card.id)
    at.segmented_control(key="review_view").set_value("masked").run()
    assert "neun Fragen" not in words_on(at)

    for _ in range(3):
        at.button(key="review_undo").click().run()
    assert not at.exception
    assert at.button(key="review_undo").disabled
    assert real.note(card.id).states == {}
    assert real.note(card.id).items[0].span == item.span
