"""From reviewed analyses to a handover: one block an item, extractive, released for an audience.

Nothing is invented: sentences of the item sorted into the parts of the template (docs/decisions/
0006-release.md), its ratings as a table, and plain questions where the note is silent. Items that
a person dismissed stay out; so does an item of which nothing may be said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from iolkit import phrases, redaction
from iolkit.errors import NotReleased
from iolkit.handover import item as items
from iolkit.handover.desk import Desk
from iolkit.outcomes import Handover, Reviewed, Section
from iolkit.policy import Policy, parse_audience
from iolkit.records import Audience, Provenance
from iolkit.redaction import Secrets


def compose(
    reviewed: Sequence[Reviewed],
    audience: Audience,
    language: Literal["de", "en"],
    *,
    item_ids: Collection[str] | None = None,
    policy: Policy | None = None,
) -> Handover:
    """A handover of the items of some notes, or of those in `item_ids`, for an audience.

    `language` is that of headings and questions; items stay in the language they were noted in.
    Section headings are numbered, and their numbers tell the level ("2 Title", "2.1 What was
    done"). A paragraph with tabs is a table row, one that starts with a bullet is a list entry.
    Raises WrongUse for an unknown audience, NotReleased("handover_empty") when nothing is left.
    """
    audience = parse_audience(audience)
    rules = policy or Policy.shipped()
    desk = Desk(audience, language, rules, _held(reviewed, audience, rules))
    chosen = [
        items.Source(each, item)
        for each in reviewed
        for item in each.items
        if item_ids is None or item.id in item_ids
    ]
    released = [items.released(source, desk) for source in chosen]
    blocks = [block for block in released if block is not None]
    if not blocks:
        raise NotReleased("handover_empty")
    titles = [block.title or desk.say("untitled", number=n) for n, block in enumerate(blocks, 1)]
    title = (
        desk.say("title_many", n=len(blocks))
        if len(blocks) > 1
        else desk.say("title_one", title=titles[0])
    )
    sections = [_overview(blocks, titles, len(released) - len(blocks), desk)]
    for number, (block, name) in enumerate(zip(blocks, titles, strict=True), 1):
        sections += items.sections(block, f"{number}", name, desk)
    made_by = _made_by(block.source.reviewed for block in blocks)
    return Handover(desk.own(title), audience, language, tuple(sections), made_by)


def secrets_of(
    reviewed: Sequence[Reviewed], audience: Audience, policy: Policy | None = None
) -> tuple[str, ...]:
    """Every value that `export` must not find in the file for this audience."""
    return _held(reviewed, parse_audience(audience), policy or Policy.shipped()).values()


def _held(reviewed: Sequence[Reviewed], audience: Audience, policy: Policy) -> Secrets:
    """The secrets of all notes together, names of their sessions included."""
    texts = []
    for each in reviewed:
        note = each.analysis.note
        texts.append((note.text, items.decisions(each, audience, policy)))
        texts.append(redaction.session_names(note.session, audience, policy))
    return Secrets.of(texts)


def _overview(
    blocks: Sequence[items.Block], titles: Sequence[str], left_out: int, desk: Desk
) -> Section:
    """Who it is for, how many items, and, for several, a table of them."""
    notes = len({block.source.reviewed.analysis.note.id for block in blocks})
    lines = [
        desk.own(desk.say("for_audience", audience=items.audience_name(desk))),
        desk.own(
            desk.say(
                "counts", n=len(blocks), notes=phrases.say("handover.notes", desk.language, n=notes)
            )
        ),
    ]
    languages = {block.tongue for block in blocks}
    if languages != {desk.language}:
        text = "text_both" if len(languages) > 1 else f"text_{next(iter(languages))}"
        lines.append(desk.own(desk.say("foreign_text", text=desk.say(text))))
    if left_out and not desk.outside:
        lines.append(desk.own(desk.say("left_out", n=left_out)))
    if len(blocks) > 1:
        heads = ("column_number", "column_item", "column_kind", "column_band")
        lines.append(desk.row(*(desk.say(head) for head in heads)))
        for number, (block, title) in enumerate(zip(blocks, titles, strict=True), 1):
            lines.append(
                desk.row(f"{number}", title, items.kind(block, desk), items.band(block, desk))
            )
    return desk.section(desk.say("overview"), *lines)


def _made_by(reviewed: Iterable[Reviewed]) -> Provenance:
    """The engine that read the notes; several are named together."""
    made = list(dict.fromkeys(each.analysis.made_by for each in reviewed))
    if len(made) == 1:
        return made[0]
    return Provenance("+".join(dict.fromkeys(each.engine for each in made)))
