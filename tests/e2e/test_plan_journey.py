"""From a note to a plan that a team can begin with: reviewed, asked about, weighed, planned."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar

from iolkit.phrases import say
from tests.e2e.test_journey import everything
from tests.e2e.visiting import Visit

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.weights,
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
NOTE = (
    "Werkstattbesuch bei Eskelin Antriebe GmbH\n\n"
    "Gastgeberin: Ilse Varghese, ilse.varghese@eskelin.example\n\n"
    "- Fehlerbrett am Eingang: jeden Montag zehn Minuten, einer zeigt einen Fehler, die anderen "
    "raten die Ursache.\n\n"
    "Im Januar übernimmt Eskelin die Kaltwasser GmbH, das weiß noch niemand (Projekt Nordwind).\n"
)
ANSWERS = {
    "Was sollte damit erreicht werden": (
        "Neue sollten sich trauen zu fragen. Es wirkte, weil zuerst der Meister seinen Fehler "
        "zeigte."
    ),
    "Was kam dabei heraus": "Die Nacharbeit sank in drei Monaten, gezählt im Schichtbuch.",
    "Wo, bei wem": "In drei Schichten. Gesehen hat es Balduin Oberdorf von der Kaltwasser GmbH.",
}
"""To the beginning of each question, what is said."""
STEP = "Die Leitung Ausbildung hängt das Brett in Halle 2 auf und fragt Gundula Tannhauser."
SECRETS = ("Eskelin", "Varghese", "eskelin.example", "Kaltwasser", "Nordwind", "Oberdorf")
OF_THE_HOUSE = "Tannhauser"
"""A name of our own: the team may read it, a calendar is read by anybody."""
BADGE = ".stMarkdownBadge"


def test_a_note_becomes_a_plan(desk: str, visit: Callable[..., Visit], tmp_path: Path) -> None:
    """What a person answers and writes is in the file for the team; what is hidden is not."""
    seen = visit(desk, "/add?lang=de")
    _reviewed(seen)
    _asked(seen)
    _weighed(seen)
    _planned(seen)
    assert _invited(seen) == []
    file = _handed_over(seen, tmp_path)
    told = everything(file)
    assert [secret for secret in SECRETS if secret in told] == []
    assert "Fehlerbrett" in told
    assert "weil zuerst der Meister seinen Fehler zeigte" in told
    assert "gezählt im Schichtbuch" in told
    assert "Die Leitung Ausbildung hängt das Brett in Halle 2 auf" in told
    with zipfile.ZipFile(file) as parts:
        assert [name for name in parts.namelist() if re.match(r"word/media/.*\.png", name)]


def _reviewed(seen: Visit) -> None:
    page = seen.page
    seen.choose_files({"werkstatt.txt": NOTE.encode()})
    seen.click("button", say("page_add.read", "de"))
    page.get_by_text(say("job.done", "de")).wait_for(timeout=180_000)
    seen.click("button", re.compile("^Jetzt prüfen"))
    page.get_by_role("heading", name=say("page.review", "de")).wait_for()
    seen.click("button", re.compile("^Alle .* als vertraulich bestätigen"))
    page.get_by_text(re.compile("^[1-9][0-9]* von .* geprüft")).wait_for()
    seen.settled()


def _asked(seen: Visit) -> None:
    """Three questions answered, one skipped, then enough for today."""
    page = seen.page
    seen.click("button", say("review.debrief", "de"))
    for number in range(1, len(ANSWERS) + 1):
        page.get_by_text(re.compile(f"^Frage {number} von höchstens")).wait_for()
        seen.settled()
        page.locator("textarea").fill(_answer_to(seen.text()))
        seen.click("button", say("debrief.save", "de"))
    page.get_by_text(re.compile(f"^Frage {len(ANSWERS) + 1} von höchstens")).wait_for()
    seen.settled()
    seen.is_sound()
    seen.shot("debrief.de")
    seen.click("button", say("debrief.skip", "de"))
    seen.settled()
    finish = page.get_by_role("button", name=say("debrief.finish", "de"))
    done = page.get_by_text(say("debrief.done_title", "de", n=len(ANSWERS)))
    finish.or_(done).first.wait_for()
    if finish.count():
        seen.press(finish)
    done.wait_for()
    seen.settled()
    seen.is_sound()
    seen.shot("debrief-done.de")
    seen.click("button", say("here.link", "de"))


def _answer_to(page: str) -> str:
    """What is said to the question on the page."""
    return next(said for asked, said in ANSWERS.items() if asked in page)


def _weighed(seen: Visit) -> None:
    """One difference moves a gauge; one answer moves the verdict, to where the what-if said."""
    page = seen.page
    page.get_by_role("heading", name=say("page.plan", "de")).wait_for()
    seen.settled()
    gauges = page.get_by_test_id("stMetricValue")
    before = gauges.all_inner_texts()
    _answer(seen, "distance_cult_", "ganz anders")
    page.get_by_text(say("here.by_person", "de")).wait_for()
    seen.settled()
    after = gauges.all_inner_texts()
    assert int(after[1]) < int(before[1])
    assert (after[0], after[2]) == (before[0], before[2])

    now = _verdict(seen)
    flip = f"{say('readiness.prior', 'de')}: {say('answer.no', 'de')}"
    seen.click("radio", re.compile(flip, re.IGNORECASE))
    page.get_by_text(say("here.then_worse", "de")).wait_for()
    still, from_here, would_be = seen.page.locator(BADGE).all_inner_texts()
    assert still == from_here == now != would_be
    seen.click("radio", say("here.part_readiness", "de"))
    _answer(seen, "readiness_prior_", say("answer.no", "de"))
    page.get_by_text(say("here.then_worse", "de")).wait_for(state="detached")
    seen.settled()
    assert _verdict(seen) == would_be
    seen.settled()
    seen.is_sound()
    seen.shot("plan-readiness.de")


def _planned(seen: Visit) -> None:
    """The first step in one's own words; the plan keeps the words and hides the name in them."""
    page = seen.page
    seen.click("radio", say("here.part_plan", "de"))
    page.get_by_text(say("here.days", "de"), exact=True).wait_for()
    seen.press(page.locator("[class*=st-key-plan_edit_first_step] button"))
    field = page.locator("[class*=st-key-plan_words_] textarea")
    field.wait_for()
    seen.settled()
    field.fill(STEP)
    seen.press(page.locator("[class*=st-key-plan_keep_first_step] button"))
    page.get_by_text("hängt das Brett in Halle 2 auf").wait_for()
    field.wait_for(state="detached")
    seen.settled()
    seen.is_sound()
    seen.shot("plan-own.de")


