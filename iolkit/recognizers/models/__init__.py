"""The trained parts that ship with iolkit (README.md beside this file is their card)."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

SHIPPED = Path(__file__).parent
_LEXICON = SHIPPED.parent / "lexicon"

LEARNT_FROM = {
    "names.npz": ("first_names.txt", "word_classes.txt"),
    "clauses.npz": ("first_names.txt", "word_classes.txt", "cues.txt", "amounts.txt"),
}
"""The word lists that a model was learnt with: when one changes, it has to be trained anew."""


def place(name: str, folder: Path | None) -> Path:
    """The file `name` in `folder` when it is there, else the shipped one."""
    if folder is not None and (folder / name).is_file():
        return folder / name
    return SHIPPED / name


def fingerprint(name: str) -> int:
    """A number that changes with the word lists that the model `name` was learnt from."""
    lists = (_LEXICON / each for each in LEARNT_FROM[name])
    return crc32("".join(path.read_text(encoding="utf-8") for path in lists).encode())
