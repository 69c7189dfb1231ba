"""Whose secret a finding is: own, the partner's or a third party's, and of which organisation.

The session and the finding itself settle what they can: the own organisation's name, an address
in its domain, a listed partner. The rest is read off the words around by a small trained model
(owners.json, made by iolkit.training.owners): "bei uns", "they told us", the organisation named
next to it. What stands together tends to belong together, so the owners of neighbours are settled
in common (neighbours.py). All mentions of one name get one owner.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from iolkit.errors import Unavailable
from iolkit.language import fold
from iolkit.recognizers.clues import OWN, THEIRS, Clues
from iolkit.recognizers.findings import Finding
from iolkit.recognizers.models import place
from iolkit.recognizers.neighbours import Links, links
from iolkit.recognizers.page import Page
from iolkit.records import Owner, Reason

Scores = npt.NDArray[np.float64]

OWNERS: tuple[Owner, ...] = ("own", "partner", "third")
_NOTHING = (0.0, 0.0, 0.0)
CERTAIN = 12.0
"""The score of an owner that the session or the finding itself settles."""
ROUNDS = 4
"""How often neighbours hear of each other."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A finding with its owner, the organisation when the text tells, and what said so."""

    finding: Finding
    owner: Owner
    org: str | None


@dataclass(frozen=True, eq=False)
class OwnerModel:
    """What each clue speaks for: clue -> weights of OWNERS."""

    weights: Mapping[str, Sequence[float]]

    @classmethod
    def load(cls, folder: Path | None = None) -> OwnerModel:
        """The model in `folder`, else the shipped one. Raises Unavailable if neither is there."""
        return _loaded(place("owners.json", folder))

    def scores(self, clues: Iterable[str]) -> Scores:
        """The sum of what the clues speak for, by owner: (owners,)."""
        told = [self.weights[clue] for clue in clues if clue in self.weights]
        rows = np.array(told, dtype=np.float64).reshape(-1, len(OWNERS))
        return np.asarray(rows.sum(axis=0), dtype=np.float64)

    def link(self, kind: str) -> Scores:
        """What each owner at the other end of a link speaks for: (owner there, owner here)."""
        return np.array([self.weights.get(f"{kind} {owner}", _NOTHING) for owner in OWNERS])


def settled(page: Page, findings: Sequence[Finding], model: OwnerModel) -> Iterator[Settled]:
    """Each finding with its owner and, when the text tells, the organisation."""
    names = [found for found in findings if found.category == "partner"]
    clues = Clues(page, [(name.start, name.end) for name in names])
    given = [_given(page, found, clues.own_words) for found in findings]
    scores = np.zeros((len(findings), len(OWNERS)))
    for index, (found, told) in enumerate(zip(findings, given, strict=True)):
        if told:
            scores[index, OWNERS.index(told[0])] = CERTAIN
        else:
            scores[index] = model.scores(clues.of(found.start, found.end, found.category))
    together = links(page, findings, clues)
    likely = _in_common(scores, together, _same_name(page, findings), model)
    for found, told, best in zip(findings, given, likely, strict=True):
        owner, whose = told or (OWNERS[best], _cue(page, found))
        values = {**found.why.values, "whose": f"@whose.{whose}"}
        org = _organisation(page, found, owner, names)
        yield Settled(found._replace(why=Reason(found.why.key, values)), owner, org)


def _in_common(
    scores: Scores, together: Links, names: npt.NDArray[np.int64], model: OwnerModel
) -> list[int]:
    """The owner of each finding, settled with those of its neighbours (mean field).

    Mentions of one name (the same number in `names`) share the sum of their scores.
    """
    if not len(scores):
        return []
    kinds = {kind: model.link(kind) for row in together for _, kind in row}
    pairs = [(i, j, kind) for i, row in enumerate(together) for j, kind in row]
    here = np.array([i for i, _, _ in pairs], dtype=np.int64)
    there = np.array([j for _, j, _ in pairs], dtype=np.int64)
    weights = np.array([kinds[kind] for _, _, kind in pairs]).reshape(-1, 3, 3)
    agreed = _shared(scores, names)
    for _ in range(ROUNDS):
        sure = np.exp(agreed - agreed.max(axis=1, keepdims=True))
        sure /= sure.sum(axis=1, keepdims=True)
        told = scores.copy()
        np.add.at(told, here, np.einsum("no,nop->np", sure[there], weights))
        agreed = _shared(told, names)
    return [int(best) for best in agreed.argmax(axis=1)]


def _shared(scores: Scores, names: npt.NDArray[np.int64]) -> Scores:
    total = np.zeros_like(scores)
    np.add.at(total, names, scores)
    return total[names]


def _same_name(page: Page, findings: Sequence[Finding]) -> npt.NDArray[np.int64]:
    """A number for each finding, the same for all mentions of one person or organisation."""
    numbers: dict[tuple[str, str], int] = {}
    found = []
    for index, one in enumerate(findings):
        key = (one.category, str(index))
        if one.category in ("person", "partner"):
            words = fold(page.text[one.start : one.end]).split()
            key = (
                one.category,
                words[0] if one.category == "partner" else words[-1].removesuffix("s"),
            )
        found.append(numbers.setdefault(key, len(numbers)))
    return np.array(found, dtype=np.int64)


def _given(page: Page, found: Finding, own: frozenset[str]) -> tuple[Owner, str] | None:
    """The owner that the session or the finding itself settles."""
    words = {
        word
        for word in fold(page.text[found.start : found.end])
        .replace("@", " ")
        .replace(".", " ")
        .replace("-", " ")
        .split()
    }
    if found.category in ("partner", "contact", "security") and words & own:
        return "own", "address" if found.category != "partner" else "organisation"
    if found.recognizer in ("listed", "session") and found.category == "partner":
        return (
            ("third", found.recognizer) if found.concern == "S3" else ("partner", found.recognizer)
        )
    return None


def _organisation(page: Page, found: Finding, owner: Owner, names: Sequence[Finding]) -> str | None:
    """Whose it is: the own organisation, a name itself, or the nearest name in the sentence."""
    if owner == "own":
        return next(iter(page.own_names), None)
    if found.category == "partner":
        return page.text[found.start : found.end]
    if not names:
        return None
    sentence = page.sentences[page.sentence_at(found.start)]
    near = [n for n in names if sentence.start <= n.start < max(sentence.end, found.end)]
    if near:
        nearest = min(near, key=lambda n: max(n.start - found.end, found.start - n.end, 0))
        return page.text[nearest.start : nearest.end]
    different = {fold(page.text[n.start : n.end]).split()[0] for n in names}
    return page.text[names[0].start : names[0].end] if len(different) == 1 else None


def _cue(page: Page, found: Finding) -> str:
    """What in the sentence speaks of an owner: a pronoun, an organisation, or only its words."""
    sentence = page.sentences[page.sentence_at(found.start)]
    words = set(page.low[slice(*page.token_range(sentence.start, max(sentence.end, found.end)))])
    return "pronoun" if words & (OWN | THEIRS) else "context"


@lru_cache(maxsize=8)
def _loaded(path: Path) -> OwnerModel:
    try:
        return OwnerModel(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise Unavailable("recognizer_model_missing", file=path.name) from error
