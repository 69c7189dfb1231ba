"""The trained parts that ship with iolkit (README.md beside this file is their card)."""

from __future__ import annotations

from pathlib import Path

SHIPPED = Path(__file__).parent


def place(name: str, folder: Path | None) -> Path:
    """The file `name` in `folder` when it is there, else the shipped one."""
    if folder is not None and (folder / name).is_file():
        return folder / name
    return SHIPPED / name
