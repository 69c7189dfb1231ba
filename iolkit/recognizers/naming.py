"""Names settled: model, grammar and further mentions brought together, what is no secret left out.

Left out: literature ("Kirkpatrick", "Nonaka (1995)"), public bodies and universities, the programme
itself, well-known products and methods, and ordinary words that only look like names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from iolkit.language import fold
from iolkit.recognizers.concerns import concern
from iolkit.recognizers.features import first_names, word_classes
from iolkit.recognizers.findings import Finding
from iolkit.recognizers.mentions import known_names, mentions
from iolkit.recognizers.names import Name, NameModel, named
from iolkit.recognizers.ordinary import means_nobody
from iolkit.recognizers.organisations import grown, organisations
from iolkit.recognizers.page import Page
from iolkit.recognizers.persons import persons
from iolkit.recognizers.tables import table, word_set
from iolkit.records import Reason

_CITED = table("names")["cited"].named


def names_of(pages: Sequence[Page], model: NameModel) -> list[list[Name]]:
    """The names of every page; a name known on one page is found on all."""
    first = [
        [
            name
            for name in _best(_all(page, model))
            if not (_harmless(page, name) or means_nobody(page, name, model.lexicon))
        ]
        for page in pages
    ]
    known = known_names(zip(pages, first, strict=True), model.lexicon)
    if pages:
        known.add_told(pages[0].session, pages[0].lists, model.lexicon)
    vouched = _vouched(pages, first)
    found = []
    for page, names in zip(pages, first, strict=True):
        more = [m for m in mentions(page, known, model.lexicon) if not _harmless(page, m, vouched)]
        found.append(_best([*names, *more]))
    return found


def _vouched(pages: Sequence[Page], names: Sequence[Sequence[Name]]) -> frozenset[str]:
    """The words of names that somebody told or that stand with a legal form: "Weber" is a firm in
    a note that speaks of the Weber GmbH, whoever is cited elsewhere."""
    whole = [
        page.text[name.start : name.end]
        for page, its in zip(pages, names, strict=True)
        for name in its
        if name.reason == "legal_form"
    ]
    if pages:
        session, lists = pages[0].session, pages[0].lists
        whole += [session.host, *session.partners, *session.participants, *session.competitors]
        whole += [*lists.partners, *lists.suppliers, *lists.code_names, *lists.people]
    words = {word for name in whole for word in fold(name).replace("-", " ").split()}
    return frozenset(word for word in words if word_classes().get(word) in ("author", "cited"))


def as_findings(page: Page, names: Iterable[Name]) -> Iterator[Finding]:
    """Names as findings, with the concern they raise."""
    for name in names:
        why = Reason(name.reason, {"category": f"@category.{name.kind}"})
        raised = concern(name.kind, page.text[max(0, name.start - 40) : name.start])
        yield Finding(name.start, name.end, name.kind, raised, name.score, "names", why)


def _all(page: Page, model: NameModel) -> list[Name]:
    seen = [
        grown(page, name, model.lexicon) if name.kind == "partner" else name
        for name in named(page, model)
    ]
    framed = list(organisations(page, model.lexicon))
    firms = [name for name in framed if name.reason == "legal_form"]
    shown = list(persons(page))
    # "Frau Winter": the title before it says more than that the model knows such a word.
    told = {(name.start, name.end) for name in shown}
    guessed = (name for name in seen if (name.start, name.end) not in told)
    persons_only = (_apart(page, name, firms) for name in (*guessed, *shown))
    return [*(name for name in persons_only if name), *framed]


_TIES = word_set("naming.ties")


def _apart(page: Page, name: Name, firms: Iterable[Name]) -> Name | None:
    """A name without the firm that it runs into: "Berger" of "Berger von Nordhaus AG".

    None when nothing of its own is left.
    """
    for firm in firms:
        if name.start >= firm.end or firm.start >= name.end:
            continue
        first, last = page.token_range(name.start, firm.start)
        while last > first and (
            page.low[last - 1] in _TIES or page.tokens[last - 1].text[0] in "(,–-/|·"
        ):
            last -= 1
        if last <= first or name.kind == "partner":
            return None
        name = name._replace(end=page.tokens[last - 1].end)
    return name


def _best(names: Iterable[Name]) -> list[Name]:
    """The surest names that do not overlap; the longer of two that are alike."""
    taken: list[Name] = []
    for name in sorted(names, key=lambda n: (-round(n.score, 1), n.start - n.end, n.start)):
        clash = [other for other in taken if name.start < other.end and other.start < name.end]
        if not clash:
            taken.append(name)
        elif len(clash) == 1 and name.start <= clash[0].start and clash[0].end <= name.end:
            taken.remove(clash[0])
            taken.append(clash[0]._replace(start=name.start, end=name.end))
    return sorted(taken)


def _harmless(page: Page, name: Name, vouched: frozenset[str] = frozenset()) -> bool:
    first, last = page.token_range(name.start, name.end)
    words = [word for word in page.low[first:last] if word[0].isalnum()]
    if not words or all(word.isdigit() for word in words):
        return True
    classes = [word_classes().get(word) for word in words]
    if not vouched.isdisjoint(words) or _firm(name, classes):
        return bool(_CITED["after"].match(page.text, name.end))
    if name.kind == "person":
        return _cited(page, name, words, classes)
    if "public" in classes or all(
        c in ("place", "cited", "author", "time", "legal", "tie", "own") for c in classes
    ):
        return True
    return _in_programme(page, name, words)


def _firm(name: Name, classes: Sequence[str | None]) -> bool:
    """Whether a legal form makes a firm of what would else be an author or a place."""
    told = name.reason == "legal_form" and "legal" in classes
    return told and bool({"author", "cited", "place"} & set(classes))


def _cited(page: Page, name: Name, words: Sequence[str], classes: Sequence[str | None]) -> bool:
    if name.reason in ("title", "speaker", "signature"):
        return False
    if classes[-1] == "cited" and len(words) <= 3:
        return True
    if all(c in ("author", "time", "place", "tie", "own", "trade", "public") for c in classes):
        return words[0] not in first_names() or name.score < 0.6
    after = _CITED["after"].match(page.text, name.end)
    before = _CITED["before"].search(page.text[max(0, name.start - 40) : name.start])
    return bool(after or (before and words[0] not in first_names()))


_WORD = re.compile(r"[^\W_][^\s|]*")
_PROGRAMME = re.compile(r"^[ \t>|*-]*Program(?:me?)?[ \t]*[:|](?P<it>[^|\n]+)", re.MULTILINE)


def _in_programme(page: Page, name: Name, words: Sequence[str]) -> bool:
    """Whether a name is part of the programme's, which the session or the note's head tells."""
    lines = list(_PROGRAMME.finditer(page.text))
    if any(line.start("it") <= name.start and name.end <= line.end("it") for line in lines):
        return True
    told = (page.session.programme, *(line["it"] for line in lines))
    plain = (" ".join(_WORD.findall(fold(programme))) for programme in told)
    return len(words) > 1 and any(" ".join(words) in programme for programme in plain)
