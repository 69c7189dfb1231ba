"""What a question is about: "Was haben wir über Tandems gelernt?" -> "Tandems"."""

from __future__ import annotations

import re

_FRAMES = (
    r"was\s+(?:haben\s+wir|habt\s+ihr|wurde|weiß\s+man|wissen\s+wir|ist)\s+"
    r"(?:bisher\s+|bis\s+jetzt\s+|schon\s+|alles\s+|denn\s+)*"
    r"(?:(?:über|zu[mr]?|beim?|mit|von|vom|aus|an)\s+)?(?P<topic>.+?)\s*"
    r"(?:gelernt|mitgenommen|erfahren|herausgefunden|bekannt)?",
    r"was\s+lernen\s+wir\s+(?:über|zu[mr]?|beim?|mit|von|vom|aus)\s+(?P<topic>.+?)",
    r"what\s+(?:have\s+we|did\s+we|has\s+been|was|do\s+we)\s+(?:so\s+far\s+|already\s+)*"
    r"(?:learn(?:ed|t)?|know|found\s+out|heard|take\s+away)(?:\s+so\s+far)?\s+"
    r"(?:about|on|from|with|of|regarding)\s+(?P<topic>.+?)(?:\s+so\s+far)?",
    r"(?:lessons(?:\s+learned|\s+learnt)?|learnings?|erkenntnisse|lehren|gelerntes)\s+"
    r"(?:about|on|from|über|zu[mr]?|aus)\s+(?P<topic>.+?)",
)
_FRAME = tuple(
    re.compile(rf"\s*{frame}\s*[?.!]*\s*", re.IGNORECASE | re.DOTALL) for frame in _FRAMES
)


def topic_of(asked: str) -> str:
    """The matter without the frame around it; the words as they stand where there is no frame."""
    found = next((match for frame in _FRAME if (match := frame.fullmatch(asked))), None)
    topic = found["topic"] if found else asked
    return " ".join(topic.split()).strip(" ?.!,;:") or " ".join(asked.split())
