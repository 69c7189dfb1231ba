"""Passages invented and rated for training, beside the gold notes: `rated/*.tsv`.

A line holds the language, five signs for the levels of implicit, complex, technological,
collective and systemic (1..5, "-" where the text gives no hint), clarity 0..6 and the passage, in
which "\\n" stands for a line break. They bring in everyday passages that hint at a level instead
of naming it, in German and English alike. Lines that begin with "#" are remarks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("rated")


@dataclass(frozen=True, slots=True)
class Rated:
    """A passage with its levels in the order of DIMENSIONS (0 = no hint) and its clarity."""

    language: str
    levels: tuple[int, ...]
    clarity: int
    text: str


def rated_passages(folder: Path = FOLDER) -> tuple[Rated, ...]:
    """Every passage, file by file. Raises ValueError for a line that is off."""
    return tuple(
        _rated(line)
        for path in sorted(folder.glob("*.tsv"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )


def _rated(line: str) -> Rated:
    language, levels, clarity, text = line.split("\t")
    return Rated(
        language,
        tuple(0 if sign == "-" else int(sign) for sign in levels),
        int(clarity),
        text.replace("\\n", "\n"),
    )
