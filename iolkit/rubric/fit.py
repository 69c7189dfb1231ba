"""Whether one learning fits here: profiles, ratings and a person's words -> gauges and verdict."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from iolkit.errors import WrongUse
from iolkit.outcomes import (
    DISTANCES,
    FACTS,
    READINESS,
    FactName,
    Fit,
    Option,
    OrgProfile,
    Precondition,
    Question,
)
from iolkit.outcomes.transferring import Said
from iolkit.phrases import Tongue
from iolkit.records import Assessment
from iolkit.rubric.data import Rubric
from iolkit.rubric.distances import distances
from iolkit.rubric.fit_data import FactOption, FitRubric
from iolkit.rubric.flips import flips
from iolkit.rubric.verdict import Case, verdict

NULL = "null"
MET = {"yes": True, "no": False}


def case_of(
    assessment: Assessment,
    profiles: tuple[OrgProfile, OrgProfile],
    said: Mapping[str, str],
    noted: Sequence[Precondition],
    language: Tongue,
    rubric: FitRubric | None = None,
) -> Case:
    """All that a verdict rests on.

    `profiles` = ours and that of the source; `said` = a person's words by field as in Review
    ("distance.cult" -> "3"); `noted` = preconditions that the note names, their words masked.
    """
    rubric = rubric or FitRubric.shipped()
    far = {name: int(value) for name, value in _told(said, "distance").items() if name in DISTANCES}
    answers = {
        name: cast(Said, value)
        for name, value in _told(said, "readiness").items()
        if name in READINESS
    }
    met = {key: MET[value] for key, value in _told(said, "precondition").items()}
    asked = [*noted, *_of_rubric(rubric, language)]
    return Case(
        assessment,
        distances(*profiles, far, rubric),
        answers,
        tuple(_answered(each, met) for each in asked),
        rubric,
    )


def fit(case: Case, rubric: Rubric | None = None, *, what_if: bool = True) -> Fit:
    """Gauges, verdict and, with `what_if`, flips of a case; preconditions are those that count at
    these levels."""
    return Fit(
        item_id=case.assessment.item_id,
        gauges=case.gauges,
        distances=case.costs,
        readiness=case.readiness,
        preconditions=case.counting,
        verdict=verdict(case),
        flips=flips(case, rubric or Rubric.shipped()) if what_if else (),
        version=case.rubric.version,
    )


def questions(language: Tongue, rubric: FitRubric | None = None) -> tuple[Question, ...]:
    """Every question of the rubric of fit in one language: facts, distances, readiness.

    Options of a distance are "0".."4"; of a readiness answer yes, partly, no, whose words are
    phrases (`answer.<key>`) and so are left empty here.
    """
    rubric = rubric or FitRubric.shipped()
    far = tuple(Option(f"{n}", words) for n, words in enumerate(getattr(rubric.far, language)))
    answers = tuple(Option(key, "") for key in ("yes", "partly", "no"))
    facts = [
        Question(
            "fact",
            name,
            getattr(rubric.facts[name].question, language),
            tuple(Option(k, getattr(o, language)) for k, o in rubric.facts[name].options.items()),
        )
        for name in FACTS
    ]
    apart = [
        Question("distance", name, getattr(rubric.distances[name].question, language), far)
        for name in DISTANCES
    ]
    ready = [
        Question("readiness", name, getattr(rubric.readiness[name].question, language), answers)
        for name in READINESS
    ]
    return (*facts, *apart, *ready)


def checked(profile: OrgProfile, rubric: FitRubric | None = None) -> OrgProfile:
    """The profile, blank goals left out. Raises WrongUse("profile_fact_unknown") for a fact or an
    option that the rubric does not have."""
    rubric = rubric or FitRubric.shipped()
    for name, option in profile.facts.items():
        if name not in rubric.facts or option not in rubric.facts[name].options:
            raise WrongUse("profile_fact_unknown", fact=str(name)[:40], option=str(option)[:40])
    goals = tuple(goal.strip() for goal in profile.goals if goal.strip())
    return replace(profile, goals=goals)


def option_named(words: str, name: FactName, rubric: FitRubric | None = None) -> str:
    """The option of a fact that people's own words mean, in either language: by its key or name,
    else by the longest word it is known by; "" when there is none, or more than one."""
    rubric = rubric or FitRubric.shipped()
    wanted = " ".join(words.casefold().split())
    options = rubric.facts[name].options
    for key, option in options.items():
        if wanted in (key, option.de.casefold(), option.en.casefold()):
            return key
    sizes = {
        key: max(map(len, _found(option, wanted)), default=0) for key, option in options.items()
    }
    best = max(sizes.values(), default=0)
    named = [key for key, size in sizes.items() if size == best > 0]
    return named[0] if len(named) == 1 else ""


def _found(option: FactOption, words: str) -> Iterator[str]:
    """The words that an option is known by, where they stand in `words`."""
    for cue in option.called:
        body = re.escape(cue.casefold()).replace(r"\*", r"\w*")
        yield from (match.group() for match in re.finditer(rf"(?<!\w){body}(?!\w)", words))


def _told(said: Mapping[str, str], subject: str) -> dict[str, str]:
    lead = f"{subject}."
    return {
        field.removeprefix(lead): value
        for field, value in said.items()
        if field.startswith(lead) and value != NULL
    }


def _of_rubric(rubric: FitRubric, language: Tongue) -> list[Precondition]:
    return [
        Precondition(key, getattr(rule.words, language), dimension=rule.dimension)
        for key, rule in rubric.preconditions.items()
    ]


def _answered(each: Precondition, met: Mapping[str, bool]) -> Precondition:
    return replace(each, met=met.get(each.key))
