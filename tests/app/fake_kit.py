"""A Kit in memory: the verbs that pages call, on three invented notes; calls are remembered."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from iolkit.engine import Hear
from iolkit.errors import IolkitError, NotFound
from iolkit.outcomes import (
    Answer,
    Citation,
    CitedSentence,
    Cleared,
    EngineName,
    Filters,
    Found,
    HandedOver,
    Handover,
    Hit,
    Learned,
    NoteCard,
    Passage,
    ReadAs,
    Section,
    Supplement,
    Support,
    Theme,
)
from iolkit.records import Analysis, Flag, Lists, Masked, Reason, Review, Span
from tests.app.fake_charting import FakeCharting
from tests.app.fake_debriefing import FakeDebriefing
from tests.app.fake_house import FakeHouse
from tests.app.fake_jobs import FakeJobs
from tests.app.fake_modelling import FakeModelling
from tests.app.fake_notes import ENGINE, NOTES
from tests.app.fake_reviewing import FakeReviewing
from tests.app.fake_saved import FakeSaved
from tests.app.fake_sending import FakeSending
from tests.app.fake_transferring import FakeTransferring

READ_AS = {"Leitfden": ReadAs("Leitfaden", (("Leitfden", "Leitfaden"),))}
"""Queries that are read as others."""


@dataclass
class FakeSettings:
    """The one setting a page reads."""

    user: str = "erika"


class FakeKit(
    FakeCharting,
    FakeDebriefing,
    FakeHouse,
    FakeJobs,
    FakeModelling,
    FakeReviewing,
    FakeSaved,
    FakeSending,
    FakeTransferring,
):
    """The verbs of KIT.md on three notes. `calls` holds what was asked, in order."""

    audiences = ("team", "company", "partners", "public")
    formats = ("docx", "html", "md", "pdf")

    def __init__(self, analyses: Sequence[Analysis] = NOTES) -> None:
        self.settings = FakeSettings()
        self.analyses = {analysis.note.id: analysis for analysis in analyses}
        self.reviews: list[Review] = []
        self.answered: dict[str, tuple[Supplement, ...]] = {}
        self.calls: list[tuple[str, object]] = []
        self.blocked = False
        self.leaking = False
        self.answers: dict[str, bool] = {}
        self.taken: list[HandedOver] = []
        self.told = Lists(partners=("Gebr. Eskelin",))
        self.choices: dict[str, str] = {}
        self.saved = []
        self.jobs_here = []
        self.tending = "working"
        self.broken: IolkitError | None = None
        self.away: IolkitError | None = None

    def notes(self) -> tuple[NoteCard, ...]:
        """A card a note."""
        if self.broken:
            raise self.broken
        return tuple(self._card(note_id) for note_id in self.analyses)

    def forget(self, note_id: str) -> None:
        """Remove a note."""
        self.calls.append(("forget", note_id))
        del self.analyses[note_id]

    def search(
        self, query: str, k: int = 10, filters: Filters | None = None, *, as_typed: bool = False
    ) -> Found:
        """Items that share a word with the query; one word is read as another."""
        self.calls.append(("search", (query, k, filters)))
        read = None if as_typed else READ_AS.get(query)
        query = read.text if read else query
        words = set(re.findall(r"\w{4,}", query.lower()))
        hits = [
            Hit(passage, 0.5, (Reason("flagged_by_person"),))
            for passage in self._passages()
            if words & set(re.findall(r"\w{4,}", passage.text.lower()))
        ]
        sure = bool(hits)
        shown = tuple(hits or [Hit(p, 0.1, ()) for p in self._passages()])[:k]
        other = () if sure else ("handover",)
        groups = tuple((hit.id,) for hit in shown)
        return Found(shown, sure, ENGINE, (), 0.9, read, groups, other)

    def facets(self) -> Mapping[str, tuple[str, ...]]:
        """What can be narrowed to."""
        return {
            "programme": ("Learning Links", "Werkbank Wissen Ostalb"),
            "format": ("1:1 exchange", "round table"),
            "language": ("de", "en"),
            "kind": ("insight", "method"),
            "band": ("A", "B"),
        }

    def ask(
        self,
        question: str,
        filters: Filters | None = None,
        *,
        engine: EngineName | None = None,
        as_typed: bool = False,
        heard: Hear | None = None,
        stop: threading.Event | None = None,
    ) -> Answer:
        """The first hit's first words, cited, heard before they are told; nothing when nothing
        fits. A model that is `away` breaks off after them."""
        self.calls.append(("ask", question))
        found = self.search(question, 8, filters, as_typed=as_typed)
        if not found.confident:
            return Answer(question, (), False, ENGINE)
        passage = found.hits[0].passage
        quote = Citation(passage.key, Span(0, 20))
        behind = Support(organisations=1, sessions=1, notes=1)
        other = found.hits[-1].passage
        against = (Citation(other.key, Span(0, 12)),) if other is not passage else ()
        said = CitedSentence(passage.text[:60], (quote,), against, behind)
        if heard:
            heard((CitedSentence(said.text, said.citations),))
        if self.away and engine == "llm":
            raise self.away
        return Answer(question, (said,), True, ENGINE, behind, found.read_as)

    def learned(self, asked: str, filters: Filters | None = None, language: str = "de") -> Learned:
        """One theme of all that shares a word with the topic; none below two items."""
        self.calls.append(("learned", (asked, filters, language)))
        found = self.search(asked, 50, filters)
        passages = [hit.passage for hit in found.hits] if found.confident else []
        keys = tuple(passage.key for passage in passages)
        notes = tuple(dict.fromkeys(str(passage.facts["note_id"]) for passage in passages))
        behind = Support(organisations=2, sessions=2, notes=len(notes), cards=1, years=(2025, 2026))
        if len(passages) < 2:
            return Learned(asked, (), keys, (), behind, (), ENGINE)
        quotes = tuple(
            CitedSentence(
                passage.text[:40],
                (Citation(passage.key, Span(0, 20)),),
                (Citation(passages[1].key, Span(0, 15)),) if passage is passages[0] else (),
                behind,
            )
            for passage in passages[:2]
        )
        theme = Theme(
            (Masked("Zettel*"), Masked("Karte")),
            keys,
            quotes,
            behind,
            {"A": 1, "": 1},
            {"method": 2},
        )
        gaps = (Reason("gap_no_mistakes"), Reason("gap_old", {"year": "2020"}))
        return Learned(asked, (theme,), keys, notes, behind, gaps, ENGINE)

    def learned_handover(self, learned: Learned, audience: str, language: str) -> Handover:
        """The report as a document."""
        self.calls.append(("learned_handover", (learned.topic, audience, language)))
        return self.handover(learned.note_ids, audience, language)

    def cited(self, item_id: str) -> Passage:
        """What a citation points into."""
        found = [passage for passage in self._passages() if passage.key == item_id]
        if not found:
            raise NotFound("item_unknown", item=item_id)
        return found[0]

    def passage(self, item_id: str) -> Masked:
        """The text of an item, masked."""
        return self.cited(item_id).text

    def masked(self, note_id: str) -> Masked:
        """The note with stand-ins."""
        reviewed = self.note(note_id)
        live = [f for f in reviewed.analysis.flags if reviewed.states.get(f.id) != "dismissed"]
        return _masked(reviewed.analysis.note.text, live)

    def handover(
        self,
        note_ids: Sequence[str],
        audience: str,
        language: str,
        *,
        item_ids: Sequence[str] | None = None,
    ) -> Handover:
        """A document with one section a note."""
        self.calls.append(("handover", (tuple(note_ids), audience, language, item_ids)))
        sections = tuple(
            Section(f"{number} Notiz", (Cleared(self.masked(note_id)[:200], audience),))
            for number, note_id in enumerate(note_ids, start=1)
        )
        table = ("Nr.\tErkenntnis", "1\tEin | Strich", "2\t*Stern*\tmehr")
        listed = ("• Wer fängt an?", "• Was fehlt?")
        rows = tuple(Cleared(text, audience) for text in (*table, *listed))
        sections += (Section("2.1 Übersicht", rows),)
        return Handover(Cleared("Übergabe", audience), audience, language, sections, ENGINE)

    def close(self) -> None:
        """Nothing to let go of."""

    def _card(self, note_id: str) -> NoteCard:
        reviewed = self.note(note_id)
        analysis = reviewed.analysis
        return NoteCard(
            note_id, analysis.note.source, Masked(analysis.note.session.title),
            analysis.note.language, analysis.note.session, len(analysis.items),
            len(analysis.flags), len(reviewed.states), "2026-02-06T10:00:00",
        )  # fmt: skip

    def _passages(self) -> list[Passage]:
        return [
            self._passage(analysis, place)
            for analysis in self.analyses.values()
            for place in range(len(analysis.items))
        ]

    def _passage(self, analysis: Analysis, place: int) -> Passage:
        note, item = analysis.note, analysis.items[place]
        flags = [flag for flag in analysis.flags if item.span.covers(flag.span)]
        start = item.span.start
        shifted = [replace(f, span=Span(f.span.start - start, f.span.end - start)) for f in flags]
        facts = {
            "note_id": note.id,
            "source": note.source,
            "title": note.session.title,
            "programme": note.session.programme,
            "format": note.session.format,
            "held_on": note.session.held_on.isoformat() if note.session.held_on else "",
            "language": note.language,
            "kind": item.kind,
            "band": analysis.assessments[place].band or "",
            "headline": _masked(item.headline.of(note.text), []),
        }
        return Passage(item.id, item.id, _masked(item.span.of(note.text), shifted), facts)


def _masked(text: str, flags: Sequence[Flag]) -> Masked:
    for flag in sorted(flags, key=lambda one: -one.span.start):
        text = f"{text[: flag.span.start]}[{flag.category.upper()}]{text[flag.span.end :]}"
    return Masked(text)
