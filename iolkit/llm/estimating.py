"""What reading a note would cost: the letters are made as for sending, counted, and not sent."""

from __future__ import annotations

import threading
from collections.abc import Callable

from iolkit.errors import ReplyInvalid
from iolkit.llm import splitting, summing
from iolkit.llm.asking import Asker
from iolkit.llm.keeping import Memory, letter_key
from iolkit.llm.leaves import language_of
from iolkit.llm.letter import Chat, Ear, Faults, Letter, ModelFacts, Reply, Spent
from iolkit.llm.reading import Reader
from iolkit.llm.sheltering import Hidden, shelter
from iolkit.llm.window import letter_tokens
from iolkit.records import Analysis, Provenance, Span
from iolkit.rubric import Rubric
from iolkit.tokens import count


def estimate(
    local: Analysis,
    facts: ModelFacts,
    rubric: Rubric,
    *,
    see_special: bool = False,
    memory: Memory | None = None,
) -> Spent:
    """Requests and tokens for a note, `local` being what the local engine says of it.

    A letter whose reply is kept in `memory` costs nothing. Tokens in are an upper bound, exact
    where they can be counted; tokens out are what a reply of its kind may need. Repairs and further
    tries are not in it. How many items a model will find is taken from the local engine.
    """
    chat = CountingChat(facts, memory)
    note, see_special = local.note, see_special and facts.local
    reader = Reader(Asker(chat), rubric, see_special=see_special)
    found = reader.read(note, local.flags, lambda _step: None)
    items = [item.span for item in local.items]
    hidden = Hidden.of(note.text, local.flags, see_special=see_special)
    if not facts.capable:
        reader.rate(note, hidden, items)
    if items and (not facts.capable or found.parts > 1):
        whole = shelter(note.text, Span(0, len(note.text)), hidden)
        room = splitting.room(facts, 0)
        chat.count(summing.letter_about(note, whole, items, room, language_of(note)))
    return chat.spent


class CountingChat:
    """A Chat that counts letters in place of sending them; none is ever answered."""

    def __init__(self, facts: ModelFacts, memory: Memory | None = None) -> None:
        self.facts = facts
        self._memory = memory
        self._lock = threading.Lock()
        self._spent = Spent()

    @property
    def spent(self) -> Spent:
        """What the letters would have cost."""
        return self._spent

    def made_by(self, letter: Letter) -> Provenance:
        """Who would have answered."""
        return Provenance("llm", self.facts.name, letter.prompt, letter.version)

    def until(self, stop: threading.Event) -> Chat:
        """The same: there is nothing to stop."""
        return self

    def ask(
        self,
        letter: Letter,
        check: Callable[[Reply], Faults] | None = None,
        ear: Ear | None = None,
    ) -> Reply:
        """Counts the letter. Raises ReplyInvalid always."""
        self.count(letter)
        raise ReplyInvalid("reply_unusable", model=self.facts.name, prompt=letter.prompt)

    def count(self, letter: Letter) -> None:
        """Add a letter."""
        if self._memory and self._memory.get(letter_key(letter, self.facts.name)) is not None:
            cost = Spent(from_cache=1)
        else:
            asked = letter_tokens(letter, self.facts)
            reply = splitting.REPLY_FIXED + splitting.REPLY_SHARE * count(letter.user).n
            cost = Spent(1, asked.n, min(round(reply), self.facts.reply_tokens), asked.exact)
        with self._lock:
            self._spent += cost
