"""Many things at once, as many as a chat bears."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from iolkit.llm.untraced import untraced

Asked = TypeVar("Asked")
Told = TypeVar("Told")


def together(do: Callable[[Asked], Told], asked: Sequence[Asked], at_once: int = 4) -> list[Told]:
    """What `do` makes of each, in order, at most `at_once` of them at the same time.

    Raises what `do` raises, when all that was begun has ended.
    """
    from langchain_core.runnables import RunnableLambda  # lazy: only who asks much needs it

    with untraced():
        return RunnableLambda(do).batch(list(asked), config={"max_concurrency": at_once})
