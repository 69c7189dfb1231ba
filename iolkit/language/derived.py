"""German words that no table has, by what they are made of: "bereitsteht", "namenlos", "unbesetzt".

Only for glossing: what comes back is a rough meaning, found by taking off a particle, a prefix or
an ending whose meaning is always the same.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from iolkit.language.compounds import compound_parts
from iolkit.language.glossary import entry_of, glossary
from iolkit.language.spelling import fold
from iolkit.language.verbs import PARTICLES

_SHORTEST_REST = 4
_ADDED = {
    "zurück": "back", "zusammen": "together", "weg": "away", "fehl": "wrong", "raus": "out",
    "heraus": "out", "hinaus": "out", "rein": "in", "herein": "in", "hinein": "in", "rauf": "up",
    "hoch": "up", "runter": "down", "herunter": "down", "nieder": "down", "rum": "around",
    "herum": "around", "weiter": "further", "fort": "on", "wieder": "again", "voraus": "ahead",
    "voran": "ahead", "vorbei": "past", "fest": "fixed", "frei": "free", "fern": "remote",
    "heim": "home", "entgegen": "against", "gegen": "counter", "dicht": "tight", "quer": "across",
    "nach": "follow-up", "vor": "preliminary", "mit": "joint", "neben": "side", "rück": "return",
    "zwischen": "interim", "sonder": "special", "gesamt": "overall", "bereit": "ready",
    "still": "still", "hinterher": "after",
}  # fmt: skip
"""What these add to a verb or noun; other particles say too little by themselves."""
_ENDINGS = (
    (re.compile(r"los(?:e[nmrs]?)?$"), "without"),
    (re.compile(r"frei(?:e[nmrs]?)?$"), "free of"),
    (re.compile(r"uebergreifend(?:e[nmrs]?)?$"), "across"),
    (re.compile(r"(?<!er)weise$"), "by"),
)
"""What an ending says of the word before it."""
_LINK = re.compile("(?:en|n|s)$")


@lru_cache(maxsize=20_000)
def derived(folded: str, equivalents: int = 1) -> str | None:
    """A rough English meaning of a folded German word, None where it cannot be told."""
    return (
        _negated(folded, equivalents)
        or _with_ending(folded, equivalents)
        or _with_particle(folded, equivalents)
    )


def _negated(folded: str, equivalents: int) -> str | None:
    rest = folded.removeprefix("un")
    if rest == folded or len(rest) < _SHORTEST_REST:
        return None
    known = _known(rest, equivalents)
    return f"not {known}" if known else None


def _with_ending(folded: str, equivalents: int) -> str | None:
    for ending, meaning in _ENDINGS:
        found = ending.search(folded)
        if found and found.start() >= _SHORTEST_REST - 1:
            before = folded[: found.start()]
            known = _known(before, equivalents) or _known(_LINK.sub("", before), equivalents)
            if known:
                return f"{meaning} {known}"
    return None


def _with_particle(folded: str, equivalents: int) -> str | None:
    for particle, meaning in _particles():
        rest = folded.removeprefix(particle)
        if rest == folded or len(rest) < _SHORTEST_REST:
            continue
        key = entry_of(rest, lower=True)
        if key is not None:
            english = " ".join(glossary().equivalents(key)[:equivalents])
            return f"{meaning} {english}".strip()
    return None


@cache
def _particles() -> tuple[tuple[str, str], ...]:
    """Particles and prefixes, folded, with what they add; the longest first."""
    said = {fold(each): meaning for each, meaning in _ADDED.items()}
    every = {**dict.fromkeys(PARTICLES, ""), **said}
    return tuple(sorted(every.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _known(folded: str, equivalents: int) -> str | None:
    key = entry_of(folded, lower=True)
    if key is not None:
        return " ".join(glossary().equivalents(key)[:equivalents])
    parts = compound_parts(folded)
    return " ".join(glossary().equivalents(part)[0] for part in parts) or None
