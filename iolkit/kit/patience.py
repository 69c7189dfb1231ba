"""When a model that does not answer is not asked any more: the rest of a batch must not wait, file
after file, for what will not come."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from iolkit.errors import ChatUnavailable

STRIKES = 12
"""So many files without an answer in a row; each has waited through its tries already. Where every
fifth request fails, that happens once in a hundred million times."""
REST_S = 20.0
"""After this long the next file asks again."""
HOPELESS = frozenset(
    {"chat_key_missing", "chat_key_refused", "chat_model_unknown", "chat_no_credit"}
)
"""What no other file will change."""


class Patience:
    """Counts files that the model left without an answer. Any thread may use it."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._guard = threading.Lock()
        self._strikes = 0
        self._trouble: ChatUnavailable | None = None
        self._until = 0.0

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask the model in the block. Raises what went wrong last, without asking, for a while
        after the model was given up."""
        with self._guard:
            trouble = self._trouble
            if trouble and self._strikes >= STRIKES and self._now() < self._until:
                raise ChatUnavailable(trouble.key, **trouble.values)
        try:
            yield
        except ChatUnavailable as error:
            with self._guard:
                self._trouble = error
                self._strikes = STRIKES if error.key in HOPELESS else self._strikes + 1
                self._until = self._now() + REST_S
            raise
        with self._guard:
            self._strikes = 0
