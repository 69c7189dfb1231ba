"""What tests of the language-model engine share: the server of their own, a clock that jumps."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.llm.server import Server, running


@pytest.fixture
def server() -> Iterator[Server]:
    """A model's server on loopback; mark the test with allow_hosts(["127.0.0.1"])."""
    with running() as started:
        yield started


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test uses a key of the person who runs it, nor what may redirect or trace requests."""
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "AZURE_OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
