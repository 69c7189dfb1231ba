"""A gap as a question in words: what is asked, why, an example, and what to choose from."""

from __future__ import annotations

from iolkit import phrases
from iolkit.debrief.asking import Gap
from iolkit.outcomes import Choice, DebriefQuestion, Reviewed
from iolkit.phrases import Tongue
from iolkit.records import DIMENSIONS, Reason
from iolkit.redaction import same_values
from iolkit.rubric import Rubric

CONSENTS = ("no", "partners", "public")
"""Who may read what leaves only with a yes: nobody outside, partner organisations, everybody."""


def worded(gap: Gap, reviewed: Reviewed, language: Tongue, rubric: Rubric) -> DebriefQuestion:
    """The question of a gap. It tells kinds and numbers of what is secret, and no word of it."""
    return DebriefQuestion(
        key=gap.key,
        matter=gap.matter,
        what=gap.what,
        items=gap.items,
        text=_text(gap, reviewed.analysis.note.text, language, rubric),
        why=_why(gap, reviewed),
        example=_example(gap, language),
        choices=_choices(gap, language, rubric),
    )


def _text(gap: Gap, text: str, language: Tongue, rubric: Rubric) -> str:
    if gap.matter == "level":
        asked = {name: rubric.dimensions[name].question for name in DIMENSIONS}
        return str(getattr(asked[gap.what], language))  # type: ignore[index]  # a dimension by now
    if gap.matter == "slot" and "+" not in gap.what:
        slots = {str(name): slot.question for name, slot in rubric.clarity.items()}
        return str(getattr(slots[gap.what], language))
    if gap.matter == "sharing":
        # Every mention of a name is one detail.
        values = same_values([(text, flag) for flag in gap.flags])
        return phrases.say("debrief.ask_sharing", language, n=len(values))
    return phrases.say(f"debrief.ask_{_name(gap)}", language)


def _why(gap: Gap, reviewed: Reviewed) -> Reason:
    if gap.matter == "level":
        rated = next(a for a in reviewed.analysis.assessments if a.item_id == gap.items[0])
        known = any(r.dimension == gap.what and r.level is not None for r in rated.ratings)
        what = {"what": f"@items.dim_{gap.what}"}
        return Reason("debrief_level_unsure" if known else "debrief_level_unknown", what)
    if gap.matter == "sharing":
        kinds = list(dict.fromkeys(f"@category.{flag.category}" for flag in gap.flags))
        several = len(kinds) > 1
        return Reason(
            "debrief_sharing_several" if several else "debrief_sharing", {"what": kinds[0]}
        )
    return Reason(f"debrief_{_name(gap)}")


def _example(gap: Gap, language: Tongue) -> str:
    name = "level" if gap.matter == "level" else _name(gap)
    return phrases.say(f"debrief.example_{name}", language)


def _choices(gap: Gap, language: Tongue, rubric: Rubric) -> tuple[Choice, ...]:
    if gap.matter == "level":
        scales = {str(name): each.descriptors for name, each in rubric.dimensions.items()}
        words = getattr(scales[gap.what], language)
        return tuple(Choice(str(level), said) for level, said in enumerate(words, 1))
    if gap.matter == "sharing":
        return tuple(Choice(who, phrases.say(f"debrief.share_{who}", language)) for who in CONSENTS)
    return ()


def _name(gap: Gap) -> str:
    return gap.what.replace("+", "_and_")
