"""Adding notes: what is sent to the kit, how work is shown, what a report offers."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from iolkit.errors import NoteUnreadable
from iolkit.outcomes import Added
from iolkit.records import Lists, Session
from tests.app.conftest import Open, words_on
from tests.app.fake_jobs import job
from tests.app.fake_kit import FakeKit

TONGUES = ("de", "en")


def _send(at: AppTest, count: int = 0) -> AppTest:
    return at.button(key=f"add_send_{count}").click().run()


def _shown(at: AppTest) -> str:
    return words_on(at).replace("\\", "")


def test_files_and_text_go_together(page: Open, kit: FakeKit) -> None:
    """Several files and a pasted text are one job; afterwards the fields are empty."""
    at = page("add", "de")
    at.file_uploader[0].upload("eins.md", b"# Notiz").upload("zwei.docx", b"PK").run()
    at.text_input(key="add_title_0").set_value("Besuch bei A/B")
    at.text_area(key="add_text_0").set_value("Wir haben gelernt.")
    _send(at)
    assert not at.exception
    ((uploads, session),) = kit.asked("submit")
    assert [(one.name, one.data) for one in uploads] == [
        ("eins.md", b"# Notiz"),
        ("zwei.docx", b"PK"),
        ("Besuch bei A-B.txt", b"Wir haben gelernt."),
    ]
    assert session is None
    assert at.query_params["job"] == "job-1"
    assert "2 Notizen aufgenommen, 1 war schon hier" in _shown(at)
    assert not at.file_uploader[0].value
    assert not at.text_area(key="add_text_1").value


@pytest.mark.parametrize("tongue", TONGUES)
def test_a_file_that_cannot_be_read_gets_a_sentence(page: Open, kit: FakeKit, tongue: str) -> None:
    """Before anything is sent it is told what to do instead; the others are sent."""
    at = page("add", tongue)
    at.file_uploader[0].upload("alt.doc", b"x").upload("bild.png", b"x").upload("a.md", b"x").run()
    wanted = {"de": (".docx", "kann iolkit nicht lesen"), "en": (".docx", "cannot read")}[tongue]
    assert all(words in _shown(at) for words in wanted)
    assert "bild.png" in _shown(at)
    _send(at)
    ((uploads, _),) = kit.asked("submit")
    assert [one.name for one in uploads] == ["a.md"]


def test_nothing_chosen_is_said(page: Open, kit: FakeKit) -> None:
    """Sending nothing asks for something and starts no job."""
    at = _send(page("add", "de"))
    assert at.warning
    assert kit.asked("submit") == []


def test_too_much_at_once_is_not_sent(
    page: Open, kit: FakeKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would fill the memory is refused in words."""
    import intake

    monkeypatch.setattr(intake, "MOST_MB", 1)
    at = page("add", "en")
    at.file_uploader[0].upload("a.md", b"x" * 1_200_000).run()
    _send(at)
    assert at.warning
    assert kit.asked("submit") == []


def test_the_second_half_of_a_double_click_does_nothing(page: Open, kit: FakeKit) -> None:
    """The button that was clicked is gone: a click that still arrives from it finds nobody."""
    at = page("add", "de")
    at.file_uploader[0].upload("eins.md", b"# Notiz").run()
    _send(at)
    assert len(kit.asked("submit")) == 1
    assert "add_send_0" not in [one.key for one in at.button]
    _send(at, 1)
    assert len(kit.asked("submit")) == 1


def test_the_occasion_is_told_once(page: Open, kit: FakeKit) -> None:
    """Facts of the first go hold for the next one, stand on the page, and can be others."""
    kit.told = Lists(own_org="Trumholt")
    at = page("add", "en")
    at.file_uploader[0].upload("a.md", b"a").run()
    at.selectbox(key="session_format_0").set_value("field trip")
    at.date_input(key="session_date_0").set_value(date(2026, 3, 5))
    at.segmented_control(key="session_rule_0").set_value("chatham")
    _send(at)
    at.file_uploader[0].upload("b.md", b"b").run()
    assert "5 March 2026" in _shown(at)
    _send(at, 1)
    at.segmented_control(key="add_occasion_2").set_value("other").run()
    at.file_uploader[0].upload("c.md", b"c").run()
    _send(at, 2)
    first, second, third = (session for _, session in kit.asked("submit"))
    assert first == second
    assert (first.format, first.rule, first.own_org) == ("field trip", "chatham", "Trumholt")
    assert third is None


def test_the_form_tells_nothing_when_left_alone() -> None:
    """An untouched form is no session, so that the files' own facts stand."""
    from occasion import told

    assert told(Session(own_org="Wir"), "Wir") is None
    assert told(Session(own_org="Andere"), "Wir") == Session(own_org="Andere")


