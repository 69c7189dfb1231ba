"""Which interventions a plan has, and which kind of transfer it is: by levels and their cost."""

from __future__ import annotations

from collections.abc import Mapping

from iolkit.outcomes import Advice
from iolkit.outcomes.planning import Dixon
from iolkit.records import Assessment, Dimension, Kind
from iolkit.rubric.data import Rubric
from iolkit.rubric.intervention_data import InterventionBook
from iolkit.rubric.scoring import contributions

EASY = 2
"""Up to this level a property asks for nothing."""


def choose(
    assessment: Assessment,
    advice: Advice | None,
    book: InterventionBook,
    rubric: Rubric,
    *,
    unclear: bool,
) -> tuple[str, ...]:
    """Up to three keys of interventions, the first one first.

    What goes together by the combination rules, then one for each hard property by what it costs,
    then a question to the source where the note is unclear. Where `implicit` is high enough, people
    meet in at least one of them.
    """
    levels = known_levels(assessment)
    if (advice or "none") in book.instead:
        return _with_people(list(book.instead[advice or "none"]), levels, book)
    together = next((each for each in book.combinations if each.fits(levels)), None)
    wanted = list(together.take) if together else []
    met = together.meant(levels) if together else frozenset()
    costs = contributions(assessment, rubric)
    for dimension in sorted(levels, key=lambda d: (-costs.get(d, 0.0), -levels[d])):
        if levels[dimension] >= book.high and dimension not in met:
            wanted.append(next(book.answering(dimension)))
    wanted = wanted or _mild(levels, costs, book)
    if unclear and len(wanted) < book.most:
        wanted += [key for key in book.answering("unclear") if key not in wanted][:1]
    return _with_people(wanted[: book.most], levels, book)


def dixon(
    assessment: Assessment, kind: Kind, book: InterventionBook, *, ours: bool
) -> Dixon | None:
    """The kind of transfer by the first line that fits; None where no line does."""
    levels = known_levels(assessment)
    for rule in book.dixon:
        fits = rule.fits(levels) and (not rule.kinds or kind in rule.kinds)
        fits = fits and (rule.ours is None or rule.ours == ours)
        if rule.score is not None:
            fits = fits and assessment.score is not None and assessment.score >= rule.score
        if fits:
            return rule.name
    return None


def known_levels(assessment: Assessment) -> dict[Dimension, int]:
    """The known levels, 1..5."""
    return {each.dimension: each.level for each in assessment.ratings if each.level is not None}


def _mild(
    levels: Mapping[Dimension, int], costs: Mapping[Dimension, float], book: InterventionBook
) -> list[str]:
    """Nothing is hard: a document where everything known is easy, else one for the hardest."""
    if not levels:
        return []
    hardest = max(levels, key=lambda d: (levels[d], costs.get(d, 0.0)))
    if levels[hardest] <= EASY:
        return list(book.answering("easy"))[:1]
    return [book.middle[hardest]]


def _with_people(
    wanted: list[str], levels: Mapping[Dimension, int], book: InterventionBook
) -> tuple[str, ...]:
    met = any(book.interventions[key].human for key in wanted)
    if met or levels.get("implicit", 0) < book.human_from:
        return tuple(wanted)
    human = next(k for k in book.answering("implicit") if book.interventions[k].human)
    return (*wanted[: book.most - 1], human)
