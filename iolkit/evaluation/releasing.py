"""What leaves of gold notes: secrets that were let through, and how much of the rest survives.

Each note is checked as a person would before a session, for partners and for the public, with the
flags as the engine finds them and nobody's review. What stands unchanged in the released text is
compared with what people marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from iolkit.engine import Engine
from iolkit.errors import NotFound
from iolkit.evaluation.counts import CAUGHT
from iolkit.evaluation.gold import GoldNote, read_folder
from iolkit.evaluation.measures import covered, interval
from iolkit.evaluation.scoring import ROUNDS, SEED, Measure
from iolkit.policy import Policy
from iolkit.records import Audience, Span
from iolkit.redaction import Release, release_note

AUDIENCES: tuple[Audience, ...] = ("partners", "public")


@dataclass(frozen=True, slots=True)
class Released:
    """For one audience. spans: gold spans of which more than a fifth stands unchanged; characters:
    of gold spans, that stand unchanged; survives: characters outside gold spans that do."""

    spans: Measure
    characters: Measure
    survives: Measure
    blocked: int


@dataclass(frozen=True, slots=True)
class ReleaseReport:
    """`missed` is the share of gold spans that no flags cover to 80 %: what cannot be held back."""

    notes: int
    missed: Measure
    released: dict[Audience, Released]


Counted = tuple[float, int]
"""How much of how much."""


def score_release(folder: Path, engine: Engine, policy: Policy | None = None) -> ReleaseReport:
    """Release the gold notes of a folder and count. Raises NotFound("gold_empty")."""
    gold = read_folder(folder)
    if not gold:
        raise NotFound("gold_empty", name=folder.name)
    rules = policy or Policy.shipped()
    flagged = [(note, engine.flag(note.note)) for note in gold]
    missed = [
        (
            sum(covered(g.span, [f.span for f in flags]) < CAUGHT for g in note.flags),
            len(note.flags),
        )
        for note, flags in flagged
    ]
    released = {
        audience: _counted(
            [(note, release_note(note.note, flags, audience, rules)) for note, flags in flagged]
        )
        for audience in AUDIENCES
    }
    return ReleaseReport(len(gold), _share(missed), released)


def release_json(report: ReleaseReport) -> dict[str, object]:
    """The report as plain values for JSON, figures rounded to three digits."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {name: plain(inner) for name, inner in value.items()}
        return round(value, 3) if isinstance(value, float) else value

    return {name: plain(value) for name, value in asdict(report).items()}


def _counted(pairs: Sequence[tuple[GoldNote, Release]]) -> Released:
    return Released(
        spans=_share([_let_through(*pair) for pair in pairs]),
        characters=_share([_inside(*pair) for pair in pairs]),
        survives=_share([_outside(*pair) for pair in pairs]),
        blocked=sum(release.blocked for _, release in pairs),
    )


def _let_through(gold: GoldNote, release: Release) -> Counted:
    told = [covered(flag.span, release.unchanged) > 1 - CAUGHT for flag in gold.flags]
    return sum(told), len(told)


def _inside(gold: GoldNote, release: Release) -> Counted:
    marked = _marked(gold)
    return len(marked & _characters(release.unchanged)), len(marked)


def _outside(gold: GoldNote, release: Release) -> Counted:
    visible = {at for at, char in enumerate(gold.note.text) if not char.isspace()}
    harmless = visible - _marked(gold)
    return len(harmless & _characters(release.unchanged)), len(harmless)


def _marked(gold: GoldNote) -> set[int]:
    return _characters([flag.span for flag in gold.flags])


def _characters(spans: Sequence[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _share(rows: Sequence[Counted]) -> Measure:
    def share(taken: Sequence[Counted]) -> float:
        return sum(part for part, _ in taken) / max(1, sum(whole for _, whole in taken))

    return Measure(share(rows), *interval(rows, share, ROUNDS, SEED), sum(n for _, n in rows))
