"""The tests' own language model, for tests of the Kit that need one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from iolkit.llm import pace
from tests.llm.server import Server, running


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A model's server on loopback that is tried again without long waits; mark the test with
    allow_hosts(["127.0.0.1"])."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pace, "_FIRST_WAIT_S", 0.001)
    with running() as started:
        yield started
