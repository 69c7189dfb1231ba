"""Our organisation: told once, kept as it is typed, applied to what is here on wish."""

from __future__ import annotations

from iolkit.records import Lists
from tests.app.conftest import Open, words_on
from tests.app.fake_kit import FakeKit


def test_what_is_told_is_saved_one_a_line(page: Open, kit: FakeKit) -> None:
    """Blank lines and repetitions are dropped; what was known stays."""
    at = page("organisation", "de")
    at.text_input(key="names_own_org").set_value(" Trumholt GmbH ")
    at.text_area(key="names_own_forms").set_value("TFM\nTrumholt")
    at.text_area(key="names_people").set_value(" Gerda Wolle \n\nJan Ost\nGerda Wolle")
    at.button(key="names_save").click().run()
    assert not at.exception
    wanted = Lists(
        partners=("Gebr. Eskelin",),
        people=("Gerda Wolle", "Jan Ost"),
        own_org="Trumholt GmbH",
        own_forms=("TFM", "Trumholt"),
    )
    assert kit.asked("save_lists") == [wanted]


def test_notes_already_here_are_gone_through_on_wish(page: Open, kit: FakeKit) -> None:
    """After a change every note is read again, oldest first, and the offer is gone."""
    at = page("organisation", "de")
    at.text_area(key="names_people").set_value("Gerda Wolle")
    at.button(key="names_save").click().run()
    assert "3 Notizen wurden noch ohne diese Angaben" in words_on(at)
    assert kit.asked("reread") == []
    at.button(key="names_apply").click().run()
    assert kit.asked("reread") == list(reversed(list(kit.analyses)))
    assert kit.choice("names_applied") == ""
    at.run()
    assert not any(one.key == "names_apply" for one in at.button)


def test_going_through_goes_on_where_it_stopped(page: Open, kit: FakeKit) -> None:
    """Whoever left the page finds the rest waiting."""
    kit.choose("names_applied", "2")
    at = page("organisation", "en")
    assert "1 note was read without this" in words_on(at)
    at.button(key="names_apply").click().run()
    assert kit.asked("reread") == [next(iter(kit.analyses))]


def test_nothing_changed_offers_nothing(page: Open, kit: FakeKit) -> None:
    """Saving the same again needs no second reading; nor does an empty space; one may decline."""
    at = page("organisation", "de")
    at.button(key="names_save").click().run()
    assert kit.choice("names_applied") == ""
    kit.choose("names_applied", "0")
    page("organisation", "de").button(key="names_apply_not").click().run()
    assert kit.choice("names_applied") == ""
    kit.analyses.clear()
    at = page("organisation", "de")
    at.text_area(key="names_people").set_value("Gerda Wolle")
    at.button(key="names_save").click().run()
    assert kit.choice("names_applied") == ""
