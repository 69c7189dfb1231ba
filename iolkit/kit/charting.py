"""Verbs of pictures: points, fits, grounds, drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from iolkit.kit.finding import FindingVerbs
from iolkit.kit.planning import home_of
from iolkit.outcomes import Filters, Gauge, Grounds, ItemPoint, Picture, RatedExample

if TYPE_CHECKING:
    from iolkit.phrases import Tongue


class ChartingVerbs(FindingVerbs):
    """What many items look like beside one another."""

    def points(self, filters: Filters | None = None) -> tuple[ItemPoint, ...]:
        """Every standing item that fits, in figures; best-practice cards are left out."""
        from iolkit import synthesis

        archive, encoder = self._parts.archive, self._parts.index.reader()
        sessions = self._sessions()
        points = synthesis.told(archive.points.find(filters or Filters()), sessions)
        keys = [point.item_id for point in points]
        stored = {key: seq for key, (seq, _) in archive.passages.stored(keys).items()}
        own = archive.vectors.own(list(stored.values()), encoder.name)
        known = {key: own[seq] for key, seq in stored.items() if seq in own}
        return synthesis.backed(points, synthesis.rows(keys, known, encoder.dimension), sessions)

    def fits(self) -> Mapping[str, Gauge]:
        """How alike the source's world and ours are, by item; the second of the gauges of `fit`."""
        from iolkit import handover as documents

        archive, home = self._parts.archive, home_of(self._parts)

        def every() -> Mapping[str, Gauge]:
            notes = dict.fromkeys(point.note_id for point in archive.points.find(Filters()))
            found = (documents.pairs_of(archive.notes.reviewed(note), home) for note in notes)
            return {item: gauge for each in found for item, gauge in each.items()}

        return archive.points.once(("fits", home.own_org, home.own_industry), every)

    def examples_like(self, item_id: str, language: Tongue) -> tuple[RatedExample, ...]:
        """Invented passages with their levels that an item is most like, nearest first.

        Raises NotFound and Unavailable.
        """
        reviewed, _ = self._item(item_id)
        item = next(each for each in reviewed.analysis.items if each.id == item_id)
        text = item.span.of(reviewed.analysis.note.text)
        return self._parts.examples.like(text, language=language)

    def grounds(self, item_id: str) -> Grounds:
        """What an item's ratings rest on, its quotes masked for readers in the house.

        Raises NotFound.
        """
        from iolkit import redaction

        reviewed, _ = self._item(item_id)
        item = next(each for each in reviewed.analysis.items if each.id == item_id)
        every = reviewed.analysis.assessments
        assessed = next((each for each in every if each.item_id == item_id), None)
        ratings = assessed.ratings if assessed else ()
        text, flags = reviewed.analysis.note.text, reviewed.flags
        spans = [item.headline, *(each for rating in ratings for each in rating.evidence)]
        headline, *said = redaction.mask_views(text, flags, spans)
        quotes = iter(said)
        by_property = {
            rating.dimension: tuple(next(quotes) for _ in rating.evidence) for rating in ratings
        }
        return Grounds(item_id, headline, item.kind, assessed, by_property)

    def drawn(self, picture: Picture, language: Tongue) -> tuple[str, str]:
        """A picture of a handover as its reader will see it, as one svg element, and its words."""
        from iolkit.handover import pictures

        return pictures.svg(picture, language), pictures.words(picture, language)
