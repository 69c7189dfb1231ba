"""Many letters at once, as many as a chat bears; each ends with a reply or with its error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from iolkit.errors import IolkitError
from iolkit.llm.letter import Chat, Faults, Letter, Reply
from iolkit.llm.untraced import untraced


def ask_all(
    chat: Chat,
    letters: Sequence[Letter],
    check: Callable[[Reply], Faults] | None = None,
    at_once: int = 4,
) -> Iterator[tuple[int, Reply | IolkitError]]:
    """(place in `letters`, reply or error) of each letter, in the order in which they are done.

    What is not one of our errors is a mistake in the program and is raised.
    """
    from langchain_core.runnables import RunnableLambda  # lazy: only many letters need it

    def one(letter: Letter) -> Reply | IolkitError:
        try:
            return chat.ask(letter, check)
        except IolkitError as error:
            return error

    with untraced():
        asked = RunnableLambda(one).with_config(max_concurrency=at_once)
        yield from asked.batch_as_completed(letters)
