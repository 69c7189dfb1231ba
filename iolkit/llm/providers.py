"""From a chosen model to LangChain's: the one place that knows the providers' packages.

Their own retries are off (calling.py has them), their addresses are given by us (a variable of the
environment could send requests elsewhere), and keys are read from the provider's own variable only.
"""

from __future__ import annotations

import logging
import os
import warnings
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from iolkit.errors import ChatUnavailable, HouseError, Unavailable
from iolkit.llm import guard
from iolkit.llm.letter import ModelFacts
from iolkit.llm.models import (
    ModelChoice,
    host_of,
    is_here,
    is_private,
    is_steady,
    parts_of,
    provider_of,
)

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_TALKATIVE = ("openai", "anthropic", "httpx", "httpx2", "httpcore", "ollama")
"""Loggers that write whole requests, or their addresses, when a program asks for details."""

_NO_KEY = "none"
"""What is sent as a key where a server needs none but the package insists on one."""

_SPARE_S = 5.0
"""The package's own time-out is longer than ours by this, so that ours is the one that counts."""

_CONNECT_S = 5.0
_AZURE_VERSION = "2024-10-21"


def made(
    choice: ModelChoice, facts: ModelFacts, timeout_s: float, most_bytes: int
) -> BaseChatModel:
    """LangChain's model for this choice. Opens no connection.

    Raises Unavailable when the provider's package is not installed, ChatUnavailable when its key is
    not set, HouseError when the address is missing or the choice cannot be.
    """
    provider, model = parts_of(choice.name)
    known = provider_of(choice.name)
    if find_spec(known.package) is None:
        raise Unavailable("llm_package_missing", provider=provider, extra=known.extra)
    from langchain.chat_models import init_chat_model  # lazy: only here is a model opened

    address, key = address_of(choice), key_of(choice)
    client = _client_values(address, timeout_s, most_bytes)
    values: dict[str, Any] = {"cache": False}
    if is_steady(choice.name):
        values["temperature"] = 0
    match provider:
        case "openai":
            values |= _openai(client, facts) | {"base_url": address, "api_key": key}
            values["use_responses_api"] = False
        case "azure_openai":
            values |= _openai(client, facts) | {"azure_endpoint": address, "api_key": key}
            values["azure_deployment"] = model
            values["api_version"] = os.environ.get("OPENAI_API_VERSION") or _AZURE_VERSION
        case "anthropic":
            values |= {"base_url": address, "api_key": key, "max_tokens": facts.reply_tokens}
            values["max_retries"] = 0
        case _:
            values |= {"base_url": address, "async_client_kwargs": client}
            values |= {"num_ctx": facts.window, "num_predict": facts.reply_tokens}
            values["reasoning"] = False  # thoughts of a small model would use up all its room
    opened: BaseChatModel = init_chat_model(model, model_provider=provider, **values)
    if provider == "anthropic":
        _bind_anthropic(opened, client)
    _hush()
    return opened


def _hush() -> None:
    """What packages would tell on their own: requests in logs, advice where a way is refused."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    warnings.filterwarnings("ignore", category=UserWarning, module=r"langchain_openai\.")


def address_of(choice: ModelChoice) -> str:
    """Where requests go. Raises HouseError when that is said nowhere, or may not be."""
    host_of(choice)
    address = choice.base_url or provider_of(choice.name).url
    if not address:  # Azure has an address for each customer
        address = os.environ.get("AZURE_OPENAI_ENDPOINT", "")
        if not address:
            raise HouseError("llm_url_missing")
        host_of(ModelChoice(choice.name, address, trust=choice.trust))
    return address


def key_of(choice: ModelChoice) -> str:
    """The provider's key, from its own variable. Raises ChatUnavailable where one is needed."""
    variable = provider_of(choice.name).key
    key = os.environ.get(variable, "").strip() if variable else ""
    if not key and variable and not choice.base_url:
        raise ChatUnavailable("chat_key_missing", variable=variable)
    return key or _NO_KEY


def may_use_proxy(address: str) -> bool:
    """Whether a request may go through the environment's proxy: one within the house may not."""
    host = urlsplit(address).hostname or ""
    return not (is_here(host) or is_private(host))


def _client_values(address: str, timeout_s: float, most_bytes: int) -> dict[str, Any]:
    """What the provider's HTTP client is made with. Keys stand in headers that it adds itself."""
    longest = timeout_s + _SPARE_S
    proxied = may_use_proxy(address)
    return {
        "timeout": (_CONNECT_S, longest, longest, longest),
        "event_hooks": {"response": [guard.bounded(most_bytes)]},
        "follow_redirects": False,
        "trust_env": proxied,
        # Anthropic's client asks the environment for proxies in spite of `trust_env`.
        "mounts": {} if proxied else {"all://": None, "http://": None, "https://": None},
        "headers": guard.HEADERS,
    }


def _openai(client: dict[str, Any], facts: ModelFacts) -> dict[str, Any]:
    import openai  # lazy: an extra

    return {
        "http_async_client": openai.DefaultAsyncHttpxClient(**client),
        "openai_proxy": None,
        "timeout": client["timeout"],
        "max_tokens": facts.reply_tokens,
        "max_retries": 0,
        "stream_usage": True,
    }


def _bind_anthropic(model: BaseChatModel, client: dict[str, Any]) -> None:
    """ChatAnthropic takes no HTTP client, but looks for one it has made before."""
    import anthropic  # lazy: an extra

    parameters = dict(model._client_params)  # type: ignore[attr-defined]  # private to the package
    parameters |= {"timeout": client["timeout"]}
    parameters |= {"http_client": anthropic.DefaultAsyncHttpxClient(**client)}
    model.__dict__["_async_client"] = anthropic.AsyncClient(**parameters)
