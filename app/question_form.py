"""Whether what stands in the search field is a question, and of what kind, by its form."""

from __future__ import annotations

import re

FEWEST = 3
"""Words from which a question word at the start makes a question: "Wer" alone is a search."""
_OPENING = re.compile(
    r"(?:wer|wen|wem|was|wie|wo|wann|warum|weshalb|wieso|wozu|woran|worauf|womit|wofür|wodurch|"
    r"wovon|welche[rsnm]?|gibt|kann|können|lohnt|hilft|soll|sollte[nst]*|"
    r"who|what|how|where|when|why|which|does|do|did|is|are|can|could|should|has|have)\b",
    re.IGNORECASE,
)


_LEARNED = re.compile(
    r"\s*(?:was (?:haben wir|wurde|lernen wir)\b.*(?:gelernt|mitgenommen|lernen wir)"
    r"|what (?:have we|did we|was|do we)\b.*(?:learned|learnt|know about)"
    r"|(?:lessons|learnings|erkenntnisse|lehren)\b.*\b(?:about|on|from|über|zu|aus)\b)",
    re.IGNORECASE,
)


def asks_what_was_learned(text: str) -> bool:
    """Whether the words ask for all that was learned about a matter, and not for one answer."""
    return bool(_LEARNED.match(" ".join(text.split())))


def is_question(text: str) -> bool:
    """A question mark at the end, or a question word before at least two more."""
    asked = text.strip()
    return asked.endswith("?") or (bool(_OPENING.match(asked)) and len(asked.split()) >= FEWEST)
