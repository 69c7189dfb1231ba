"""SIGKILL `iolkit add` at random points; no finished note may be lost, everything must open.

usage: python tests/bench/kills.py FOLDER [KILLS] [SEED]

A note is finished when its line was printed. After each kill a fresh process must find every
finished note, the doctor must find nothing that needs a person, and adding goes on. Prints what
was lost (0 is the only good figure) and ends with exit 1 otherwise.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

IOLKIT = [sys.executable, "-m", "iolkit"]


def main() -> None:
    """Kill, look, go on."""
    folder, kills = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20
    dice = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 7)
    lost = broken = finished = 0
    data = Path(tempfile.mkdtemp())
    for number in range(kills):
        if number % 5 == 0:  # a fresh space now and then, so that there is always work left
            data = Path(tempfile.mkdtemp())
            finished_here: set[str] = set()
        finished_here |= killed_add(folder, data, dice.uniform(0.8, 9.0))
        known = stored(data)
        lost += len(finished_here - known)
        finished = max(finished, len(finished_here))
        if (data / "archive.sqlite").exists():
            doctor = subprocess.run(
                [*IOLKIT, "doctor", "--data", str(data)],
                capture_output=True,
                text=True,
                check=False,
            )
            if doctor.returncode not in (0, 1):
                broken += 1
                print(doctor.stdout, doctor.stderr)  # noqa: T201
    print(f"{kills} kills: {lost} finished notes lost, {broken} spaces that need a person")  # noqa: T201
    print(f"most notes finished in one space: {finished}")  # noqa: T201
    sys.exit(1 if lost or broken else 0)


def killed_add(folder: Path, data: Path, after: float) -> set[str]:
    """The names whose line was printed before the process was killed."""
    command = [*IOLKIT, "add", str(folder), "--data", str(data)]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    time.sleep(after)
    running.send_signal(signal.SIGKILL)
    out, _ = running.communicate()
    lines = [line for line in out.splitlines(keepends=True) if line.endswith("\n")]
    return {line.split(":")[0] for line in lines if line.rstrip().endswith(("added", "unchanged"))}


def stored(data: Path) -> set[str]:
    """The names of all notes a fresh process sees."""
    code = (
        "import sys; from pathlib import Path; from iolkit.kit import Kit, load_settings\n"
        "kit = Kit.open(load_settings(data_dir=Path(sys.argv[1])))\n"
        "print(*(kit.note(card.id).analysis.note.source for card in kit.notes()), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(data)], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split("\n")) - {""}


if __name__ == "__main__":
    main()
