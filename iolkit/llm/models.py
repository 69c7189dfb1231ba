"""What is declared of a model: by prompts/models.yaml and, above it, by the person who chose it."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Literal, get_args
from urllib.parse import SplitResult, urlsplit

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from iolkit import resources
from iolkit.errors import HouseError
from iolkit.llm.letter import ModelFacts

Method = Literal["json_schema", "function_calling", "json_mode", "text"]
METHODS: tuple[Method, ...] = get_args(Method)
"""From the one that binds a model most to the one that any model can do."""

_FILE = "models.yaml"
_LEAST_ROOM = 1024
"""Tokens a window must leave for the prompt."""


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The model a person chose, and what they declare of it; 0, None and "" leave it to the file.

    `name` is "provider:model". `base_url` is where it is reached, if not at the provider's own
    address: https, or http on this computer; with `trust` "local" also http in the house's network.
    """

    name: str
    base_url: str = ""
    window: int = 0
    reply_tokens: int = 0
    capable: bool | None = None
    method: Method | None = None
    trust: Literal["cloud", "local"] = "cloud"


class Provider(BaseModel):
    """How a provider is reached: its package, the extra that brings it, the variable of its key.

    `ways` are those in which its package can ask for structured replies, the best first. `marks`:
    it remembers the beginning of a prompt for some minutes where that is marked.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    package: str
    extra: str
    key: str
    url: str
    ways: tuple[Method, ...]
    marks: bool = False


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    window: int
    reply: int
    capable: bool
    temperature: Literal[0, "none"] = 0


class _Declared(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    clouds: list[str]
    providers: dict[str, Provider]
    models: list[_Model]


def parts_of(name: str) -> tuple[str, str]:
    """(provider, model) of "provider:model". Raises HouseError."""
    provider, _, model = name.partition(":")
    if not model:
        raise HouseError("llm_name_unclear", name=name)
    if provider not in _declared().providers:
        known = ", ".join(_declared().providers)
        raise HouseError("llm_provider_unknown", name=provider, known=known)
    return provider, model


def provider_of(name: str) -> Provider:
    """How the provider of "provider:model" is reached. Raises HouseError."""
    return _declared().providers[parts_of(name)[0]]


def facts_of(choice: ModelChoice) -> ModelFacts:
    """What holds of the chosen model. Raises HouseError for a name, number or address that cannot
    be."""
    ways = ways_of(choice)
    listed = _listed(choice.name)
    window = choice.window or listed.window
    reply = choice.reply_tokens or min(listed.reply, window // 2)
    if reply < 1 or window < reply + _LEAST_ROOM:
        raise HouseError("llm_window_too_small", window=window, least=max(reply, 1) + _LEAST_ROOM)
    return ModelFacts(
        name=choice.name,
        host=host_of(choice),
        window=window,
        reply_tokens=reply,
        capable=listed.capable if choice.capable is None else choice.capable,
        local=choice.trust == "local",
        method=ways[0],
    )


def ways_of(choice: ModelChoice) -> tuple[Method, ...]:
    """In which ways structured replies are asked for, one after the other. Raises HouseError."""
    ways = provider_of(choice.name).ways
    return ways[ways.index(choice.method) :] if choice.method in ways else ways


def is_steady(name: str) -> bool:
    """Whether a model may be asked for the same answer each time (temperature 0)."""
    return _listed(name).temperature == 0


def host_of(choice: ModelChoice) -> str:
    """The host of the address that was given, "" for the provider's own.

    Raises HouseError for what is no address, for one that is not encrypted and not within the
    house, and for a provider's cloud that was declared local.
    """
    if choice.trust == "local" and _is_cloud(choice):
        raise HouseError("llm_local_is_cloud", name=choice.name)
    if not choice.base_url:
        return ""
    parts = urlsplit(choice.base_url)
    if not _is_whole(parts):
        raise HouseError("llm_url_invalid")
    host = parts.hostname or ""
    if parts.scheme == "http" and not (is_here(host) or _may_be_open(host, choice)):
        raise HouseError("llm_url_open", host=host)
    return host


def is_here(host: str) -> bool:
    """Whether a host is this computer, by its address alone: no name is looked up."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_private(host: str) -> bool:
    """Whether a host is in a network of one's own, by its address or a name without a dot."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan"))


def _is_whole(parts: SplitResult) -> bool:
    """An address with a scheme and a host, and without a name, a password or a question in it."""
    try:
        port_is_one = parts.port is None or parts.port > 0
    except ValueError:
        return False
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port_is_one and plain


def _is_cloud(choice: ModelChoice) -> bool:
    host = urlsplit(choice.base_url or provider_of(choice.name).url).hostname or ""
    clouds = _declared().clouds
    return any(host == cloud or host.endswith(f".{cloud}") for cloud in clouds)


def _may_be_open(host: str, choice: ModelChoice) -> bool:
    return choice.trust == "local" and is_private(host)


def _listed(name: str) -> _Model:
    for model in _declared().models:
        if fnmatchcase(name, model.name):
            return model
    raise HouseError("prompt_file_unusable", name=_FILE)


def _declared() -> _Declared:
    try:
        return TypeAdapter(_Declared).validate_python(resources.rules(_FILE))
    except ValidationError as error:
        raise HouseError("prompt_file_unusable", name=_FILE) from error
