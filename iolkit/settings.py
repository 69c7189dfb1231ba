"""Settings: flat, prefix IOLKIT_, read in one place.

Keys of model providers are not here: they stay in the provider's own variables, so they can end
in no log. No function below the Kit receives Settings; it receives the values it needs.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import Field, ValidationError
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
    user: str = Field(default="me", description="Name that reviews are signed with.")


def load(**given: object) -> Settings:
    """Settings from the environment, with `given` values on top. Raises HouseError."""
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        first = error.errors()[0]
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
