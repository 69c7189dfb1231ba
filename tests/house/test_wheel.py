"""The built wheel works where the checkout is out of sight."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("iolkit", "app", "prompts", "corpus", "pyproject.toml", "README.md", "LICENSE")
NOTE = """---
title: Round table
language: en
---
- Start every handover three months before the person leaves, with one page
  of nine questions. It works without any training.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what is shipped."""
    source = tmp_path_factory.mktemp("source")
    for name in SHIPPED:
        place = ROOT / name
        if place.is_dir():
            shutil.copytree(place, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(place, source / name)
    build = "from hatchling.build import build_wheel; print(build_wheel('.'))"
    done = subprocess.run(
        [sys.executable, "-c", build], cwd=source, capture_output=True, text=True, check=True
    )
    return source / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second environment with the wheel, seeing this environment's packages but no checkout."""
    home = tmp_path_factory.mktemp("venv")
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    place = next(home.rglob("site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    ours = Path(next(p for p in sys.path if p.endswith("site-packages")))
    (place / "borrowed.pth").write_text(str(ours), encoding="utf-8")
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def iolkit(python: Path, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command line far from the checkout."""
    return subprocess.run(
        [str(python), "-m", "iolkit", *words], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_the_wheel_is_complete(wheel: Path) -> None:
    """Pages, prompts, corpus and trained parts are inside."""
    names = zipfile.ZipFile(wheel).namelist()
    for start in ("iolkit/_app/main.py", "iolkit/_prompts/policy.yaml", "iolkit/_corpus/notes/"):
        assert any(name.startswith(start) for name in names), start
    assert any(name.endswith(".npz") for name in names)
    assert not any("__pycache__" in name for name in names)


def test_the_installed_command_tells_its_version(python: Path, tmp_path: Path) -> None:
    """The package that answers is the installed one."""
    where = subprocess.run(
        [str(python), "-c", "import iolkit; print(iolkit.__file__)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert str(ROOT) not in where.stdout
    done = iolkit(python, tmp_path, "--version")
    assert (done.returncode, done.stdout.split()[0]) == (0, "iolkit")


def test_the_installed_command_analyses(python: Path, tmp_path: Path) -> None:
    """A note is read with what the wheel alone brings."""
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    done = iolkit(python, tmp_path, "analyse", "note.md", "--jsonl")
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert read["items"]
    assert read["note"]["title"] == "Round table"
