"""Handover: a preview before anything is written, and no download of what was stopped."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.app.conftest import Open, words_on
from tests.app.fake_kit import FakeKit
from tests.app.fake_notes import NOTES

SERVICE, AI, _ = NOTES


def previewed(page: Open, tongue: str = "de", audience: str = "partners") -> AppTest:
    """The page with a preview of the first two notes."""
    at = page("handover", tongue)
    at.multiselect(key="send_notes").set_value([SERVICE.note.id, AI.note.id])
    at.segmented_control(key="send_audience").set_value(audience).run()
    return at.button(key="send_preview").click().run()


def test_nothing_chosen_nothing_made(page: Open, kit: FakeKit) -> None:
    """Without a note there is no preview to make."""
    at = page("handover", "de")
    assert at.button(key="send_preview").disabled
    assert kit.asked("handover") == []


def test_a_preview_then_a_download(page: Open, kit: FakeKit) -> None:
    """The choice reaches the kit, the document is shown, the checked file is offered."""
    at = previewed(page)
    assert not at.exception
    notes = (SERVICE.note.id, AI.note.id)
    assert kit.asked("handover") == [(notes, "partners", "de", None)]
    assert kit.asked("export") == [("docx", notes)]
    (button,) = at.get("download_button")
    assert button.proto.type == "primary"
    assert "11 vertrauliche Stellen" in words_on(at)
    assert "Bergqvist" not in words_on(at)


def test_another_format_is_written_from_the_same_document(page: Open, kit: FakeKit) -> None:
    """Changing the format exports again and composes nothing anew."""
    at = previewed(page)
    at.segmented_control(key="send_format").set_value("pdf").run()
    assert [form for form, _ in kit.asked("export")] == ["docx", "pdf"]
    assert len(kit.asked("handover")) == 1


def test_a_changed_choice_takes_the_download_away(page: Open) -> None:
    """What was made for partners is not offered for the public."""
    at = previewed(page)
    at.segmented_control(key="send_audience").set_value("public").run()
    assert not at.get("download_button")


def test_single_items_can_be_chosen(page: Open, kit: FakeKit) -> None:
    """Only the chosen items go in, and they are listed masked."""
    at = page("handover", "de")
    at.multiselect(key="send_notes").set_value([SERVICE.note.id]).run()
    at.toggle(key="send_some").set_value(True).run()
    items = at.multiselect[1]
    assert not any("Bergqvist" in option for option in items.options)
    items.set_value([SERVICE.items[1].id]).run()
    at.button(key="send_preview").click().run()
    ((_, _, _, chosen),) = kit.asked("handover")
    assert chosen == (SERVICE.items[1].id,)


def test_a_named_organisation(page: Open, kit: FakeKit) -> None:
    """A named recipient needs a name, which becomes the audience."""
    at = page("handover", "en")
    at.multiselect(key="send_notes").set_value([SERVICE.note.id])
    at.segmented_control(key="send_audience").set_value("org").run()
    assert at.button(key="send_preview").disabled
    at.text_input(key="send_org").set_value(" Gebr. Eskelin ").run()
    at.button(key="send_preview").click().run()
    ((_, audience, language, _),) = kit.asked("handover")
    assert (audience, language) == ("org:Gebr. Eskelin", "en")


def test_what_is_stopped_says_why_and_what_to_do(page: Open, kit: FakeKit) -> None:
    """A refusal is a sentence with a way on, and no file is offered."""
    kit.blocked = True
    at = previewed(page)
    assert not at.exception
    assert len(at.error) == 1
    assert not at.get("download_button")
    assert at.button(key="send_to_review")
    assert "engere Zielgruppe" in words_on(at)


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
    shown = [one.value for one in previewed(page).markdown]
    assert "#### 1 Notiz" in shown
    assert "##### 2\\.1 Übersicht" in shown
    table = "| Nr\\. | Erkenntnis |  |\n| --- | --- | --- |\n| 1 | Ein \\| Strich |  |"
    assert f"{table}\n| 2 | \\*Stern\\* | mehr |" in shown
    assert "• Wer fängt an\\?  \n\n• Was fehlt\\?" in shown
