"""What work with a language model is, costs and sends: its state, estimates, the log of what left.

No text of a note and no key of a provider is in any of these, except in `Compared`, which holds
two analyses as a reviewer sees them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from iolkit.errors import IolkitError
from iolkit.outcomes.asking import Sent
from iolkit.records import Analysis, Item

EngineName = Literal["embedded", "llm"]


@dataclass(frozen=True, slots=True)
class Spent:
    """What requests cost: tokens as the provider counted them, or estimated (`exact` False)."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    exact: bool = True
    from_cache: int = 0
    """Letters that were answered from kept replies and cost nothing."""

    def __add__(self, other: Spent) -> Spent:
        return Spent(
            self.requests + other.requests,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.exact and other.exact,
            self.from_cache + other.from_cache,
        )

    def since(self, earlier: Spent) -> Spent:
        """What was spent after `earlier`, where both count from the same start."""
        return Spent(
            self.requests - earlier.requests,
            self.tokens_in - earlier.tokens_in,
            self.tokens_out - earlier.tokens_out,
            self.exact,
            self.from_cache - earlier.from_cache,
        )

    @property
    def anything(self) -> bool:
        """Whether a model was asked, or a kept reply used."""
        return bool(self.requests or self.from_cache)


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, as the person said who set it; `currency` is their word."""

    per_million_in: float
    per_million_out: float
    currency: str = ""

    def of(self, spent: Spent) -> float:
        """The price of what was spent."""
        paid_in = spent.tokens_in * self.per_million_in
        return (paid_in + spent.tokens_out * self.per_million_out) / 1_000_000


@dataclass(frozen=True, slots=True)
class ModelState:
    """The language model as it is set up. Nothing is asked over the network to know this, except
    where `reached` is told."""

    name: str
    """As given in IOLKIT_LLM (provider:model); empty when no model is set up."""
    host: str = ""
    """Where requests go; empty where it is the provider's own address."""
    local: bool = False
    """Declared to run in the house (IOLKIT_LLM_TRUST=local)."""
    special: bool = False
    """May see text on health, religion and the like; only a local model may, by choice."""
    window: int = 0
    reply_tokens: int = 0
    capable: bool = False
    """One request a note; else the reading is split by task."""
    concurrency: int = 1
    key: Literal["given", "missing", "not_needed"] = "not_needed"
    """Whether the provider's own variable holds a key; its value is read by nobody here."""
    key_name: str = ""
    """That variable."""
    exact_tokens: bool = False
    """Tokens are counted with the model's tables; else estimated, rather too high."""
    price: Price | None = None
    replay: bool = False
    """Replies come from a folder of kept ones; nothing is sent."""
    trouble: IolkitError | None = None
    """Why the model cannot be used as it is set up."""
    reached: bool | None = None
    """Whether it answered just now; None when nobody asked."""

    @property
    def ready(self) -> bool:
        """Whether there is a model and nothing is known that keeps it from being asked."""
        return bool(self.name) and self.trouble is None


@dataclass(frozen=True, slots=True)
class EgressPage:
    """Some requests that left, the newest first; how many there were in all, and their cost."""

    entries: tuple[Sent, ...]
    total: int
    spent: Spent


@dataclass(frozen=True, slots=True)
class CostEstimate:
    """What reading a batch will cost at most, told before anything is sent.

    `unchanged` files are here already and cost nothing; `unreadable` ones never get to the model.
    """

    notes: int
    unchanged: int
    unreadable: int
    spent: Spent
    """Requests and tokens as estimated; `exact` says whether tokens in were counted exactly."""
    price: Price | None = None
    amount: float | None = None
    """In the currency of `price`; None where no price is set."""


@dataclass(frozen=True, slots=True)
class ItemPair:
    """An item as both engines see it; None where one of them has none there."""

    embedded: Item | None
    llm: Item | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One note as both engines read it, side by side; nothing of it is stored.

    `items` are in the order of the text; flags of the model are the embedded ones and its own.
    """

    embedded: Analysis
    llm: Analysis
    items: tuple[ItemPair, ...]
    spent: Spent = field(default_factory=Spent)
