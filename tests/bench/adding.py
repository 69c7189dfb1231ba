"""How much adding an unchanged folder again costs, against the first time.

usage: python tests/bench/adding.py FOLDER [ROUNDS]

Whole processes (`iolkit add FOLDER`), a fresh data folder a round; prints medians and their ratio.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def seconds(folder: Path, data: Path) -> float:
    """Wall time of one `iolkit add`."""
    command = [sys.executable, "-m", "iolkit", "add", str(folder), "--data", str(data)]
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> None:
    """Measure and print."""
    folder = Path(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    first, again = [], []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as data:
            first.append(seconds(folder, Path(data)))
            again += [seconds(folder, Path(data)) for _ in range(2)]
    once, twice = statistics.median(first), statistics.median(again)
    print(f"first {once:.2f} s, again {twice:.2f} s, ratio 1/{once / twice:.1f}")  # noqa: T201


if __name__ == "__main__":
    main()
