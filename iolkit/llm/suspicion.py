"""Text that speaks to a model instead of telling something: a reason to trust replies less.

No list of such phrases is ever complete, so nothing rests on it alone: flags only ever gain, what
is written passes the proof gate, and levels are compared with the local engine. Where something
is found here, items it stands in are rated by the local engine, and the others each by itself.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Sequence

from iolkit.llm.quotes import invisible

_CODED = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")
_RULES = (
    r"instruction\w*|prompt\w*|rules?|guidelines?|anweisung\w*|anleitung\w*|regeln?|vorgaben?|"
    r"aufgaben?|instruktion\w*|befehle?|above|previous|prior|obige\w*|vorherig\w*|bisherig\w*"
)
_TELL = (
    r"rate|score|bewert\w*|beurteil\w*|stufe\w*|setz\w*|set|give|gib|vergib|output|return|"
    r"antwort\w*|reply|respond|schreib\w*|write|print"
)
_MODEL = r"ai|ki|llm|model|modell|sprachmodell|language\s+model|assistant|assistent"
_SIGNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Orders to forget what was asked.
        rf"\b(?:ignor\w*|disregard\w*|forget|overrid\w*|verg(?:iss|esst)|missacht\w*|überschreib\w*|"
        rf"verwirf)\b[^.\n]{{0,40}}\b(?:{_RULES})\b",
        # Somebody who is not there takes the floor.
        r"(?m)^\W*(?:system|developer|assistant|user|entwickler|assistent)\s*(?:[\]>]|:\s)",
        r"\b(?:assistant|assistent)\s*:\s",
        r"\b(?:system|developer|entwickler)[\s_-]?(?:prompt|message|nachricht|override|meldung|hinweis)",
        r"<\|?\s*(?:im_start|im_end|system|endoftext|assistant|/?s)\s*\|?>|\[/?inst\]",
        r"###\s*(?:instruction|system|anweisung|response)",
        r"<<<|>>>|\b(?:end of the data|ende der daten|end of (?:the )?note|ende der notiz)\b",
        r"(?m)^\d{1,4}\|\s|^#{1,3}\s*(?:system|user|assistant)\s*$|\{\{|\{%",
        # The model is spoken to, given a part or a new task.
        r"\b(?:you are now|act as|from now on|new task)\b",
        r"\b(?:du bist (?:jetzt|nun|ab sofort)|ab sofort gilt|neue aufgabe)\b",
        rf"\b(?:dear|liebe[sr]?|hallo|hey|attention|achtung)\s+(?:{_MODEL})\b",
        rf"\b(?:note|message|hinweis|nachricht|anweisung)\s+(?:to|for|an|für)\s+"
        rf"(?:the\s+|die\s+|das\s+|den\s+)?(?:{_MODEL}|reviewer)\b",
        rf"\b(?:{_MODEL})(?:s|e|en)?\s+(?:must|shall|has to|muss|müssen|soll\w*)\b",
        # Orders about the reply.
        rf"\b(?:{_TELL})\b[^.\n]{{0,60}}\b(?:all|every\w*|each|alle\w*|überall|jede\w*)\b[^.\n]{{0,40}}"
        rf"\b(?:[1-5]|eins|one|five|fünf|level|stufe)\b",
        rf"\b(?:{_TELL})\b[^.\n]{{0,60}}\b(?:no|empty|keine\w*|leere?\w*)\s+"
        rf"(?:flags?|list\w*|markierung\w*|stellen)",
        rf"\b(?:{_TELL})\b[^.\n]{{0,60}}\bjson\b",
        r"\"(?:flags|items|summary|sentences)\"\s*:\s*[\[{]",
        r"\b(?:do not|don'?t|never|nicht|nichts)\b[^.\n]{0,30}\b(?:flag|markier\w*)\b",
        r"\b(?:nothing|nichts)\b[^.\n]{0,30}\b(?:sensitive|confidential|vertraulich\w*|sensib\w*)\b",
        # Ways out.
        r"!\[[^\]]{0,80}\]\(|\bmarkdown[\s-](?:link|image|bild)|https?://\S+\?\w+=(?:$|[\s\[{)])",
        r"\b(?:other|anderen?)\s+(?:notes?|notizen?)\b[^.\n]{0,40}\b(?:text|contents?|inhalt\w*)\b",
    )
)


def suspicious(text: str) -> bool:
    """Whether a stretch of text seems to give orders to a model, also in disguise."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if not invisible(c))
    tagged = "".join(chr(ord(c) - 0xE0000) for c in text if 0xE0020 <= ord(c) <= 0xE007E)
    return any(sign.search(each) for each in (plain, tagged, *_decoded(plain)) for sign in _SIGNS)


def suspicious_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers (from 1) of the lines that give orders, and of those right beside them."""
    found = {number for number, line in enumerate(lines, 1) if suspicious(line)}
    beside = {number + step for number in found for step in (-1, 0, 1)}
    return frozenset(number for number in beside if 1 <= number <= len(lines))


def _decoded(text: str) -> list[str]:
    """What runs of base64 say, where they say anything."""
    said = []
    for run in _CODED.findall(text):
        try:
            said.append(base64.b64decode(run + "=" * (-len(run) % 4)).decode("utf-8"))
        except (binascii.Error, UnicodeDecodeError):
            continue
    return said
