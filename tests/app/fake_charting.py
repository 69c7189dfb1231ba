"""The part of the kit in memory that draws: items in figures, what they rest on, pictures."""

from __future__ import annotations

from typing import Any

from iolkit.errors import NotFound
from iolkit.outcomes import Filters, Gauge, Grounds, ItemPoint, Picture, RatedExample
from iolkit.records import DIMENSIONS, Analysis, Assessment, Item, Masked


class FakeCharting:
    """Mixed into FakeKit, which brings the notes."""

    analyses: dict[str, Analysis]
    calls: list[tuple[str, object]]
    note: Any
    passage: Any
    fit: Any

    def points(self, filters: Filters | None = None) -> tuple[ItemPoint, ...]:
        """Every item that nobody dismissed and that is of the kind asked for."""
        self.calls.append(("points", filters))
        kind = filters.kind if filters else None
        return tuple(
            _point(analysis, item, assessed)
            for note_id in self.analyses
            for analysis in (self.note(note_id).analysis,)
            for item, assessed in zip(analysis.items, analysis.assessments, strict=True)
            if kind in (None, item.kind)
        )

    def fits(self) -> dict[str, Gauge]:
        """The second gauge of each fit."""
        return {each.item_id: self.fit(each.item_id).gauges[1] for each in self.points()}

    def examples_like(self, item_id: str, language: str) -> tuple[RatedExample, ...]:
        """One that is near and one that is not."""
        self.calls.append(("examples_like", (item_id, language)))
        known = dict.fromkeys(DIMENSIONS, None) | {"implicit": 4}
        return (
            RatedExample("Man lernt *es* nur beim Zusehen.", language, known, 0.4),
            RatedExample("Etwas ganz anderes.", language, known, 0.01),
        )

    def grounds(self, item_id: str) -> Grounds:
        """The assessment, with words in place of every quote."""
        for note_id in self.analyses:
            analysis = self.note(note_id).analysis
            for item, assessed in zip(analysis.items, analysis.assessments, strict=True):
                if item.id == item_id:
                    quotes = {
                        rating.dimension: (Masked("[PERSON_1] sagt das"),)
                        if rating.evidence
                        else ()
                        for rating in assessed.ratings
                    }
                    headline = Masked(item.headline.of(analysis.note.text))
                    return Grounds(item_id, headline, item.kind, assessed, quotes)
        raise NotFound("item_unknown", item=item_id)

    def drawn(self, picture: Picture, language: str) -> tuple[str, str]:
        """A picture with nothing on it."""
        self.calls.append(("drawn", (picture, language)))
        return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"></svg>', "ein Bild"


def _point(analysis: Analysis, item: Item, assessed: Assessment) -> ItemPoint:
    session = analysis.note.session
    return ItemPoint(
        item_id=item.id,
        note_id=analysis.note.id,
        headline=Masked(item.headline.of(analysis.note.text)),
        title=Masked(session.title),
        kind=item.kind,
        programme=session.programme,
        format=session.format,
        held_on=session.held_on,
        levels={rating.dimension: rating.level for rating in assessed.ratings},
        score=assessed.score,
        low=assessed.low,
        high=assessed.high,
        band=assessed.band,
        clarity=assessed.clarity,
        organisations=1 if session.partners else 0,
    )
