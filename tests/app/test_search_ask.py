"""Searching and asking: cards, filters, sources, links, and plain words when there is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from iolkit.outcomes import Filters
from tests.app.conftest import Open, words_on
from tests.app.fake_kit import FakeKit
from tests.app.fake_notes import NOTES


def test_enter_searches(page: Open, kit: FakeKit) -> None:
    """A query draws cards with headline, kind, band, session and reason."""
    at = page("search", "de")
    at.text_input(key="q").set_value("Leitfaden").run()
    assert kit.asked("search") == [("Leitfaden", 50, Filters())]
    shown = words_on(at).replace("\\", "")
    for words in (
        'Leitfaden "Abschied in 9 Fragen"',
        "Methode",
        "gut übertragbar",
        "Werkbank Wissen Ostalb · Runder Tisch · 5. Februar 2026",
        "Gefunden, weil:",
    ):
        assert words in shown


def test_a_link_with_a_query_opens_its_results(page: Open, kit: FakeKit) -> None:
    """?q=... is enough."""
    page("search", "en", q="stamp card")
    assert kit.asked("search") == [("stamp card", 50, Filters())]


def test_a_link_carries_filters_and_way(page: Open, kit: FakeKit) -> None:
    """Filters and the way of asking come from the address, whatever the language."""
    at = page("search", "en", q="Sprechstunde", kind="method", since="2026-01-01", way="ask")
    assert kit.asked("ask") == ["Sprechstunde"]
    (_, _, filters) = kit.asked("search")[0]
    assert filters == Filters(kind="method", since=date(2026, 1, 1))
    assert at.segmented_control(key="search_way").value == "ask"


def test_what_is_set_stands_in_the_address(page: Open) -> None:
    """A filter that is set can be sent as a link; one taken off is gone from it."""
    at = page("search", "de", q="Leitfaden")
    at.pills(key="filter_kind").set_value("method").run()
    assert at.query_params["kind"] == "method"
    assert "kind=method" in at.code[0].value
    assert "q=Leitfaden" in at.code[0].value
    at.button(key="chip_kind").click().run()
    assert "kind" not in at.query_params


@pytest.mark.parametrize(
    "asked", [{"kind": "x]", "page": "99999"}, {"page": "²"}, {"since": "31.12."}, {"way": "🙂"}]
)
def test_a_damaged_link_still_opens(page: Open, asked: dict[str, str]) -> None:
    """What an address should not hold is left aside."""
    at = page("search", "de", q="Leitfaden", **asked)
    assert not at.exception
    assert "Methode" in words_on(at)


@pytest.mark.parametrize(
    "query", ["x" * 5000, "a" * 4000 + " Leitfaden", "[*](`$", "\u202e\x00 ", '"' * 50]
)
def test_odd_input_breaks_nothing(page: Open, kit: FakeKit, query: str) -> None:
    """Long, empty-looking and strange input is searched or ignored, never an error."""
    at = page("search", "de")
    at.text_input(key="q").set_value(query).run()
    assert not at.exception
    assert all(len(asked) <= 4000 for asked, _, _ in kit.asked("search"))


def test_a_question_is_answered_and_words_are_found(page: Open, kit: FakeKit) -> None:
    """The form decides; the switch overrules it."""
    at = page("search", "de", q="Was bringt die Sprechstunde?")
    assert len(kit.asked("ask")) == 1
    at.segmented_control(key="search_way").set_value("find").run()
    assert kit.asked("search")[-1][:2] == ("Was bringt die Sprechstunde?", 50)
    assert at.query_params["way"] == "find"
    at.text_input(key="q").set_value("Sprechstunde dienstags").run()
    assert at.segmented_control(key="search_way").value == "find"
    assert len(kit.asked("ask")) == 1


def test_topics_help_to_start(page: Open, kit: FakeKit) -> None:
    """A topic of the notes that are here fills the field and searches."""
    at = page("search", "de")
    assert "example_1" not in [one.key for one in at.button]
    at.button(key="topic_2").click().run()
    ((query, _, _),) = kit.asked("search")
    assert query == "KI am Arbeitsplatz"


def test_filters_narrow_and_come_off(page: Open, kit: FakeKit) -> None:
    """Each filter reaches the kit; one click takes one off, another all."""
    at = page("search", "de", q="Leitfaden")
    at.pills(key="filter_kind").set_value("method")
    at.pills(key="filter_sensitivity").set_value("clear")
    at.pills(key="filter_reviewed").set_value("only")
    at.selectbox(key="filter_format").set_value("round table")
    at.selectbox(key="filter_year").set_value("2026")
    at.date_input(key="filter_since").set_value(date(2026, 2, 1)).run()
    assert kit.asked("search")[-1][2] == Filters(
        kind="method", sensitivity="clear", format="round table", reviewed=True,
        since=date(2026, 2, 1), until=date(2026, 12, 31),
    )  # fmt: skip
    at.button(key="chip_kind").click().run()
    assert kit.asked("search")[-1][2].kind is None
    at.button(key="filters_off").click().run()
    assert kit.asked("search")[-1][2] == Filters()


def test_an_unsure_result_says_so(page: Open) -> None:
    """When nothing answers, the page says it, tells what to try and shows what is near."""
    at = page("search", "de", q="Xylophon")
    assert "andere oder weniger Wörter" in at.warning[0].value
    assert "Am nächsten kommt" in words_on(at)
    at.pills(key="filter_kind").set_value("method").run()
    assert "Entfernen Sie Filter" in at.warning[0].value
    at.button(key="unsure_filters_off").click().run()
    assert at.pills(key="filter_kind").value is None


def test_a_passage_opens_in_its_context(page: Open) -> None:
    """The drawer shows the masked passage between its neighbours and the ways on."""
    item = NOTES[0].items[1]
    at = page("search", "de", q="Spindelgeräusch")
    at.button(key=f"open_{item.id}").click().run()
    assert not at.exception
    shown = words_on(at)
    assert "Vertrauliches ist hier durch Platzhalter ersetzt" in shown
    assert "Davor stand \\*etwas\\*" in shown
    assert "Bergqvist" not in shown
    assert at.button(key="drawer_to_note")
    assert at.button(key="drawer_to_handover")


def test_items_are_put_aside_for_a_handover(page: Open) -> None:
    """A bookmark on a card counts; a second click takes it back."""
    item = NOTES[0].items[0]
    at = page("search", "de", q="Leitfaden")
    at.button(key=f"keep_hit_{item.id}").click().run()
    assert "1 Lernpunkt gemerkt" in words_on(at)
    at.button(key=f"keep_hit_{item.id}").click().run()
    assert "basket_go" not in [one.key for one in at.button]


def test_an_answer_carries_its_sources(page: Open, kit: FakeKit) -> None:
    """Each sentence has its number, each number a source that opens with the quote marked."""
    item = NOTES[1].items[1]
    at = page("search", "de", q="Sprechstunde")
    at.segmented_control(key="search_way").set_value("ask").run()
    assert kit.asked("ask") == ["Sprechstunde"]
    assert ":blue-badge[1]" in words_on(at)
    assert "Dahinter steht 1 Organisation" in words_on(at)
    assert "1 Organisation · 1 Treffen" in words_on(at)
    at.button(key=f"source_{item.id}").click().run()
    assert ":blue-background[Prompt\\-Sprechstunde\\:" in words_on(at)
    assert kit.asked("ask") == ["Sprechstunde"]


def test_no_answer_is_made_up(page: Open) -> None:
    """Nothing here answers: that is said, and what is nearest is shown as no more than that."""
    at = page("search", "en", q="Where is the xylophone?")
    assert "nothing is made up" in at.warning[0].value
    assert "What comes closest" in words_on(at)
    assert not any(one.key.startswith("source_") for one in at.button if one.key)


def test_no_score_is_shown(page: Open) -> None:
    """Bare scores say nothing to a reader and something to an attacker."""
    assert "0.5" not in words_on(page("search", "en", q="Leitfaden"))


def test_more_hits_come_page_by_page(page: Open, kit: FakeKit, monkeypatch) -> None:
    """Ten a page; the page stands in the address."""
    few = kit.search

    def many(query: str, k: int = 10, filters: Filters | None = None, *, as_typed: bool = False):
        found = few(query, k, filters, as_typed=as_typed)
        hits = [
            replace(hit, passage=replace(hit.passage, key=f"{n}{hit.passage.key}", item_id=f"{n}"))
            for n in range(25)
            for hit in found.hits[:1]
        ]
        return replace(found, hits=tuple(hits))

    monkeypatch.setattr(kit, "search", many)
    at = page("search", "de", q="Leitfaden", page="3")
    assert not at.exception
    assert "25 passende Stellen" in words_on(at)
    assert len([one for one in at.button if one.key.startswith("open_")]) == 5
    assert at.query_params["page"] == "3"


def test_what_was_learned_is_a_report(page: Open, kit: FakeKit) -> None:
    """The words ask for it; quotes, support, what speaks against, bars, gaps and sources show."""
    at = page("search", "de", q="Was haben wir über Sprechstunde gelernt?", kind="method")
    ((asked, filters, tongue),) = kit.asked("learned")
    assert (asked, tongue) == ("Was haben wir über Sprechstunde gelernt?", "de")
    assert filters == Filters(kind="method")
    assert at.segmented_control(key="search_way").value == "learned"
    assert "way" not in at.query_params


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_a_report_shows_all_it_knows(page: Open, tongue: str) -> None:
    """Nothing of a report hangs on colour, and no word of a note is markdown."""
    at = page("search", tongue, q="eine oder keine", way="learned")
    assert not at.exception
    assert "Zettel\\*" in words_on(at)
    shown = words_on(at).replace("\\", "")
    for words in {
        "de": ("Zettel* · Karte", "2 voneinander unabhängige", "Dagegen spricht", "Was fehlt",
               "gut übertragbar: 1", "von einem Fehler", "1 Praxiskarte"),
        "en": ("Zettel* · Karte", "2 organisations independent", "Against it", "What is missing",
               "transfers well: 1", "tells of a mistake", "1 practice card"),
    }[tongue]:  # fmt: skip
        assert words in shown
    assert at.query_params["way"] == "learned"


def test_a_report_leaves_as_a_document_for_an_audience(page: Open, kit: FakeKit) -> None:
    """Chosen, shown as its readers will see it, and proved before it can be taken along."""
    at = page("search", "de", q="eine oder keine", way="learned")
    at.segmented_control(key="learned_audience").set_value("public")
    at.button(key="learned_make").click().run()
    assert kit.asked("learned_handover") == [("eine oder keine", "public", "de")]
    assert "Das geht hinaus" in words_on(at) or "1 Notiz" in words_on(at)
    assert not at.exception


def test_too_little_is_said(page: Open, kit: FakeKit) -> None:
    """No report of nothing: that is said once, and what is nearest stands below."""
    at = page("search", "de", q="Xylophon", way="learned")
    assert len(at.warning) == 1
    assert "weniger als drei Lernpunkte" in at.warning[0].value
    assert "Am nächsten kommt" in words_on(at)


def test_a_mistyped_query_says_how_it_was_read(page: Open, kit: FakeKit) -> None:
    """The other reading is a click away, stands in the address, and there is a way back."""
    at = page("search", "de", q="Leitfden")
    assert "Gesucht nach: Leitfaden" in words_on(at).replace("\\", "")
    assert "Abschied in 9 Fragen" in words_on(at)
    at.button(key="search_other_reading").click().run()
    assert "genau nach Ihren Wörtern" in words_on(at)
    assert "Am nächsten kommt" in words_on(at)
    assert at.query_params["typed"] == "yes"
    at.button(key="search_other_reading").click().run()
    assert "Gesucht nach: Leitfaden" in words_on(at).replace("\\", "")
    assert "typed" not in at.query_params


def test_a_link_to_the_words_as_typed_keeps_them(page: Open) -> None:
    """Whoever gets the link sees what was sent; another query is read anew."""
    at = page("search", "en", q="Leitfden", typed="yes")
    assert "exactly as typed" in words_on(at)
    at.text_input(key="q").set_value("Leitfaden").run()
    assert "exactly as typed" not in words_on(at)


def test_an_answer_says_how_its_question_was_read(page: Open) -> None:
    """Not only hits."""
    at = page("search", "de", q="Leitfden", way="ask")
    assert "Gesucht nach: Leitfaden" in words_on(at).replace("\\", "")
    assert any(one.key.startswith("source_") for one in at.button if one.key)


def test_nothing_found_offers_the_other_language(page: Open, kit: FakeKit) -> None:
    """A click asks in words that stand in the notes."""
    at = page("search", "de", q="Xylophon")
    assert "In der anderen Sprache" in words_on(at)
    at.button(key="search_other_words").click().run()
    assert kit.asked("search")[-1][0] == "handover"
    assert at.text_input(key="q").value == "handover"


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_what_says_the_same_is_folded_up(
    page: Open, kit: FakeKit, monkeypatch: pytest.MonkeyPatch, tongue: str
) -> None:
    """Twelve people's notes of one thing fill one place, and none of them is lost."""
    few = kit.search

    def many(query: str, k: int = 10, filters: Filters | None = None, *, as_typed: bool = False):
        found = few(query, k, filters, as_typed=as_typed)
        hits = tuple(
            replace(hit, passage=replace(hit.passage, key=f"k{n}", item_id=f"i{n}"))
            for n in range(14)
            for hit in found.hits[:1]
        )
        same = tuple(f"k{n}" for n in range(12))
        return replace(found, hits=hits, groups=(same, ("k12",), ("k13",)))

    monkeypatch.setattr(kit, "search", many)
    at = page("search", tongue, q="Leitfaden")
    assert not at.exception
    label = {"de": "+11 Stellen sagen fast dasselbe", "en": "+11 passages that say almost the same"}
    assert [one.label.replace("\\", "") for one in at.expander] == [label[tongue]]
    inside = {one.key for one in at.expander[0].button if one.key}
    assert {f"open_k{n}" for n in range(1, 12)} <= inside
    assert not inside & {"open_k0", "open_k12", "open_k13"}
    shown = [one.key for one in at.button if one.key and one.key.startswith("open_")]
    assert len(shown) == 14
