"""The grammar around a flagged word: what goes with it, and in which case its stand-in stands.

German decides the case by the preposition or article before a name; the article itself, a title
("Herr", "Dr.") and a generic noun ("Anbieter", "vendor") go with the name. Works on spans of one
text, never across a line. Knows nothing of handlings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from iolkit.phrases import Tongue
from iolkit.records import Span
from iolkit.redaction import functions
from iolkit.redaction.amounts import Frame
from iolkit.redaction.words import Case


def _ends(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{pattern})[ \t ]+$", flags)


_TITLE = re.compile(
    r"(?<![^\W_])(?:Herrn?|Frau|Hrn?\.?|Fr\.|Dr\.(?:-Ing\.)?|Dr|Prof\.?|Professor(?:in)?|"
    r"Dipl\.-\w+\.|Fa\.|Firma|Mr\.?|Mrs\.?|Ms\.?|Miss|Sir)"
    r"(?:[ \t\xa0]+(?:[A-ZÄÖÜ][^\W\d_]+|[A-Z]\.))?[ \t\xa0]*$"
)
_ARTICLE_DE = _ends(
    r"(?P<article>(?:der|die|das|den|dem|des|(?:ein|unser|ihr|sein|mein|kein)(?:e[nmrs]?)?))"
)
_ADJECTIVE_DE = re.compile(r"(?<=[ \t])[a-zäöüß]{2,}e[nmrs]?[ \t]+$")
_ARTICLE_EN = _ends(r"(?P<article>the|our|their|his|her|my|your|its)")
_INDEFINITE_EN = _ends(r"an?")
_ARTICLE_AND_MORE = re.compile(
    _ARTICLE_DE.pattern.removesuffix("$") + _ADJECTIVE_DE.pattern.removeprefix(r"(?<=[ \t])"),
    re.IGNORECASE,
)
_CONTRACTED = {
    "beim": "bei", "vom": "von", "zum": "zu", "zur": "zu", "im": "in", "am": "an", "ins": "in",
}  # fmt: skip
_CONTRACTION = _ends(rf"(?P<short>{'|'.join(_CONTRACTED)})")
_DATIVE = _ends(
    r"bei|von|mit|aus|zu|nach|seit|gegenüber|außer|samt|laut|in|an|auf|über|unter|vor|hinter|neben|"
    r"zwischen"
)
_GIVES = _ends(
    r"(?:dank|helf|folg|glaub|vertrau|gratulier|gefall|begegn|antwort)\w*|half\w*|hilft|gefiel\w*"
)
"""Verbs whose one object is in the dative."""
_ACCUSATIVE = _ends(r"für|gegen|ohne|um|durch|per")
_GENITIVE = _ends(r"wegen|trotz|während|statt|innerhalb|seitens")
_GENDERS: tuple[tuple[re.Pattern[str], dict[str, str]], ...] = (
    (
        re.compile(
            r"(?:ung|heit|keit|schaft|ion|tät|ik|ie|enz|anz|idee|frage|methode|regel|kultur|akademie|"
            r"abteilung|firma|seite|runde|liste|karte)$",
            re.IGNORECASE,
        ),
        {"nom": "die", "dat": "der"},
    ),
    (
        re.compile(
            r"(?:chen|ment|team|werk|modell|konzept|projekt|büro|system|haus|wissen|programm|"
            r"beispiel|budget)$",
            re.IGNORECASE,
        ),
        {"nom": "das", "dat": "dem"},
    ),
    (
        re.compile(
            r"(?:ismus|ling|ansatz|vorschlag|trick|plan|prozess|standort|leitfaden|chef|bereich|"
            r"betrieb|vertrieb|einkauf|service|workshop)$",
            re.IGNORECASE,
        ),
        {"nom": "der", "acc": "den", "dat": "dem"},
    ),
)
"""Endings that give a noun's gender away, and its articles."""
_NOUN_BEFORE = re.compile(r"(?<![^\W_])[A-ZÄÖÜ][a-zäöüß]+[ \t]+$")
_BY_ENDING: dict[str, Case] = {"em": "dat", "en": "acc", "es": "gen"}
_TAKES_OBJECT = re.compile(
    r"(?<![^\W_])(?:kost\w*|be?zahl\w*|zahl\w*|biet\w*|verlang\w*|nehm\w*|n[ia]hm\w*|nimmt|bek[oa]mm\w*|"
    r"erh[aä]lt\w*|erhielt\w*|geben|gibt|gab\w*|spar\w*|ha[tb]\w*|beträgt|betrug|kriegt\w*|"
    r"investier\w*|sind|waren)(?: (?:uns|ihm|ihr|ihnen|sie|wir|dafür|dort|hier|da|auch|nur))*"
    r"[ \t ]+$",
    re.IGNORECASE,
)
_ABOUT = _ends(
    r"rd\.|rund|ca\.?|circa|etwa|knapp|gut|fast|bis zu|mehr als|about|around|roughly|nearly|almost|"
    r"some|up to"
)
_APART = re.compile(r"(?:^|[:(|=/•*])[ \t]*$")
"""What stands after this is a value in a list or a table, not part of a sentence."""
_MOVES = _ends(
    r"st(?:ie|ei)g\w*|sank\w*|sinkt|sinken|gesunken|gestiegen|fiel\w*|fällt|wuchs\w*|wächst|fell|falls|"
    r"rose|rises|dropped|drops|grew|grows|went (?:up|down)|increased|decreased|improved"
)
_MOVES_AFTER = re.compile(r"[ \t]+(?:stieg|sank|fiel|wuchs|steigt|sinkt|fällt|wächst)\w*(?![^\W_])")
_PLURALS = {
    "waren": "war", "sind": "ist", "reichen": "reicht", "reichten": "reichte", "gehen": "geht",
    "gingen": "ging", "kamen": "kam", "kommen": "kommt", "flossen": "floss", "fehlen": "fehlt",
    "fehlten": "fehlte", "wurden": "wurde", "werden": "wird", "haben": "hat", "hatten": "hatte",
    "were": "was", "are": "is", "go": "goes", "come": "comes", "have": "has",
}  # fmt: skip
"""Verbs after a sum that opens a sentence: a magnitude is one."""
_VERB = re.compile(r"[ \t]+(?P<verb>[a-zäöüß]+)(?![^\W_])")
_FROM = _ends(r"von|from|um|by")
_OPENING = re.compile(
    r"(?:^|[.!?…][\"“”’)]*[ \t]+|\n)[ \t]*(?:[-–*•>|+#]+[ \t]*|\d+[.)][ \t]*)*[\"„“»]?$"
)
_NOUN_AFTER = re.compile(r"[ \t]+(?P<noun>[A-ZÄÖÜ][a-zäöüß][^\W\d_-]*)(?![^\W_]|-)")


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch to replace and how: `before` is written back in front of the stand-in."""

    span: Span
    case: Case = "nom"
    before: str = ""
    noun: str = ""
    """What the name owned ("das Team" in "Halverdes Team"), to be written in front."""
    bare: bool = False
    """An article stays in front: the stand-in comes without one."""
    compound: bool = False
    """The name is the first half of a hyphenated word."""
    opens: bool = False
    """It opens a sentence, and did so with a capital."""


def place_name(text: str, span: Span, category: str, tongue: Tongue) -> Place:
    """Where and how a person's or organisation's stand-in stands."""
    opens = _opens(text, span.start)
    if text[span.end : span.end + 1] == "-" and text[span.end + 1 : span.end + 2].isalpha():
        return Place(span, compound=True, opens=opens)
    start = span.start
    for pattern in (_TITLE, _TITLE, functions.BEFORE[category], _TITLE):
        if found := pattern.search(_line_before(text, start)):
            start -= len(found[0])
    whole = Span(start, span.end)
    if tongue == "en":
        return _english(text, whole)
    return _german(text, whole, span, category)


def with_role(text: str, place: Place) -> Place:
    """The place widened over a role that follows the name ("…, Leiterin Ausbildung,")."""
    found = functions.AFTER.match(text, place.span.end)
    if not found or place.compound or place.noun:
        return place
    return _widened(place, Span(place.span.start, found.end()))


def place_amount(text: str, span: Span) -> tuple[Span, Frame]:
    """The stretch that an amount's words replace, and what the sentence asks for there."""
    start = span.start
    for pattern in (_ABOUT, _ARTICLE_DE, _INDEFINITE_EN):
        if found := pattern.search(_line_before(text, start)):
            start -= len(found[0])
    before, whole = _line_before(text, start), Span(start, span.end)
    if _DATIVE.search(before) or _CONTRACTION.search(before):
        return whole, "dat"
    if _ACCUSATIVE.search(before) or _TAKES_OBJECT.search(before):
        return whole, "acc"
    if _OPENING.search(before) and _VERB.match(text, span.end):
        return whole, "nom"
    return whole, "range"


