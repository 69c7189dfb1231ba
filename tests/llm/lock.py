"""Adds what is on the shelf of prompts to its LOCK: `python -m tests.llm.lock`.

Run it when a prompt is released under a new version number. A version that is in LOCK already
keeps the hash it was released with: a changed text needs a new number.
"""

from __future__ import annotations

from typing import get_args

from iolkit import resources
from iolkit.llm.prompts import Name, Prompt, locked, prompt

FOLDER = resources.shipped("prompts") / "llm"


def shelf() -> list[Prompt]:
    """Every prompt in both languages."""
    return [prompt(name, tongue) for name in get_args(Name) for tongue in ("de", "en")]


def entry(each: Prompt) -> str:
    """How LOCK names a prompt."""
    return f"{each.id}.{each.language} v{each.version.split('+')[0]}"


def main() -> None:
    """Writes the file anew: what was released before, and what is new."""
    known = dict(locked(FOLDER))
    for each in shelf():
        known.setdefault(entry(each), each.digest)
    lines = [f"{digest}  {name}" for name, digest in sorted(known.items())]
    (FOLDER / "LOCK").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
