"""Saved searches through the Kit: what is new, what a name does to them, tables of hits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iolkit.errors import NotFound, Unavailable, WrongUse
from iolkit.kit import Kit, load_settings
from iolkit.kit.saved import names
from iolkit.outcomes import Filters, SavedSearch, Upload

GUIDE = (
    "- Leitfaden mit neun Fragen: jeder Teamleiter führt das Austrittsgespräch allein, eine "
    "Schulung braucht es nicht.\n"
)
CRANE = "- Kranfahrer und Anschläger vereinbaren vor jeder Schicht drei Handzeichen am Brett.\n"
SECOND = (
    "- Frau Ilse Varghese zeigt ihren Leitfaden für das Austrittsgespräch: ein Blatt mit Fragen, "
    "das vier Wochen vorher ausliegt.\n"
)


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """A Kit with one note."""
    with Kit.open(load_settings(data_dir=tmp_path / "space")) as opened:
        _add(opened, "a.md", GUIDE)
        yield opened


def _add(kit: Kit, name: str, text: str) -> None:
    assert [a.state for a in kit.add_uploads([Upload(name, text.encode())])] == ["added"]


@pytest.mark.weights
def test_new_is_what_fits_and_came_since(kit: Kit) -> None:
    """A note that fits counts until it was looked at, one about something else never does."""
    number = kit.save_search("Austritt", "Leitfaden für das Austrittsgespräch")
    assert kit.saved_searches()[0].fresh == ()
    _add(kit, "b.md", CRANE)
    assert kit.saved_searches()[0].fresh == ()
    _add(kit, "c.md", SECOND)
    (found,) = kit.saved_searches()
    assert len(found.fresh) == 1
    assert "Leitfaden" in kit.passage(found.fresh[0])
    assert kit.look_at_search(number).fresh == found.fresh
    assert kit.saved_searches()[0].fresh == ()
    with pytest.raises(NotFound):
        kit.look_at_search(number + 1)


@pytest.mark.weights
def test_nothing_is_searched_while_nothing_changes(
    kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The overview may be drawn as often as people like; without an encoder it still is."""
    kit.save_search("Austritt", "Leitfaden für das Austrittsgespräch")
    _add(kit, "c.md", SECOND)
    before = kit.saved_searches()

    def refused(*_: object) -> None:
        raise Unavailable("encoder_missing")

    monkeypatch.setattr(kit._parts.index, "search", refused)
    assert kit.saved_searches() == before
    kit._parts.fresh.clear()
    assert kit.saved_searches()[0].fresh == ()


@pytest.mark.weights
def test_forgetting_a_person_forgets_searches_for_them(kit: Kit) -> None:
    """A search with the name goes, whoever typed it and however; the others stay."""
    _add(kit, "c.md", SECOND)
    kit.save_search("Fragen", "Leitfaden")
    kit.save_search("Besuch", "was sagte varghese dazu")
    assert kit.forget_person("Ilse Varghese") == 1
    assert [each.name for each in kit.saved_searches()] == ["Fragen"]
    for file in kit.settings.data_dir.glob("archive.sqlite*"):
        assert b"varghese" not in file.read_bytes().lower(), file.name


@pytest.mark.parametrize(
    ("person", "query", "there"),
    [
        ("Jürgen Müller", "was meint mueller", True),
        ("Jürgen Müller", "was meint MULLER", True),
        ("Jürgen Müller", "Jürgens Ansatz", True),
        ("Jürgen Müller", "die Mühle am Bach", False),
        ("Ilse Varghese", "Varghese-Methode", True),
        ("Ilse Varghese", "Varghesemethode", True),
        ("Dr. Ute von der Wahl", "Dr. Meier und der Wert von Wissen", False),
        ("Dr. Ute von der Wahl", "Vorschlag Wahl", True),
        ("Li Na", "Li fragt", True),
        ("Li Na", "Linie", False),
    ],
)
def test_a_name_is_found_in_any_spelling(person: str, query: str, there: bool) -> None:
    """Umlauts, case, genitive and compounds; ordinary words of a name do not count."""
    assert names(SavedSearch(1, "n", query, Filters()), person) is there
    assert names(SavedSearch(1, query, "q", Filters()), person) is there
    assert names(SavedSearch(1, "n", "q", Filters(programme=query)), person) is there


@pytest.mark.weights
def test_a_table_is_masked_and_written_down(kit: Kit) -> None:
    """No name is in either format; the log tells that one was made, and of how many hits."""
    _add(kit, "c.md", SECOND)
    hits = kit.search("Leitfaden Austrittsgespräch", 5).hits
    made = kit.table(hits, "csv", "de").decode("utf-8-sig")
    assert "Leitfaden" in made and "[PERSON_1]" in made
    assert "Varghese" not in made
    event = kit._parts.archive.audit.events(1)[0]
    assert (event.what, event.subject, event.count) == ("table", "csv", len(hits))


def test_words_and_a_name_are_needed(tmp_path: Path) -> None:
    """An empty search cannot be kept."""
    with Kit.open(load_settings(data_dir=tmp_path / "space")) as kit:
        for name, query, key in (("n", " ", "query_missing"), (" ", "q", "search_unnamed")):
            with pytest.raises(WrongUse) as refused:
                kit.save_search(name, query)
            assert refused.value.key == key
