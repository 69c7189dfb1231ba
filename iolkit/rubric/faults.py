"""What is wrong with a file of the rubric, for whoever edits it: which file, which entry."""

from __future__ import annotations

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from iolkit import phrases
from iolkit.errors import HouseError

AT = "at"


def fault(key: str, at: str) -> PydanticCustomError:
    """What a check of ours finds at an entry, told by the phrase fault.`key`."""
    return PydanticCustomError(key, "{at}: " + key, {AT: at})


def fault_in(file: str, error: ValidationError) -> HouseError:
    """The error that names the first fault of a file below prompts/ and its place.

    What it is comes as a phrase (fault.<kind>) where there is one, else in the checker's English.
    """
    first = error.errors(include_input=False, include_url=False)[0]
    name = file.rpartition("/")[2]
    told = [*map(str, first["loc"]), f"{first.get('ctx', {}).get(AT, '')}"]
    place = ".".join(part for part in told if part) or name
    key = f"fault.{first['type']}"
    known = key in phrases.keys("en")
    what = f"@{key}" if known else first["msg"]
    return HouseError("rubric_invalid", file=name, place=place, fault=what)
