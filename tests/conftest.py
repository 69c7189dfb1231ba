"""What every test stands on: no network, no telemetry, no reader's own data folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
for _name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
    os.environ.pop(_name, None)

settings.register_profile("house", deadline=None)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the data folder of the person who runs it."""
    monkeypatch.setenv("IOLKIT_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("IOLKIT_MODELS_DIR", raising=False)
    monkeypatch.delenv("IOLKIT_LLM", raising=False)
