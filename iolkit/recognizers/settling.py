"""Whose secret a finding is: own, the partner's or a third party's, and of which organisation.

The session and the finding itself settle what they can: the own organisation's name, an address
in its domain, a listed partner. The rest is read off the words around by a small trained model
(owners.json, made by iolkit.training.owners): "bei uns", "they told us", the organisation named
next to it. All mentions of one name get one owner.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from iolkit.errors import Unavailable
from iolkit.language import fold
from iolkit.recognizers.clues import OWN, THEIRS, Clues
from iolkit.recognizers.findings import Finding
from iolkit.recognizers.models import place
from iolkit.recognizers.page import Page
from iolkit.records import Owner, Reason

OWNERS: tuple[Owner, ...] = ("own", "partner", "third")


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

    def scores(self, clues: Sequence[str]) -> list[float]:
        """The sum of what the clues speak for, by owner."""
        told = [self.weights[clue] for clue in clues if clue in self.weights]
        return [sum(column) for column in zip(*told, strict=True)] or [0.0] * len(OWNERS)


def settled(page: Page, findings: Sequence[Finding], model: OwnerModel) -> Iterator[Settled]:
    """Each finding with its owner and, when the text tells, the organisation."""
    names = [found for found in findings if found.category == "partner"]
    clues = Clues(page, [(name.start, name.end) for name in names])
    scores = [model.scores(clues.of(f.start, f.end, f.category)) for f in findings]
    _agree(page, findings, scores)
    for found, row in zip(findings, scores, strict=True):
        likely = OWNERS[row.index(max(row))]
        owner, whose = _given(page, found, clues.own_words) or (likely, _cue(page, found))
        values = {**found.why.values, "whose": f"@whose.{whose}"}
        org = _organisation(page, found, owner, names)
        yield Settled(found._replace(why=Reason(found.why.key, values)), owner, org)


def _agree(page: Page, findings: Sequence[Finding], scores: list[list[float]]) -> None:
    """Mentions of one name share the sum of their scores (in place)."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, found in enumerate(findings):
        if found.category in ("person", "partner"):
            words = fold(page.text[found.start : found.end]).split()
            key = words[0] if found.category == "partner" else words[-1].removesuffix("s")
            groups[found.category, key].append(index)
    for members in groups.values():
        shared = [sum(column) for column in zip(*(scores[i] for i in members), strict=True)]
        for index in members:
            scores[index] = shared


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
