"""How long things take: a clock that sleeps when the computer does, and a guess of what is left."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable

LONGEST_LOOK_S = 2.0
"""Who looks every fraction of a second and finds more than this gone was asleep with the rest."""
FEWEST = 5
DOUBT = 0.4


class Clock:
    """Seconds of work since `start`; time in which the whole computer slept does not count."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self.start()

    def start(self) -> None:
        """Count from nothing again."""
        self._last, self._seconds = self._now(), 0.0

    def seconds(self) -> float:
        """Seconds so far. To be asked often: each gap counts for two seconds at most."""
        now = self._now()
        self._seconds += min(now - self._last, LONGEST_LOOK_S)
        self._last = now
        return self._seconds


class Forecast:
    """Guesses how long the rest of a job takes, and keeps silent while it cannot know."""

    def __init__(self) -> None:
        self._took: list[float] = []

    def add(self, seconds: float) -> None:
        """One file took this long."""
        self._took.append(seconds)

    def left(self, files: int) -> float | None:
        """Seconds for so many more files like those before.

        None before five files are done, and while files differ so much that the guess may be off
        by more than two fifths (standard error of the sum of what is left, the mean being
        estimated: cv * sqrt(1/done + 1/left)).
        """
        done = len(self._took)
        if done < FEWEST or not files:
            return None
        mean = statistics.fmean(self._took)
        if not mean:
            return None
        doubt = statistics.stdev(self._took) / mean * math.sqrt(1 / done + 1 / files)
        return mean * files if doubt <= DOUBT else None
