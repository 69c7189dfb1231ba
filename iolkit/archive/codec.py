"""Records to JSON and back, written out by hand: what stands in a column can be read by a person.

Spans are [start, end], dates ISO, tuples lists. Decoding raises KeyError, TypeError or ValueError
on anything that encoding did not write; callers name the row that is damaged.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

from iolkit.records import (
    Assessment,
    Flag,
    Item,
    Locator,
    Provenance,
    Rating,
    Reason,
    Remark,
    Rule,
    Sentence,
    Session,
    Span,
    Summary,
)

Json = dict[str, Any]


def dumps(value: object) -> str:
    """Compact JSON, the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def seal(*parts: str | bytes | int | None) -> str:
    """A checksum (32 hex digits) of a row's values; None and the empty text differ."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(f"{type(part).__name__}:{len(raw)}:".encode() + raw)
    return digest.hexdigest()[:32]


def span(value: Sequence[int]) -> Span:
    """[start, end] -> Span."""
    start, end = value
    return Span(start, end)


def spans(values: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """[[start, end], ...] -> spans."""
    return tuple(span(value) for value in values)


def from_span(value: Span) -> list[int]:
    """Span -> [start, end]."""
    return [value.start, value.end]


def from_session(session: Session) -> str:
    """A session as JSON."""
    return dumps(
        {
            "title": session.title,
            "programme": session.programme,
            "format": session.format,
            "held_on": session.held_on.isoformat() if session.held_on else None,
            "rule": session.rule,
            "own_org": session.own_org,
            "host": session.host,
            "partners": session.partners,
            "participants": session.participants,
            "industry": session.industry,
            "competitors": session.competitors,
        }
    )


def session(text: str) -> Session:
    """A session from its JSON."""
    raw = json.loads(text)
    if raw["rule"] not in get_args(Rule):
        raise ValueError("not a session rule")
    return Session(
        title=raw["title"],
        programme=raw["programme"],
        format=raw["format"],
        held_on=date.fromisoformat(raw["held_on"]) if raw["held_on"] else None,
        rule=raw["rule"],
        own_org=raw["own_org"],
        host=raw["host"],
        partners=tuple(raw["partners"]),
        participants=tuple(raw["participants"]),
        industry=raw["industry"],
        competitors=tuple(raw["competitors"]),
    )


def from_locators(locators: Sequence[Locator]) -> str:
    """Locators as JSON."""
    return dumps([[from_span(x.span), x.kind, x.label] for x in locators])


def locators(text: str) -> tuple[Locator, ...]:
    """Locators from their JSON."""
    return tuple(Locator(span(where), kind, label) for where, kind, label in json.loads(text))


def from_flag(flag: Flag) -> Json:
    """A flag as a JSON object."""
    return {
        "id": flag.id,
        "span": from_span(flag.span),
        "category": flag.category,
        "concern": flag.concern,
        "owner": flag.owner,
        "org": flag.org,
        "score": flag.score,
        "recognizer": flag.recognizer,
        "why": _from_reason(flag.why),
    }


def flag(raw: Json) -> Flag:
    """A flag from its JSON object."""
    return Flag(**{**raw, "span": span(raw["span"]), "why": _reason(raw["why"])})


def from_item(item: Item) -> Json:
    """An item as a JSON object."""
    return {
        "id": item.id,
        "note_id": item.note_id,
        "span": from_span(item.span),
        "kind": item.kind,
        "headline": from_span(item.headline),
    }


def item(raw: Json) -> Item:
    """An item from its JSON object."""
    return Item(**{**raw, "span": span(raw["span"]), "headline": span(raw["headline"])})


def from_provenance(made_by: Provenance) -> Json:
    """A provenance as a JSON object."""
    return {
        "engine": made_by.engine,
        "model": made_by.model,
        "prompt": made_by.prompt,
        "version": made_by.version,
    }


def provenance(raw: Json) -> Provenance:
    """A provenance from its JSON object."""
    return Provenance(**raw)


def from_rating(rating: Rating) -> Json:
    """A rating as a JSON object."""
    return {
        "dimension": rating.dimension,
        "level": rating.level,
        "confidence": rating.confidence,
        "evidence": [from_span(s) for s in rating.evidence],
        "reason": _from_reason(rating.reason),
        "made_by": from_provenance(rating.made_by),
    }


def rating(raw: Json) -> Rating:
    """A rating from its JSON object."""
    return Rating(
        dimension=raw["dimension"],
        level=raw["level"],
        confidence=raw["confidence"],
        evidence=spans(raw["evidence"]),
        reason=_reason(raw["reason"]),
        made_by=provenance(raw["made_by"]),
    )


def from_assessment(assessment: Assessment) -> Json:
    """An assessment as a JSON object."""
    return {
        "item_id": assessment.item_id,
        "ratings": [from_rating(r) for r in assessment.ratings],
        "score": assessment.score,
        "low": assessment.low,
        "high": assessment.high,
        "band": assessment.band,
        "bottleneck": assessment.bottleneck,
        "clarity": assessment.clarity,
        "missing": assessment.missing,
        "filled": [[slot, from_span(words)] for slot, words in assessment.filled],
        "rubric": assessment.rubric,
    }


def assessment(raw: Json) -> Assessment:
    """An assessment from its JSON object."""
    return Assessment(
        **{
            **raw,
            "ratings": tuple(rating(r) for r in raw["ratings"]),
            "missing": tuple(raw["missing"]),
            # Older analyses tell which slots are open, and no words for the others.
            "filled": tuple((slot, span(words)) for slot, words in raw.get("filled", ())),
        }
    )


def from_summary(summary: Summary) -> str:
    """A summary as JSON."""
    return dumps([[s.text, [from_span(e) for e in s.evidence]] for s in summary.sentences])


def summary(text: str) -> Summary:
    """A summary from its JSON."""
    return Summary(tuple(Sentence(words, spans(proof)) for words, proof in json.loads(text)))


def from_remark(remark: Remark) -> Json:
    """A remark as a JSON object."""
    return {
        "subject": remark.subject,
        "subject_id": remark.subject_id,
        "reason": _from_reason(remark.reason),
    }


def remark(raw: Json) -> Remark:
    """A remark from its JSON object."""
    return Remark(raw["subject"], raw["subject_id"], _reason(raw["reason"]))


def _from_reason(reason: Reason) -> Json:
    return {"key": reason.key, "values": dict(reason.values)}


def _reason(raw: Json) -> Reason:
    return Reason(raw["key"], raw["values"])
