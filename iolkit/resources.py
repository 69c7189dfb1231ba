"""Where the files that ship with iolkit lie: prompts, corpus, app and trained parts.

In a wheel they sit inside the package (`iolkit/_prompts`, `_corpus`, `_app`), in a checkout beside
it. This module knows nothing of what is in them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from iolkit.errors import HouseError

PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Folder `name` (prompts, corpus or app) of this installation. Raises HouseError if absent."""
    inside = PACKAGE / f"_{name}"
    beside = PACKAGE.parent / name
    for place in (inside, beside):
        if place.is_dir():
            return place
    raise HouseError("shipped_folder_missing", name=name)


@cache
def rules(name: str) -> Any:  # noqa: ANN401 - YAML may hold anything; callers validate
    """The parsed YAML file prompts/`name`; read once a process. Raises HouseError if unusable."""
    path = shipped("prompts") / name
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - safe
    except (OSError, yaml.YAMLError) as error:
        raise HouseError("prompt_file_unusable", name=name) from error


# The C loader reads the phrase files ten times faster; PyYAML wheels have it on every platform.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
