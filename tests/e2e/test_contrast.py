"""Every word can be told from its ground, by day and by night (WCAG 2.2, 1.4.3: 4.5 to 1, large
text 3 to 1), measured from the colours that the browser has computed.

One exception: Streamlit writes white on the accent colour, and the accent colour on a dark page. No
colour reaches 4.5 with both. What is chosen or pressed with it is told by a frame as well and held
to 3.8.
"""

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
FADED_MS = 600
"""What was waiting to be drawn anew is pale for as long as its transition takes."""
# Relative luminance and contrast as WCAG 2.2 defines them. A canvas turns any notation of a colour
# into numbers; grounds lie on one another with their transparency, and so does the word.
FAINT = """() => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const numbers = colour => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = ([r, g, b, a], ground) =>
        [r, g, b].map((part, n) => part * a + ground[n] * (1 - a));
    const light = parts => parts.map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n], 0);
    const chain = node => {
        const found = [];
        for (let one = node; one; one = one.parentElement) found.unshift(one);
        return found;
    };
    // What a chart has drawn before a word and under its middle is the word's ground.
    const drawnUnder = (holder, box) => {
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        return [...holder.closest('svg').querySelectorAll('path, rect, circle')].filter(one => {
            const area = one.getBoundingClientRect();
            return one.compareDocumentPosition(holder) & Node.DOCUMENT_POSITION_FOLLOWING
                && area.left <= x && x <= area.right && area.top <= y && y <= area.bottom
                && getComputedStyle(one).fill !== 'none';
        });
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const holder = node.parentElement;
        if (!node.data.trim() || !holder.checkVisibility({visibilityProperty: true})) continue;
        if (holder.closest('[disabled], [aria-disabled=true], style, script')) continue;
        const box = holder.getBoundingClientRect();
        if (box.width < 2 || box.height < 2 || box.bottom < 0) continue;
        let ground = [255, 255, 255], opacity = 1;
        for (const one of chain(holder)) {
            const style = getComputedStyle(one);
            opacity *= parseFloat(style.opacity);
            const [r, g, b, a] = numbers(style.backgroundColor);
            ground = over([r, g, b, a * opacity], ground);
        }
        const style = getComputedStyle(holder);
        const drawn = holder.closest('svg') && !holder.closest('[data-testid=stIconMaterial]');
        for (const one of drawn ? drawnUnder(holder, box) : []) {
            const paint = getComputedStyle(one);
            const [r, g, b, a] = numbers(paint.fill);
            ground = over([r, g, b, a * paint.fillOpacity * paint.opacity], ground);
        }
        const [r, g, b, a] = numbers(drawn ? style.fill : style.color);
        const word = over([r, g, b, a * opacity], ground);
        const [low, high] = [light(word), light(ground)].sort((x, y) => x - y);
        const ratio = (high + 0.05) / (low + 0.05);
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
        const accent = holder.closest(
            '[kind=primary], [role=radio][aria-checked=true], [data-tag]');
        if (ratio < (large ? 3 : accent ? 3.8 : 4.5))
            found.push(`${ratio.toFixed(2)} ${node.data.trim().slice(0, 40)}`
                + ` ${word.map(Math.round)} on ${ground.map(Math.round)}`);
    }
    return [...new Set(found)];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out(house: str, visit: Callable[..., Visit], scheme: str) -> None:
    """Marks, badges, captions, buttons and the words in charts, on the pages that have most."""
    seen = visit(house, "/?space=demo", color_scheme=scheme)
    page = seen.page
    page.get_by_text(say("overview.by_band", "de")).wait_for(timeout=240_000)
    measured = {"overview": _faint(seen)}
    seen.wants("/review?space=demo")
    page.get_by_text(say("review.view_marked", "de")).wait_for()
    measured["review"] = _faint(seen)
    seen.shot(f"review-{scheme}.de")
    seen.wants("/review?space=demo&side=items")
    page.get_by_text(say("review.grounds", "de")).first.click()
    page.locator("[data-testid=stVegaLiteChart] svg text").first.wait_for()
    measured["chart"] = _faint(seen)
    seen.shot(f"chart-{scheme}.de")
    seen.wants("/search?space=demo&q=Erfahrungswissen")
    page.get_by_text(say("search.share", "de")).wait_for()
    measured["search"] = _faint(seen)
    seen.wants("/map?space=demo")
    page.get_by_text(say("map.open", "de")).wait_for()
    page.locator("[data-testid=stVegaLiteChart] svg text").first.wait_for()
    measured["map"] = _faint(seen)
    seen.shot(f"map-{scheme}.de")
    seen.wants("/plan?space=demo")
    page.get_by_role("radio", name=say("here.part_plan", "de"), exact=True).wait_for()
    page.locator("[data-testid=stVegaLiteChart] svg text").first.wait_for()
    measured["plan"] = _faint(seen)
    seen.shot(f"plan-{scheme}.de")
    seen.click("radio", say("here.part_plan", "de"))
    page.get_by_text(say("here.days", "de"), exact=True).wait_for()
    page.mouse.move(0, 0)
    measured["plan of days"] = _faint(seen)
    seen.wants("/debrief?space=demo")
    page.get_by_role("button", name=say("debrief.save", "de")).wait_for()
    measured["debrief"] = _faint(seen)
    seen.wants("/model?space=demo")
    page.get_by_text(say("language_model.how", "de")).click()
    page.get_by_text(say("language_model.how_what", "de")).wait_for()
    measured["model"] = _faint(seen)
    assert measured == {name: [] for name in measured}


def _faint(seen: Visit) -> list[str]:
    seen.settled()
    seen.page.wait_for_function("!document.querySelector('[data-stale=true]')")
    seen.page.wait_for_timeout(FADED_MS)
    return list(seen.page.evaluate(FAINT))
