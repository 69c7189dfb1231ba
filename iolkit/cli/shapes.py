"""Records -> the JSON that others rely on: a contract, keys are added and never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from iolkit import phrases
from iolkit.outcomes import (
    Answer,
    Check,
    Citation,
    CitedSentence,
    Decision,
    Found,
    Hit,
    Learned,
    NoteCard,
    Passage,
    Support,
)
from iolkit.records import Analysis, Assessment, Flag, Note, Provenance, Rating

Json = dict[str, Any]


def flag(flag: Flag, text: str, tongue: phrases.Tongue) -> Json:
    """A sensitive span with its words and the reason for it."""
    return {
        "start": flag.span.start,
        "end": flag.span.end,
        "category": flag.category,
        "concern": flag.concern,
        "owner": flag.owner,
        "org": flag.org,
        "score": round(flag.score, 3),
        "recognizer": flag.recognizer,
        "explanation": phrases.say_reason(flag.why, tongue),
        "text": flag.span.of(text),
    }


def assessment(assessed: Assessment, text: str, tongue: phrases.Tongue) -> Json:
    """Five ratings with their quotes, and what they add up to."""
    return {
        "ratings": {r.dimension: rating(r, text, tongue) for r in assessed.ratings},
        "transferability": {
            "score": assessed.score,
            "low": assessed.low,
            "high": assessed.high,
            "band": assessed.band,
            "bottleneck": assessed.bottleneck,
        },
        "clarity": assessed.clarity,
        "slots": {slot: words.of(text) for slot, words in assessed.filled},
    }


def rating(rated: Rating, text: str, tongue: phrases.Tongue) -> Json:
    """One level with the first of the words it rests on."""
    return {
        "level": rated.level,
        "confidence": round(rated.confidence, 3),
        "quote": rated.evidence[0].of(text) if rated.evidence else None,
        "reason": phrases.say_reason(rated.reason, tongue),
    }


def analysis(read: Analysis, tongue: phrases.Tongue) -> Json:
    """All that was found in one note."""
    text = read.note.text
    assessed = {each.item_id: each for each in read.assessments}
    items = [
        {
            "id": item.id,
            "start": item.span.start,
            "end": item.span.end,
            "kind": item.kind,
            "headline": item.headline.of(text),
            "text": item.span.of(text),
            **assessment(assessed[item.id], text, tongue),
        }
        for item in read.items
    ]
    sentences: list[Json] = [
        {"text": s.text, "quotes": [{"start": e.start, "end": e.end} for e in s.evidence]}
        for s in read.summary.sentences
    ]
    return {
        "source": read.note.source,
        "note": note(read.note),
        "text": text,
        "flags": [flag(each, text, tongue) for each in read.flags],
        "items": items,
        "summary": {"text": " ".join(s["text"] for s in sentences), "sentences": sentences},
        "made_by": made_by(read.made_by),
        "remarks": [
            {"subject": each.subject, "subject_id": each.subject_id,
             "explanation": phrases.say_reason(each.reason, tongue)}
            for each in read.remarks
        ],
    }  # fmt: skip


def note(note: Note) -> Json:
    """A note's facts, without its text."""
    session = note.session
    return {
        "id": note.id,
        "language": note.language,
        "title": session.title,
        "programme": session.programme,
        "format": session.format,
        "date": session.held_on.isoformat() if session.held_on else None,
        "rule": session.rule,
        "own_org": session.own_org,
        "host": session.host,
        "partners": list(session.partners),
        "participants": list(session.participants),
        "industry": session.industry,
        "locators": [
            {"start": at.span.start, "end": at.span.end, "kind": at.kind, "label": at.label}
            for at in note.locators
        ],
    }


def found(reply: Found, tongue: phrases.Tongue) -> Json:
    """Hits in order, and whether they seem to answer the query."""
    return {
        "confident": reply.confident,
        "hits": [hit(each, tongue) for each in reply.hits],
        "read_as": reply.read_as.text if reply.read_as else None,
        "notices": [phrases.say_reason(each, tongue) for each in reply.notices],
        "made_by": made_by(reply.made_by),
    }


def hit(hit: Hit, tongue: phrases.Tongue) -> Json:
    """One item found: where it stands, its masked text, why it was found."""
    facts = hit.passage.facts
    return {
        "source": facts.get("source", ""),
        "item_id": hit.passage.item_id,
        "start": int(facts.get("start", 0)),
        "end": int(facts.get("end", 0)),
        "text": hit.passage.text,
        "score": round(hit.score, 4),
        "why": [phrases.say_reason(each, tongue) for each in hit.why],
    }


