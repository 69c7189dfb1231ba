"""Records of work with a language model -> JSON; keys are added and never changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from iolkit.outcomes import CostEstimate, EgressPage, Price, Spent

Json = dict[str, Any]


def cost(told: CostEstimate) -> Json:
    """What a batch would cost."""
    return {
        "notes": told.notes,
        "unchanged": told.unchanged,
        "unreadable": told.unreadable,
        **spent(told.spent, told.price),
    }


def egress(page: EgressPage) -> Json:
    """What was sent, the newest first."""
    return {
        "total": page.total,
        **spent(page.spent),
        "sent": [asdict(entry) for entry in page.entries],
    }


def spent(cost: Spent, price: Price | None = None) -> Json:
    """Requests and tokens; `amount` in `currency` where a price is set."""
    return {
        "requests": cost.requests,
        "tokens_in": cost.tokens_in,
        "tokens_out": cost.tokens_out,
        "exact": cost.exact,
        "from_kept": cost.from_cache,
        "amount": price.of(cost) if price else None,
        "currency": price.currency if price else "",
    }
