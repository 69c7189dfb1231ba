"""The verb that asks who else tells the same: corroboration."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from iolkit.kit.finding import FindingVerbs
from iolkit.outcomes import Corroboration, Passage

NEAREST = 40
"""Items that are compared with one, the nearest."""


class CorroborationVerbs(FindingVerbs):
    """What other sessions say of a learning item."""

    def corroboration(self, item_id: str) -> Corroboration:
        """Who else tells what an item tells, since when, and what speaks against it, with quotes
        masked. Raises NotFound, Unavailable without an encoder."""
        from iolkit import synthesis

        archive = self._parts.archive
        item = archive.passages.get(item_id)
        found = self._parts.index.search(item.text, NEAREST, as_typed=True)
        keys = [hit.passage.key for hit in found.hits if hit.passage.key != item_id]
        texts = self._texts([item_id, *keys])
        others = [
            replace(hit.passage, text=texts[hit.passage.key])
            for hit in found.hits
            if hit.passage.key in texts and hit.passage.key != item_id
        ]
        return synthesis.corroboration(
            replace(item, text=texts.get(item_id, item.text)),
            others,
            self._near(item_id, others),
            self._sessions(),
            self._parts.encode_if_ready(),
        )

    def _near(self, item_id: str, others: list[Passage]) -> list[float]:
        """Cosines of an item and others, by their own words alone; 0 where there is no vector."""
        archive = self._parts.archive
        stored = archive.passages.stored([item_id, *(each.key for each in others)])
        rows = {key: seq for key, (seq, _) in stored.items()}
        own = archive.vectors.own(list(rows.values()), self._parts.index.reader().name)
        mine = own.get(rows.get(item_id, -1))
        if mine is None:
            return [0.0] * len(others)
        return [
            float(np.sum(mine * own[rows[each.key]])) if rows.get(each.key) in own else 0.0
            for each in others
        ]
