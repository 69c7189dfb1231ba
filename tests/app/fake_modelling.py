"""The part of the kit in memory that knows a language model; none is set up at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iolkit.outcomes import (
    Compared,
    CostEstimate,
    EgressPage,
    EngineName,
    ItemPair,
    ModelState,
    Price,
    Sent,
    Spent,
    Upload,
)
from iolkit.records import Analysis, Flag, Reason, Span

STATE = ModelState(
    "openai:tiny", "models.example", window=8000, reply_tokens=1000, key="given",
    key_name="OPENAI_API_KEY",
)  # fmt: skip
SENT = Sent(
    "2026-11-20T09:30:00+00:00", "n1", "openai:tiny", "models.example", "read", "1", "0" * 64,
    4200, 1100, 300, True, "answered", 900, {"person": 2, "money": 1},
)  # fmt: skip
COST = Spent(1, 1200, 400, exact=False)


class FakeModelling:
    """Mixed into FakeKit, which brings the notes. A test sets `model` to have one."""

    analyses: dict[str, Analysis]
    calls: list[tuple[str, object]]
    model = ModelState("")
    engine_name: EngineName = "embedded"
    log: tuple[Sent, ...] = ()

    def model_state(self, *, reach: bool = False) -> ModelState:
        """The model as set; asked, it is there."""
        if reach:
            self.calls.append(("reach", self.model.name))
            return replace(self.model, reached=True)
        return self.model

    def engine_choice(self) -> EngineName:
        """Who reads."""
        return self.engine_name

    def choose_engine(self, engine: EngineName) -> None:
        """Remember it."""
        self.calls.append(("choose_engine", engine))
        self.engine_name = engine

    def egress(self, limit: int = 100, offset: int = 0) -> EgressPage:
        """The log of this test."""
        spent = Spent(len(self.log), 1100 * len(self.log), 300 * len(self.log))
        return EgressPage(self.log[offset : offset + limit], len(self.log), spent)

    def price(self) -> Price | None:
        """Two and eight for a million."""
        return Price(2.0, 8.0, "EUR")

    def cost_of(self, files: Sequence[Upload]) -> CostEstimate:
        """One request a file."""
        self.calls.append(("cost_of", tuple(one.name for one in files)))
        return CostEstimate(len(files), 0, 0, COST, self.price(), 0.01)

    def compare(self, note_id: str) -> Compared:
        """The model marks the first four letters besides."""
        self.calls.append(("compare", note_id))
        ours = self.analyses[note_id]
        more = Flag(
            "llm1", Span(0, 4), "ip", None, "own", None, 0.6, "llm", Reason("flagged_by_person")
        )
        theirs = replace(ours, flags=(more, *ours.flags))
        pairs = [ItemPair(item, item) for item in ours.items[1:]]
        if ours.items:
            pairs.insert(0, ItemPair(ours.items[0], None))
        return Compared(ours, theirs, tuple(pairs), COST)
