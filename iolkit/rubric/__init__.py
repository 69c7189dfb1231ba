"""The rubric: what is asked of a piece of knowledge, what its ratings add up to, whether it fits
here, and what it would take.

Everything a domain expert may decide is data in prompts/rubrics: knowledge.yaml (five properties),
fit.yaml (distances, readiness, verdict), interventions.yaml (plans). The code here is pure.
"""

from iolkit.rubric.data import SLOTS, Bilingual, Rubric, Slot
from iolkit.rubric.scoring import FEWEST_KNOWN, LEVELS, assess, contributions

__all__ = [
    "FEWEST_KNOWN",
    "LEVELS",
    "SLOTS",
    "Bilingual",
    "Rubric",
    "Slot",
    "assess",
    "contributions",
]
