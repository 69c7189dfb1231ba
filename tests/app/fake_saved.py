"""The part of the kit in memory that keeps searches and writes tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iolkit.errors import NotFound, WrongUse
from iolkit.outcomes import Filters, Hit, SavedSearch


class FakeSaved:
    """Mixed into FakeKit."""

    calls: list[tuple[str, object]]
    saved: list[SavedSearch]

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """What was saved."""
        return tuple(self.saved)

    def save_search(self, name: str, query: str, filters: Filters | None = None) -> int:
        """Keep a search; a name is given once."""
        if any(each.name == name for each in self.saved):
            raise WrongUse("search_name_taken", name=name)
        number = max((each.id for each in self.saved), default=0) + 1
        self.saved.append(SavedSearch(number, name, query, filters or Filters()))
        return number

    def look_at_search(self, number: int) -> SavedSearch:
        """What was new, and from now on is not."""
        self.calls.append(("look_at_search", number))
        place = self._place(number)
        seen = self.saved[place]
        self.saved[place] = replace(seen, fresh=())
        return seen

    def rename_search(self, number: int, name: str) -> None:
        """Another name."""
        place = self._place(number)
        self.saved[place] = replace(self.saved[place], name=name)

    def remove_search(self, number: int) -> None:
        """Take it out."""
        del self.saved[self._place(number)]

    def table(self, hits: Sequence[Hit], format: str, language: str) -> bytes:
        """A file."""
        self.calls.append(("table", (len(hits), format, language)))
        return b"table"

    def _place(self, number: int) -> int:
        for place, each in enumerate(self.saved):
            if each.id == number:
                return place
        raise NotFound("search_unknown")
