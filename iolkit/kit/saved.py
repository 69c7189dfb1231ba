"""Verbs of saved searches: keep, list with what is new, look at, rename, remove."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from iolkit.errors import NotFound, Unavailable, WrongUse
from iolkit.kit.finding import FindingVerbs
from iolkit.outcomes import Filters, Found, Hit, SavedSearch

LOOKED_THROUGH = 50
"""Hits of a saved search among which new ones are counted: what the page shows of it."""
_TELLING = ("@nearness.high", "@nearness.medium")


class SavedVerbs(FindingVerbs):
    """Searches under a name, shared by everybody who uses this space."""

    def save_search(self, name: str, query: str, filters: Filters | None = None) -> int:
        """Keep a search; its number. What is here now counts as looked at.

        Raises WrongUse ("query_missing", "search_unnamed", "search_name_taken", "searches_full").
        """
        asked = " ".join(query.split())
        if not asked:
            raise WrongUse("query_missing")
        return self._parts.archive.searches.add(name, asked, filters or Filters())

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Every saved search in the order of their making, each with what is new for it.

        Without an encoder nothing is known to be new.
        """
        return tuple(self._with_fresh(each) for each in self._parts.archive.searches.all())

    def look_at_search(self, number: int) -> SavedSearch:
        """A saved search with what was new until now; from now on nothing is. Raises NotFound."""
        searches = self._parts.archive.searches
        newest = searches.newest()
        saved = next((each for each in searches.all() if each.id == number), None)
        if saved is None:
            raise NotFound("search_unknown")
        seen = self._with_fresh(saved)
        searches.look(number, newest)
        return seen

    def rename_search(self, number: int, name: str) -> None:
        """Give a saved search another name. Raises NotFound, and WrongUse for a name that cannot
        be."""
        self._parts.archive.searches.rename(number, name)

    def remove_search(self, number: int) -> None:
        """Take a saved search out; one that is gone already is no error."""
        self._parts.archive.searches.remove([number])

    def forget_person(self, name: str) -> int:
        """The same for notes and saved searches: a search that names the person is removed.

        How many notes changed.
        """
        searches = self._parts.archive.searches
        searches.remove(each.id for each in searches.all() if names(each, name))
        return super().forget_person(name)

    def _with_fresh(self, saved: SavedSearch) -> SavedSearch:
        archive = self._parts.archive
        new = archive.searches.new_notes(saved.id)
        if not new:
            return saved
        # A search costs far more than knowing that nothing has changed since the last one.
        state = (saved, new, archive.vectors.change(), archive.audit.events(1))
        known = self._parts.fresh.get(saved.id)
        if known is None or known[0] != state:
            known = (state, self._fresh(saved, new))
            self._parts.fresh[saved.id] = known
        return replace(saved, fresh=known[1])

    def _fresh(self, saved: SavedSearch, new: frozenset[str]) -> tuple[str, ...]:
        try:
            found = self._parts.index.search(saved.query, LOOKED_THROUGH, saved.filters)
        except Unavailable:
            return ()
        return fresh(found, new)


def fresh(found: Found, new: frozenset[str]) -> tuple[str, ...]:
    """Item ids of hits from `new` notes that fit: by words, or near enough in meaning.

    None where nothing here seems to answer the search.
    """
    if not found.confident:
        return ()
    return tuple(
        hit.passage.item_id
        for hit in found.hits
        if hit.passage.facts.get("note_id") in new and _fits(hit)
    )


def names(saved: SavedSearch, person: str) -> bool:
    """Whether a saved search holds the person's name or a part of it, in any spelling.

    A part is enough: a search is quickly saved again, a name that stays is not forgotten.
    """
    wanted = {part for part in _parts_of(person) if part not in _no_names()}
    texts = (saved.name, saved.query, *map(str, _values(saved.filters)))
    said = {word for text in texts for word in _parts_of(text)}
    return any(
        word in (part, f"{part}s") or (len(part) >= _LONG and part in word)
        for part in wanted
        for word in said
    )


_LONG = 7
"""From this many letters on, a name is looked for inside longer words too."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_TITLES = frozenset(("dr", "prof", "dipl", "ing", "frau", "herr", "mr", "mrs", "ms", "miss"))


def _no_names() -> frozenset[str]:
    from iolkit.language import STOPWORDS

    return frozenset(STOPWORDS) | _TITLES


def _parts_of(text: str) -> Sequence[str]:
    """The words of a text, umlauts written in any way the same."""
    from iolkit.language import fold

    return [
        fold(word).replace("ae", "a").replace("oe", "o").replace("ue", "u")
        for word in _WORD.findall(text)
    ]


def _values(filters: Filters) -> Sequence[object]:
    return (filters.programme or "", filters.format or "")


def _fits(hit: Hit) -> bool:
    return any(
        reason.key in ("found_words", "found_translated")
        or reason.values.get("nearness") in _TELLING
        for reason in hit.why
    )
