"""What holds on every page, in both languages."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from iolkit.errors import ArchiveBusy
from tests.app.conftest import MODULES, Open, raw_keys_on, words_on
from tests.app.fake_kit import FakeKit
from tests.app.fake_notes import NOTES

PAGES = tuple(MODULES)
NEED_NO_NOTES = ("check", "organisation", "model", "data")
WITHOUT_NOTES = tuple(name for name in PAGES if name not in NEED_NO_NOTES)
TONGUES = ("de", "en")
ENGLISH = r"(?i)\b(the|and|your|of|with|this|which|please|from|what|are|notes)\b"
GERMAN = r"(?i)\b(der|die|das|und|ist|mit|ein|eine|nicht|für|Sie|Notiz|Notizen|von|zu)\b"


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("name", PAGES)
def test_opens_in_words(page: Open, name: str, tongue: str) -> None:
    """A page with notes draws without an exception and shows no raw key."""
    at = page(name, tongue)
    assert not at.exception
    assert len(words_on(at)) > 100
    assert raw_keys_on(at) == []


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("name", WITHOUT_NOTES)
def test_says_what_to_do_when_empty(page: Open, kit: FakeKit, name: str, tongue: str) -> None:
    """A page without notes tells the next step instead of showing nothing."""
    kit.analyses.clear()
    at = page(name, tongue)
    assert not at.exception
    assert at.info or name == "overview"
    assert at.button
    assert raw_keys_on(at) == []


@pytest.mark.parametrize("name", PAGES)
def test_languages_differ_and_keys_do_not(page: Open, name: str) -> None:
    """The same widgets stand on a page in either language, worded differently."""
    german, english = page(name, "de"), page(name, "en")
    assert [one.key for one in german.button] == [one.key for one in english.button]
    assert words_on(german) != words_on(english)


@pytest.mark.parametrize("name", PAGES)
def test_one_primary_action(page: Open, name: str) -> None:
    """At most one button of a page is the primary one."""
    kinds = [one.proto.type for one in page(name, "de").button]
    assert kinds.count("primary") <= 1


@pytest.mark.parametrize("tongue", TONGUES)
def test_frame_opens_on_the_overview(frame: Open, tongue: str) -> None:
    """The app opens on the first page, in the language of the address."""
    at = frame(lang=tongue)
    assert not at.exception
    assert at.title[0].value == {"de": "Übersicht", "en": "Overview"}[tongue]
    assert raw_keys_on(at) == []


@pytest.mark.parametrize(
    ("locale", "title"), [("de-DE", "Übersicht"), ("en-GB", "Overview"), ("fr-FR", "Übersicht")]
)
def test_frame_follows_the_browser(frame: Open, locale: str, title: str) -> None:
    """Without a wish in the address the browser's language counts, German where it is neither."""
    assert frame(locale=locale).title[0].value == title


def test_switching_the_language_is_remembered(frame: Open, kit: FakeKit) -> None:
    """The switch redraws the page; the choice stands in the address and holds for later visits."""
    at = frame(lang="de")
    at.segmented_control(key="tongue").set_value("en").run()
    assert at.title[0].value == "Overview"
    assert at.query_params["lang"] == "en"
    assert kit.choice("tongue") == "en"
    assert frame(locale="de-DE").title[0].value == "Overview"
    assert frame(locale="de-DE", lang="de").title[0].value == "Übersicht"


def test_a_language_that_cannot_be_looked_up_is_the_browsers(frame: Open, kit: FakeKit) -> None:
    """A damaged archive must not keep the page from saying so."""

    def damaged(name: str) -> str:
        raise ArchiveBusy("archive_busy")

    kit.choice = damaged  # type: ignore[method-assign]
    assert frame(locale="en-GB").title[0].value == "Overview"


def test_an_unknown_address_is_told_in_words(frame: Open) -> None:
    """The server leads there with a sign in the address; without it nothing is said."""
    assert frame(lang="de", unknown="1").warning[0].value.startswith("Diese Seite gibt es nicht")
    assert not frame(lang="de").warning


def test_frame_words_errors(frame: Open, kit: FakeKit) -> None:
    """An error of the kit is a sentence on the page, not a traceback."""
    kit.broken = ArchiveBusy("archive_busy")
    at = frame(lang="de")
    assert not at.exception
    assert len(at.error) == 1
    assert "Archiv" in at.error[0].value


def test_demo_space_says_that_it_is_fictional(frame: Open) -> None:
    """The demo workspace is labelled and offers the way back."""
    at = frame(lang="en", space="demo")
    assert any("fictional" in one.value for one in at.caption)
    at.query_params.clear()  # as another page does
    assert at.run().query_params["space"] == "demo"
    at.button(key="demo_out").click().run()
    assert not any("fictional" in one.value for one in at.caption)
    assert "space" not in at.query_params


def test_raw_keys_would_be_found() -> None:
    """The check for raw keys sees one that stands on a page."""

    def script() -> None:
        import streamlit as st

        st.markdown("Hier steht review.next statt Worten")
        st.button("page.add", key="x")

    assert raw_keys_on(AppTest.from_function(script).run()) == ["review.next", "page.add"]


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_the_other_language(page: Open, kit: FakeKit, name: str, tongue: str) -> None:
    """What we say is all of one language; only words of notes may be of another."""
    other = re.compile(ENGLISH if tongue == "de" else GERMAN)
    filled = words_on(page(name, tongue))
    kit.analyses.clear()
    for said in (words_on(page(name, tongue)), _without_notes(filled)):
        assert [found[0] for found in other.finditer(said)] == []


def test_words_of_the_other_language_would_be_found() -> None:
    """The lists know words that hardly a sentence does without."""
    assert re.search(ENGLISH, "Bitte save the note")
    assert re.search(GERMAN, "Please Notiz und Text")


def test_another_page_does_not_lose_the_language(frame: Open) -> None:
    """A language that is not the browser's own is written back into the address."""
    at = frame(locale="de-DE", lang="en")
    at.query_params.clear()
    assert at.run().query_params["lang"] == "en"
    assert "lang" not in frame(locale="de-DE").query_params


def _without_notes(said: str) -> str:
    """What a page says, less the lines that hold words of a note."""
    theirs = {
        word
        for analysis in NOTES
        for word in re.findall(r"\w+", f"{analysis.note.text} {analysis.note.session}")
    }
    lines = said.splitlines()
    return "\n".join(line for line in lines if not theirs & set(re.findall(r"\w{5,}", line)))
