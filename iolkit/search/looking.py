"""What a search saw before its hits are fetched, and the reasons for a hit that come of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from iolkit.archive import Fields
from iolkit.outcomes import ReadAs
from iolkit.records import Reason
from iolkit.search import fusion, lexical
from iolkit.search.lexical import Terms

_NEAR = ((0.5, "high"), (0.35, "medium"), (0.2, "low"))
"""Cosines from which a passage is called very near, near, somewhat near."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A search before its hits are fetched: fused ranking, what every leg saw, how the query was
    read, and the model that was asked."""

    ranked: list[tuple[int, float]]
    legs: fusion.Legs
    terms: Terms
    read: ReadAs = field(default_factory=lambda: ReadAs(""))
    model: str = ""


def why(looked: Looked, seq: int, fields: Fields) -> tuple[Reason, ...]:
    """Why a passage was found: by which words, how read, in which language, how near."""
    plain, translated = lexical.found_words(looked.terms, fields)
    read = {meant: typed for typed, meant in looked.read.words}
    reasons = [
        Reason("read_as", {"typed": read[word], "word": word}) for word in plain if word in read
    ]
    if plain:
        reasons.append(Reason("found_words", {"words": ", ".join(plain)}))
    if translated:
        reasons.append(Reason("found_translated", {"words": ", ".join(translated)}))
    cosine = looked.legs.dense.get(seq, 0.0)
    near = next((name for least, name in _NEAR if cosine >= least), None)
    if near:
        reasons.append(Reason("found_near", {"nearness": f"@nearness.{near}"}))
    return tuple(reasons)
