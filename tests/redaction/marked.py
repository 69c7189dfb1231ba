"""Notes with their flags written into them: "bei <partner own S3|Alpha> gelernt"."""

from __future__ import annotations

import re

from iolkit.policy import Policy
from iolkit.records import Audience, Flag, Reason, Session, Span, mark_id
from iolkit.redaction import Release, release

_MARK = re.compile(r"<(\w+) (\w+)(?: (S\d+))?(?: @([^|]+))?\|([^<>]*)>")


def marked(source: str) -> tuple[str, tuple[Flag, ...]]:
    """The plain text and its flags: <category owner [concern] [@org]|words>."""
    text, flags, end = "", [], 0
    for found in _MARK.finditer(source):
        text += source[end : found.start()]
        span = Span(len(text), len(text) + len(found[5]))
        text, end = text + found[5], found.end()
        flags.append(flag(span, found[1], found[3], owner=found[2], org=found[4]))
    return text + source[end:], tuple(flags)


def flag(
    span: Span, category: str = "person", concern: str | None = None, *, owner: str = "own",
    org: str | None = None, score: float = 0.9,
) -> Flag:  # fmt: skip
    """A flag over a span."""
    identity = mark_id("note", span, category)
    return Flag(identity, span, category, concern, owner, org, score, "test", Reason("test"))


def released(
    source: str,
    audience: Audience = "partners",
    language: str = "de",
    session: Session | None = None,
) -> Release:
    """A marked text as an audience may have it by the shipped policy."""
    text, flags = marked(source)
    decisions = Policy.shipped().decisions(flags, audience, session or Session())
    return release(text, decisions, audience, language)
