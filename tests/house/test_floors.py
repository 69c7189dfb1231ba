"""The floors hold: import-linter passes, and it would notice a breach."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]


def test_every_file_imports_only_from_floors_below() -> None:
    """The layers of pyproject.toml are kept, and every module has a floor."""
    done = subprocess.run(LINT, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_breach_is_noticed(tmp_path: Path) -> None:
    """A ground floor that imports from above fails the check."""
    ignored = shutil.ignore_patterns("__pycache__", "*.npz", "*.tsv")
    shutil.copytree(ROOT / "iolkit", tmp_path / "iolkit", ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    errors = tmp_path / "iolkit" / "errors.py"
    errors.write_text(errors.read_text(encoding="utf-8") + "\nimport iolkit.kit\n", "utf-8")
    done = subprocess.run(
        LINT,
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
