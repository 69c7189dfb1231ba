"""What is declared of a model, and where one may stand."""

from __future__ import annotations

import pytest

from iolkit import resources
from iolkit.errors import HouseError
from iolkit.llm.models import ModelChoice, facts_of, is_private, is_steady, parts_of, ways_of


def test_a_well_known_model_needs_no_numbers() -> None:
    """Window, length of replies and what it bears stand in prompts/models.yaml."""
    facts = facts_of(ModelChoice("openai:gpt-4o-mini"))
    assert (facts.window, facts.reply_tokens, facts.capable) == (128_000, 16_000, True)
    assert (facts.host, facts.local, facts.method) == ("", False, "json_schema")


def test_an_unknown_model_is_asked_carefully() -> None:
    """A small window and one task at a time, until somebody says otherwise."""
    facts = facts_of(ModelChoice("openai:mein-modell", "https://models.example.org/v1"))
    assert (facts.window, facts.reply_tokens, facts.capable) == (8192, 2048, False)
    assert facts.host == "models.example.org"


def test_what_a_person_declares_wins() -> None:
    """Over the file, in every value."""
    choice = ModelChoice(
        "ollama:qwen3:4b", "http://10.0.0.7:11434", 32_000, 1_000, True, "text", "local"
    )
    facts = facts_of(choice)
    assert (facts.window, facts.reply_tokens, facts.capable) == (32_000, 1_000, True)
    assert (facts.host, facts.local, facts.method) == ("10.0.0.7", True, "text")
    assert ways_of(choice) == ("text",)


def test_a_smaller_window_makes_for_shorter_replies() -> None:
    """A reply takes no more than half of what a person grants."""
    assert facts_of(ModelChoice("openai:gpt-4o", window=8_000)).reply_tokens == 4_000


@pytest.mark.parametrize(
    ("window", "reply"), [(1_500, 1_000), (4_000, 3_900), (2_000, -1), (500, 0)]
)
def test_a_window_must_leave_room(window: int, reply: int) -> None:
    """For a prompt beside the reply."""
    with pytest.raises(HouseError) as caught:
        facts_of(ModelChoice("openai:gpt-4o", window=window, reply_tokens=reply))
    assert caught.value.key == "llm_window_too_small"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("", "llm_name_unclear"),
        ("gpt-4o", "llm_name_unclear"),
        ("openai:", "llm_name_unclear"),
        ("nobody:gpt", "llm_provider_unknown"),
    ],
)
def test_a_name_has_a_provider_and_a_model(name: str, key: str) -> None:
    """What else is given is refused with what is possible."""
    with pytest.raises(HouseError) as caught:
        facts_of(ModelChoice(name))
    assert caught.value.key == key


def test_a_model_may_have_a_colon_in_its_name() -> None:
    """Ollama's tags do."""
    assert parts_of("ollama:qwen3:4b") == ("ollama", "qwen3:4b")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://models.example.org",
        "models.example.org/v1",
        "https://",
        "https://me:secret@models.example.org/v1",
        "https://models.example.org/v1?key=1",
        "https://models.example.org/v1#x",
        "http://127.0.0.1:99999",
    ],
)
def test_an_address_is_plain_and_whole(url: str) -> None:
    """No key stands in it, for addresses end in logs; the error repeats none of it."""
    with pytest.raises(HouseError) as caught:
        facts_of(ModelChoice("openai:x", url))
    assert caught.value.key == "llm_url_invalid"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "trust", "open_to"),
    [
        ("https://models.example.org/v1", "cloud", True),
        ("http://127.0.0.1:8000/v1", "cloud", True),
        ("http://[::1]:8000/v1", "cloud", True),
        ("http://localhost:8000/v1", "cloud", True),
        ("http://models.example.org/v1", "cloud", False),
        ("http://models.example.org/v1", "local", False),
        ("http://192.168.1.5:8000/v1", "cloud", False),
        ("http://192.168.1.5:8000/v1", "local", True),
        ("http://gpu:8000/v1", "local", True),
        ("http://gpu.lan:8000/v1", "local", True),
        ("http://8.8.8.8/v1", "local", False),
    ],
)
def test_what_is_sent_goes_encrypted_or_not_far(url: str, trust: str, open_to: bool) -> None:
    """Plain only on this computer, or in the house's own network where a person says so."""
    choice = ModelChoice("openai:x", url, trust=trust)  # type: ignore[arg-type]  # one of two words
    if open_to:
        assert facts_of(choice).host
        return
    with pytest.raises(HouseError) as caught:
        facts_of(choice)
    assert caught.value.key == "llm_url_open"


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("openai:gpt-4o", ""),
        ("anthropic:claude-test", ""),
        ("openai:gpt-4o", "https://eu.api.openai.com/v1"),
        ("azure_openai:x", "https://mine.openai.azure.com"),
        ("openai:x", "https://openrouter.ai/api/v1"),
    ],
)
def test_a_providers_cloud_is_never_in_the_house(name: str, url: str) -> None:
    """Whatever is declared: special-category text would leave."""
    with pytest.raises(HouseError) as caught:
        facts_of(ModelChoice(name, url, trust="local"))
    assert caught.value.key == "llm_local_is_cloud"


def test_ollama_on_this_computer_may_be_in_the_house() -> None:
    """Its own address is this computer."""
    assert facts_of(ModelChoice("ollama:qwen3:4b", trust="local")).local


def test_some_models_take_no_temperature() -> None:
    """They would refuse the whole request."""
    assert is_steady("openai:gpt-4o")
    assert not is_steady("openai:o3-mini")
    assert not is_steady("openai:gpt-5-mini")


@pytest.mark.parametrize(
    ("host", "private"), [("gpu", True), ("10.1.2.3", True), ("8.8.8.8", False), ("a.de", False)]
)
def test_a_house_is_known_by_its_addresses(host: str, private: bool) -> None:
    """No name is looked up to know it."""
    assert is_private(host) is private


def test_a_file_that_is_wrong_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its name, at the first look."""
    monkeypatch.setattr(resources, "rules", lambda name: {"models": []})
    with pytest.raises(HouseError) as caught:
        facts_of(ModelChoice("openai:gpt-4o"))
    assert caught.value.values == {"name": "models.yaml"}
