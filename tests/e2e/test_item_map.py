"""The map in a browser: a point is clicked, its item opens; from there to the plan, whose what-if
and calendar work on a phone too."""

from __future__ import annotations

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
SIGNS = "[data-testid=stVegaLiteChart] svg .mark-symbol.role-mark path"


@pytest.mark.parametrize("width", [1280, 390])
def test_from_a_point_to_a_plan(house: str, visit: Callable[..., Visit], width: int) -> None:
    """What is clicked is what opens, here and on the next page; both fit their screen."""
    seen = visit(house, "/map?space=demo", width=width)
    page = seen.page
    page.locator(SIGNS).first.wait_for(timeout=240_000)
    seen.settled()
    sign = page.locator(SIGNS).nth(3)
    told = sign.get_attribute("aria-label") or ""
    sign.click(force=True)
    page.get_by_role("button", name=say("here.link", "de")).wait_for()
    seen.settled()
    opened = page.get_by_role("combobox", name=say("map.open", "de")).input_value()
    assert opened
    assert opened.removesuffix(" …") in told
    seen.shot(f"map-item-{width}.de")

    seen.click("button", say("here.link", "de"))
    page.get_by_role("radio", name=say("here.part_plan", "de"), exact=True).wait_for()
    seen.settled()
    assert page.get_by_role("combobox", name=say("here.item", "de")).input_value() == opened
    seen.click("radio", say("here.part_plan", "de"))
    with page.expect_download() as made:
        seen.click("button", say("here.calendar", "de"))
    assert made.value.path().read_bytes().startswith(b"BEGIN:VCALENDAR")
    seen.fits()
    seen.is_sound()
    seen.shot(f"plan-{width}.de")
