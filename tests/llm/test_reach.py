"""Whether a model's server answers: asked without a word of any note."""

from __future__ import annotations

import pytest

from iolkit.llm.models import ModelChoice
from iolkit.llm.reach import trouble_reaching
from tests.llm import server as misbehaving
from tests.llm.server import Server

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
CHOICES = [
    ("openai:gpt-4o", "/v1", "/v1/models"),
    ("anthropic:claude-test", "", "/v1/models"),
    ("ollama:qwen3:4b", "", "/api/tags"),
    ("azure_openai:x", "", "/openai/models?api-version=2024-10-21"),
]


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every provider has a key."""
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "AZURE_OPENAI_API_KEY"):
        monkeypatch.setenv(name, "sk-Schluessel9876")


@pytest.mark.parametrize(("name", "path", "asked"), CHOICES)
def test_a_server_that_answers(server: Server, name: str, path: str, asked: str) -> None:
    """One question for its list of models, with an empty body."""
    assert trouble_reaching(ModelChoice(name, server.address + path)) is None
    assert [(each.path, each.raw) for each in server.asked] == [(asked, b"")]


@pytest.mark.parametrize(
    ("behaviour", "key"),
    [
        (misbehaving.status(401), "chat_key_refused"),
        (misbehaving.hang, "chat_unreachable"),
    ],
    ids=["401", "hang"],
)
def test_what_stands_in_the_way(server: Server, behaviour: misbehaving.Behaviour, key: str) -> None:
    """A refused key, a server that does not answer; the key is in no error."""
    server.then(behaviour)
    trouble = trouble_reaching(ModelChoice("openai:gpt-4o", server.openai), seconds=0.2)
    assert trouble is not None
    assert trouble.key == key
    assert "Schluessel" not in repr(trouble)


def test_no_server_and_no_key(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said without asking anybody, where that can be."""
    with misbehaving.running() as gone:
        choice = ModelChoice("openai:gpt-4o", gone.openai)
    trouble = trouble_reaching(choice)
    assert trouble is not None
    assert trouble.key == "chat_unreachable"
    monkeypatch.delenv("OPENAI_API_KEY")
    trouble = trouble_reaching(ModelChoice("openai:gpt-4o"))
    assert trouble is not None
    assert trouble.key == "chat_key_missing"
