"""The first section of a handover: for whom, from where, of which day, and what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from iolkit import phrases
from iolkit.handover import item as items
from iolkit.handover.desk import Desk
from iolkit.outcomes import Cleared, ItemMap, MapPoint, Section
from iolkit.records import Assessment, Session


def section(
    blocks: Sequence[items.Block],
    titles: Sequence[str],
    left_out: int,
    desk: Desk,
    on: date | None = None,
) -> Section:
    """Facts line by line, what binds the reader, and for several items a table of them."""
    lines = [*_facts(blocks, desk, on), desk.own(_counts(blocks, desk))]
    languages = {block.tongue for block in blocks}
    if languages != {desk.language}:
        text = "text_both" if len(languages) > 1 else f"text_{next(iter(languages))}"
        lines.append(desk.own(desk.say("foreign_text", text=desk.say(text))))
    if left_out and not desk.outside:
        lines.append(desk.own(desk.say("left_out", n=left_out)))
    if len(desk.terms.rules) > 1:
        lines.append(desk.own(desk.say("strictest", rule=f"@rule.{desk.terms.rules[0]}")))
    lines.append(desk.own(desk.say("made_with")))
    if len(blocks) > 1:
        lines += _contents(blocks, titles, desk)
    return desk.section(desk.say("overview"), *lines, picture=_map(blocks))


def _map(blocks: Sequence[items.Block]) -> ItemMap | None:
    """The items on one map, by their numbers in the document; none where fewer than two are
    assessed."""
    points, unrated = [], []
    for number, block in enumerate(blocks, 1):
        point = _point(number, block.source.assessment)
        if point is None:
            unrated.append(number)
        else:
            points.append(point)
    return ItemMap(tuple(points), tuple(unrated)) if len(points) > 1 else None


def _point(number: int, assessed: Assessment | None) -> MapPoint | None:
    if assessed is None or assessed.score is None or assessed.band is None:
        return None
    low, high = assessed.low, assessed.high
    return MapPoint(
        number,
        assessed.score,
        assessed.score if low is None else low,
        assessed.score if high is None else high,
        assessed.band,
        assessed.clarity,
    )


def _facts(blocks: Sequence[items.Block], desk: Desk, on: date | None) -> list[Cleared]:
    """Audience, programme and sessions (for readers inside), the document's day."""
    sessions = [block.source.reviewed.analysis.note.session for block in blocks]
    named = [desk.say("for_audience", audience=items.audience_name(desk))]
    if not desk.outside:
        # Outside, the name of a programme would tell who was in the room.
        if programmes := _each(session.programme for session in sessions):
            named.append(desk.say("programme", n=len(programmes), list=" · ".join(programmes)))
        if days := _days(sessions, desk):
            named.append(desk.say("held", days=days))
    if on:
        named.append(desk.say("as_of", day=phrases.day(on, desk.language)))
    return [desk.own(line) for line in named]


def _counts(blocks: Sequence[items.Block], desk: Desk) -> str:
    notes = len({block.source.reviewed.analysis.note.id for block in blocks})
    told = phrases.say("handover.notes", desk.language, n=notes)
    return desk.say("counts", n=len(blocks), notes=told)


def _contents(blocks: Sequence[items.Block], titles: Sequence[str], desk: Desk) -> list[Cleared]:
    heads = ("column_number", "column_item", "column_kind", "column_band")
    return [
        desk.row(*(desk.say(head) for head in heads)),
        *(
            desk.row(f"{number}", title, items.kind(block, desk), items.band(block, desk))
            for number, (block, title) in enumerate(zip(blocks, titles, strict=True), 1)
        ),
    ]


def _each(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))


def _days(sessions: Iterable[Session], desk: Desk) -> str:
    """The first and the last day, in words; one alone where there is no other."""
    days = sorted({session.held_on for session in sessions if session.held_on})
    if not days:
        return ""
    ends = [phrases.day(each, desk.language) for each in (days[0], days[-1])]
    return desk.say("between", first=ends[0], last=ends[1]) if len(days) > 1 else ends[0]
