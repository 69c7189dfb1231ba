"""Settings come from the environment, and dependencies are kept quiet."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from iolkit import settings
from iolkit.errors import HouseError


def test_the_environment_sets_and_an_option_wins(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """IOLKIT_DATA_DIR counts until a command says otherwise."""
    monkeypatch.setenv("IOLKIT_DATA_DIR", str(tmp_path / "a"))
    assert settings.load().data_dir == tmp_path / "a"
    assert settings.load(data_dir=tmp_path / "b").data_dir == tmp_path / "b"
    assert settings.load(data_dir=None).data_dir == tmp_path / "a"


def test_a_wrong_value_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error tells which variable to correct."""
    monkeypatch.setenv("IOLKIT_INDEX", "sometimes")
    with pytest.raises(HouseError) as caught:
        settings.load()
    assert caught.value.values == {"name": "IOLKIT_INDEX"}


def test_tracing_and_telemetry_are_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a dependency would send on its own is switched off, whatever the shell says."""
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("ANONYMIZED_TELEMETRY", "True")
    settings.keep_quiet()
    assert "LANGSMITH_TRACING" not in os.environ
    assert os.environ["ANONYMIZED_TELEMETRY"] == "False"
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_no_setting_holds_a_key() -> None:
    """Keys stay in the provider's own variables, so no log can show them."""
    counted = {"llm_reply_tokens"}
    named = set(settings.Settings.model_fields) - counted
    assert not [n for n in named if "key" in n or "token" in n or "secret" in n]


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:8000", "http://localhost", "http://[::1]:9", "https://chroma.example.org/"],
)
def test_a_server_that_is_safe_is_taken(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Encrypted, or on this very computer."""
    monkeypatch.setenv("IOLKIT_CHROMA_URL", url)
    assert settings.load().chroma_url == url


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://chroma.example.org:8000", "chroma_url_open"),
        ("http://10.0.0.7:8000", "chroma_url_open"),
        ("http://localhost.example.org", "chroma_url_open"),
        ("http://127.0.0.1.example.org", "chroma_url_open"),
        ("http://0.0.0.0:8000", "chroma_url_open"),
        ("chroma.example.org", "chroma_url_invalid"),
        ("ftp://127.0.0.1", "chroma_url_invalid"),
        ("https://me:secret@chroma.example.org", "chroma_url_invalid"),
        ("https://chroma.example.org/api", "chroma_url_invalid"),
        ("https://chroma.example.org:99999", "chroma_url_invalid"),
        ("https://", "chroma_url_invalid"),
    ],
)
def test_vectors_go_nowhere_unsafe(monkeypatch: pytest.MonkeyPatch, url: str, key: str) -> None:
    """What is not encrypted stays here, unless somebody says that the way is safe."""
    monkeypatch.setenv("IOLKIT_CHROMA_URL", url)
    with pytest.raises(HouseError) as caught:
        settings.load()
    assert caught.value.key == key
    assert "secret" not in str(caught.value)
    if key == "chroma_url_open":
        monkeypatch.setenv("IOLKIT_CHROMA_TRUST", "1")
        assert settings.load().chroma_url == url


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"llm_special": True}, "llm_special_not_local"),
        ({"llm_record": "a", "llm_replay": "b"}, "llm_record_and_replay"),
    ],
)
def test_a_model_is_not_set_up_carelessly(given: dict[str, object], key: str) -> None:
    """Special data stays in the house, and replies are not kept and given again at once."""
    with pytest.raises(HouseError) as caught:
        settings.load(**given)
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LLM_TRUST", "maybe"), ("LLM_CONCURRENCY", "0"), ("LLM_CONCURRENCY", "99"),
        ("LLM_TIMEOUT_S", "0"), ("LLM_WINDOW", "12"), ("LLM_CAPABLE", "rather"),
        ("LLM_PRICE_IN", "-1"), ("LLM_PER_MINUTE", "0"),
    ],
)  # fmt: skip
def test_values_of_the_model_have_bounds(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    """A slip is told at the start, by the name of its variable."""
    monkeypatch.setenv(f"IOLKIT_{name}", value)
    with pytest.raises(HouseError) as caught:
        settings.load()
    assert caught.value.values == {"name": f"IOLKIT_{name}"}
