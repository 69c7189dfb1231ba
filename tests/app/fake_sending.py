"""The verbs of finding and sending that pages call, on the notes of the fake kit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from iolkit.errors import NotReleased
from iolkit.outcomes import (
    Asked,
    Balance,
    Check,
    Cleared,
    Context,
    Decision,
    Draft,
    HandedOver,
    Handover,
    ItemRelease,
    Light,
    Mosaic,
    Reviewed,
    SentenceCheck,
    Suggestion,
    Upload,
)
from iolkit.records import Flag, Item, Masked, Reason, Session, Span

RANKS = ("nda", "chatham", "internal", "open")
RULE = Reason("policy_owner", {"owner": "@owner.partner", "audience": "@audience.partners"})
FREE = Reason("policy_agreed", {"audience": "@audience.partners"})


def _judged(text: str, span: Span, audience: str) -> SentenceCheck:
    words = span.of(text)
    light: Light = "stop" if "darf nicht" in words else "care" if "1" in words else "go"
    if light == "go":
        return SentenceCheck(span, light, (), Cleared(words, audience))
    flag = Flag(f"f{span.start}", span, "money", "S1", "own", None, 0.9, "fake", RULE)
    shown = "" if light == "stop" else words.replace("1", "einige")
    made = Decision(flag, "block" if light == "stop" else "generalise", RULE, shown)
    return SentenceCheck(span, light, (made,), Cleared(shown, audience))


class FakeSending:
    """Persons ask for a yes outside, organisations get soft words, personnel matters are cut."""

    pointing: Mosaic | None = None

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

    def check(self, text: str, audience: str, *, session: Session) -> Check:
        """Sentences with "darf nicht" are stopped, those with a digit get other words."""
        self.calls.append(("check", (text, audience, session)))
        ends = [found.end() for found in re.finditer(r"[.!?](?=\s|$)", text)] or [len(text)]
        starts = [0, *ends[:-1]]
        said = [_judged(text, Span(*edge), audience) for edge in zip(starts, ends, strict=True)]
        whole = " ".join(one.suggestion.text.strip() for one in said if one.suggestion.text)
        decisions = tuple(made for one in said for made in one.decisions)
        return Check(
            text, decisions, Cleared(whole, audience), not whole, tuple(said), self.pointing
        )

    def check_upload(self, upload: Upload, audience: str, session: Session) -> Check:
        """The check of the file's text."""
        self.calls.append(("check_upload", upload.name))
        return self.check(upload.data.decode(), audience, session=session)

    def balance(self, org: str) -> Balance:
        """Three items taken, one given, one to offer."""
        self.calls.append(("balance", org))
        note = next(iter(self.analyses.values()))
        offer = Suggestion(
            note.note.id, note.items[0].id, Cleared("Wir legen die Karte aus.", f"org:{org}")
        )
        return Balance(org, 1, 3, 1, 0, (offer,))

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
