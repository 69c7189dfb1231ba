"""A report on a matter as a document: the items of every theme, released for an audience.

Names of themes and all counts come from the report; every sentence of a note comes through the
release door. A theme is called by words that its readers find in what they may read, or by a
number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from iolkit import phrases, redaction
from iolkit.errors import NotReleased
from iolkit.handover import item as items
from iolkit.handover.compose import made_by, released
from iolkit.handover.desk import BULLET, Desk
from iolkit.language import fold
from iolkit.outcomes import Cleared, Handover, Learned, Reviewed, Section, Support, Theme

BANDS = ("A", "B", "C", "D", "")
DOTS = 5

Blocks = Mapping[str, items.Block]
"""Released items by id; those of which nothing may be said are not in it."""


def by_theme(
    reviewed: Sequence[Reviewed], learned: Learned, desk: Desk, on: date | None = None
) -> Handover:
    """The document; `reviewed` are the notes behind the themes, `on` the day that it names.

    Raises NotReleased("handover_empty") when nothing of it may be said.
    """
    wanted = {each for theme in learned.themes for each in theme.items}
    every = released(reviewed, desk, wanted)
    blocks = {each.source.item.id: each for each in every if not each.release.blocked}
    themes = [theme for theme in learned.themes if any(each in blocks for each in theme.items)]
    if not themes:
        raise NotReleased("handover_empty")
    names = [_name(theme, number, blocks, desk) for number, theme in enumerate(themes, 1)]
    sections = [_overview(learned, themes, names, desk, on)]
    for number, (theme, name) in enumerate(zip(themes, names, strict=True), 1):
        sections += _chapter(theme, f"{number}", name, blocks, desk)
    sections.append(_missing(learned, len(every) - len(blocks), desk))
    return Handover(
        title=desk.own(desk.say("learned_title", topic=learned.topic)),
        audience=desk.audience,
        language=desk.language,
        sections=tuple(sections),
        made_by=made_by(block.source.reviewed for block in blocks.values()),
        items=len(blocks),
    )


def _name(theme: Theme, number: int, blocks: Blocks, desk: Desk) -> str:
    """Words that stand in what the audience may read of the theme."""
    said = fold(
        "\n".join(blocks[each].release.cleared.text for each in theme.items if each in blocks)
    )
    words = [word for word in theme.words if fold(word) in said]
    if words:
        return " · ".join(words)
    if not theme.support.notes:
        return phrases.say("learned.literature", desk.language)
    return desk.say("theme", number=number)


def _overview(
    learned: Learned, themes: Sequence[Theme], names: Sequence[str], desk: Desk, on: date | None
) -> Section:
    lines = [desk.say("for_audience", audience=items.audience_name(desk))]
    if on:
        lines.append(desk.say("as_of", day=phrases.day(on, desk.language)))
    lines.append(phrases.say("learned.behind", desk.language, what=_behind(learned.support, desk)))
    if len(desk.terms.rules) > 1:
        lines.append(desk.say("strictest", rule=f"@rule.{desk.terms.rules[0]}"))
    lines += [desk.say(f"rule_{rule}") for rule in desk.terms.told]
    lines.append(desk.say("made_with"))
    heads = ("column_number", "column_theme", "column_items", "column_organisations")
    table = [desk.row(*(desk.say(head) for head in heads))]
    for number, (theme, name) in enumerate(zip(themes, names, strict=True), 1):
        counts = (len(theme.items), theme.support.organisations)
        table.append(desk.row(f"{number}", name, *(f"{count}" for count in counts)))
    return desk.section(desk.say("overview"), *map(desk.own, lines), *table)


def _chapter(theme: Theme, number: str, name: str, blocks: Blocks, desk: Desk) -> list[Section]:
    """A theme: who stands behind it, how far it travels, then its items."""
    shown = [each for each in theme.items if each in blocks]
    places = {each: f"{number}.{place}" for place, each in enumerate(shown, 1)}
    lead = [
        desk.own(phrases.say("learned.behind", desk.language, what=_behind(theme.support, desk)))
    ]
    lead += _against(theme, places, desk)
    lead += _spread(theme, desk)
    sections = [desk.section(f"{number} {name}", *lead)]
    for each in shown:
        block = blocks[each]
        title = block.title or desk.say("untitled", number=places[each])
        about = desk.own(" · ".join((items.kind(block, desk), items.band(block, desk))))
        text = redaction.together(redaction.pieces(block.release.cleared))
        sections.append(desk.section(f"{places[each]} {title}", about, text))
    return sections


def _against(theme: Theme, places: Mapping[str, str], desk: Desk) -> list[Cleared]:
    """Which item speaks against which, by their numbers, where both are in the document."""
    pairs = {
        (places[claim.key], places[other.key]): None
        for quote in theme.quotes
        for claim in quote.citations
        for other in quote.against
        if claim.key in places and other.key in places
    }
    return [
        desk.own(desk.say("speaks_against", claim=claim, other=other)) for claim, other in pairs
    ]


def _spread(theme: Theme, desk: Desk) -> list[Cleared]:
    """How far the items travel: a row a band, with dots and the number."""
    counted = [(band, theme.bands[band]) for band in BANDS if theme.bands.get(band)]
    if not counted or set(theme.bands) == {""}:
        return []
    rows = [desk.row(desk.say("column_band"), desk.say("column_items"))]
    for band, count in counted:
        words = phrases.say(
            f"transfer.band_{band}" if band else "overview.band_unknown", desk.language
        )
        rows.append(desk.row(words, f"{count}"))
    return rows


def _missing(learned: Learned, left_out: int, desk: Desk) -> Section:
    lines = [BULLET + phrases.say_reason(gap, desk.language) for gap in learned.gaps]
    if left_out and not desk.outside:
        lines.append(BULLET + desk.say("left_out", n=left_out))
    lines = lines or [phrases.say("learned.no_gaps", desk.language)]
    return desk.section(phrases.say("learned.missing", desk.language), *map(desk.own, lines))


def _behind(support: Support, desk: Desk) -> str:
    """Counts in words. Outside, years are left out: they would help to tell the session."""
    parts = [
        phrases.say(f"learned.{name}", desk.language, n=count)
        for name, count in (
            ("organisations", support.organisations),
            ("unnamed", support.unnamed),
            ("cards", support.cards),
        )
        if count
    ]
    if support.years and not desk.outside:
        parts.append(years(support.years))
    return " · ".join(parts)


def years(found: Sequence[int]) -> str:
    """The first and the last year; one alone where there is no other."""
    return f"{found[0]}" if len(found) == 1 else f"{found[0]}–{found[-1]}"
