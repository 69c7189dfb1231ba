"""The name a note is shown under: the last part of what was given, without traps.

A name comes from whoever made the file. It is never used as a path here, only shown and asked for
its suffix; the same cleaned name serves both, so that what is shown is what was decided on.
"""

from __future__ import annotations

import re
import unicodedata

from iolkit.readers.limits import SHIPPED

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\Z)", re.IGNORECASE)
"""Names that Windows takes for devices, with any suffix."""
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


def display_name(name: str) -> str:
    """`name` without path parts, control and direction marks and names of devices, at most 120
    code points, never empty. A long name is cut before its suffix."""
    name = unicodedata.normalize("NFC", name)
    name = "".join(
        char for char in name if char == " " or unicodedata.category(char) not in _UNSEEN
    )
    # What was taken out may have kept a letter from its accent.
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    last = _NOT_IN_NAMES.sub("_", " ".join(last.split())).strip(". ") or "unnamed"
    last = f"_{last}" if _RESERVED.match(last) else last
    suffix = last[-len(suffix_of(last)) :] if suffix_of(last) else ""
    return last[: SHIPPED.name - len(suffix)] + suffix if len(last) > SHIPPED.name else last


def suffix_of(name: str) -> str:
    """The suffix in lower case with its dot (".md"), or "" when there is none."""
    found = _SUFFIX.search(name)
    return found.group().lower() if found else ""
