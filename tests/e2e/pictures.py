"""Take the pictures of README and guides: `.venv/bin/python -m tests.e2e.pictures [NAME...]`.

Serves the demo workspace from a fresh folder, walks to each scene in German and English and writes
docs/pictures/NAME.{de,en}.png with few colours, so that each stays under 200 kB. Buttons are found
by their phrases: a new wording needs no change here. Run it again whenever a page has changed.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from iolkit.kit import Kit, load_settings
from iolkit.phrases import TONGUES, Tongue, say
from tests.e2e.conftest import BROWSERS, ROOT, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURES = ROOT / "docs" / "pictures"
WIDTH = 1280
SHARPNESS = 1.5
COLOURS = 128
MOST_BYTES = 200_000
NOTE = {"de": "protokoll-qualitaetszirkel.docx", "en": "crane-safety-peer-review.pdf"}
QUESTION = {
    "de": "Wie bleibt Wissen im Haus, wenn jemand geht?",
    "en": "What should we do before an expert leaves?",
}
SETTLE_MS = 1500
Walk = Callable[["Page", Tongue], None]


def overview(page: Page, tongue: Tongue) -> None:
    """What is here, in figures, and what to do next."""
    page.get_by_text(say("overview.by_band", tongue)).first.wait_for()


def review(page: Page, tongue: Tongue) -> None:
    """A note with its marks, and the decisions beside it; the summary above is folded."""
    page.get_by_text(say("review.summary", tongue)).first.click()
    page.get_by_text(say("review.view_marked", tongue)).first.wait_for()


def search(page: Page, tongue: Tongue) -> None:
    """A question in plain words, and its answer with sources."""
    field = page.get_by_role("searchbox")
    field.fill(QUESTION[tongue])
    field.press("Enter")
    page.get_by_text(say("ask.sources", tongue)).first.wait_for()


def handover(page: Page, tongue: Tongue) -> None:
    """The preview of a handover for partners, and what was changed for them."""
    page.get_by_role("radio", name=say("send.to_partners", tongue), exact=True).first.click()
    page.get_by_text(say("send.about_partners", tongue)).first.wait_for()
    page.get_by_text(say("send.changes", tongue)).first.wait_for()
    page.get_by_role("button", name=say("send.download", tongue)).first.wait_for()


def item_map(page: Page, tongue: Tongue) -> None:
    """Every learning item by how far it travels and how clearly it is told."""
    page.get_by_text(say("map.what", tongue)).first.wait_for()
    page.locator("[data-testid=stVegaLiteChart] svg").first.wait_for()


def plan(page: Page, tongue: Tongue) -> None:
    """Whether one learning fits here, and why."""
    page.get_by_role("radio", name=say("here.part_plan", tongue), exact=True).wait_for()


SCENES: dict[str, tuple[str, int, Walk]] = {
    "overview": ("?space=demo&lang={tongue}", 880, overview),
    "review": ("review?space=demo&note={note}&lang={tongue}", 940, review),
    "search": ("search?space=demo&lang={tongue}", 800, search),
    "handover": ("handover?space=demo&note={note}&lang={tongue}", 1300, handover),
    "map": ("map?space=demo&lang={tongue}", 900, item_map),
    "plan": ("plan?space=demo&item={item}&lang={tongue}", 1000, plan),
}


def main(names: list[str]) -> None:
    """Take the scenes named, or all of them."""
    path = os.environ.get("IOLKIT_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)))
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shown = {tongue: loaded(data, tongue) for tongue in TONGUES}
        command = ["iolkit", "demo", "--no-browser", "--data", str(data), "--port"]
        with serving(command, Path(folder)) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
            for name in names or list(SCENES):
                where, height, walk = SCENES[name]
                for tongue in TONGUES:
                    context = browser.new_context(
                        locale=f"{tongue}-{'DE' if tongue == 'de' else 'GB'}",
                        viewport={"width": WIDTH, "height": height},
                        device_scale_factor=SHARPNESS,
                    )
                    context.set_default_timeout(120_000)
                    page = context.new_page()
                    page.goto(f"{address}/{where.format(**shown[tongue], tongue=tongue)}")
                    walk(page, tongue)
                    page.mouse.move(0, 0)
                    page.wait_for_timeout(SETTLE_MS)
                    save(page.screenshot(), PICTURES / f"{name}.{tongue}.png")
                    context.close()
            browser.close()


def loaded(data: Path, tongue: Tongue) -> dict[str, str]:
    """Load the demo of a language; the ids of the note and of the learning item that are shown."""
    with Kit.demo(load_settings(data_dir=data), language=tongue) as kit:
        note = kit.find_notes(NOTE[tongue])[0]
        return {"note": note, "item": kit.note(note).analysis.items[0].id}


def save(shot: bytes, file: Path) -> None:
    """Write a screenshot with few colours. Raises ValueError when it is still too heavy."""
    few = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {size // 1000} kB", flush=True)  # noqa: T201 - a script talks
    if size > MOST_BYTES:
        raise ValueError(f"{file.name} has {size} bytes; take fewer colours or less height")


if __name__ == "__main__":
    main(sys.argv[1:])
