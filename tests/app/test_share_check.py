"""What may I say: a light a sentence, the safe words to copy, give and take; nothing is kept."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from iolkit.outcomes import Cleared, Mosaic
from iolkit.records import Reason, Session
from tests.app.conftest import Open, raw_keys_on, words_on
from tests.app.fake_kit import FakeKit

TALK = "Die Karte hilft. Sie kostete 1 Mio. Das darf nicht hinaus."


def checked(page: Open, text: str = TALK, tongue: str = "de") -> AppTest:
    """The page after a press on the button."""
    at = page("check", tongue)
    at.text_area(key="check_text").set_value(text).run()
    return at.button(key="check_go").click().run()


def copied(at: AppTest) -> list[str]:
    """The texts in boxes with a copy button."""
    return [one.value for one in at.code]


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_each_sentence_has_a_sign_and_a_word(page: Open, kit: FakeKit, tongue: str) -> None:
    """The light is readable without its colour, in either language."""
    at = checked(page, tongue=tongue)
    assert not at.exception
    assert raw_keys_on(at) == []
    shown = words_on(at)
    words = {"de": ("✓ ", "△ Nur in anderen Worten", "✕ Nicht sagen"),
             "en": ("✓ ", "△ Only in other words", "✕ Do not say")}  # fmt: skip
    assert all(word in shown for word in words[tongue])
    assert kit.asked("check") == [(TALK, "partners", Session())]


def test_the_safe_text_can_be_copied(page: Open) -> None:
    """The first box holds the whole safe text, the next ones the words for each sentence."""
    boxes = copied(checked(page))
    assert boxes[0] == "Die Karte hilft. Sie kostete einige Mio."
    assert "Sie kostete einige Mio." in boxes[1:]
    assert not any("darf nicht" in box for box in boxes)


def test_what_was_left_out_is_told_with_its_reason(page: Open) -> None:
    """Words, owner and rule stand in a list of their own, and that it is no legal advice."""
    shown = words_on(checked(page))
    assert "Was weggelassen wurde und warum (1)" in shown
    assert "geht ohne Freigabe nicht weiter" in shown
    assert "keine Rechtsberatung" in shown


def test_a_free_text_is_said_to_be_free(page: Open) -> None:
    """No list of changes where nothing changes."""
    at = checked(page, "Die Karte hilft.")
    assert len(at.success) == 1
    assert copied(at)[0] == "Die Karte hilft."
    assert "Nur was sich ändert" not in words_on(at)


def test_nothing_left_is_told(page: Open) -> None:
    """A text that is only secret has no safe words to copy."""
    at = checked(page, "Das darf nicht hinaus.")
    assert len(at.error) == 1
    assert "Das darf nicht hinaus." not in copied(at)


def test_rule_audience_and_competitors_reach_the_kit(page: Open, kit: FakeKit) -> None:
    """All that is chosen counts in the check."""
    at = page("check", "de")
    at.text_area(key="check_text").set_value(TALK)
    at.segmented_control(key="check_audience").set_value("public")
    at.segmented_control(key="check_rule").set_value("chatham")
    at.toggle(key="check_rivals").set_value(True).run()
    at.multiselect(key="check_rival_names").set_value(["Kolbmann"]).run()
    at.button(key="check_go").click().run()
    session = Session(rule="chatham", competitors=("Kolbmann",))
    assert kit.asked("check")[-1] == (TALK, "public", session)


def test_competitors_without_a_name_count(page: Open, kit: FakeKit) -> None:
    """That one sits there is enough."""
    at = page("check", "de")
    at.text_area(key="check_text").set_value(TALK)
    at.toggle(key="check_rivals").set_value(True).run()
    at.button(key="check_go").click().run()
    assert kit.asked("check")[-1][2].competitors


def test_one_organisation_needs_its_name(page: Open, kit: FakeKit) -> None:
    """Without a name the button waits; with one the check and the balance are for it."""
    at = page("check", "de")
    at.text_area(key="check_text").set_value(TALK)
    at.segmented_control(key="check_audience").set_value("org").run()
    assert at.button(key="check_go").disabled
    at.selectbox(key="check_org").set_value("Gebr. Eskelin").run()
    at.button(key="check_go").click().run()
    assert kit.asked("check")[-1][1] == "org:Gebr. Eskelin"
    assert kit.asked("balance")[-1] == "Gebr. Eskelin"


def test_a_change_after_the_check_is_told(page: Open, kit: FakeKit) -> None:
    """The answer on the page is never taken for one of other words."""
    at = checked(page)
    at.segmented_control(key="check_audience").set_value("public").run()
    assert any("noch einmal" in one.value for one in at.info)
    assert len(kit.asked("check")) == 1


def test_what_points_to_one_organisation_is_offered_in_softer_words(
    page: Open, kit: FakeKit
) -> None:
    """The warning names the clues and gives a text without them."""
    kit.pointing = Mosaic(
        Reason("mosaic", {"clues": "Brauerei · Leeds"}), (), Cleared("Ein Betrieb.", "partners")
    )
    at = checked(page)
    assert "Brauerei · Leeds" in at.warning[0].value
    assert "Ein Betrieb." in copied(at)


def test_give_and_take_is_of_organisations(page: Open, kit: FakeKit) -> None:
    """Counts, a hint that it is our turn, and something to offer."""
    at = page("check", "de")
    at.selectbox(key="check_balance_org").set_value(at.selectbox[0].options[0]).run()
    shown = words_on(at)
    assert "3 Lernpunkte von dort gelernt" in shown
    assert "1 Lernpunkt dorthin gegeben" in shown
    assert "nie je Person" in shown
    assert "Wir legen die Karte aus." in copied(at)


def test_the_page_says_that_nothing_is_kept(page: Open, kit: FakeKit) -> None:
    """Said before anything is pasted, and true: no verb that writes is called."""
    assert "Nichts davon wird gespeichert" in words_on(page("check", "de"))
    checked(page)
    assert {name for name, _ in kit.calls} <= {"check", "balance"}
