"""Saved searches: kept, shown with what is new, opened, renamed, removed; hits as a table."""

from __future__ import annotations

from datetime import date

import pytest

from iolkit.outcomes import Filters, SavedSearch
from iolkit.phrases import say
from tests.app.conftest import Open, raw_keys_on, words_on
from tests.app.fake_kit import FakeKit

NARROW = Filters(kind="method", since=date(2026, 1, 1), reviewed=True)
TONGUES = ("de", "en")


def _item(kit: FakeKit) -> str:
    """An item that the word Leitfaden finds."""
    return kit.search("Leitfaden").hits[0].passage.item_id


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_search_is_kept_with_its_filters(page: Open, kit: FakeKit, tongue: str) -> None:
    """Under the name that was typed, and without one under its own words."""
    at = page("search", tongue, q="Leitfaden", kind="method")
    at.text_input(key="saved_name").set_value("  Übergaben ")
    at.button(key="saved_keep").click().run()
    at.button(key="saved_keep").click().run()
    assert not at.exception
    assert [(s.name, s.query, s.filters) for s in kit.saved] == [
        ("Übergaben", "Leitfaden", Filters(kind="method")),
        ("Leitfaden", "Leitfaden", Filters(kind="method")),
    ]
    assert [each.value for each in at.toast] == [say("saved.kept", tongue)]
    assert not raw_keys_on(at)


def test_a_name_that_is_taken_is_told(page: Open, kit: FakeKit) -> None:
    """In a sentence, and nothing is lost."""
    kit.save_search("Leitfaden", "anderes")
    at = page("search", "de", q="Leitfaden")
    at.button(key="saved_keep").click().run()
    assert say("error.search_name_taken", "de", name="Leitfaden") in words_on(at).replace("\\", "")
    assert len(kit.saved) == 1


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("where", ["overview", "search"])
def test_what_is_new_stands_beside_the_name(
    page: Open, kit: FakeKit, tongue: str, where: str
) -> None:
    """On the overview and where nothing is searched yet; none saved, nothing shown."""
    assert say("saved.title", tongue) not in words_on(page(where, tongue))
    kit.saved = [
        SavedSearch(1, "Mit [Klammern](x)", "a", Filters(), ("i1", "i2")),
        SavedSearch(2, "Ruhig", "b", Filters()),
    ]
    at = page(where, tongue)
    shown = words_on(at)
    assert say("saved.new", tongue, n=2) in shown
    assert say("saved.nothing_new", tongue) in shown
    assert "[Klammern](x)" not in at.button(key="saved_open_1").label
    assert not at.exception


def test_opening_one_shows_what_is_new_once(page: Open, kit: FakeKit) -> None:
    """Filters come along; new hits wear a badge; the next query and the next opening do not."""
    number = kit.save_search("n", "Leitfaden", Filters(kind="method"))
    kit.saved = [SavedSearch(number, "n", "Leitfaden", Filters(kind="method"), (_item(kit),))]
    at = page("search", "de", q="Leitfaden", kind="method", saved=str(number))
    assert kit.asked("look_at_search") == [number]
    assert words_on(at).count("orange-badge[neu]") == 1
    assert "saved" not in at.query_params
    at.run()
    assert kit.asked("look_at_search") == [number]
    assert "orange-badge[neu]" in words_on(at)
    at.text_input(key="q").set_value("Leitfaden Fragen").run()
    assert "orange-badge[neu]" not in words_on(at)
    assert "orange-badge[neu]" not in words_on(page("search", "de", q="Leitfaden", saved="1"))


@pytest.mark.parametrize("number", ["99", "x", "²", "9" * 30, "-1"])
def test_a_link_to_one_that_is_gone_still_searches(page: Open, kit: FakeKit, number: str) -> None:
    """Somebody else removed it, or the address was damaged."""
    at = page("search", "de", q="Leitfaden", saved=number)
    assert not at.exception
    assert kit.asked("search")


@pytest.mark.parametrize("tongue", TONGUES)
def test_one_is_renamed_and_removed(page: Open, kit: FakeKit, tongue: str) -> None:
    """Both from the same place, at once in sight."""
    kit.save_search("alt", "q", NARROW)
    at = page("search", tongue)
    at.text_input(key="saved_name_1").set_value("neu benannt").run()
    at.button(key="saved_rename_1").click().run()
    assert at.button(key="saved_open_1").label == "neu benannt"
    at.button(key="saved_remove_1").click().run()
    assert kit.saved == []
    assert "saved_open_1" not in [each.key for each in at.button]


def test_the_address_of_one_opens_what_was_saved() -> None:
    """Every filter goes there and back."""
    import saved_searches

    assert saved_searches._address(NARROW) == {
        "kind": "method", "since": "2026-01-01", "reviewed": "only",
    }  # fmt: skip
    assert saved_searches._address(Filters()) == {}


@pytest.mark.parametrize("tongue", TONGUES)
def test_hits_can_be_taken_as_a_table(page: Open, kit: FakeKit, tongue: str) -> None:
    """Both formats are offered where something fits, made only on a click."""
    at = page("search", tongue, q="Leitfaden")
    offered = [each.proto.label for each in at.get("download_button")]
    assert offered == [say("search.table_xlsx", tongue), say("search.table_csv", tongue)]
    assert kit.asked("table") == []
    nothing = page("search", tongue, q="Zinsswap")
    assert not nothing.get("download_button")
