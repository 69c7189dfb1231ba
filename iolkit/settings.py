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
