"""One file of the battery: how it is made, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from iolkit.readers.limits import SHIPPED, Limits


@dataclass(frozen=True, slots=True)
class Case:
    """A file called `name`. Either it is `refused` under a key, or it is read: every one of `says`
    stands in the text, none of `silent` does, and for each entry of `placed` ("kind label" or the
    label of a part) a place of that name holds the words."""

    name: str
    make: Callable[[], bytes]
    refused: str = ""
    says: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    placed: Mapping[str, str] = field(default_factory=dict)
    title: str | None = None
    shown: str = ""
    """The name the note is shown under, where it differs from `name`."""
    limits: Limits = SHIPPED


def missed(case: Case, text: str, places: Iterable[tuple[str, str, str]]) -> list[str]:
    """What is not as the case expects it; places are (kind, label, words)."""
    held = [({label, f"{kind} {label}"}, words) for kind, label, words in places]
    wrong = [f"not there: {words}" for words in case.says if words not in text]
    wrong += [f"there: {words}" for words in case.silent if words in text]
    wrong += [
        f"not placed as {label}: {words}"
        for label, words in case.placed.items()
        if not any(label in names and words in said for names, said in held)
    ]
    return [*wrong, text[:2_000], str(held)[:2_000]] if wrong else []


def readable(family: Mapping[str, Case]) -> list[str]:
    """The cases of a family whose files become notes within the ordinary limits."""
    return [what for what, case in family.items() if not case.refused and case.limits == SHIPPED]
