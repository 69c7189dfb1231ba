"""Who is who: which mentions are one person or one organisation, so that both get one stand-in.

"Ilse Varghese", "I. Varghese", "Varghese", "Vargheses" and "I.V." are one person when a text flags
them and no second person fits; "Menhir" is "Menhir Mutual". Knows nothing of replacing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from iolkit.language import STOPWORDS
from iolkit.policy import plain_name
from iolkit.records import Category, Flag
from iolkit.redaction.views import plain, tellable

NAMES: frozenset[Category] = frozenset(("person", "partner"))
_PART = re.compile(r"[^\W_]+(?:[-'’]\s*[^\W_]+)*\.?")
_TITLES = frozenset((
    "herr", "herrn", "frau", "fr", "hr", "hrn", "dr", "dres", "prof", "mag", "ing", "dipl",
    "mr", "mrs", "ms", "miss", "sir", "firma", "fa",
))  # fmt: skip
_LINKS = frozenset((
    "von", "van", "der", "den", "de", "la", "le", "di", "da", "del", "und", "and", "al", "el",
    "bin",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A mention's name: its parts, stripped as views compare them."""

    parts: tuple[str, ...]

    @classmethod
    def of(cls, text: str, category: Category) -> Name:
        """The name a flagged text gives. Initials run together ("T.K.") are parts of their own."""
        shown = plain_name(text) if category == "partner" else text
        pieces = [
            piece for match in _PART.finditer(shown) for piece in _initials(match[0], category)
        ]
        stripped = tuple(part for piece in pieces if (part := plain(piece)))
        kept = tuple(part for part in stripped if part not in _TITLES)
        return cls(kept or stripped or (plain(text),))

    @property
    def key(self) -> str:
        """Equal for equal names."""
        return " ".join(self.parts)

    def short_for(self, full: Name) -> bool:
        """Whether this can be a shorter way to say `full`: parts left out, or only their initials.

        >>> Name(("t", "k")).short_for(Name(("tomasz", "krol")))
        True
        """
        if len(self.parts) > len(full.parts) or self.parts == full.parts:
            return False
        rest = iter(full.parts)
        return all(any(_stands_for(part, whole) for whole in rest) for part in self.parts)


@dataclass
class _Seats:
    """The names of one category, found again by a part or an initial without asking each."""

    _names: dict[Name, None] = field(default_factory=dict)
    _by_part: dict[str, list[Name]] = field(default_factory=dict)
    _by_initial: dict[str, list[Name]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[Name]) -> _Seats:
        """Seats for the names, each once, in their order."""
        seats = cls()
        for name in names:
            if name not in seats._names:
                seats._names[name] = None
                for part in set(name.parts):
                    seats._by_part.setdefault(part, []).append(name)
                for initial in {part[:1] for part in name.parts}:
                    seats._by_initial.setdefault(initial, []).append(name)
        return seats

    def without_genitives(self) -> _Seats:
        """A genitive is not a name of its own, else it would make short forms ambiguous."""
        return _Seats.of(self.nominative(name) for name in self._names)

    def fullest(self, name: Name) -> Name | None:
        """The one name that `name` is short for, in its fullest form; None when there are more."""
        found = [seat for seat in self._near(name) if name.short_for(seat)]
        longest = max(found, key=lambda seat: (len(seat.parts), len(seat.key)), default=None)
        alone = longest and all(seat == longest or seat.short_for(longest) for seat in found)
        return longest if alone else None

    def nominative(self, name: Name) -> Name:
        """The name without its genitive s, when the text also has it that way."""
        last = name.parts[-1]
        if not (last.endswith("s") and len(last) > 2):
            return name
        bare = Name((*name.parts[:-1], last[:-1]))
        known = bare in self._names or any(bare.short_for(seat) for seat in self._near(bare))
        return bare if known else name

    def _near(self, name: Name) -> list[Name]:
        first = name.parts[0]
        return (self._by_initial if len(first) == 1 else self._by_part).get(first, [])


@dataclass
class Cast:
    """The names of one text, or of all texts of a handover, each with its number, from 1 on.

    Numbers count by category, in order of first appearance, so the same name has the same stand-in
    wherever the cast is used.
    """

    _numbers: dict[Category, dict[str, int]] = field(default_factory=dict, repr=False)
    _seats: dict[Category, _Seats] = field(default_factory=dict, repr=False)
    _keys: dict[tuple[Category, str], str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, texts: Iterable[tuple[str, Iterable[Flag]]]) -> Cast:
        """The cast of texts and their flags; longer names are seated first, then numbered."""
        mentions = [
            (flag.span.of(text), flag)
            for text, flags in texts
            for flag in sorted(flags, key=lambda flag: flag.span)
        ]
        cast = cls()
        for category in NAMES:
            named = (Name.of(value, category) for value, f in mentions if f.category == category)
            cast._seats[category] = _Seats.of(named).without_genitives()
        for value, flag in mentions:
            cast.number(value, flag.category)
        return cast

    def number(self, value: str, category: Category) -> int:
        """The number of this value among those of its category."""
        numbers = self._numbers.setdefault(category, {})
        return numbers.setdefault(self.key(value, category), len(numbers) + 1)

    def key(self, value: str, category: Category) -> str:
        """Equal for values that mean the same: for names, the fullest form the cast knows."""
        if category not in NAMES:
            return plain(value)
        known = self._keys.get((category, value))
        if known is None:
            seats = self._seats.get(category, _Seats())
            name = seats.nominative(Name.of(value, category))
            known = (seats.fullest(name) or name).key
            self._keys[category, value] = known
        return known


def parts_to_hide(value: str, category: Category) -> tuple[str, ...]:
    """The whole value, and for persons each part that alone would give the person away."""
    if category != "person":
        return (value,)
    pieces = [match[0] for match in _PART.finditer(value)]
    alone = [
        piece
        for piece in pieces
        if len(piece.rstrip(".")) >= 3 and not piece.endswith(".") and tellable(piece)
        if plain(piece) not in _TITLES | _LINKS and piece.casefold() not in STOPWORDS
    ]
    return tuple(dict.fromkeys((value, *alone)))


def _initials(piece: str, category: Category) -> list[str]:
    """ "TK" as T and K where a person is meant; everything else whole."""
    run_together = category == "person" and piece.isupper() and 2 <= len(piece) <= 3
    return list(piece) if run_together and piece.isalpha() else [piece]


def _stands_for(part: str, whole: str) -> bool:
    return part == whole or (len(part) == 1 and whole.startswith(part))
