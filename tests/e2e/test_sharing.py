"""A search that is narrowed, opened and sent on: a colleague's browser shows the same."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from iolkit.phrases import say
from tests.e2e.visiting import Visit

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.weights,
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
WORDS = "Erfahrungswissen sichern"
PLACES = "[data-testid=stMain] [class*=st-key-open_]"


def test_a_link_shows_the_same_elsewhere(house: str, visit: Callable[..., Visit]) -> None:
    """Words, filter, hits and the open passage travel in the address, into either language."""
    seen = visit(house, "/search?space=demo")
    page = seen.page
    field = page.get_by_role("searchbox")
    field.wait_for(timeout=240_000)
    field.fill(WORDS)
    field.press("Enter")
    page.locator(PLACES).first.wait_for()
    seen.settled()
    unfiltered = hits(seen)

    seen.click("button", say("search.filters", "de"), exact=False)
    kind = say("kind.method", "de")
    page.get_by_test_id("stPopoverBody").get_by_text(kind, exact=True).click()
    page.get_by_role("button", name=kind).last.wait_for()
    page.keyboard.press("Escape")
    page.wait_for_url("**kind=method**")
    seen.settled()
    found = hits(seen)
    assert found
    assert found != unfiltered

    seen.click("button", say("search.open", "de"))
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("button", name=say("search.to_note", "de")).wait_for()  # drawn last
    page.wait_for_url("**passage=**")
    seen.settled()
    passage = drawer.inner_text()
    seen.is_sound()
    seen.shot("passage.de")

    other = visit(house, page.url.removeprefix(house))
    there = other.page.get_by_role("dialog")
    there.get_by_role("button", name=say("search.to_note", "de")).wait_for()
    other.settled()
    assert there.inner_text() == passage
    assert hits(other) == found
    assert other.page.get_by_role("searchbox").input_value() == WORDS
    other.page.get_by_role("button", name="Close").click()
    there.wait_for(state="detached")
    other.page.wait_for_function("!location.search.includes('passage=')")
    assert hits(other) == found
    other.is_sound()

    english = visit(house, f"{page.url.removeprefix(house)}&lang=en", locale="en-GB")
    english.page.get_by_role("heading", name=say("page.search", "en")).wait_for()
    english.page.get_by_role("button", name=say("kind.method", "en")).wait_for(timeout=240_000)


def hits(seen: Visit) -> list[str]:
    """The keys of the hits on the page, in their order."""
    classes = (one.get_attribute("class") or "" for one in seen.page.locator(PLACES).all())
    return re.findall(r"st-key-open_\w+", " ".join(classes))
