"""One file of the battery: how it is made, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
