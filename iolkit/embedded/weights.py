"""Trained linear models: their file, and the one sum they are.

A model is `bias + sum over blocks of features * weights`, for several outputs at once. Files are
plain arrays (npz, no pickles) with a JSON note; they are made by iolkit.training.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from iolkit.embedded.features import BLOCKS, Hashed, Vector, weighed
from iolkit.errors import HouseError, Unavailable

FOLDER = Path(__file__).resolve().parent / "models"
"""The trained parts that ship with iolkit."""


@dataclass(frozen=True, slots=True, eq=False)
class LinearModel:
    """Weights for `outputs` values. Hashed blocks need their rarity, dense ones mean and scale."""

    outputs: tuple[str, ...]
    bias: Vector
    rarity: Mapping[str, Vector]
    hashed: Mapping[str, npt.NDArray[np.float16]]
    dense_mean: Vector
    dense_scale: Vector
    dense: npt.NDArray[np.float32]
    vector: npt.NDArray[np.float32] | None
    """Weights of the encoder's vector, None in a model that does without."""
    note: Mapping[str, Any]
    """What the training left: calibration, version, names of the dense features."""

    def score(
        self, dense: Vector, blocks: Mapping[str, Hashed], vector: Vector | None = None
    ) -> Vector:
        """The outputs for one text. `vector` is required where the model has weights for it."""
        total = self.bias + self.standard(dense) @ self.dense + self.score_hashed(blocks)
        if self.vector is not None:
            if vector is None:
                raise ValueError("this model was trained with vectors")
            total = total + vector @ self.vector
        return np.asarray(total, np.float32)

    def score_hashed(self, blocks: Mapping[str, Hashed]) -> Vector:
        """The share of the hashed blocks alone: what the words of a stretch speak for."""
        total = np.zeros(len(self.outputs), np.float32)
        for name, weights in self.hashed.items():
            block = blocks[name]
            total += weighed(block, self.rarity[name]) @ weights[block.buckets].astype(np.float32)
        return total

    def standard(self, dense: Vector) -> Vector:
        """Dense features on the scale of the training texts, at most 3 away from the mean."""
        scaled = (dense - self.dense_mean) / self.dense_scale
        return np.asarray(np.clip(scaled, -3, 3), np.float32)


def find_model(name: str, folder: Path | None) -> Path:
    """The file of a trained part: in `folder` when it is there, else the shipped one.

    Raises Unavailable("model_part_missing") when neither has it.
    """
    for place in (folder, FOLDER):
        if place is not None and (place / name).is_file():
            return place / name
    raise Unavailable("model_part_missing", name=name)


def load(name: str, folder: Path | None, dense_names: tuple[str, ...]) -> LinearModel:
    """Read a model. Raises Unavailable when it is missing or damaged, HouseError when it was
    trained with other features than this version counts."""
    path = find_model(name, folder)
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            model = _from_arrays(dict(arrays))
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise Unavailable("model_part_damaged", name=name) from error
    if tuple(model.note["dense"]) != dense_names:
        raise HouseError("model_part_outdated", name=name)
    return model


def save(model: LinearModel, path: Path) -> None:
    """Write a model; the same model gives the same bytes."""
    arrays: dict[str, npt.NDArray[Any]] = {
        "bias": model.bias,
        "dense_mean": model.dense_mean,
        "dense_scale": model.dense_scale,
        "dense": model.dense,
        "note": as_bytes({**model.note, "outputs": model.outputs}),
    }
    if model.vector is not None:
        arrays["vector"] = model.vector.astype(np.float16)
    for name in model.hashed:
        arrays[f"rarity_{name}"] = model.rarity[name].astype(np.float16)
        arrays[f"hashed_{name}"] = model.hashed[name].astype(np.float16)
    write_arrays(path, arrays)


def write_arrays(path: Path, arrays: Mapping[str, npt.NDArray[Any]]) -> None:
    """Write arrays as an npz file; the same arrays give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as folder:
        for name, array in sorted(arrays.items()):
            # numpy's own savez stamps the present time into the file.
            info = zipfile.ZipInfo(f"{name}.npy")
            info.compress_type = zipfile.ZIP_DEFLATED
            with folder.open(info, "w") as member:
                np.lib.format.write_array(member, np.asarray(array), allow_pickle=False)


def as_bytes(note: object) -> npt.NDArray[np.uint8]:
    """What JSON can hold, as an array to be written beside the others."""
    return np.frombuffer(json.dumps(note, sort_keys=True).encode(), np.uint8)


def _from_arrays(arrays: Mapping[str, npt.NDArray[Any]]) -> LinearModel:
    note = json.loads(bytes(arrays["note"]))
    blocks = [name for name in BLOCKS if f"hashed_{name}" in arrays]
    vector = arrays.get("vector")
    return LinearModel(
        outputs=tuple(note["outputs"]),
        bias=arrays["bias"],
        rarity={name: arrays[f"rarity_{name}"].astype(np.float32) for name in blocks},
        hashed={name: arrays[f"hashed_{name}"] for name in blocks},
        dense_mean=arrays["dense_mean"],
        dense_scale=arrays["dense_scale"],
        dense=arrays["dense"],
        vector=None if vector is None else vector.astype(np.float32),
        note=note,
    )
