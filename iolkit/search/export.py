"""Weights -> an ONNX file that starts in a second, made once by the set-up.

The export is compared with sentence-transformers on eight sentences before it gets its name.
"""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from iolkit.archive import Lock
from iolkit.engine import Matrix
from iolkit.errors import Unavailable
from iolkit.search.any_model import SentenceTransformerEncoder
from iolkit.search.encoder import (
    EXPORTER,
    LONGEST,
    OnnxEncoder,
    is_exported,
    onnx_file,
    stamp_file,
    tokenizer_file,
)
from iolkit.search.weights import WEIGHTS_SHA256, checked_weights

CLOSE_ENOUGH = 1e-5
"""Largest difference allowed in any number of a unit vector; 2e-7 is usual."""
PROBES = (
    "Retrospectives work when somebody owns the next step.",
    "Das Interview mit der Nachfolgerin dauert zwei Stunden.",
    "",
    "a",
    "3,4 Mio. € – 12 % weniger Ausschuss?!",
    "Übergabe 🙂 naïve café, ЖЗЛ 東京",
    "one sentence that goes on, " * 60,
    "- bullet\n- another bullet\n\nWho writes the minutes?",
)


def export_encoder(models_dir: Path) -> Path:
    """The ONNX file in `models_dir`, made if it is not there (about 20 seconds, loads torch).

    Two set-ups at once make it once. Raises Unavailable("weights_missing", "encoder_mismatch").
    """
    models_dir.mkdir(parents=True, exist_ok=True)
    with Lock(models_dir, "export").hold(wait=300.0):
        if not is_exported(models_dir):
            _export(models_dir, checked_weights())
    return onnx_file(models_dir)


def is_sound(models_dir: Path) -> bool:
    """Whether the exported file still has the checksum it was made with."""
    if not is_exported(models_dir):
        return False
    stamp = json.loads(stamp_file(models_dir).read_text(encoding="utf-8"))
    return bool(stamp["sha256"] == _digest(onnx_file(models_dir)))


def _export(models_dir: Path, weights: Path) -> None:
    stamp_file(models_dir).unlink(missing_ok=True)
    fresh = models_dir / "unfinished"
    fresh.mkdir(exist_ok=True)
    tokenizer_file(fresh).write_bytes((weights / "tokenizer.json").read_bytes())
    with warnings.catch_warnings():
        # torch warns that this exporter is the older one and that shapes are traced: both wanted.
        warnings.simplefilter("ignore")
        _write_network(weights, onnx_file(fresh))
        _stamp(fresh)
        wanted = _reference(weights)
    got = OnnxEncoder(fresh).plain(PROBES)
    if not np.allclose(got, wanted, atol=CLOSE_ENOUGH, rtol=0):
        raise Unavailable("encoder_mismatch")
    for place in (onnx_file, tokenizer_file, stamp_file):
        place(fresh).replace(place(models_dir))
    fresh.rmdir()


def _write_network(weights: Path, file: Path) -> None:
    os.environ["HF_HUB_OFFLINE"] = "1"
    # Loaded late: only the set-up needs torch.
    import torch
    from transformers import AutoModel
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # a bar of a second is noise among the steps of the set-up

    class Pooled(torch.nn.Module):  # type: ignore[misc]  # torch is not type-checked here
        """The network, its mean over the tokens that are there, scaled to length one."""

        def __init__(self, model: Any) -> None:  # noqa: ANN401  # a transformers model
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:  # noqa: ANN401  # tensors
            hidden = self.model(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state
            kept = attention_mask.unsqueeze(-1).to(hidden.dtype)
            mean = (hidden * kept).sum(1) / kept.sum(1).clamp(min=1e-9)
            return torch.nn.functional.normalize(mean, p=2, dim=1)

    model = AutoModel.from_pretrained(str(weights), attn_implementation="eager").eval()
    ids = torch.ones((2, 8), dtype=torch.int64)
    inputs = ("input_ids", "attention_mask", "token_type_ids")
    axes = {name: {0: "texts", 1: "tokens"} for name in inputs}
    with torch.no_grad():
        torch.onnx.export(
            Pooled(model).eval(),
            (ids, ids, ids * 0),
            str(file),
            input_names=list(inputs),
            output_names=["sentence_embedding"],  # "embedding" would clash with a node's name
            dynamic_axes={**axes, "sentence_embedding": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )


def _reference(weights: Path) -> Matrix:
    original = SentenceTransformerEncoder(str(weights))
    return original.plain(PROBES)


def _stamp(folder: Path) -> None:
    file = onnx_file(folder)
    stamp = {
        "weights": WEIGHTS_SHA256,
        "exporter": EXPORTER,
        "longest": LONGEST,
        "bytes": file.stat().st_size,
        "sha256": _digest(file),
    }
    stamp_file(folder).write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
