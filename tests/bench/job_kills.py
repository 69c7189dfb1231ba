"""SIGKILL the worker or its hand at random points of a job; every file must come to its line.

usage: python tests/bench/job_kills.py FOLDER [KILLS] [SEED]

The files of FOLDER are handed over as one job to the worker as it is, with the real engine. By
turns the supervisor and the hand are killed; the page's way of minding the work (Kit.tend) brings a
new one. When all is read the script starts again in a fresh space until so many kills were made.
Prints what was lost or read twice (0 is the only good figure), hands that outlived their
supervisor and spaces that need a person, and ends with exit 1 if there were any. Linux only: it
looks for processes in /proc.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Upload

OPEN = ("waiting", "running")


def main() -> None:
    """Kill, look, go on."""
    files = [Upload(p.name, p.read_bytes()) for p in sorted(Path(sys.argv[1]).iterdir())]
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    dice = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 7)
    made = lost = twice = orphans = broken = 0
    while made < kills:
        data = Path(tempfile.mkdtemp())
        with Kit.open(load_settings(data_dir=data)) as kit:
            job_id = kit.submit(files)
            while kit.job(job_id).state in OPEN:
                pause(kit, job_id, dice.uniform(3.0, 8.0))
                victims = workers(data, "iolkit.worker.hand" if made % 2 else "worker")
                if made < kills and victims:
                    os.kill(victims[0], signal.SIGKILL)
                    time.sleep(1.0)
                    orphans += 0 if made % 2 else len(workers(data, "iolkit.worker.hand"))
                    made += 1
            lines = kit.job(job_id).results
            notes = [card.source for card in kit.notes()]
            readable = [one.source for one in lines if one.state != "failed"]
            lost += len(files) - len(lines) + len(set(readable) - set(notes))
            twice += len(notes) - len(set(notes))
            states = {finding.state for finding in kit.doctor()}
            broken += "person" in states
            failed = [str(one.error) for one in lines if one.state == "failed"]
            print(f"{made} kills, {len(lines)} files, failed: {failed or 'none'}")  # noqa: T201
    print(f"{lost} lost, {twice} twice, {orphans} orphans, {broken} broken spaces")  # noqa: T201
    sys.exit(1 if lost or twice or orphans or broken else 0)


def pause(kit: Kit, job_id: str, seconds: float) -> None:
    """Wait as an open page does: it looks every now and then and minds the work."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and kit.job(job_id).state in OPEN:
        kit.tend()
        time.sleep(0.25)


def workers(data: Path, word: str) -> list[int]:
    """Ids of living processes of this space whose command holds the word."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().decode().split("\0")
            dead = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except OSError:
            continue
        if word in words and str(data) in words and not dead:
            found.append(int(entry.name))
    return found


if __name__ == "__main__":
    main()
