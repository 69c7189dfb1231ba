"""Stretches with the slots of clarity that their words tell: `told/*.tsv`.

`de.tsv` and `en.tsv` hold stretches made up for this, line by line the same in both languages:
slots, parted by commas, and words. `passages.tsv` holds 95 of the invented passages of `rated/`
stretch by stretch, as they come: language, number of the passage, slots ("-" for none) and words.
They teach how seldom anything but an action is told. Lines that begin with "#" are remarks.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from iolkit.rubric import SLOTS, Slot

FOLDER = Path(__file__).with_name("told")
TONGUES = ("de", "en")
PASSAGES = "passages.tsv"


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch and what it tells. What shares a `group` says the same in two languages, or stands
    in one passage (`in_passage`)."""

    language: str
    group: int
    slots: frozenset[Slot]
    text: str
    in_passage: bool


def told_stretches(folder: Path = FOLDER) -> tuple[Told, ...]:
    """Those made up, language by language, then the passages. Raises ValueError for a line that is
    off."""
    made_up = [
        Told(language, number, _slots(names), text, in_passage=False)
        for language in TONGUES
        for number, (names, text) in enumerate(_rows(folder / f"{language}.tsv"))
    ]
    passages = [
        Told(language, int(group), _slots(names), text, in_passage=True)
        for language, group, names, text in _rows(folder / PASSAGES)
    ]
    return (*made_up, *passages)


def _rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _slots(names: str) -> frozenset[Slot]:
    said = [name for name in names.split(",") if name != "-"]
    slots = frozenset(slot for slot in SLOTS if slot in said)
    if len(slots) != len(said):
        raise ValueError(f"no such slot in {names}")
    return slots
