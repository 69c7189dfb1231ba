"""Handover: what leaves beside what was changed, a yes before a secret goes, no file unproved."""

from __future__ import annotations

from dataclasses import replace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from iolkit.outcomes import HandedOver
from tests.app.conftest import Open, raw_keys_on, words_on
from tests.app.fake_kit import FakeKit
from tests.app.fake_notes import NOTES

SERVICE, AI, HARMLESS = NOTES
BOTH = (SERVICE.note.id, AI.note.id)


def chosen(page: Open, tongue: str = "de", audience: str = "partners") -> AppTest:
    """The page with the first two notes chosen for an audience."""
    at = page("handover", tongue)
    at.multiselect(key="send_notes").set_value(list(BOTH))
    return at.segmented_control(key="send_audience").set_value(audience).run()


def test_nothing_chosen_nothing_made(page: Open, kit: FakeKit) -> None:
    """Without a note there is no preview."""
    at = page("handover", "de")
    assert "Dann erscheint hier die Vorschau" in words_on(at)
    assert kit.asked("draft") == []


def test_a_single_note_is_chosen_already(page: Open, kit: FakeKit) -> None:
    """Where there is nothing to choose from, nobody is asked to choose."""
    kit.analyses = {SERVICE.note.id: SERVICE}
    page("handover", "de")
    assert [asked[0] for asked in kit.asked("draft")] == [(SERVICE.note.id,)]


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_a_choice_is_shown_at_once(page: Open, kit: FakeKit, tongue: str) -> None:
    """The choice reaches the kit, the document is shown, the searched file is offered."""
    at = chosen(page, tongue)
    assert not at.exception
    assert raw_keys_on(at) == []
    assert kit.asked("draft") == [(BOTH, "partners", tongue, None)]
    assert kit.asked("prove") == [("docx", BOTH)]
    (button,) = at.get("download_button")
    assert button.proto.type == "primary"


