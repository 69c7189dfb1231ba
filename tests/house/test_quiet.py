"""Nothing is written outside the data folder, and no library keeps anything to send."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from iolkit.search import models_folder
from iolkit.search.encoder import is_exported

pytestmark = pytest.mark.weights
# Libraries keep still where they see a build server or a test; a person's computer shows neither.
TELLING = ("CI", "GITHUB_ACTIONS", "ORT_RUNNING_UNIT_TESTS", "ORT_DISABLE_TELEMETRY")
NOTE = "- Ein Blatt mit neun Fragen, jeder Teamleiter führt das Gespräch ohne Schulung.\n"


def written(home: Path, *words: str) -> set[str]:
    """Files that stand in a person's home after running Python with `words`."""
    if not is_exported(models_folder()):
        pytest.skip("the search model has not been prepared (iolkit doctor --prepare)")
    environment = {name: value for name, value in os.environ.items() if name not in TELLING}
    environment |= {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "LOCALAPPDATA": str(home / "local"),
        "IOLKIT_WEIGHTS_DIR": str(models_folder()),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    subprocess.run([sys.executable, *words], cwd=home, env=environment, check=True)
    return {str(each.relative_to(home)) for each in home.rglob("*") if each.is_file()}


def test_commands_write_into_the_data_folder_alone(tmp_path: Path) -> None:
    """No identifier, no cache and no waiting report of a library is left in a person's home."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "note.md").write_text(NOTE, encoding="utf-8")
    data = ["--data", str(tmp_path / "notes")]
    written(home, "-m", "iolkit", "add", "note.md", *data)
    assert written(home, "-m", "iolkit", "search", "Gespräch", *data) == {"note.md"}


def test_the_encoder_alone_is_as_quiet(tmp_path: Path) -> None:
    """Whoever takes the encoder without the Kit is not reported either."""
    script = (
        "from iolkit.search import OnnxEncoder, models_folder\n"
        "import os; from pathlib import Path\n"
        "OnnxEncoder(Path(os.environ['IOLKIT_WEIGHTS_DIR'])).plain(['one text'])\n"
    )
    assert written(tmp_path, "-c", script) == set()
