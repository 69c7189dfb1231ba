"""What importing and starting costs: nothing heavy before it is needed, one place a library."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "torch", "chromadb", "langchain", "langchain_core", "streamlit", "sentence_transformers",
    "transformers", "spacy", "onnxruntime", "sklearn", "pandas", "pypdfium2", "docx", "pptx",
    "reportlab", "py3langid", "phonenumbers", "tiktoken",
}  # fmt: skip
ONE_PLACE = {
    "langchain": ("iolkit/llm/", "iolkit/retriever.py"),
    "langchain_core": ("iolkit/llm/", "iolkit/retriever.py"),
    "chromadb": ("iolkit/search/",),
    "sentence_transformers": ("iolkit/search/", "iolkit/training/"),
    "onnxruntime": ("iolkit/search/", "iolkit/recognizers/"),
    "spacy": ("iolkit/recognizers/",),
    "typer": ("iolkit/cli",),
    "streamlit": ("app/",),
    "sklearn": ("iolkit/training/",),
}


def loaded_after(code: str) -> set[str]:
    """Top-level modules a fresh interpreter holds after running `code`."""
    tell = "import sys, json; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    script = f"{code}\n{tell}"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "code",
    [
        "import iolkit",
        "import iolkit.kit",
        "from iolkit.cli import app\n"
        "from typer.testing import CliRunner\n"
        "CliRunner().invoke(app, ['--help'])",
    ],
    ids=["package", "kit", "help"],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    """Importing the package or the Kit, or asking for help, loads no model, index or page."""
    assert not loaded_after(code) & HEAVY


def test_an_outside_library_is_known_in_one_place() -> None:
    """langchain, chromadb and their like can be exchanged by opening one folder."""
    strays = []
    for path in [*ROOT.glob("iolkit/**/*.py"), *ROOT.glob("app/**/*.py")]:
        name = path.relative_to(ROOT).as_posix()
        for library in imported(path) & ONE_PLACE.keys():
            if not name.startswith(ONE_PLACE[library]):
                strays.append(f"{name} imports {library}")
    assert not strays


def test_the_app_sees_only_the_kit_and_the_nouns() -> None:
    """The page could be replaced by deleting app/: it knows four modules of the package."""
    allowed = {"iolkit.kit", "iolkit.records", "iolkit.outcomes", "iolkit.errors", "iolkit.phrases"}
    strays = []
    for path in ROOT.glob("app/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "iolkit":
                names = (
                    {node.module}
                    if node.module != "iolkit"
                    else {f"iolkit.{a.name}" for a in node.names}
                )
                strays += [f"{path.name}: {name}" for name in names - allowed]
    assert not strays


def imported(path: Path) -> set[str]:
    """Top-level packages a file imports anywhere."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add((node.module or "").split(".")[0])
    return found
