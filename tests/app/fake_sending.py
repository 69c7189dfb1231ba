"""The verbs of finding and sending that pages call, on the notes of the fake kit."""

from __future__ import annotations

from collections.abc import Sequence

from iolkit.errors import NotReleased
from iolkit.outcomes import (
    Asked,
    Context,
    Decision,
    Draft,
    HandedOver,
    Handover,
    ItemRelease,
    Reviewed,
)
from iolkit.records import Flag, Item, Masked, Reason

RANKS = ("nda", "chatham", "internal", "open")
RULE = Reason("policy_owner", {"owner": "@owner.partner", "audience": "@audience.partners"})
FREE = Reason("policy_agreed", {"audience": "@audience.partners"})


class FakeSending:
    """Persons ask for a yes outside, organisations get soft words, personnel matters are cut."""

    def draft(
        self,
        note_ids: Sequence[str],
        audience: str,
        language: str,
        *,
        item_ids: Sequence[str] | None = None,
    ) -> Draft:
        """The document of `handover` beside decisions on every flag of the chosen items."""
        self.calls.append(("draft", (tuple(note_ids), audience, language, item_ids)))
        notes = [self.note(note_id) for note_id in note_ids]
        items = tuple(
            ItemRelease(item.note_id, item.id, self.blocked, self._decided(one, item, audience))
            for one in notes
            for item in one.items
            if item_ids is None or item.id in item_ids
        )
        made = None if self.blocked else self.handover(note_ids, audience, language)
        met = {one.analysis.note.session.rule for one in notes}
        rivals = any(one.analysis.note.session.competitors for one in notes)
        rules = tuple(rule for rule in RANKS if rule in met)
        return Draft(made, items, self._asked(notes, items, audience), rules, rivals)

    def answer(self, asked: Asked, audience: str, yes: bool, reason: str = "") -> None:
        """Keep the yes or no."""
        self.calls.append(("answer", (asked, audience, yes, reason)))
        for _, flag in asked.flags:
            self.answers[flag.id] = yes

    def prove(self, handover: Handover, form: str, note_ids: Sequence[str]) -> None:
        """The last check, which can be made to fail."""
        self.calls.append(("prove", (form, tuple(note_ids))))
        if self.leaking:
            raise NotReleased("leak_found", place="word/document.xml", n=1)

    def export(self, handover: Handover, form: str, note_ids: Sequence[str]) -> bytes:
        """The file."""
        self.calls.append(("export", (form, tuple(note_ids))))
        return b"file"

    def handovers(self, limit: int = 100) -> tuple[HandedOver, ...]:
        """Those that a test put here."""
        return tuple(self.taken[:limit])

    def context(self, item_id: str, around: int = 2) -> Context:
        """The item between two sentences."""
        text = self.passage(item_id)
        return Context(Masked("Davor stand *etwas*."), text, Masked("Danach auch."))

    def topics(self, most: int = 6) -> tuple[Masked, ...]:
        """The titles of the notes."""
        return tuple(card.title for card in self.notes())[:most]

    def _decided(self, one: Reviewed, item: Item, audience: str) -> tuple[Decision, ...]:
        inside = [flag for flag in one.flags if item.span.overlaps(flag.span)]
        return tuple(self._decision(one, flag, audience) for flag in inside)

    def _decision(self, one: Reviewed, flag: Flag, audience: str) -> Decision:
        words = flag.span.of(one.analysis.note.text)
        if audience == "team" or self.answers.get(flag.id):
            return Decision(flag, "keep", FREE, words)
        if flag.category == "person":
            return Decision(flag, "ask", RULE, "eine Person")
        if flag.category == "partner":
            return Decision(flag, "generalise", RULE, "ein Partnerunternehmen")
        return Decision(flag, "block", RULE, "")

    def _asked(
        self, notes: Sequence[Reviewed], items: Sequence[ItemRelease], audience: str
    ) -> tuple[Asked, ...]:
        chosen = {item.item_id for item in items}
        return tuple(
            Asked(((one.analysis.note.id, flag),), RULE, self.answers.get(flag.id))
            for one in notes
            for item in one.items
            for flag in one.flags
            if audience != "team" and flag.category == "person"
            if item.id in chosen and item.span.overlaps(flag.span)
        )
