"""A hand whose engine is a double: what it does is written in the note's first line.

usage: python -m tests.worker.slow_hand FOLDER

slow N: rating takes N seconds · silent: it falls silent while rating · crash: it dies while rating
· crash once FILE: the same, unless FILE is there already (then it is made) · meet N FOLDER: it
waits until N notes are in the folder at once · anything else: a note.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from iolkit.kit.parts import Parts
from iolkit.records import Analysis, Lists, Note, Provenance, Summary
from iolkit.worker import hand


class ScriptedEngine:
    """Reads a note as its first line tells."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell

    def read(self, note: Note) -> Analysis:
        """Nothing was found in it; that took as long as the note says."""
        word, *more = note.text.split("\n", 1)[0].split()
        self._tell("finding")
        self._tell("rating")
        if word == "slow":
            time.sleep(float(more[0]))
        if word == "silent":
            os.kill(os.getpid(), signal.SIGSTOP)
        if word == "meet":
            _meet(int(more[0]), Path(more[1]), note.id)
        if word == "crash" and not _again(more):
            os._exit(3)
        return Analysis(note, (), (), (), Summary(), Provenance("double"))


def _meet(others: int, folder: Path, me: str) -> None:
    (folder / me).touch()
    while len(list(folder.iterdir())) < others:
        time.sleep(0.02)


def _again(more: list[str]) -> bool:
    if not more:
        return False
    mark = Path(more[1])
    been = mark.exists()
    mark.touch()
    return been


def _scripted(
    self: Parts, lists: Lists, tell: Callable[[str], None], **_named: object
) -> ScriptedEngine:
    return ScriptedEngine(tell)


if __name__ == "__main__":
    Parts.engine_with = _scripted
    hand.main(Path(sys.argv[1]))
