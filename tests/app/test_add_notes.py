"""Adding notes: what is sent to the kit, how the job is shown, how a note is removed."""

from __future__ import annotations

import pytest

from iolkit.records import Session
from tests.app.conftest import Open, words_on
from tests.app.fake_kit import FakeKit


def test_uploads_become_a_job_that_is_shown(page: Open, kit: FakeKit) -> None:
    """Several files are sent at once, and the report stands on the page and in the address."""
    at = page("add", "de")
    at.file_uploader[0].upload("eins.md", b"# Notiz").upload("zwei.docx", b"PK")
    at.button(key="add_send").click().run()
    assert not at.exception
    ((uploads, session),) = kit.asked("submit")
    assert [(one.name, one.data) for one in uploads] == [
        ("eins.md", b"# Notiz"),
        ("zwei.docx", b"PK"),
    ]
    assert session is None
    assert at.query_params["job"] == "job-1"
    assert "1 Notiz aufgenommen, 1 war schon hier, 1 nicht lesbar" in _shown(at)
    assert "scan\\.exe gibt es nicht\\." in words_on(at)
    assert not at.file_uploader[0].value


def test_pasted_text_becomes_a_note_with_its_title(page: Open, kit: FakeKit) -> None:
    """Pasted text is sent as a text file named after its title, with what the form tells."""
    at = page("add", "en")
    at.segmented_control(key="add_way").set_value("text").run()
    at.text_input(key="add_title_0").set_value("Besuch bei A/B")
    at.text_area(key="add_text_0").set_value("Wir haben gelernt.")
    at.selectbox(key="session_format_0").set_value("field trip")
    at.segmented_control(key="session_rule_0").set_value("chatham")
    at.button(key="add_send").click().run()
    ((uploads, session),) = kit.asked("submit")
    assert (uploads[0].name, uploads[0].data.decode()) == (
        "Besuch bei A-B.txt",
        "Wir haben gelernt.",
    )
    assert (session.format, session.rule) == ("field trip", "chatham")
    assert session.own_org == "Trumholt Fräsmaschinen GmbH"


@pytest.mark.parametrize("way", ["files", "text"])
def test_nothing_chosen_is_said(page: Open, kit: FakeKit, way: str) -> None:
    """Sending nothing asks for something and starts no job."""
    at = page("add", "de")
    at.segmented_control(key="add_way").set_value(way).run()
    at.button(key="add_send").click().run()
    assert at.warning
    assert kit.asked("submit") == []


def test_a_running_job_shows_how_far_it_is(page: Open, kit: FakeKit) -> None:
    """While the worker is at it the page tells so and lets one stop it."""
    kit.job_state = "running"
    at = page("add", "de", job="job-1")
    assert "1 von 3 gelesen" in at.get("progress")[0].text
    at.button(key="job_cancel").click().run()
    assert kit.asked("cancel") == ["job-1"]
    assert "Angehalten" in _shown(at)


def test_a_job_survives_a_reload_and_an_unknown_one_is_let_go(page: Open) -> None:
    """The address is enough to find the job; one that is gone leaves no error behind."""
    assert "Reading finished" in _shown(page("add", "en", job="job-1"))
    at = page("add", "en", job="job-9")
    assert not at.exception
    assert not at.error
    assert "job" not in at.query_params


def test_closing_the_report(page: Open) -> None:
    """A report that was read can be put away."""
    at = page("add", "de", job="job-1")
    at.button(key="job_close").click().run()
    assert "Fertig gelesen" not in _shown(at)
    assert "job" not in at.query_params


def test_a_file_name_does_nothing(page: Open) -> None:
    """Markdown in a file name shows as typed."""
    assert "**notiz \\*1\\*\\.md**" in words_on(page("add", "de", job="job-1"))


def test_the_form_tells_nothing_when_left_alone() -> None:
    """An untouched form is no session, so that the files' own facts stand."""
    from add_notes import _told

    assert _told(Session(own_org="Wir"), "Wir") is None
    assert _told(Session(own_org="Andere"), "Wir") == Session(own_org="Andere")


def _shown(at: object) -> str:
    return "\n".join(one.value for one in at.markdown).replace("\\", "")
