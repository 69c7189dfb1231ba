"""People who are not named but described: "die Leiterin des Werks in Kassel", "the host's CFO".

Where nobody may be recognised, function and place are as good as a name. A function alone
("der Schichtleiter spricht zuletzt") is a part in a practice and stays, unless somebody is quoted
by it ("sagte der Werksleiter").
"""

from __future__ import annotations

import re

from iolkit.records import Span

DESCRIBED = "redaction.described"
"""The recognizer named on marks for people who are only described."""

_HEAD_DE = (
    r"(?:[^\W\d_]+-)?[^\W\d_]*(?:[Ll]eiter(?:in)?|[Cc]hef(?:in)?|[Vv]orst[aä]nd(?:in)?|"
    r"[Dd]irektor(?:in)?|[Ff]ührer(?:in)?|[Vv]orsitzende[rn]?|[Ii]nhaber(?:in)?|[Mm]anager(?:in)?|"
    r"[Bb]eauftragte[rn]?|[Mm]eister(?:in)?|[Tt]rainer(?:in)?|[Cc]ontroller(?:in)?|"
    r"[Ss]precher(?:in)?|[Rr]eferent(?:in)?|[Kk]olleg(?:e|in|en)|[Ii]ngenieur(?:in)?)"
    r"(?![^\W_])|C[EFTIO]O(?![^\W_])|CHRO(?![^\W_])|"
    r"[^\W\d_]+(?:-L|l)eitung(?![^\W_])"
)
_NAME = r"[A-ZÄÖÜ][^\W_]*(?:[-&.][^\W_]+)*"
_OF_DE = (
    rf"[ \t\n]+(?:(?:bei|von|aus|in|im|am|vom|beim|für|zu|zum|zur|des|der|eines|einer)[ \t\n]+"
    rf"(?:(?:der|dem|den|des|einem|einer|unserem|unserer|ihrem)[ \t\n]+)?"
    rf"(?:[a-zäöüß]+(?:er|en|es)[ \t\n]+)?{_NAME}(?:[ \t]+{_NAME}){{0,2}})"
)
_GERMAN = re.compile(rf"(?<![^\W_])(?:{_HEAD_DE})(?:{_OF_DE}){{1,3}}")
_SAYS_DE = (
    r"sag(?:t|te|en)|mein(?:t|te)|erzähl(?:t|te)|bericht(?:et|ete)|erklär(?:t|te)|warn(?:t|te)|"
    r"empfiehlt|empfahl|räum(?:t|te)|nann?te|gab zu|zeig(?:t|te)"
)
_QUOTED_DE = re.compile(
    rf"(?<![^\W_])(?:{_SAYS_DE})[ \t\n]+(?:(?:uns|mir|dort|dazu)[ \t\n]+)?(?:der|die)[ \t\n]+"
    rf"(?P<who>(?:{_HEAD_DE}))|(?<![^\W_])(?:[Dd]er|[Dd]ie)[ \t\n]+(?P<first>(?:{_HEAD_DE}))"
    rf"[ \t\n]+(?:dort[ \t\n]+)?(?:{_SAYS_DE})(?![^\W_])"
)
_HEAD_EN = (
    r"(?:[\w-]+[ \t]+){0,2}?(?:head|director|manager|CEO|CFO|COO|CTO|CIO|CHRO|VP|vice president|"
    r"chief \w+ officer|chair(?:man|woman|person)?|owner|founder|lead(?:er)?|supervisor|foreman|"
    r"president|secretary|controller|engineer|trainer|spokes(?:man|woman|person))(?![^\W_])"
)
_OF_EN = (
    r"[ \t\n]+(?:of|at|for|in|from)[ \t\n]+(?:the[ \t\n]+|our[ \t\n]+|their[ \t\n]+)?"
    r"(?:[\w&.-]+(?:[ \t]+(?=[A-Z])[\w&.-]+){0,2})"
)
_ENGLISH = re.compile(
    rf"(?<![^\W_])(?:(?<=[Tt]he )|(?<=[Tt]heir )|(?<=[Aa]n )|(?<=[Oo]ur ))"
    rf"(?:{_HEAD_EN})(?:{_OF_EN}){{1,3}}"
)
_OWNED_EN = re.compile(
    r"(?<![^\W_])(?:(?:[Tt]he|[Oo]ur)[ \t]+(?:host|partner)|[A-Z][\w&.-]+)['’]s[ \t\n]+"
    rf"(?:{_HEAD_EN})(?:{_OF_EN}){{0,2}}"
)
_SAYS_EN = r"said|says|told|explained|warned|admitted|showed|recommends?|recommended"
_QUOTED_EN = re.compile(
    rf"(?<![^\W_])(?:[Tt]he|[Tt]heir)[ \t\n]+(?P<first>{_HEAD_EN})[ \t\n]+(?:{_SAYS_EN})(?![^\W_])|"
    rf"(?<![^\W_])(?:{_SAYS_EN})[ \t\n]+(?:the|their)[ \t\n]+(?P<who>{_HEAD_EN})"
)


def described(text: str) -> tuple[Span, ...]:
    """Where people are described by function and place, or quoted by function; without article."""
    found = [Span(*m.span()) for p in (_GERMAN, _ENGLISH, _OWNED_EN) for m in p.finditer(text)]
    for pattern in (_QUOTED_DE, _QUOTED_EN):
        for match in pattern.finditer(text):
            found.append(Span(*match.span("who" if match["who"] else "first")))
    return tuple(sorted(set(found)))
