"""What is flagged anywhere in the notes of a space, so that nothing else carries it to a model.

A question may name somebody whom only a note gives away, and a sum that is flagged in one place of
a note may stand in another. Values are kept in memory alone, for as long as nothing changes.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from iolkit import language
from iolkit.archive import Archive
from iolkit.errors import NotFound
from iolkit.language import STOPWORDS, Word, fold
from iolkit.policy import plain_name
from iolkit.redaction.names import parts_to_hide
from iolkit.redaction.views import View, tellable

if TYPE_CHECKING:
    from iolkit.outcomes import Reviewed
    from iolkit.records import Category, Flag

FEWEST = 3
"""Letters and digits of a value that is looked for outside of its place."""
TELLING = 5
"""Letters from which a word of an organisation's name may stand for all of it."""
_SUM = re.compile(r"\d+(?:[.,\s]\d{3})*(?:[.,]\d+)?")
_CODE = re.compile(r"[\d_@]")
_AROUND = ".,;:!?()[]\"'„“”‚‘’"
_HALF = re.compile(r"[A-ZÄÖÜ]\w{3,}(?=-[A-ZÄÖÜ])|(?<=-)[A-ZÄÖÜ]\w{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
MARKERS: frozenset[Category] = frozenset({"confidential"})
"""Words such as "not for the wiki": they tell that something is secret, and are none."""


class HouseSecrets:
    """The flagged values of a space. Any thread may use it; `archive` opens it at first use."""

    def __init__(self, archive: Callable[[], Archive]) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._state: object = None
        self._by_note: dict[str, tuple[str, ...]] = {}
        self._pairs: frozenset[tuple[str, str]] = frozenset()

    def standing_in(self, text: str, item_id: str = "") -> tuple[str, ...]:
        """The values in `text` that are flagged in the note of this item, else in any note.

        Beyond its own note an ordinary word of the dictionary is none: somebody flagged it for what
        it meant there.
        """
        by_note = self._values()
        if item_id:
            try:
                values: Iterable[str] = by_note.get(self._archive().notes.of_mark(item_id), ())
            except NotFound:  # taken out meanwhile
                return ()
        else:
            every = (value for values in by_note.values() for value in values)
            values = (value for value in every if not _ordinary(value))
        view = View(text)
        whole = [value for value in dict.fromkeys(values) if view.holds(value)]
        return (*whole, *(() if item_id else self._pairs_in(text)))

    def _pairs_in(self, text: str) -> Iterator[str]:
        """Two telling words of a text that stand side by side in a flagged clause of any note."""
        for first, second in itertools.pairwise(_telling(text)):
            if (fold(first.text), fold(second.text)) in self._pairs:
                yield text[first.span.start : second.span.end]

    def _values(self) -> dict[str, tuple[str, ...]]:
        cards = self._archive().cards.find().cards
        reviewed = tuple((card.id, card.flags, card.reviewed) for card in cards)
        state = (self._archive().vectors.change(), reviewed)
        with self._lock:
            if state != self._state:
                notes = {card.id: self._archive().notes.reviewed(card.id) for card in cards}
                self._by_note = {note_id: flagged(each) for note_id, each in notes.items()}
                self._pairs = frozenset(pair for each in notes.values() for pair in _pairs(each))
                self._state = state
            return self._by_note


def flagged(reviewed: Reviewed) -> tuple[str, ...]:
    """The values that are flagged in a note and in what people added to it, and who was there by
    the facts of its session; names also in parts."""
    text = reviewed.analysis.note.text
    found = [part for flag in reviewed.flags for part in _parts(text, flag)]
    for added in reviewed.supplements:
        found += [part for flag in added.flags for part in _parts(added.text, flag)]
    session = reviewed.analysis.note.session
    for name in (session.host, *session.partners, *session.competitors):
        found += _told(name, "partner") if plain_name(name) != plain_name(session.own_org) else ()
    for name in session.participants:
        found += _told(name, "person")
    return tuple(dict.fromkeys(found))


def _parts(text: str, flag: Flag) -> tuple[str, ...]:
    return () if flag.category in MARKERS else _told(flag.span.of(text), flag.category)


def _told(value: str, category: Category) -> tuple[str, ...]:
    """What of a value is looked for elsewhere."""
    named = _called(plain_name(value)) if category == "partner" else tuple(_marked(value))
    return tuple(
        part
        for part in (*parts_to_hide(value, category), *named)
        if tellable(part) and sum(char.isalnum() for char in part) >= FEWEST
    )


def _called(name: str) -> tuple[str, ...]:
    """An organisation's name without its legal form, and each word of it that is no ordinary one:
    people say "Eskelin" for "Gebr. Eskelin GmbH"."""
    words = (word.text for word in language.words(name))
    return (name, *(word for word in words if len(word) >= TELLING and not _ordinary(word)))


def _marked(value: str) -> Iterator[str]:
    """Sums, codes, names of accounts and halves of double names inside of a value, which say it all
    by themselves."""
    for found in _SUM.finditer(value):
        if not _YEAR.fullmatch(found[0]):
            yield found[0]
    for half in _HALF.findall(value):
        if not _ordinary(half):
            yield half
    for token in value.split():
        code = token.strip(_AROUND)
        if any(char.isalpha() for char in code) and _CODE.search(code):
            yield code


def _pairs(reviewed: Reviewed) -> Iterator[tuple[str, str]]:
    """Telling words that stand side by side in what is flagged. Special-category text is flagged
    by whole sentences, most of whose words are about something else."""
    for flag in reviewed.flags:
        if flag.category not in ("special", *MARKERS):
            words = _telling(flag.span.of(reviewed.analysis.note.text))
            for first, second in itertools.pairwise(words):
                yield fold(first.text), fold(second.text)


def _telling(text: str) -> list[Word]:
    """The words of a text without those that say nothing by themselves."""
    return [word for word in language.words(text) if fold(word.text) not in STOPWORDS]


def _ordinary(value: str) -> bool:
    """Whether a value is a single word that the dictionary has."""
    return value.isalpha() and bool(language.glosses(value))
