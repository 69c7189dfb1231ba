"""The first minutes: from an empty start into the demo with one click, then round every page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from iolkit.phrases import TONGUES, Tongue, keys, say
from tests.e2e.visiting import Visit

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.weights,
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
FREQUENT = range(5, 8)
"""So many pages are always in sight; the others lie below "More"."""
LONG = 24
"""Phrases this long stand in no note by chance."""


def test_one_click_into_the_demo(house: str, visit: Callable[..., Visit]) -> None:
    """The empty start offers two ways; one click leads to notes with something to do."""
    seen = visit(house)
    seen.page.get_by_role("button", name=say("overview.first", "de")).wait_for()
    seen.settled()
    seen.is_sound()
    seen.shot("start.de")
    seen.click("button", say("demo.offer", "de"))
    seen.page.get_by_text(say("overview.by_band", "de")).wait_for(timeout=240_000)
    seen.settled()
    seen.is_sound()
    assert seen.clicks == 1
    assert "space=demo" in seen.page.url
    assert say("overview.open_button", "de") in seen.text()


def test_later_pages_fit_a_phone(house: str, visit: Callable[..., Visit]) -> None:
    """Debrief, plan, map and language model on 390 points, from the demo."""
    seen = visit(house, "/?space=demo", width=390, has_touch=True, is_mobile=True)
    seen.page.get_by_text(say("overview.by_band", "de")).wait_for(timeout=240_000)
    for page in ("debrief", "plan", "map", "model"):
        seen.wants(f"/{page}?space=demo")
        seen.page.get_by_role("heading", name=say(f"page.{page}", "de"), exact=True).wait_for()
        seen.settled()
        seen.fits()
        seen.is_sound()
        seen.shot(f"phone-{page}.de")


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_page_speaks_one_language(
    house: str, visit: Callable[..., Visit], tongue: Tongue
) -> None:
    """Each page opens from the menu: no error, no raw key, no word of the other language, and
    nothing is asked of another host."""
    seen = visit(house, f"/?space=demo&lang={tongue}", locale="en-GB")
    seen.page.get_by_text(say("overview.by_band", tongue)).wait_for(timeout=240_000)
    menu = [one.inner_text() for one in seen.page.get_by_test_id("stTopNavLink").all()]
    more = say("page.more", tongue)
    seen.click("button", more, exact=True)
    rare = [one.inner_text() for one in seen.page.get_by_role("menuitem").all()]
    seen.page.keyboard.press("Escape")
    assert len(menu) in FREQUENT
    assert rare
    for title in (*menu, *rare):
        if title in rare:
            seen.click("button", more, exact=True)
        seen.click("menuitem" if title in rare else "link", title, exact=True)
        seen.page.get_by_role("heading", name=title, exact=True).wait_for()
        seen.settled()
        seen.is_sound()
        seen.fits()
        seen.shot(f"{urlsplit(seen.page.url).path.strip('/') or 'overview'}.{tongue}")
        assert foreign(seen.text(), tongue) == []


def foreign(text: str, tongue: Tongue) -> list[str]:
    """Long phrases of the other language that stand in a text."""
    other: Tongue = "en" if tongue == "de" else "de"
    own = set(map(str, keys(tongue).values()))
    return [
        phrase
        for phrase in keys(other).values()
        if isinstance(phrase, str) and len(phrase) >= LONG and phrase not in own and phrase in text
    ]
