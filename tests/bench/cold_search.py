"""How long a cold query takes, against the usual way of searching.

usage: python tests/bench/cold_search.py NOTES_DIR [ROUNDS]

Adds the notes to a fresh data folder, builds the comparison (langchain_search.py), then starts a
new process for every query, one of each in turn; prints medians of wall time and their ratio.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

QUERY = "Wissen von Kollegen sichern, die in Rente gehen"
USUAL = str(Path(__file__).with_name("langchain_search.py"))


def seconds(command: list[str]) -> float:
    """Wall time of one process."""
    began = time.perf_counter()
    quiet = subprocess.DEVNULL
    subprocess.run([sys.executable, *command], check=True, stdout=quiet, stderr=quiet)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    notes = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    ours, usual = [], []
    with tempfile.TemporaryDirectory() as place:
        data, other = f"{place}/data", f"{place}/other"
        seconds(["-m", "iolkit", "add", notes, "--data", data])
        seconds([USUAL, "build", other, notes])
        for _ in range(rounds):
            ours.append(seconds(["-m", "iolkit", "search", QUERY, "--data", data]))
            usual.append(seconds([USUAL, "ask", other, QUERY]))
    one, two = statistics.median(ours), statistics.median(usual)
    print(f"iolkit search {one:.2f} s   the usual way {two:.2f} s   ratio {one / two:.3f}")  # noqa: T201  # a script


if __name__ == "__main__":
    main()
