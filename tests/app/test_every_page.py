"""What holds on every page, in both languages."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from iolkit.errors import ArchiveBusy
from tests.app.conftest import Open, raw_keys_on, words_on
from tests.app.fake_kit import FakeKit

PAGES = ("add", "review", "search", "handover")
TONGUES = ("de", "en")


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("name", PAGES)
def test_opens_in_words(page: Open, name: str, tongue: str) -> None:
    """A page with notes draws without an exception and shows no raw key."""
    at = page(name, tongue)
    assert not at.exception
    assert len(words_on(at)) > 100
    assert raw_keys_on(at) == []


@pytest.mark.parametrize("tongue", TONGUES)
@pytest.mark.parametrize("name", PAGES)
def test_says_what_to_do_when_empty(page: Open, kit: FakeKit, name: str, tongue: str) -> None:
    """A page without notes tells the next step instead of showing nothing."""
    kit.analyses.clear()
    at = page(name, tongue)
    assert not at.exception
    assert at.info
    assert at.button
    assert raw_keys_on(at) == []


@pytest.mark.parametrize("name", PAGES)
def test_languages_differ_and_keys_do_not(page: Open, name: str) -> None:
    """The same widgets stand on a page in either language, worded differently."""
    german, english = page(name, "de"), page(name, "en")
    assert [one.key for one in german.button] == [one.key for one in english.button]
    assert [one.label for one in german.button] != [one.label for one in english.button]


@pytest.mark.parametrize("name", PAGES)
def test_one_primary_action(page: Open, name: str) -> None:
    """At most one button of a page is the primary one."""
    kinds = [one.proto.type for one in page(name, "de").button]
    assert kinds.count("primary") <= 1


@pytest.mark.parametrize("tongue", TONGUES)
def test_frame_opens_on_the_notes(frame: Open, tongue: str) -> None:
    """The app opens on the first page, in the language of the address."""
    at = frame(lang=tongue)
    assert not at.exception
    assert at.title[0].value == {"de": "Notizen", "en": "Notes"}[tongue]
    assert raw_keys_on(at) == []


@pytest.mark.parametrize(
    ("locale", "title"), [("de-DE", "Notizen"), ("en-GB", "Notes"), ("fr-FR", "Notizen")]
)
def test_frame_follows_the_browser(frame: Open, locale: str, title: str) -> None:
    """Without a wish in the address the browser's language counts, German where it is neither."""
    assert frame(locale=locale).title[0].value == title


def test_switching_the_language_keeps_it_in_the_address(frame: Open) -> None:
    """The switch redraws the page and writes the choice into the address."""
    at = frame(lang="de")
    at.segmented_control(key="tongue").set_value("en").run()
    assert at.title[0].value == "Notes"
    assert at.query_params["lang"] == "en"


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


def test_another_page_does_not_lose_the_language(frame: Open) -> None:
    """A language that is not the browser's own is written back into the address."""
    at = frame(locale="de-DE", lang="en")
    at.query_params.clear()
    assert at.run().query_params["lang"] == "en"
    assert "lang" not in frame(locale="de-DE").query_params
