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
class Cast:
    """The names of one text, or of all texts of a handover, each with its number, from 1 on.

    Numbers count by category, in order of first appearance, so the same name has the same stand-in
    wherever the cast is used.
    """

    _numbers: dict[tuple[Category, str], int] = field(default_factory=dict, repr=False)
    _names: dict[Category, list[Name]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, texts: Iterable[tuple[str, Iterable[Flag]]]) -> Cast:
        """The cast of texts and their flags; longer names are seated first, then numbered."""
        cast = cls()
        mentions = [
            (flag.span.of(text), flag)
            for text, flags in texts
            for flag in sorted(flags, key=lambda flag: flag.span)
        ]
        for value, flag in mentions:
            if flag.category in NAMES:
                seats = cast._names.setdefault(flag.category, [])
                name = Name.of(value, flag.category)
                if name not in seats:
                    seats.append(name)
        for category, seats in cast._names.items():
            # A genitive is not a name of its own, else it would make short forms ambiguous.
            cast._names[category] = list(dict.fromkeys(_nominative(n, seats) for n in seats))
        for value, flag in mentions:
            cast.number(value, flag.category)
        return cast

    def number(self, value: str, category: Category) -> int:
        """The number of this value among those of its category."""
        key = (category, self.key(value, category))
        if key not in self._numbers:
            taken = [number for (kind, _), number in self._numbers.items() if kind == category]
            self._numbers[key] = max(taken, default=0) + 1
        return self._numbers[key]

    def key(self, value: str, category: Category) -> str:
        """Equal for values that mean the same: for names, the fullest form the cast knows."""
        if category not in NAMES:
            return plain(value)
        seats = self._names.get(category, [])
        name = _nominative(Name.of(value, category), seats)
        fuller = [seat for seat in seats if name.short_for(seat)]
        longest = [seat for seat in fuller if not any(seat.short_for(other) for other in fuller)]
        return longest[0].key if len(longest) == 1 else name.key


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


def _nominative(name: Name, seats: list[Name]) -> Name:
    """The name without its genitive s, when the text also has it that way."""
    last = name.parts[-1]
    bare = Name((*name.parts[:-1], last[:-1])) if last.endswith("s") and len(last) > 2 else name
    return bare if bare in seats or any(bare.short_for(seat) for seat in seats) else name
