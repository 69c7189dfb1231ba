"""Makes models/examples.npz: the invented passages of `rated/` with what they are compared by.

    python -m iolkit.training.examples [--out DIR] [--encoder DIR]

Passages that hint at fewer than three properties teach nobody and are left out.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from iolkit.embedded import features, weights
from iolkit.embedded.examples import FILE, WORDS
from iolkit.rubric import FEWEST_KNOWN
from iolkit.search.encoder import models_folder
from iolkit.training import linear
from iolkit.training.rated import Rated, rated_passages


def make(rated: Sequence[Rated], encoder: Path, path: Path) -> int:
    """Write the file; the same passages give the same bytes. Returns how many were taken."""
    told = [each for each in rated if sum(level > 0 for level in each.levels) >= FEWEST_KNOWN]
    blocks = [features.hashed(features.view(each.text))[WORDS] for each in told]
    counts = np.zeros(features.BLOCKS[WORDS])
    for block in blocks:
        counts[block.buckets] += 1
    buckets = np.flatnonzero(counts)
    rarity = np.zeros(features.BLOCKS[WORDS], np.float32)
    rarity[buckets] = np.log((1 + len(told)) / (1 + counts[buckets])) + 1
    words = np.zeros((len(told), features.BLOCKS[WORDS]), np.float32)
    for row, block in zip(words, blocks, strict=True):
        row[block.buckets] = features.weighed(block, rarity)
    notes = [{"text": e.text, "language": e.language, "levels": e.levels} for e in told]
    weights.write_arrays(
        path,
        {
            "notes": weights.as_bytes(notes),
            "words": words[:, buckets].astype(np.float16),
            "buckets": buckets.astype(np.int32),
            "rarity": rarity[buckets].astype(np.float16),
            "vectors": linear.encode([each.text for each in told], encoder).astype(np.float16),
        },
    )
    return len(told)


def main() -> None:
    """Make the file."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("--out", type=Path, default=weights.FOLDER)
    ask.add_argument("--encoder", type=Path, default=models_folder())
    wanted = ask.parse_args()
    print("made of", make(rated_passages(), wanted.encoder, wanted.out / FILE), "passages")


if __name__ == "__main__":
    main()
