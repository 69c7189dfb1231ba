"""The papers say what is there: tree, commands, settings, rules, figures, labels, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from typer.main import get_command

from iolkit.cli import app
from iolkit.cli.examples import EXAMPLES, WITH_MODEL
from iolkit.phrases import TONGUES, say
from iolkit.settings import Settings
from tests.house import cli_reference
from tests.house.shown import PAPERS, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TREE = README.split("## The tree")[1].split("## Licence")[0]
GUIDES = ROOT / "docs" / "guides"
PICTURES = ROOT / "docs" / "pictures"
LINK = re.compile(r"\]\(([^)\s]+)\)")
MOST_BYTES = 200_000
HANDLINGS = {
    "de": {
        "ok": "bleibt", "G": "in weicheren Worten", "N": "verborgen", "C": "nach Zustimmung",
        "X": "gesperrt",
    },
    "en": {
        "ok": "kept", "G": "in softer words", "N": "hidden", "C": "after consent", "X": "blocked",
    },
}  # fmt: skip


def commands() -> dict[str, object]:
    """Every command by its name."""
    return dict(get_command(app).commands)  # type: ignore[attr-defined]


def test_every_path_of_the_tree_exists() -> None:
    """No file is promised that is not there."""
    promised = re.findall(r"^( *)([\w./]+?/?)  +\S", TREE, re.M)
    assert len(promised) > 20
    for indent, name in promised:
        place = ROOT / "iolkit" / name if indent else ROOT / name
        assert place.exists(), name


def test_every_part_of_the_package_is_in_the_tree() -> None:
    """No part is hidden from the newcomer."""
    for place in (ROOT / "iolkit").iterdir():
        name = place.name
        if name.startswith(("_", ".")) or not (place.is_dir() or name.endswith(".py")):
            continue
        assert re.search(rf"\b{re.escape(name)}", TREE), name


def test_every_command_is_in_the_readme() -> None:
    """The command line is named whole."""
    named = README.split("## The command line")[1].split("## The tree")[0]
    assert {name for name in commands() if not re.search(rf"\b{name}\b", named)} == set()


def test_the_reference_of_the_command_line_is_up_to_date() -> None:
    """docs/cli.md is what `python -m tests.house.cli_reference` writes."""
    assert cli_reference.FILE.read_text(encoding="utf-8") == cli_reference.reference()


def test_every_option_has_an_example() -> None:
    """Each command has examples, which together use each of its options."""
    assert set(EXAMPLES) == set(commands())
    for name, command in commands().items():
        words = " ".join([*EXAMPLES[name], *WITH_MODEL.get(name, ())]).split()
        for each in command.params:  # type: ignore[attr-defined]
            if each.param_type_name != "option" or each.name in ("data", "help"):
                continue
            assert set(each.opts) & set(words), f"iolkit {name}: no example of {each.opts}"
    assert "--data" in " ".join(EXAMPLES["add"])


def test_every_setting_is_in_the_guide() -> None:
    """The table of settings and the settings are the same."""
    text = (GUIDES / "engineers.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `IOLKIT_(\w+)` \|", text, re.M))
    assert told == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_table_of_who_may_hear_what_is_the_policy(tongue: str) -> None:
    """The guide's table is prompts/policy.yaml, cell by cell."""
    rules = yaml.safe_load((ROOT / "prompts" / "policy.yaml").read_text(encoding="utf-8"))
    guide = (GUIDES / f"learning-and-development.{tongue}.md").read_text(encoding="utf-8")
    rows = {
        cells[0]: cells[1:]
        for line in guide.splitlines()
        if len(cells := [cell.strip() for cell in line.strip("|").split("|")]) == 5
    }
    for category, rule in rules["categories"].items():
        told = [HANDLINGS[tongue][rule["handling"][audience]] for audience in "EUPÖ"]
        assert rows[say(f"category.{category}", tongue)] == told, category  # type: ignore[arg-type]


