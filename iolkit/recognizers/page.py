"""A note as every recogniser sees it: its plain view in pages, with tokens and sentences.

What a page works out is kept for all recognizers. Offsets are places in the page's own text.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from iolkit.language import fold, sentences
from iolkit.recognizers.features import Token, tokens
from iolkit.recognizers.views import View
from iolkit.records import Lists, Session, Span


@dataclass(frozen=True)
class Page:
    """What a recogniser works on."""

    text: str
    """A part of a view, in full for all but very long notes."""
    session: Session = field(default_factory=Session)
    lists: Lists = field(default_factory=Lists)
    shift: int = 0
    """Where the text begins in its view."""

    @property
    def own_names(self) -> tuple[str, ...]:
        """What the own organisation is called here."""
        return own_names(self.session, self.lists)

    @cached_property
    def tokens(self) -> list[Token]:
        """The tokens, line ends among them."""
        return tokens(self.text)

    @cached_property
    def low(self) -> list[str]:
        """The tokens folded."""
        return [fold(token.text) or token.text for token in self.tokens]

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts."""
        return [token.start for token in self.tokens]

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences."""
        return sentences(self.text)

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Indices of the tokens that start in `text[start:end]`."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def sentence_at(self, at: int) -> int:
        """The index of the last sentence that starts at or before `at` (0 when none does)."""
        return max(0, bisect_left(self._sentence_starts, at + 1) - 1)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]


def own_names(session: Session, lists: Lists) -> tuple[str, ...]:
    """What the own organisation is called: by the session, which wins, else by the user."""
    told = session.own_org or lists.own_org
    ours = (lists.own_org, *lists.own_forms)
    return tuple(dict.fromkeys(n for n in ((told, *ours) if told in ours else (told,)) if n))


LONGEST = 40_000
"""Characters a page holds at most, so that time and room grow with the length of a note only."""


def pages(view: View, session: Session, lists: Lists) -> list[Page]:
    """The view cut into pages at line ends (at blanks where a line is longer than a page)."""
    found: list[Page] = []
    at, text = 0, view.text
    while at < len(text):
        end = min(len(text), at + LONGEST)
        if end < len(text):
            border = max(text.rfind("\n", at, end), at)
            if border <= at:
                border = max(text.rfind(" ", at, end), at)
            end = border + 1 if border > at else end
        found.append(Page(text[at:end], session, lists, at))
        at = end
    return found
