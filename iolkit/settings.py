"""Settings: flat, prefix IOLKIT_, read in one place.

Keys of model providers are not here: they stay in the provider's own variables, so they can end
in no log. No function below the Kit receives Settings; it receives the values it needs.
"""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Literal, Self
from urllib.parse import SplitResult, urlsplit

import platformdirs
from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from iolkit.errors import HouseError


class Settings(BaseSettings):
    """What a person may set, by IOLKIT_<NAME> in the environment or by an option of a command."""

    model_config = SettingsConfigDict(env_prefix="IOLKIT_", frozen=True, extra="ignore")

    data_dir: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("iolkit", appauthor=False)),
        description="Folder that holds the archive, the index and derived model files.",
    )
    models_dir: Path | None = Field(
        default=None,
        description="Folder whose trained parts are used in place of the shipped ones.",
    )
    weights_dir: Path | None = Field(
        default=None,
        description="Folder of the exported encoder; default: models/ beside the default data.",
    )
    embedding_model: str = Field(
        default="", description="Another sentence-transformers model: a folder or a name on disk."
    )
    own_org: str = Field(default="", description="Our own organisation, where a note is silent.")
    index: Literal["auto", "exact"] = Field(
        default="auto", description="exact: never use the Chroma index, scan the archive's vectors."
    )
    chroma_url: str = Field(
        default="",
        description="Chroma server that keeps the index: https, or http on this computer.",
    )
    chroma_trust: bool = Field(
        default=False, description="Let IOLKIT_CHROMA_URL be http on another computer."
    )
    user: str = Field(default="me", description="Name that reviews are signed with.")
    llm: str = Field(
        default="",
        description="Language model, as provider:model (openai, anthropic, ollama, azure_openai).",
    )
    llm_base_url: str = Field(
        default="", description="Address of the model's server, where it is not the provider's own."
    )
    llm_trust: Literal["cloud", "local"] = Field(
        default="cloud", description="local: the model runs in the house."
    )
    llm_special: bool = Field(
        default=False,
        description="Let a local model see what is said of health, religion and the like.",
    )
    llm_window: int | None = Field(
        default=None, ge=1024, description="Tokens that request and reply may have together."
    )
    llm_reply_tokens: int | None = Field(
        default=None, ge=256, description="Tokens that a reply may have."
    )
    llm_capable: Literal["auto", "yes", "no"] = Field(
        default="auto", description="yes: one request a note; no: one for each part of the work."
    )
    llm_concurrency: int = Field(default=4, ge=1, le=32, description="Requests at the same time.")
    llm_timeout_s: float = Field(
        default=120.0, gt=0, le=3600, description="Seconds that a reply may take."
    )
    llm_per_minute: int | None = Field(default=None, ge=1, description="Requests a minute at most.")
    llm_price_in: float | None = Field(
        default=None, ge=0, description="Price of a million tokens sent."
    )
    llm_price_out: float | None = Field(
        default=None, ge=0, description="Price of a million tokens received."
    )
    llm_currency: str = Field(default="", description="Currency of these prices, in your words.")
    llm_record: Path | None = Field(
        default=None, description="Folder that keeps every reply of the model (--record)."
    )
    llm_replay: Path | None = Field(
        default=None, description="Folder whose kept replies are given; none is asked (--replay)."
    )

    @model_validator(mode="after")
    def _server_is_safe(self) -> Self:
        """Vectors tell as much as the text they are made from: they go encrypted, or not far."""
        if not self.chroma_url:
            return self
        parts = urlsplit(self.chroma_url)
        whole = parts.scheme in ("http", "https") and parts.hostname and _port_is_one(parts)
        if not whole or parts.username or parts.path.strip("/") or parts.query or parts.fragment:
            raise PydanticCustomError("chroma_url_invalid", "no address of a server")
        if parts.scheme == "http" and not (self.chroma_trust or _is_here(parts.hostname or "")):
            raise PydanticCustomError("chroma_url_open", "not encrypted")
        return self

    @model_validator(mode="after")
    def _model_is_safe(self) -> Self:
        """What only a model in the house may see goes to no other; replies are either kept or given
        again. Where the model may stand is judged where it is reached."""
        if self.llm_special and self.llm_trust != "local":
            raise PydanticCustomError("llm_special_not_local", "not in the house")
        if self.llm_record and self.llm_replay:
            raise PydanticCustomError("llm_record_and_replay", "both at once")
        return self


def _port_is_one(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _is_here(host: str) -> bool:
    """Whether a host is this computer, by its address alone: no name is looked up."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def load(**given: object) -> Settings:
    """Settings from the environment, with `given` values on top. Raises HouseError."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        first = error.errors()[0]
        if not first["loc"]:
            raise HouseError(first["type"]) from error
        name = "IOLKIT_" + "_".join(str(part) for part in first["loc"]).upper()
        raise HouseError("setting_invalid", name=name) from error


def keep_quiet() -> None:
    """Switch off what dependencies would send or fetch on their own: telemetry, tracing, hubs."""
    for name in ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
        os.environ.pop(name, None)
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["STREAMLIT_BROWSER_GATHER_USAGE_STATS"] = "false"
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
