"""What the transport costs before it is used: nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "iolkit" / "llm"
HEAVY = {
    "langchain", "langchain_core", "langsmith", "openai", "anthropic", "ollama", "httpx", "httpx2",
    "torch", "tiktoken",
}  # fmt: skip


@pytest.mark.parametrize("use", ["", "open_chat(None, keeping=Keeping(replay=Path('x')))"])
def test_nothing_heavy_is_loaded_before_a_model_is_opened(use: str) -> None:
    """Neither by importing every module of the engine, nor where recorded replies are asked for."""
    modules = [f"iolkit.llm.{path.stem}" for path in FOLDER.glob("*.py") if path.stem != "__init__"]
    code = f"""
import json, sys, importlib
for name in {modules!r}: importlib.import_module(name)
from pathlib import Path
from iolkit.errors import HouseError
from iolkit.llm.opening import Keeping, open_chat
try: {use or "pass"}
except HouseError: pass
print(json.dumps(sorted({{name.split(".")[0] for name in sys.modules}})))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(json.loads(done.stdout.splitlines()[-1])) & HEAVY