def _invited(seen: Visit) -> list[str]:
    """What the calendar file says that it should not; its four days are in order."""
    with seen.page.expect_download() as made:
        seen.click("button", say("here.calendar", "de"))
    raw = made.value.path().read_bytes()
    events = Calendar.from_ical(raw).walk("VEVENT")
    days = [event["DTSTART"].dt for event in events]
    assert len(days) == 4
    assert days == sorted(days)
    assert len({str(event["UID"]) for event in events}) == 4
    words = "\n".join(f"{event['SUMMARY']}\n{event.get('DESCRIPTION', '')}" for event in events)
    assert "hängt das Brett in Halle 2 auf" in words
    hidden = (*SECRETS, OF_THE_HOUSE)
    return [secret for secret in hidden if secret in words or secret in raw.decode()]


def _handed_over(seen: Visit, folder: Path) -> Path:
    page = seen.page
    seen.click("button", say("here.to_handover", "de"))
    page.get_by_text(say("send.leaves", "de")).wait_for()
    seen.click("radio", say("send.to_team", "de"), exact=True)
    page.get_by_text(say("send.proved", "de")).wait_for()
    seen.settled()
    seen.is_sound()
    seen.shot("handover-plan.de")
    with page.expect_download() as download:
        seen.click("button", say("send.download", "de"))
    file = folder / "Team.docx"
    download.value.save_as(file)
    return file


def _answer(seen: Visit, place: str, words: str) -> None:
    seen.press(seen.page.locator(f"[class*=st-key-{place}]").get_by_text(words, exact=True))


def _verdict(seen: Visit) -> str:
    """The badge of the verdict, with its sign."""
    return str(seen.page.locator(BADGE).first.inner_text())
