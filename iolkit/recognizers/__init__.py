"""What counts as sensitive in a note: patterns, names, clauses, and the user's own lists.

`recognise` is the one verb. It looks at a view of the text that undoes tricks of writing, asks
every family of recognizers, settles whose secret each finding is, and answers with merged flags
in the offsets of the note's own text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from iolkit.engine import Encode
from iolkit.recognizers import confidential
from iolkit.recognizers.clauses import clauses, likely
from iolkit.recognizers.doubts import beyond_doubt
from iolkit.recognizers.figures import figures
from iolkit.recognizers.findings import Finding
from iolkit.recognizers.judge import Judge, Judged, chosen
from iolkit.recognizers.listed import allowed, listed, wanted
from iolkit.recognizers.money import money
from iolkit.recognizers.names import NameModel
from iolkit.recognizers.naming import as_findings, names_of
from iolkit.recognizers.openness import is_open
from iolkit.recognizers.page import Page, pages
from iolkit.recognizers.patterns import matched
from iolkit.recognizers.settling import OwnerModel, Settled, settled
from iolkit.recognizers.spans import SpanSigns
from iolkit.recognizers.topics import Topics
from iolkit.recognizers.views import View, closed, plain
from iolkit.records import Flag, Lists, Note, mark_id
from iolkit.redaction import merge

__all__ = ["recognise"]


_NO_LISTS = Lists()


def recognise(
    note: Note,
    lists: Lists = _NO_LISTS,
    models: Path | None = None,
    encode: Encode | None = None,
) -> tuple[Flag, ...]:
    """The sensitive spans of a note: merged, ordered by start, all inside its text.

    `lists` win over every recogniser: what they name is flagged, what they allow never is. `models`
    is the folder of trained parts (default: the shipped ones). With `encode`, the bundled encoder,
    the vectors of sentences have a say in what clauses and amounts mean, and the `recognizer` of a
    flag names that. Raises Unavailable when trained parts are not there.
    """
    view = plain(note.text)
    if not view.text.strip():
        return ()
    name_model, judge, owners = (
        NameModel.load(models), Judge.load(models), OwnerModel.load(models),
    )  # fmt: skip
    topics = Topics.load(models) if encode else None
    flags: list[Flag] = []
    leaves = pages(view, note.session, lists)
    asked, free = wanted(lists, note.session), allowed(lists)
    for page, names in zip(leaves, names_of(leaves, name_model), strict=True):
        hits = list(matched(page.text))
        judged = judge.judge(page, SpanSigns(page))
        if topics and encode:
            judged = topics.weighed(page, judged, encode, len(leaves))
        told = list(listed(page, asked))
        findings = [
            *_findings(page, hits, judged),
            *told,
            *_without(as_findings(page, names), told),
        ]
        findings = _without(findings, listed(page, free))
        flags += [_flag(note, view, page, s) for s in settled(page, findings, owners)]
    return tuple(one for group in _touching(flags) for one in merge(group))


def _without(findings: Iterable[Finding], free: Iterable[Finding]) -> list[Finding]:
    """The findings that do not lie inside one of `free`, such as an allowed name."""
    spans = [(one.start, one.end) for one in free]
    return [f for f in findings if not any(a <= f.start and f.end <= b for a, b in spans)]


def _touching(flags: Iterable[Flag]) -> Iterator[list[Flag]]:
    """The flags in groups that have no character in common, in order: merging a group at a time
    takes time in proportion to the length of the note."""
    group: list[Flag] = []
    end = 0
    for flag in sorted((f for f in flags if len(f.span)), key=lambda f: f.span):
        if group and flag.span.start >= end:
            yield group
            group = []
        group.append(flag)
        end = max(end, flag.span.end)
    if group:
        yield group


def _findings(page: Page, hits: Sequence[Finding], readings: Sequence[Judged]) -> Iterator[Finding]:
    """What all families other than names find in a page."""
    yield from confidential.with_clause(page, hits)
    spaced = closed(page.text)
    if spaced:
        for found in matched(spaced.text):
            span = spaced.span(found.start, found.end)
            if len(span) != found.end - found.start:
                yield found._replace(start=span.start, end=span.end)
    marked = [(hit.start, hit.end) for hit in hits if hit.category != "contact"]
    judged = [j for j in likely(readings) if not is_open(page, j)]
    taken = chosen(beyond_doubt(page, judged, marked))
    for family in (clauses, money, figures):
        yield from family(page, taken)


def _flag(note: Note, view: View, page: Page, one: Settled) -> Flag:
    found = one.finding
    span = view.span(page.shift + found.start, page.shift + found.end)
    return Flag(
        mark_id(note.id, span, found.category), span, found.category, found.concern, one.owner,
        one.org, found.score, found.recognizer, found.why,
    )  # fmt: skip