@pytest.mark.parametrize("tongue", TONGUES)
def test_work_on_its_way_is_told_by_file_and_step(page: Open, kit: FakeKit, tongue: str) -> None:
    """Which file, which step, how long yet; what waits behind it; each can be stopped."""
    added = Added("a.md", "added", "n")
    kit.jobs_here = [
        job("waiting", job_id="job-2", left=("z.md",)),
        job("running", added, left=("b.md", "c.md"), step="rating", step_s=40, current="b.md",
            left_s=150.0),
    ]  # fmt: skip
    at = page("add", tongue)
    assert not at.exception
    progress = at.get("progress")[0]
    assert "b\\.md" in progress.text
    assert "2" in progress.text
    assert 33 < progress.proto.value < 67
    words = {"de": ("seit 40 Sekunden", "etwa 2 Minuten", "1 weitere Datei"),
             "en": ("for 40 seconds", "About 2 minutes", "1 more file")}[tongue]  # fmt: skip
    assert all(word in _shown(at) for word in words)
    at.button(key="job_cancel_job-2").click().run()
    at.button(key="job_cancel_job-1").click().run()
    assert kit.asked("cancel") == ["job-2", "job-1"]


@pytest.mark.parametrize("tending", ["starting", "held", "stuck"])
@pytest.mark.parametrize("tongue", TONGUES)
def test_work_that_stands_still_is_told(
    page: Open, kit: FakeKit, tongue: str, tending: str
) -> None:
    """When the worker is gone the page says so, and what happens now."""
    kit.jobs_here = [job("running", left=("b.md",), step="rating", current="b.md")]
    kit.tending = tending
    at = page("add", tongue)
    assert len(at.warning) == 1
    assert not at.exception


def test_no_guess_is_shown_where_none_can_be_made(page: Open, kit: FakeKit) -> None:
    """Without an estimate there is no word of minutes."""
    kit.jobs_here = [job("running", left=("b.md",), step="rating", current="b.md")]
    assert "Minute" not in _shown(page("add", "de"))


def test_a_report_survives_a_reload_and_an_unknown_one_is_let_go(page: Open, kit: FakeKit) -> None:
    """The address is enough to find the report; one that is gone leaves no error behind."""
    kit.report()
    assert "Reading finished" in _shown(page("add", "en", job="job-1"))
    at = page("add", "en", job="job-9")
    assert not at.exception
    assert not at.error
    assert "job" not in at.query_params


def test_earlier_reports_can_be_opened_again(page: Open, kit: FakeKit) -> None:
    """On another day the last reports are still on offer; a click opens one."""
    kit.report()
    at = page("add", "de")
    assert "scan.exe" not in _shown(at)
    at.button(key="report_job-1").click().run()
    assert "scan.exe gibt es nicht." in _shown(at)
    at.button(key="job_close").click().run()
    assert "Fertig gelesen" not in _shown(at)
    assert "job" not in at.query_params


def test_a_report_can_be_deleted(page: Open, kit: FakeKit) -> None:
    """File names tell something too: the report goes, the notes stay."""
    kit.report()
    at = page("add", "de", job="job-1")
    at.button(key="job_drop").click().run()
    assert kit.asked("drop_report") == ["job-1"]
    assert not at.exception
    assert "Letzte Berichte" not in _shown(at)


def test_only_what_is_still_here_may_be_tried_again(page: Open, kit: FakeKit) -> None:
    """The button counts those files, and the job is under way again."""
    late = NoteUnreadable("took_too_long", limit=40)
    broken = Added("b.pdf", "failed", error=NoteUnreadable("broken"))
    kit.jobs_here = [job("failed", Added("a.pdf", "failed", error=late, again=True), broken)]
    at = page("add", "de", job="job-1")
    assert "(1 Datei)" in at.button(key="job_again").label
    at.button(key="job_again").click().run()
    assert kit.asked("try_again") == ["job-1"]
    assert at.get("progress")


def test_a_stopped_job_names_what_was_not_read(page: Open, kit: FakeKit) -> None:
    """Every file has its line, also those that nobody got to."""
    added = Added("a.md", "added", next(iter(kit.analyses)))
    kit.jobs_here = [job("cancelled", added, left=("b.md",))]
    shown = _shown(page("add", "en", job="job-1"))
    assert "1 note added, 1 no longer read" in shown
    assert "b.md" in shown


def test_a_long_report_is_paged_and_begins_with_what_failed(page: Open, kit: FakeKit) -> None:
    """Two hundred files: totals, the failures first, ten lines at a time."""
    lines = [Added(f"note-{n:03}.md", "added", "n") for n in range(199)]
    lost = Added("lost.pdf", "failed", error=NoteUnreadable("broken"))
    kit.jobs_here = [job("done", *lines, lost)]
    at = page("add", "de", job="job-1")
    shown = _shown(at)
    assert "199 Notizen aufgenommen, 1 nicht gelesen" in shown
    assert "lost.pdf" in shown
    assert "note-008.md" in shown
    assert "note-009.md" not in shown
    assert len(at.get("pagination")) == 1


def test_a_file_name_does_nothing(page: Open, kit: FakeKit) -> None:
    """Markdown in a file name shows as typed."""
    kit.report()
    assert "**notiz \\*1\\*\\.md**" in words_on(page("add", "de", job="job-1"))


def test_one_button_leads_on(page: Open, kit: FakeKit) -> None:
    """The next step says how much there is to decide."""
    kit.report()
    at = page("add", "de", job="job-1")
    assert "Entscheidungen)" in at.button(key="job_review").label
    assert [one.key for one in at.button if one.proto.type == "primary"] == ["job_review"]


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_example_space_warns_before_own_notes_go_in(page: Open, tongue: str) -> None:
    """Real notes among fictional ones would be a nuisance; in one's own space nothing is said."""
    assert page("add", tongue, space="demo").warning
    assert not page("add", tongue).warning