def answer(answer: Answer, passages: Mapping[str, Passage]) -> Json:
    """An answer with its sources: the item cited (offsets in the note) and the masked quote."""
    citations = [
        {
            "key": each.key,
            "source": passages[each.key].facts.get("source", ""),
            "start": int(passages[each.key].facts.get("start", 0)),
            "end": int(passages[each.key].facts.get("end", 0)),
            "quote": each.span.of(passages[each.key].text),
        }
        for each in answer.citations
    ]
    return {
        "answer": " ".join(sentence.text for sentence in answer.sentences),
        "grounded": answer.grounded,
        "citations": citations,
        "sentences": [cited(each, passages) for each in answer.sentences],
        "support": answer.support and support(answer.support),
        "made_by": made_by(answer.made_by),
    }


def cited(sentence: CitedSentence, passages: Mapping[str, Passage]) -> Json:
    """One sentence with its quotes, who stands behind it, and what speaks against it."""
    return {
        "text": sentence.text,
        "citations": [quote(each, passages) for each in sentence.citations],
        "against": [quote(each, passages) for each in sentence.against],
        "support": sentence.support and support(sentence.support),
    }


def quote(citation: Citation, passages: Mapping[str, Passage]) -> Json:
    """The masked words of a citation and the file they stand in."""
    passage = passages[citation.key]
    return {
        "key": citation.key,
        "source": passage.facts.get("source", ""),
        "quote": citation.span.of(passage.text),
    }


def support(behind: Support) -> Json:
    """Who stands behind something, in numbers."""
    return {
        "organisations": behind.organisations,
        "unnamed": behind.unnamed,
        "sessions": behind.sessions,
        "notes": behind.notes,
        "cards": behind.cards,
        "years": list(behind.years),
        "newest": behind.newest.isoformat() if behind.newest else None,
    }


def learned(report: Learned, passages: Mapping[str, Passage], tongue: phrases.Tongue) -> Json:
    """What many notes say about a topic."""
    return {
        "topic": report.topic,
        "themes": [
            {
                "words": list(theme.words),
                "items": list(theme.items),
                "quotes": [cited(each, passages) for each in theme.quotes],
                "support": support(theme.support),
                "bands": dict(theme.bands),
                "kinds": dict(theme.kinds),
            }
            for theme in report.themes
        ],
        "items": list(report.items),
        "support": support(report.support),
        "missing": [phrases.say_reason(each, tongue) for each in report.gaps],
        "made_by": made_by(report.made_by),
    }


def check(checked: Check, tongue: phrases.Tongue) -> Json:
    """What may be said, flag by flag, and the safe text."""
    return {
        "text": checked.text,
        "flags": decisions(checked.decisions, checked.text, tongue),
        "released": checked.released.text,
        "blocked": checked.blocked,
        "sentences": [
            {
                "start": each.span.start,
                "end": each.span.end,
                "light": each.light,
                "suggestion": each.suggestion.text,
                "reasons": list(
                    dict.fromkeys(
                        phrases.say_reason(made.reason, tongue) for made in each.decisions
                    )
                ),
            }
            for each in checked.sentences
        ],
        "mosaic": checked.mosaic
        and {
            "explanation": phrases.say_reason(checked.mosaic.reason, tongue),
            "clues": [{"kind": kind, "text": said} for kind, said in checked.mosaic.clues],
            "softened": checked.mosaic.softened.text,
        },
    }


def decisions(made: Sequence[Decision], text: str, tongue: phrases.Tongue) -> list[Json]:
    """Flags with what happens to each."""
    return [
        {
            **flag(each.flag, text, tongue),
            "handling": each.handling,
            "replacement": each.replacement,
            "reason": phrases.say_reason(each.reason, tongue),
        }
        for each in made
    ]


def made_by(by: Provenance) -> Json:
    """Who made a statement."""
    return {"engine": by.engine, "model": by.model, "prompt": by.prompt, "version": by.version}


def card(kept: NoteCard) -> Json:
    """A note in a list: what to choose it by, no text of it."""
    held = kept.session.held_on
    return {
        "id": kept.id,
        "source": kept.source,
        "title": kept.title,
        "language": kept.language,
        "programme": kept.session.programme,
        "date": held.isoformat() if held else None,
        "items": kept.items,
        "flags": kept.flags,
        "reviewed": kept.reviewed,
        "added_at": kept.added_at,
    }
