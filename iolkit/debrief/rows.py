"""Rows to train on: what people decided about items, with nothing in them that names anybody.

Text is what an index sees (a plain category word for every flag), days are taken out, and a row in
which any value of the note's flags or any name of its session still stands is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from iolkit import redaction
from iolkit.language import tongue
from iolkit.outcomes import Reviewed, TrainingRow
from iolkit.policy import Policy
from iolkit.records import Analysis, Dimension, Item, Masked, Rating
from iolkit.redaction import Secrets, taken_from
from iolkit.rubric import SLOTS

_MONTHS = (
    r"Jan(?:uar)?|Feb(?:ruar)?|März|Apr(?:il)?|Mai|Jun[ie]?|Jul[iy]?|Aug(?:ust)?|Sep(?:tember)?|"
    r"O[kc]t(?:ober)?|Nov(?:ember)?|De[zc](?:ember)?|January|February|March|May|June|July"
)
_DAY = re.compile(
    rf"\b\d{{1,2}}\.\s?(?:\d{{1,2}}\.(?:\s?(?:19|20)?\d\d)?|(?:{_MONTHS})\b\.?)(?:\s(?:19|20)\d\d)?"
    rf"|\b(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?\b"
    rf"|\b\d{{1,2}}/\d{{1,2}}/(?:19|20)?\d\d\b"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s)?(?:{_MONTHS})\b\.?(?:\s\d{{1,2}}(?:st|nd|rd|th)?\b)?",
)
DATELESS = "…"


def training_rows(
    notes: Iterable[tuple[Analysis, Reviewed]], policy: Policy, version: str
) -> Iterator[TrainingRow | None]:
    """A row for every item that a person rated or was asked about: `notes` are what the engine said
    and the same with every review. None for each item that is left out since something of it could
    not be made anonymous. `version` is the rubric's."""
    for said, reviewed in notes:
        chosen = [item for item in reviewed.items if _decided(reviewed, item)]
        if not chosen:
            continue
        secrets = _secrets(reviewed, policy)
        for item in chosen:
            row = _row(said, reviewed, item, version)
            texts = (row.text, *row.answers.values())
            yield None if any(secrets.held_in(text) for text in texts) else row


def _decided(reviewed: Reviewed, item: Item) -> bool:
    if any(each.matter == "slot" for each in reviewed.added(item.id)):
        return True
    return any(
        rating.made_by.engine == "human"
        for each in reviewed.analysis.assessments
        if each.item_id == item.id
        for rating in each.ratings
    )


def _row(said: Analysis, reviewed: Reviewed, item: Item, version: str) -> TrainingRow:
    bare = replace(reviewed, supplements=())
    (text,) = redaction.index_views(bare, [item])
    answers = [each for each in reviewed.added(item.id) if each.matter == "slot"]
    before = next((a for a in said.assessments if a.item_id == item.id), None)
    after = next(a for a in reviewed.analysis.assessments if a.item_id == item.id)
    told = {slot for each in answers for slot in each.what.split("+")}
    still = set(after.missing)
    return TrainingRow(
        text=_dateless(text),
        language=tongue(text),
        kind=item.kind,
        before=_levels(before.ratings if before else ()),
        after=_levels(after.ratings),
        open_slots=tuple(slot for slot in SLOTS if slot in told or slot in still),
        answers=dict(
            zip(
                (each.what for each in answers),
                map(_dateless, redaction.added_index_views(reviewed, answers)),
                strict=True,
            )
        ),
        rubric=version,
    )


def _levels(ratings: Iterable[Rating]) -> Mapping[Dimension, int | None]:
    return {rating.dimension: rating.level for rating in ratings}


def _dateless(text: Masked) -> Masked:
    if not text:
        return text
    return taken_from([text], [_DAY.sub(DATELESS, text)])[0]


def _secrets(reviewed: Reviewed, policy: Policy) -> Secrets:
    """Whatever any flag of the note or its answers covers, and every name of its session."""
    note = reviewed.analysis.note
    texts = [(note.text, policy.decisions(reviewed.flags, "public", note.session))]
    texts += [
        (each.text, policy.decisions(each.flags, "public", note.session))
        for each in reviewed.supplements
        if each.text
    ]
    return Secrets.of([*texts, redaction.session_names(note.session, "public", policy)])