def test_a_preview_is_no_export(page: Open, kit: FakeKit, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking writes nothing down; the file is exported when it is fetched."""
    offered = []
    container = st.delta_generator.DeltaGenerator
    monkeypatch.setattr(
        container,
        "download_button",
        lambda _, label, data, name, mime, **more: offered.append((data, name)),
    )
    at = chosen(page)
    at.segmented_control(key="send_format").set_value("pdf").run()
    assert kit.asked("export") == []
    assert kit.asked("prove") == [("docx", BOTH), ("pdf", BOTH)]
    data, name = offered[-1]
    assert name == "Übergabe (Partnerorganisationen).pdf"
    assert data() == b"file"
    assert kit.asked("export") == [("pdf", BOTH)]


def test_the_same_choice_is_not_composed_twice(page: Open, kit: FakeKit) -> None:
    """A click that changes nothing of it keeps the draft."""
    at = chosen(page)
    at.run()
    assert len(kit.asked("draft")) == 1
    at.segmented_control(key="send_audience").set_value("team").run()
    assert [asked[1] for asked in kit.asked("draft")] == ["partners", "team"]


def test_single_items_can_be_chosen(page: Open, kit: FakeKit) -> None:
    """Only the ticked items go in, they are listed masked, and other notes stay behind."""
    at = chosen(page)
    assert not any("Bergqvist" in box.label for box in at.checkbox)
    for item in (*SERVICE.items, AI.items[0]):
        at.checkbox(key=f"send_item_{item.id}").uncheck()
    at.run()
    notes, _, _, items = kit.asked("draft")[-1]
    assert (notes, items) == ((AI.note.id,), (AI.items[1].id,))


def test_items_arrive_by_the_address(page: Open, kit: FakeKit) -> None:
    """?items=... chooses their notes and them alone; an item that is gone is no error."""
    wanted = f"{SERVICE.items[1].id},{AI.items[0].id},gone"
    at = page("handover", "de", items=wanted)
    assert not at.exception
    notes, _, _, items = kit.asked("draft")[-1]
    assert set(notes) == set(BOTH)
    assert set(items) == {SERVICE.items[1].id, AI.items[0].id}


def test_a_note_arrives_by_the_address(page: Open, kit: FakeKit) -> None:
    """?note=... chooses the whole note."""
    page("handover", "en", note=AI.note.id)
    assert kit.asked("draft") == [((AI.note.id,), "team", "en", None)]


def test_a_programme_narrows_the_notes(page: Open) -> None:
    """Only its notes are offered then; what was chosen stays."""
    at = page("handover", "de")
    assert len(at.multiselect(key="send_notes").options) == 3
    at.selectbox(key="send_programme").set_value("Learning Links").run()
    assert at.multiselect(key="send_notes").options == ["Onboarding in Antwerp"]


def test_a_named_organisation(page: Open, kit: FakeKit) -> None:
    """Hosts and partners are offered; the name becomes the audience."""
    at = page("handover", "en", note=SERVICE.note.id)
    before = len(kit.asked("draft"))
    at.segmented_control(key="send_audience").set_value("org").run()
    assert len(kit.asked("draft")) == before
    assert at.selectbox(key="send_org").options == ["Gebr. Eskelin"]
    at.selectbox(key="send_org").set_value("Gebr. Eskelin").run()
    assert kit.asked("draft")[-1][1] == "org:Gebr. Eskelin"


def test_what_needs_a_yes_is_asked_before_the_download(page: Open, kit: FakeKit) -> None:
    """The secret in its words, whose it is, why; the answer goes to the kit with its reason."""
    at = chosen(page)
    flag = next(f for f in SERVICE.flags if f.span.of(SERVICE.note.text) == "Hannu Bergqvist")
    assert "1 Angabe braucht ein Ja (1 offen)" in words_on(at)
    at.text_input(key="send_reason").set_value("Mail vom 12. März")
    at.button(key=f"ask_yes_0_{flag.id}").click().run()
    ((asked, audience, yes, reason),) = kit.asked("answer")
    assert [one.id for _, one in asked.flags] == [flag.id]
    assert (audience, yes, reason) == ("partners", True, "Mail vom 12. März")
    assert len(kit.asked("draft")) == 2
    assert "freigegeben" in words_on(at)
    at.button(key=f"ask_no_0_{flag.id}").click().run()
    assert kit.asked("answer")[-1][2] is False


def test_what_was_changed_is_told_with_reason_and_owner(page: Open) -> None:
    """Left out, in other words, unchanged: each secret with what stands there now."""
    shown = words_on(chosen(page))
    assert "In anderen Worten" in shown
    assert "Hannu Bergqvist] → **eine Person**" in shown
    assert "Person\\, vom Partner." in shown
    kept = words_on(chosen(page, audience="team"))
    assert "Unverändert" in kept
    assert "In anderen Worten" not in kept


def test_mixed_agreements_and_competitors_are_told(page: Open, kit: FakeKit) -> None:
    """The strictest agreement is named; competitors in the room are warned of outside only."""
    note = replace(SERVICE.note, session=replace(SERVICE.note.session, competitors=("Rival",)))
    kit.analyses[SERVICE.note.id] = replace(SERVICE, note=note)
    at = chosen(page)
    assert "gilt die strengste: Chatham" in at.info[0].value.replace("\\", "")
    assert "Wettbewerber" in at.warning[0].value
    assert not at.segmented_control(key="send_audience").set_value("team").run().warning


def test_what_is_stopped_says_why_and_what_to_do(page: Open, kit: FakeKit) -> None:
    """A file in which a secret was found is not offered."""
    kit.leaking = True
    at = chosen(page)
    assert not at.exception
    assert len(at.error) == 1
    assert not at.get("download_button")
    assert at.button(key="send_to_review")
    assert "engere Zielgruppe" in words_on(at)


def test_a_blocked_item_says_why_and_what_next(page: Open, kit: FakeKit) -> None:
    """Nothing left to say: no file, the reasons, the way to the review."""
    kit.blocked = True
    at = chosen(page)
    assert not at.exception
    assert not at.get("download_button")
    assert "Ganzer Lernpunkt weggelassen" in words_on(at)
    assert "Nächster Schritt" in words_on(at)


def test_handovers_made_before_are_listed(page: Open, kit: FakeKit) -> None:
    """Day, audience, items and format, newest first, and not a word of their text."""
    assert "Bisherige" not in words_on(page("handover", "de"))
    kit.taken = [
        HandedOver("2026-11-20T09:30:00+00:00", "erika", "org:A|B", "de", "docx", 3),
        HandedOver("2026-11-19T09:30:00+00:00", "", "partners", "en", "pdf", 1),
    ]
    shown = words_on(page("handover", "de"))
    assert "Bisherige Übergaben (2)" in shown
    assert "| 20\\. November 2026\\, " in shown
    assert "| A\\|B | 3 | Word\\, Deutsch | erika |" in shown
    assert "| Partnerorganisationen | 1 | PDF\\, Englisch | – |" in shown


def test_a_decision_takes_the_document_away(kit: FakeKit) -> None:
    """What was written before a review is not offered after it."""

    def decide() -> None:
        import streamlit as st

        from decisions import Desk

        Desk(st.session_state["kit"], "de", "n").decide("flag", "f", "state", "accepted")

    other = AppTest.from_function(decide)
    other.session_state["kit"] = kit
    other.session_state["handover_written"] = ("choice", "document")
    other.run()
    assert "handover_written" not in other.session_state


def test_the_preview_shows_levels_lists_and_tables(page: Open) -> None:
    """What the file will hold stands on the page in the same shape, every sign as written."""
    shown = [one.value for one in chosen(page).markdown]
    assert "#### 1 Notiz" in shown
    assert "##### 2\\.1 Übersicht" in shown
    table = "| Nr\\. | Erkenntnis |  |\n| --- | --- | --- |\n| 1 | Ein \\| Strich |  |"
    assert f"{table}\n| 2 | \\*Stern\\* | mehr |" in shown
    assert "• Wer fängt an\\?  \n\n• Was fehlt\\?" in shown
