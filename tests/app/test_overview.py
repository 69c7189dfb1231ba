"""The start page: what is here, what waits, the one next step; and the way in for newcomers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from iolkit.errors import NoteUnreadable
from iolkit.outcomes import Added, Job
from iolkit.records import Lists, Review
from tests.app.conftest import Open, words_on
from tests.app.fake_kit import FakeKit


def job(state: str, *results: Added) -> Job:
    """A job of four files."""
    return Job("job-7", "add", state, len(results), 4, "reading", results, "2026-03-01T10:00:00")  # type: ignore[arg-type]


def primary(at: object) -> list[str]:
    """The keys of the primary buttons."""
    return [one.key for one in at.button if one.proto.type == "primary"]


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_a_newcomer_chooses_between_own_notes_and_the_example(
    page: Open, kit: FakeKit, tongue: str
) -> None:
    """Without notes there are three steps, one primary button, and the example beside it."""
    kit.analyses.clear()
    at = page("overview", tongue)
    assert primary(at) == ["first_note"]
    assert "3. " in "\n".join(one.value for one in at.markdown)
    at.button(key="demo_in").click().run()
    assert at.query_params["space"] == "demo"


def test_figures_and_bars_are_words(page: Open) -> None:
    """Counts stand as text beside every bar, so nothing hangs on colour."""
    at = page("overview", "de")
    assert [one.value for one in at.metric][:2] == ["3", "5"]
    bars = [one.text for one in at.get("progress")]
    assert "mit Anpassung übertragbar\\: 5" in bars
    assert any(text.startswith("Methode") for text in bars)


def test_what_is_open_comes_next(page: Open) -> None:
    """The next step is the review of a note that has something undecided."""
    at = page("overview", "de")
    assert primary(at) == ["next_step"]
    assert "In 3 Notizen ist noch etwas offen" in words_on(at)


def test_when_all_is_reviewed_a_handover_comes_next(page: Open, kit: FakeKit) -> None:
    """Nothing undecided: pass it on."""
    for analysis in kit.analyses.values():
        for mark in (*analysis.flags, *analysis.items):
            subject = "flag" if mark in analysis.flags else "item"
            kit.reviews.append(Review(subject, mark.id, "state", "accepted", "me", ""))
    at = page("overview", "en")
    assert "Everything is reviewed" in words_on(at)
    assert at.button(key="next_step").label == "Make a handover"


def test_a_job_on_its_way_comes_first(page: Open, kit: FakeKit) -> None:
    """While notes are being read that is what one looks at, even before the first is there."""
    kit.jobs_here = [job("running", Added("a.md", "added", "x"))]
    assert "1 von 4" in words_on(page("overview", "de"))
    kit.analyses.clear()
    assert primary(page("overview", "de")) == ["next_step"]


def test_files_that_could_not_be_read_are_told_once(page: Open, kit: FakeKit) -> None:
    """The newest finished job's failures wait until somebody has looked."""
    lost = Added("scan.exe", "failed", error=NoteUnreadable("no_text"))
    kit.jobs_here = [job("done", lost)]
    assert "1 Datei vom letzten Mal" in words_on(page("overview", "de"))
    kit.choose("failure_seen", "job-7")
    assert "vom letzten Mal" not in words_on(page("overview", "de"))


def test_who_we_are_is_asked_for_until_it_is_told(page: Open, kit: FakeKit) -> None:
    """Whose secret something is hangs on it."""
    assert any(one.key == "tell_own" for one in page("overview", "de").button)
    kit.told = Lists(own_org="Trumholt")
    assert not any(one.key == "tell_own" for one in page("overview", "de").button)


def test_years_are_told_when_there_are_several(page: Open, kit: FakeKit) -> None:
    """A year is no amount: it has no point in it."""
    for number, (note_id, analysis) in enumerate(list(kit.analyses.items())):
        session = replace(analysis.note.session, held_on=date(2024 + number, 1, 1))
        kit.analyses[note_id] = replace(analysis, note=replace(analysis.note, session=session))
    assert "2024: 1 · 2025: 1 · 2026: 1" in words_on(page("overview", "de")).replace("\\", "")
