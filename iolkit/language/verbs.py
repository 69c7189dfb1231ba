"""German verb forms and their infinitive: "übernahm" -> uebernehmen, "geändert" -> aendern.

Strong verbs come from `strong_verbs.de.tsv` (third person, preterite, where it differs the
subjunctive, participle), weak ones by rule. A candidate counts only if it is a known word.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from pathlib import Path

from iolkit.language.spelling import fold, listed

PARTICLES = listed(
    """ab an auf aus bei dabei dar durch ein empor entgegen entlang fehl fern fest fort frei
        gegenüber gleich heim her heran herauf heraus herbei herein herüber herum herunter hervor
        hin hinaus hinein hinterher hinweg hinzu kennen klar los mit nach nieder rauf raus rein
        rüber rum runter sicher statt teil um vor voran voraus vorbei weg weiter wieder zu zurück
        zusammen über unter hoch bereit bekannt fertig still"""
)
"""What a separable verb leaves at the end of its clause ("führt ... ein")."""

_PREFIXES = tuple(
    sorted(
        PARTICLES | {"be", "emp", "ent", "er", "ge", "hinter", "miss", "ver", "wider", "zer"},
        key=len,
        reverse=True,
    )
)
_WEAK_ENDINGS = (
    "t", "e", "st", "et", "te", "est", "ten", "tet", "test", "ete", "eten", "etet", "etest",
    "end", "ende", "enden", "ender", "endes", "endem",
)  # fmt: skip
_PARTICIPLE = re.compile(r"ge(?P<root>\w{2,}?)e?t(?:e[nmrs]?)?$")
_ADJECTIVE_ENDING = re.compile(r"e[nmrs]?$")


def infinitive(folded: str, known: Container[str]) -> str | None:
    """The infinitive of a folded verb form, None if no word in `known` has this form."""
    for prefix, rest in _partings(folded):
        for candidate in _weak(prefix, rest):
            if candidate in known:
                return candidate
    return strong_infinitive(folded, known)


def strong_infinitive(folded: str, known: Container[str]) -> str | None:
    """The same for forms of strong verbs, and for "zu" inside ("einzuführen")."""
    strong = _strong()
    for prefix, rest in _partings(folded):
        plain = rest[2:] if prefix and rest.startswith("zu") else rest
        if plain != rest and prefix + plain in known:
            return prefix + plain
        for form in (plain, _ADJECTIVE_ENDING.sub("", plain)):
            if form in strong and prefix + strong[form] in known:
                return prefix + strong[form]
    return None


def _partings(folded: str) -> Iterator[tuple[str, str]]:
    yield "", folded
    for prefix in _PREFIXES:
        if folded.startswith(prefix) and len(folded) - len(prefix) >= 3:
            yield prefix, folded[len(prefix) :]


def _weak(prefix: str, rest: str) -> Iterator[str]:
    participle = _PARTICIPLE.match(rest)
    roots = [participle["root"]] if participle else []
    roots += [rest.removesuffix(ending) for ending in _WEAK_ENDINGS if rest.endswith(ending)]
    for root in roots:
        if len(root) >= 2:
            yield f"{prefix}{root}en"
            yield f"{prefix}{root}n"


@cache
def _strong() -> dict[str, str]:
    """Every form of every strong verb, without separable prefix -> its infinitive."""
    path = Path(__file__).with_name("strong_verbs.de.tsv")
    forms: dict[str, str] = {}
    for line in fold(path.read_text(encoding="utf-8")).splitlines():
        verb, _, given = line.partition("\t")
        third, *past, participle = given.split()
        forms[participle] = verb
        # Verbs that take no "ge" (verstehen, besprechen) drop it from their root's participle.
        forms.setdefault(participle.removeprefix("ge"), verb)
        for form in _present(third) + [f for p in past for f in _past(p)]:
            forms.setdefault(form, verb)
    return forms


def _present(third: str) -> list[str]:
    root = third.removesuffix("t")
    return [third, root, root + "st"]


def _past(form: str) -> list[str]:
    if form.endswith("e"):
        return [form, form + "n", form + "st", form + "t"]
    return [form, form + "en", form + "st", form + "t", form + "e"]
