"""What somebody is, as the words beside a name tell: "Werksleiter Olsen", "Keller, Leiterin HR,".

The function may be told where the name may not, in words that fit many: a manager, a specialist, a
member of the works council. The words beside the name go with it. German and English.
"""

from __future__ import annotations

import re

from iolkit.records import Span
from iolkit.redaction.words import Role

_LEADS = (
    r"[^\W\d_]*[Ll]eiter(?:in)?|[^\W\d_]*(?:-L|l)eitung|[^\W\d_]*[Cc]hef(?:in)?|"
    r"[^\W\d_]*[Vv]orstand|[^\W\d_]*[Vv]orständin|[^\W\d_]*[Dd]irektor(?:in)?|"
    r"[^\W\d_]*[Ff]ührer(?:in)?|[^\W\d_]*[Mm]anager(?:in)?|Inhaber(?:in)?|Gründer(?:in)?|"
    r"(?:[\w-]+ )?(?:[Mm]anager|[Dd]irector|[Ff]ounder|[Oo]wner|[Pp]resident|[Hh]ead|[Ll]ead|"
    r"[Ss]upervisor|[Cc]hief)(?![^\W_])|C[EFTIO]O|CHRO|VP"
)
_COUNCILS = (
    r"Betriebsr[aä]t\w*|Gewerkschaft\w*|(?:works council|union)(?: (?:chair\w*|member|rep\w*))?"
)
_EXPERTS = (
    r"[^\W\d_]*[Mm]eister(?:in)?|Trainer(?:in)?|Coach|[^\W\d_]*[Bb]erater(?:in)?|Referent(?:in)?|"
    r"Mentor(?:in)?|[^\W\d_]*(?:arzt|ärztin|schwester|pfleger(?:in)?|arbeiter(?:in)?|"
    r"ingenieur(?:in)?|techniker(?:in)?|controller(?:in)?)|Controller(?:in)?|Ingenieur(?:in)?|"
    r"foreman|consultant|trainer|mentor|[Nn]urse|engineer|operator|controller"
)
_OTHERS = r"Kolleg(?:e|in|en)|Tante|Onkel|Bruder|Schwester|colleague|brother|sister|uncle|aunt"
_ORGANISATIONS = (
    r"(?:extern\w+ )?(?:Anbieters?|Lieferant(?:en)?|Dienstleisters?|Unternehmens?|Partnerfirma|"
    r"Partnerunternehmens?|Partners?|Gastgebers?|Gastgeberin|Kunden?|Agentur|Beratung|Herstellers?|"
    r"vendor|supplier|customer|client|company|firm|agency|consultancy|host|partner)|"
    r"[^\W\d_]*(?:hersteller|bauer|produzent|versorger|versicherer|händler|betreiber|zulieferer)"
    r"(?:s|n|en)?|[^\W\d_]*(?:brauerei|molkerei|klinik|bank|spedition|fabrik|gießerei)|"
    r"(?:[a-z]+ )?(?:brewery|mill|manufacturer|insurer|bank|retailer|utility|hospital|foundry|"
    r"maker)"
)
_FEMININE = re.compile(
    r"(?:in|ung|firma|agentur|brauerei|molkerei|klinik|bank|spedition|fabrik|gießerei)$",
    re.IGNORECASE,
)
_GAP = r"[ \t ]+$"
BEFORE = {
    "person": re.compile(rf"(?<![^\W_])(?:{_COUNCILS}|{_LEADS}|{_EXPERTS}|{_OTHERS}){_GAP}"),
    "partner": re.compile(rf"(?<![^\W_])(?:{_ORGANISATIONS}){_GAP}", re.IGNORECASE),
}
"""What stands before a name and goes with it."""
_ROLE = (
    rf"(?:(?:unsere?[mnr]?|ihre?[mnr]?|our|their|the|die|der) )?(?:stellvertretend\w+ )?"
    rf"(?:[\w-]+ )?(?:Leit|Ltg|HR\b|Personal|Werk|{_COUNCILS}|{_LEADS}|{_EXPERTS})"
)
AFTER = re.compile(
    rf"[ \t]*(?:,[ \t]*(?P<plain>{_ROLE}[^,.;:()\n]{{0,60}})(?P<close>,(?=[ \t])|(?=[.;:)\n]|$))|"
    rf"\((?P<inside>{_ROLE}[^()\n]{{0,60}})\))"
)
"""What stands after a name, set apart by commas or brackets, and goes with it."""
_CUES: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(rf"(?<![^\W_])(?:{_COUNCILS})"), "council"),
    (re.compile(rf"(?<![^\W_])(?:Leit|Ltg|{_LEADS})"), "lead"),
    (re.compile(rf"(?<![^\W_])(?:{_EXPERTS})"), "expert"),
)


def function_of(text: str, span: Span) -> Role | None:
    """What the words beside a person's name say of them; None where they say nothing."""
    line = text.rfind("\n", 0, span.start) + 1
    before = BEFORE["person"].search(text[max(line, span.start - 80) : span.start])
    after = AFTER.match(text, span.end)
    for said in (before[0] if before else "", after[0] if after else ""):
        for cue, role in _CUES:
            if cue.search(said):
                return role
    return None


def feminine(noun: str) -> bool:
    """Whether a German noun of those above is feminine, by its ending."""
    return bool(_FEMININE.search(noun.strip()))