def test_the_figures_are_those_of_the_card() -> None:
    """What the README says is caught is what the card of the recognizers says."""
    card = (ROOT / "iolkit/recognizers/models/README.md").read_text(encoding="utf-8")
    measured = re.split(r"Caught by category, left out / dev: ", card)[1].split("\n\n")[0]
    told = sorted(re.findall(r"^\| [^|]+ \| (\d+) \|$", README, re.M), key=int)
    dev = [float(each) for each in re.findall(r"/ (\d\.\d+)", measured)]
    (whole,) = re.findall(r"^\| dev \| (\d\.\d+) \| (\d\.\d+) \| (\d\.\d+) \|$", card, re.M)
    caught, right, owner = (round(100 * float(each)) for each in whole)
    assert told == [str(each) for each in sorted([caught, *(round(100 * each) for each in dev)])]
    assert f"it marks, {right} are right" in " ".join(README.split())
    assert f"it says rightly in {owner} of 100" in " ".join(README.split())
    for guide in GUIDES.glob("*.??.md"):
        assert re.search(rf"\b{caught}\b", guide.read_text(encoding="utf-8")), guide.name


def phrases_of(tongue: str) -> Iterator[str]:
    """Every phrase of a language, cut before its first placeholder."""

    def walk(value: object) -> Iterator[str]:
        if isinstance(value, dict):
            for each in value.values():
                yield from walk(each)
        else:
            yield re.sub(r"\s*\(?\{.*", "", str(value), flags=re.S)

    text = (ROOT / "prompts" / f"phrases.{tongue}.yaml").read_text(encoding="utf-8")
    return walk(yaml.safe_load(text))


@pytest.mark.parametrize("guide", sorted(GUIDES.glob("participants.*")), ids=lambda p: p.name)
def test_what_a_guide_says_to_click_is_on_the_page(guide: Path) -> None:
    """Bold words of a guide are words of the page, letter by letter."""
    labels = re.findall(r"\*\*(.+?)\*\*", guide.read_text(encoding="utf-8"))
    assert len(labels) > 10
    assert set(labels) - set(phrases_of(guide.suffixes[0][1:])) == set()


@pytest.mark.parametrize(
    "guide", sorted(GUIDES.glob("learning-and-development.*")), ids=lambda p: p.name
)
def test_the_same_for_learning_and_development(guide: Path) -> None:
    """Bold words are words of the page, or questions (which end in a question mark)."""
    labels = re.findall(r"\*\*(.+?)\*\*", guide.read_text(encoding="utf-8"))
    clicked = {label for label in labels if not label.endswith("?")}
    assert len(clicked) > 5
    assert clicked - set(phrases_of(guide.suffixes[0][1:])) == set()


def test_guides_come_in_both_languages() -> None:
    """Participants and learning and development read German or English, with the same parts."""
    for name in ("participants", "learning-and-development"):
        texts = [(GUIDES / f"{name}.{each}.md").read_text(encoding="utf-8") for each in TONGUES]
        for what in (r"^#+ ", r"^!\[", r"^\| ", r"^\d\. "):
            german, english = (len(re.findall(what, text, re.M)) for text in texts)
            assert german == english, f"{name}: {what}"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(paper: Path) -> None:
    """Every relative link is a file or folder, every anchor a heading of it."""
    for target in LINK.findall(paper.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        place = (paper.parent / name).resolve() if name else paper
        assert place.exists(), f"{paper.name}: {target}"
        if anchor:
            assert anchor in anchors(place), f"{paper.name}: {target}"


def anchors(paper: Path) -> set[str]:
    """What its headings may be linked by."""
    headings = re.findall(r"^#+ (.+)$", paper.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


def test_pictures_are_used_and_light() -> None:
    """No picture lies about unused, and none is heavier than 200 kB."""
    shown = {
        (paper.parent / target).resolve()
        for paper in PAPERS
        for target in LINK.findall(paper.read_text(encoding="utf-8"))
    }
    pictures = [each for each in PICTURES.iterdir() if each.suffix in (".png", ".svg")]
    assert len(pictures) >= 8
    for picture in pictures:
        assert picture.resolve() in shown, picture.name
        assert picture.stat().st_size < MOST_BYTES, picture.name


def test_every_picture_says_what_it_shows() -> None:
    """Whoever does not see a picture is told what is on it."""
    for paper in PAPERS:
        for told in re.findall(r"!\[(.*?)\]\(", paper.read_text(encoding="utf-8")):
            assert len(told) > 20, paper.name


def test_the_papers_name_no_path_of_a_machine() -> None:
    """What is shipped reads the same everywhere."""
    for path in [*PAPERS, *ROOT.glob("iolkit/**/*.py"), *ROOT.glob("docs/pictures/*.svg")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])/(work|root|home/\w+)/", text), path
