"""Whether a learning fits here: profiles, distances, readiness, verdicts and what would flip them.

Facts about organisations and knowledge, never about persons; there is no score for a person. Text
of notes in here is Masked.

Words of a person are Reviews with the item's id: subject "fit" with the fields distance.NAME
(0..4 | null), readiness.NAME (yes | partly | no | null), precondition.KEY (yes | no | null); null
goes back to what is computed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from iolkit.records import Dimension, Rating, Reason, Span

FactName = Literal[
    "size", "industry", "structure", "regulation", "codetermination",
    "technology", "culture", "maturity", "strategy", "market",
]  # fmt: skip
DistanceName = Literal["task", "proc", "cult", "tech", "reg", "strat", "size", "market"]
ReadinessName = Literal["prior", "owner", "sponsor", "network", "means", "goal"]
Said = Literal["yes", "partly", "no"]
Advice = Literal["adopt", "adapt", "pilot", "leave"]
GaugeName = Literal["knowledge", "pair", "readiness", "outlook"]

FACTS: tuple[FactName, ...] = get_args(FactName)
DISTANCES: tuple[DistanceName, ...] = get_args(DistanceName)
READINESS: tuple[ReadinessName, ...] = get_args(ReadinessName)
ADVICE: tuple[Advice, ...] = get_args(Advice)
"""From the best to the least: use as it is, adapt, pilot the principle, leave it for now."""
FARTHEST = 4
"""Distances run from 0 (the same) to 4 (very different)."""


@dataclass(frozen=True, slots=True)
class OrgProfile:
    """How an organisation is. `org` "" = ours; `facts` = option keys of prompts/rubrics/fit.yaml.

    A fact that is not in `facts` is not known. `goals` are our strategic goals in our own words
    (raw: they never leave the house unreleased); of other organisations none are kept.
    """

    org: str = ""
    facts: Mapping[FactName, str] = field(default_factory=dict)
    goals: tuple[str, ...] = ()
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers a question may have, with its words."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the rubric in one language. `options` in their order; `subject` says which
    verb takes the answer: a fact of a profile, a distance or a readiness answer of an item."""

    subject: Literal["fact", "distance", "readiness"]
    name: str
    words: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Gauge:
    """One of three gauges, 0..100, more is better. `value` None where too little is known;
    `low` and `high` are what the unknowns leave open (equal where nothing is unknown)."""

    name: GaugeName
    value: int | None
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the source's world is from ours in one respect: low..high within 0..4.

    `origin`: a person said it, it follows from the two profiles, or nothing is known (0..4).
    `facts` of the profiles it was drawn from; `cost` = points of 100 it takes from the pair gauge
    (an unknown one counts as the middle of its range).
    """

    name: DistanceName
    low: int
    high: int
    origin: Literal["person", "profiles", "unknown"]
    facts: tuple[FactName, ...] = ()
    cost: float = 0.0

    @property
    def known(self) -> int | None:
        """The distance, where it is known exactly."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class Precondition:
    """Something that must be so for the knowledge to work. `met` None = nobody has said.

    From a sentence of the note (`span` in its text) or from the rubric because of a high level
    (`dimension`). `words` are the note's own, masked, or those of the rubric.
    """

    key: str
    words: str
    met: bool | None = None
    span: Span | None = None
    dimension: Dimension | None = None


@dataclass(frozen=True, slots=True)
class Readiness:
    """Six answers about this organisation and one learning; None = not answered. 0..100."""

    answers: Mapping[ReadinessName, Said | None]
    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with it. `best` and `worst` are what the unknowns still allow; `reasons` say what
    carries the verdict and what stands against a better one."""

    advice: Advice
    best: Advice
    worst: Advice
    reasons: tuple[Reason, ...]

    @property
    def sure(self) -> bool:
        """Whether no unknown can change it."""
        return self.best == self.worst


@dataclass(frozen=True, slots=True)
class Flip:
    """A single fact that, if it were otherwise, would move the verdict.

    `name` a distance, a readiness question, a dimension or a precondition's key; `was` and `value`
    as texts ("3", "partly", "" = unknown); `advice` what the verdict would be (None: none at all).
    """

    subject: Literal["distance", "readiness", "rating", "precondition"]
    name: str
    was: str
    value: str
    advice: Advice | None
    better: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether one learning fits here: three gauges side by side, a verdict, what would change it.

    `gauges` = knowledge, pair, readiness. `verdict` None where the ratings tell too little.
    `flips` are all single facts that would move it, the better ones and the smallest changes first;
    `version` is that of the rubric of fit.
    """

    item_id: str
    gauges: tuple[Gauge, ...]
    distances: tuple[Distance, ...]
    readiness: Readiness
    preconditions: tuple[Precondition, ...]
    verdict: Verdict | None
    flips: tuple[Flip, ...]
    version: str

    @property
    def nearest(self) -> tuple[Flip, ...]:
        """Of each fact only the smallest change that leads to each other verdict."""
        seen: dict[tuple[str, str, Advice | None], Flip] = {}
        for each in self.flips:
            seen.setdefault((each.subject, each.name, each.advice), each)
        return tuple(seen.values())


@dataclass(frozen=True, slots=True)
class EarlierRating:
    """Ratings of an item that were made with another version of the rubric, and until when they
    counted (ISO, UTC)."""

    item_id: str
    ratings: tuple[Rating, ...]
    score: int | None
    version: str
    until: str
