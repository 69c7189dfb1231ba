"""Searching and asking: cards, filters, sources, and plain words when there is nothing."""

from __future__ import annotations

from datetime import date

from iolkit.outcomes import Filters
from tests.app.conftest import Open, words_on
from tests.app.fake_kit import FakeKit
from tests.app.fake_notes import NOTES


def test_enter_searches(page: Open, kit: FakeKit) -> None:
    """A query draws cards with headline, kind, band, session and reason."""
    at = page("search", "de")
    at.text_input(key="q").set_value("Leitfaden").run()
    assert kit.asked("search") == [("Leitfaden", 10, Filters())]
    shown = words_on(at).replace("\\", "")
    for words in (
        '**Leitfaden "Abschied in 9 Fragen"**',
        "Methode",
        "gut übertragbar",
        "Werkbank Wissen Ostalb · Runder Tisch · 5. Februar 2026",
        "Gefunden, weil:",
    ):
        assert words in shown


def test_a_link_with_a_query_opens_its_results(page: Open, kit: FakeKit) -> None:
    """?q=... is enough."""
    page("search", "en", q="stamp card")
    assert kit.asked("search") == [("stamp card", 10, Filters())]


def test_examples_help_to_start(page: Open, kit: FakeKit) -> None:
    """An example fills the field and searches."""
    at = page("search", "de")
    at.button(key="example_1").click().run()
    ((query, _, _),) = kit.asked("search")
    assert query == "Wie bleibt Wissen im Haus, wenn jemand geht?"


def test_filters_narrow_and_come_off(page: Open, kit: FakeKit) -> None:
    """Each filter reaches the kit; one click takes them all off."""
    at = page("search", "de", q="Leitfaden")
    at.pills(key="filter_kind").set_value("method")
    at.pills(key="filter_sensitivity").set_value("clear")
    at.selectbox(key="filter_format").set_value("round table")
    at.date_input(key="filter_since").set_value(date(2026, 1, 1)).run()
    assert kit.asked("search")[-1][2] == Filters(
        kind="method", sensitivity="clear", format="round table", since=date(2026, 1, 1)
    )
    at.button(key="filters_off").click().run()
    assert kit.asked("search")[-1][2] == Filters()


def test_an_unsure_result_says_so(page: Open) -> None:
    """When nothing answers, the page says it and tells what to try."""
    at = page("search", "de", q="Xylophon")
    assert "Versuchen Sie andere" in at.warning[0].value
    at.pills(key="filter_kind").set_value("method").run()
    assert "Entfernen Sie Filter" in at.warning[0].value


def test_a_passage_opens_in_full(page: Open) -> None:
    """The drawer shows the masked passage and the way to its note."""
    item = NOTES[0].items[1]
    at = page("search", "de", q="Spindelgeräusch")
    at.button(key=f"open_{item.id}").click().run()
    assert not at.exception
    shown = words_on(at)
    assert "Vertrauliches ist hier durch Platzhalter ersetzt" in shown
    assert "Bergqvist" not in shown
    assert at.button(key="drawer_to_note")


def test_an_answer_carries_its_sources(page: Open, kit: FakeKit) -> None:
    """Each sentence has its number, each number a source that opens with the quote marked."""
    item = NOTES[1].items[1]
    at = page("search", "de", q="Sprechstunde")
    at.segmented_control(key="search_way").set_value("ask").run()
    assert kit.asked("ask") == ["Sprechstunde"]
    assert ":blue-badge[1]" in words_on(at)
    at.button(key=f"source_{item.id}").click().run()
    assert ":blue-background[Prompt\\-Sprechstunde\\:" in words_on(at)
    assert kit.asked("ask") == ["Sprechstunde"]


def test_no_answer_is_made_up(page: Open) -> None:
    """Nothing here answers: that is all that is said."""
    at = page("search", "en", q="xylophone")
    at.segmented_control(key="search_way").set_value("ask").run()
    assert "nothing is made up" in at.info[0].value
    assert not any(one.key.startswith("source_") for one in at.button if one.key)


def test_no_score_is_shown(page: Open) -> None:
    """Bare scores say nothing to a reader and something to an attacker."""
    assert "0.5" not in words_on(page("search", "en", q="Leitfaden"))