def verb_after(text: str, end: int) -> tuple[Span, str] | None:
    """The plural verb right after a sum that opens a sentence, and its singular."""
    verb = _VERB.match(text, end)
    if not verb or verb["verb"] not in _PLURALS:
        return None
    return Span(*verb.span("verb")), _PLURALS[verb["verb"]]


def stands_apart(text: str, start: int) -> bool:
    """Whether what starts here is a value in a list or a table ("Budget: ")."""
    return bool(_APART.search(_line_before(text, start)))


def told_by_verb(text: str, span: Span) -> bool:
    """Whether a verb beside a pair of figures says which way they went ("stieg von 68 auf 81")."""
    before = bool(_MOVES.search(_line_before(text, span.start)))
    return before or bool(_MOVES_AFTER.match(text, span.end))


def place_trend(text: str, span: Span) -> Span:
    """The stretch that a trend replaces: with the "von" or "from" that led to the first figure."""
    found = _FROM.search(_line_before(text, span.start))
    return Span(span.start - len(found[0]), span.end) if found else span


def opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence, a line or a bullet starts here, with a capital."""
    return _opens(text, start)


def _english(text: str, span: Span) -> Place:
    before = _line_before(text, span.start)
    if _ARTICLE_EN.search(before):
        return Place(span, bare=True)
    if found := _INDEFINITE_EN.search(before):
        span = Span(span.start - len(found[0]), span.end)
    return Place(span, opens=_opens(text, span.start))


def _german(text: str, span: Span, name: Span, category: str) -> Place:
    start, case = span.start, None
    if found := _article(_line_before(text, start)):
        start -= len(found[0])
        case = _BY_ENDING.get(found["article"][-2:].lower())
        if found["article"].lower() == "der" and _feminine(text, Span(start, name.start), category):
            case = "gen" if _NOUN_BEFORE.search(_line_before(text, start)) else "dat"
    before = _line_before(text, start)
    if found := _CONTRACTION.search(before):
        start -= len(found[0])
        preposition = _CONTRACTED[found["short"].lower()]
        case, back = ("acc" if found["short"].lower() == "ins" else "dat"), preposition + " "
        opens = _opens(text, start)
        return Place(Span(start, span.end), case, back, opens=opens)
    case = _case(before) or case or "nom"
    place = Place(Span(start, span.end), case, opens=_opens(text, start))
    noun = _NOUN_AFTER.match(text, span.end)
    if noun and name.of(text).endswith(("s", "’", "'")) and case != "gen" and start == span.start:
        owned = _with_article(noun["noun"], place.case)
        return Place(Span(start, noun.end()), "gen", noun=owned, opens=place.opens)
    return place


def _feminine(text: str, span: Span, category: str) -> bool:
    """Whether "der" before a name is no subject. Firms are feminine ("der Aquavia AG gelang es"),
    unless a noun between says otherwise ("der Lieferant Alpha")."""
    nouns = [word for word in span.of(text).split() if word[0].isupper() and word != "Der"]
    return functions.feminine(nouns[-1]) if nouns else category == "partner"


def _with_article(noun: str, case: Case) -> str:
    """ "das Team"; the noun alone where its gender cannot be told from its form."""
    gender = next((articles for pattern, articles in _GENDERS if pattern.search(noun)), None)
    return f"{gender.get(case, gender['nom'])} {noun}" if gender else noun


def _article(before: str) -> re.Match[str] | None:
    """The article before a name, with an adjective between them ("der alte ")."""
    adjective = _ADJECTIVE_DE.search(before)
    head = before[: adjective.start()] if adjective else before
    found = _ARTICLE_DE.search(head)
    return _ARTICLE_AND_MORE.search(before) if adjective and found else _ARTICLE_DE.search(before)


def _case(before: str) -> Case | None:
    if _DATIVE.search(before) or _GIVES.search(before):
        return "dat"
    if _ACCUSATIVE.search(before):
        return "acc"
    return "gen" if _GENITIVE.search(before) else None


def _widened(place: Place, span: Span) -> Place:
    return Place(
        span, place.case, place.before, place.noun, place.bare, place.compound, place.opens
    )


def _line_before(text: str, start: int) -> str:
    line = text.rfind("\n", 0, start) + 1
    return text[max(line, start - 80) : start]


def _opens(text: str, start: int) -> bool:
    capital = text[start : start + 1].isupper() or not text[start : start + 1].isalpha()
    return capital and bool(_OPENING.search(_line_before(text, start)))
