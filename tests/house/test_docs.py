"""The README says what is there."""

from __future__ import annotations

import re
from pathlib import Path

from typer.main import get_command

from iolkit.cli import app

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TREE = README.split("## The tree")[1]


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
    """The command line is documented whole, and nothing else is."""
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    named = README.split("## The command line")[1].split("## The tree")[0]
    assert {name for name in commands if not re.search(rf"\b{name}\b", named)} == set()


def test_the_papers_name_no_path_of_a_machine() -> None:
    """What is shipped reads the same everywhere."""
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("iolkit/**/*.py")]:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.])/(work|root|home/\w+)/", text), path
