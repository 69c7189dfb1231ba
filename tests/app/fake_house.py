"""The half of the kit in memory that knows the house: lists of notes, figures, names, upkeep."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from iolkit.outcomes import CardPage, Finding, NoteCard, Overview
from iolkit.records import Analysis, Lists, Reason


class FakeHouse:
    """Mixed into FakeKit, which brings the notes."""

    analyses: dict[str, Analysis]
    calls: list[tuple[str, object]]
    told: Lists
    choices: dict[str, str]
    notes: Any
    _card: Any

    def find_cards(
        self,
        text: str = "",
        *,
        order: str = "newest",
        open_only: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> CardPage:
        """Cards whose title holds the words, in order of arrival."""
        self.calls.append(("find_cards", (text, order, open_only, limit, offset)))
        fitting = [
            card
            for card in self.notes()
            if text.lower() in card.title.lower()
            and (not open_only or card.reviewed < card.items + card.flags)
        ]
        end = None if limit is None else offset + limit
        return CardPage(tuple(fitting[offset:end]), len(fitting))

    def card(self, note_id: str) -> NoteCard:
        """One card."""
        return self._card(note_id)

    def next_open(self, after: str = "") -> str | None:
        """The first note with something open that is not this one."""
        return next((c.id for c in self.find_cards(open_only=True).cards if c.id != after), None)

    def overview(self) -> Overview:
        """Figures of the notes; every item has band B."""
        cards = self.notes()
        kinds = Counter(i.kind for a in self.analyses.values() for i in a.items)
        left = [card.items + card.flags - card.reviewed for card in cards]
        years = Counter(c.session.held_on.year for c in cards if c.session.held_on)
        return Overview(
            notes=len(cards),
            items=sum(kinds.values()),
            programmes=len({card.session.programme for card in cards} - {""}),
            open_notes=sum(count > 0 for count in left),
            open_marks=sum(left),
            by_band={"B": sum(kinds.values())} if kinds else {},
            by_kind=kinds,
            by_year=years,
        )

    def choice(self, name: str) -> str:
        """What was chosen."""
        return self.choices.get(name, "")

    def choose(self, name: str, value: str) -> None:
        """Remember a choice."""
        self.choices[name] = value

    def reread(self, note_id: str) -> None:
        """Remember which note was read again."""
        self.calls.append(("reread", note_id))

    def doctor(self, repair: bool = False) -> tuple[Finding, ...]:
        """One thing is well, one can be mended, and is."""
        self.calls.append(("doctor", repair))
        words = Finding("archive_words", "mendable", Reason("words_damaged"))
        if repair:
            words = Finding("archive_words", "mended", Reason("words_rebuilt"))
        return (Finding("archive_file", "well", Reason("archive_file_well")), words)

    def forget_person(self, name: str) -> int:
        """Remember the name; two notes changed."""
        self.calls.append(("forget_person", name))
        return 2

    def lists(self) -> Lists:
        """At first one partner is known."""
        return self.told

    def save_lists(self, lists: Lists) -> None:
        """Keep the lists."""
        self.calls.append(("save_lists", lists))
        self.told = lists

    def backup(self, file: Path) -> None:
        """Write a file."""
        self.calls.append(("backup", None))
        file.write_bytes(b"backup")

    def restore(self, file: Path) -> None:
        """Read a file."""
        self.calls.append(("restore", file.read_bytes()))
