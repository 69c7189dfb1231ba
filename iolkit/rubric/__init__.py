"""The rubric: what is asked of a piece of knowledge, what its ratings add up to, whether it fits
here, and what it would take.

Everything a domain expert may decide is data in prompts/rubrics: knowledge.yaml (five properties),
fit.yaml (distances, readiness, verdict), interventions.yaml (plans). The code here is pure.
"""

from iolkit.rubric.data import SLOTS, Bilingual, Rubric, Slot
from iolkit.rubric.fit import case_of, checked, fit, option_named, questions
from iolkit.rubric.fit_data import FitRubric
from iolkit.rubric.intervention_data import InterventionBook
from iolkit.rubric.plan import Books, Learning, Own, changes, intervention, plan
from iolkit.rubric.scoring import FEWEST_KNOWN, LEVELS, assess, contributions
from iolkit.rubric.verdict import Case, outlook

__all__ = [
    "FEWEST_KNOWN",
    "LEVELS",
    "SLOTS",
    "Bilingual",
    "Books",
    "Case",
    "FitRubric",
    "InterventionBook",
    "Learning",
    "Own",
    "Rubric",
    "Slot",
    "assess",
    "case_of",
    "changes",
    "checked",
    "contributions",
    "fit",
    "intervention",
    "option_named",
    "outlook",
    "plan",
    "questions",
]
