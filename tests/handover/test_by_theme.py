"""A report as a document: by theme, cleared, and named by nothing its readers may not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iolkit.citations import leaks
from iolkit.errors import NotReleased
from iolkit.handover import by_theme, desk_for, export, items_in, secrets_of
from iolkit.outcomes import Citation, CitedSentence, Handover, Learned, Support, Theme
from iolkit.policy import AUDIENCES
from iolkit.records import Masked, Reason, Span
from tests.handover.samples import ENGINE, reviewed

NOTE = reviewed()
FIRST, SECOND, SECRET = (item.id for item in NOTE.items)
BEHIND = Support(organisations=2, sessions=2, notes=2, cards=1, years=(2024, 2026))


def theme(*items: str, words: tuple[str, ...] = ("Karte", "Lauterach")) -> Theme:
    """A theme of these items; the second item speaks against the first."""
    quote = CitedSentence("x", (Citation(FIRST, Span(0, 1)),), (Citation(SECOND, Span(0, 1)),))
    named = tuple(Masked(word) for word in words)
    return Theme(named, items, (quote,), BEHIND, {"A": 1, "": 1}, {"practice": 2})


def learned(*themes: Theme) -> Learned:
    """A report of these themes."""
    items = tuple(item for each in themes for item in each.items)
    notes = (NOTE.analysis.note.id,)
    gaps = (Reason("gap_no_mistakes"),)
    return Learned("Übergabe", themes, items, notes, BEHIND, gaps, ENGINE)


def made(report: Learned, audience: str = "partners") -> Handover:
    """The document for an audience, in German."""
    return by_theme([NOTE], report, desk_for([NOTE], audience, "de"))


def words(handover: Handover) -> str:
    """Everything the document says."""
    lines = [handover.title.text]
    for section in handover.sections:
        lines += [section.heading, *(each.text for each in section.paragraphs)]
    return "\n".join(lines)


@pytest.mark.parametrize("audience", [*AUDIENCES, "org:Halverde"])
def test_no_hidden_value_is_in_any_report(audience: str) -> None:
    """Every value that is a secret for the audience is absent, in the finished file too."""
    document = made(learned(theme(FIRST, SECOND, SECRET)), audience)
    secrets = secrets_of([NOTE], audience)
    assert secrets
    assert not leaks(words(document), secrets)
    assert export(document, "md", secrets)


def test_themes_counts_and_contradictions_are_told() -> None:
    """Chapters by theme with support, spread and what speaks against what; then what is missing."""
    document = made(learned(theme(FIRST, SECOND)))
    said = words(document)
    assert document.title.text == "Was wir gelernt haben: Übergabe"
    assert "2 voneinander unabhängige Organisationen · 1 Praxiskarte (Literatur)" in said
    assert "Gegen 1.1 spricht 1.2." in said
    assert "gut übertragbar\t1" in said
    assert "Niemand erzählt hier von einem Fehler" in said
    assert items_in(document) == 2
    headings = [section.heading for section in document.sections]
    assert headings[1] == "1 Karte"
    assert [heading.split(" ")[0] for heading in headings[2:4]] == ["1.1", "1.2"]


def test_years_stay_inside() -> None:
    """Who is outside is not told when the sessions were."""
    report = learned(theme(FIRST, SECOND))
    assert "2024–2026" in words(made(report, "team"))
    assert "2024" not in words(made(report, "public"))


def test_a_theme_without_a_word_its_readers_may_read_has_a_number() -> None:
    """The name of a place that is hidden is no name of a theme."""
    document = made(learned(theme(FIRST, SECOND, words=("Lauterach",))), "public")
    assert document.sections[1].heading == "1 Thema 1"


def test_literature_alone_is_called_so() -> None:
    """A theme of cards has no words of its own."""
    cards = replace(theme(FIRST, words=()), support=Support(cards=1))
    assert made(learned(cards)).sections[1].heading == "1 Aus der Literatur"


def test_what_may_not_be_said_is_left_out() -> None:
    """A blocked item is missing; a report of nothing else is none."""
    with pytest.raises(NotReleased) as caught:
        made(learned(theme(SECRET)), "public")
    assert caught.value.key == "handover_empty"
    document = made(learned(theme(SECRET), theme(FIRST)), "public")
    assert items_in(document) == 1
    assert document.sections[1].heading.startswith("1 ")
