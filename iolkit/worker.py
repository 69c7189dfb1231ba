"""The worker: one process a data folder that does waiting jobs and leaves when none is left.

It writes the archive and the outbox only, never the search index: that has one owner, the page.
"""

from __future__ import annotations

import time
from pathlib import Path

from iolkit.kit import Kit, load_settings

LINGER_S = 20.0
"""How long an idle worker waits for the next job: its engine is warm, a new one must load it."""
LOOK_S = 0.2


def run(data: Path | None = None, *, linger_s: float = LINGER_S) -> int:
    """Work until nothing has waited for `linger_s` seconds; how many jobs were finished.

    Returns at once (0) when another worker is at it.
    """
    finished = 0
    with Kit.open(load_settings(data_dir=data)) as kit, kit.as_worker() as ours:
        idle_since = time.monotonic()
        while ours and time.monotonic() - idle_since < linger_s:
            done = kit.work()
            if done:
                finished += done
                idle_since = time.monotonic()
            time.sleep(LOOK_S)
    return finished
