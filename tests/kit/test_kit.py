"""A person's word reaches search, documents and lists through the Kit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iolkit.errors import NotFound
from iolkit.kit import Kit, load_settings
from iolkit.kit.notes import opened
from iolkit.outcomes import Added, Filters, Upload
from iolkit.records import Lists, Review

pytestmark = pytest.mark.weights
TEXT = (
    "Besuch bei Gebr. Eskelin GmbH in Aalen, Frau Ilse Varghese führt durch den Service.\n\n"
    "- Leitfaden „Abschied in neun Fragen“: eine Seite im Intranet, jeder Teamleiter führt das "
    "Gespräch allein, Schulung braucht es keine. Nur mindestens drei Monate vor dem Austritt "
    "anfangen, sonst ist der Kopf schon im Garten.\n"
    "- Statt eines Berichts filmt der Techniker 90 Sekunden mit dem Handy, was er gerade sieht "
    "und hört, und hängt es ans Ticket. Projekt Polarfuchs läuft so seit zwei Jahren.\n"
)


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """A Kit with one note."""
    with Kit.open(load_settings(data_dir=tmp_path / "space")) as opened:
        added = list(opened.add_uploads([Upload("besuch.txt", TEXT.encode())]))
        assert [line.state for line in added] == ["added"]
        yield opened


def by_me(subject: str, subject_id: str, field: str, value: str) -> Review:
    """A review of mine."""
    return Review(subject, subject_id, field, value, "me", "2026-03-01T10:00:00")  # type: ignore[arg-type]


def test_a_secret_the_engine_missed_is_masked_everywhere(kit: Kit) -> None:
    """Marked once by a person, it is gone from search, masked text and documents; undo works."""
    (card,) = kit.notes()
    secret = "filmt der Techniker 90 Sekunden"
    assert secret in kit.masked(card.id)
    start = TEXT.index(secret)
    kit.review(by_me("note", card.id, "flag", f"{start}:{start + len(secret)}:ip:partner"))
    assert secret not in kit.masked(card.id)
    hits = kit.search("Techniker filmt Handy Ticket").hits
    assert hits and not any(secret in hit.passage.text for hit in hits)
    made = kit.handover([card.id], "partners", "de")
    said = "".join(p.text for section in made.sections for p in section.paragraphs)
    assert secret not in said
    assert kit.undo(card.id)
    assert secret in kit.masked(card.id)


def test_a_dismissed_item_is_neither_found_nor_handed_over(kit: Kit) -> None:
    """What a person says is no learning item stays out."""
    (card,) = kit.notes()
    item = next(i for i in kit.note(card.id).items if "Leitfaden" in i.span.of(TEXT))
    kit.review(by_me("item", item.id, "state", "dismissed"))
    assert all(hit.passage.item_id != item.id for hit in kit.search("Leitfaden Abschied").hits)
    made = kit.handover([card.id], "team", "de")
    said = "".join(p.text for section in made.sections for p in section.paragraphs)
    assert "neun Fragen" not in said


def test_a_corrected_level_changes_the_assessment(kit: Kit) -> None:
    """A person's level stands in the assessment, signed by a human."""
    (card,) = kit.notes()
    item = kit.note(card.id).items[0]
    kit.review(by_me("rating", f"{item.id}:implicit", "level", "5"))
    assessed = next(a for a in kit.note(card.id).analysis.assessments if a.item_id == item.id)
    rating = next(r for r in assessed.ratings if r.dimension == "implicit")
    assert (rating.level, rating.made_by.engine) == (5, "human")


def test_filters_and_facets(kit: Kit) -> None:
    """Only what fits is found, and the values on offer are those that occur."""
    assert "de" in kit.facets()["language"]
    assert kit.search("Leitfaden", filters=Filters(language="en")).hits == ()
    assert kit.search("Leitfaden", filters=Filters(language="de")).hits


def test_listed_names_count_for_the_next_note(kit: Kit) -> None:
    """A code name on the user's list is flagged from now on."""
    kit.save_lists(Lists(code_names=("Polarfuchs",)))
    flags = kit.flag("Das Projekt Polarfuchs startet bald.")
    assert any(
        "Polarfuchs" in "Das Projekt Polarfuchs startet bald."[f.span.start : f.span.end]
        for f in flags
    )


def test_an_unknown_note_is_not_found(kit: Kit) -> None:
    """Ids that name nothing are refused in words."""
    with pytest.raises(NotFound):
        kit.note("0" * 64)


def test_the_demo_has_its_own_folder(tmp_path: Path) -> None:
    """The demo is loaded once, beside the person's own notes."""
    own = load_settings(data_dir=tmp_path / "space")
    with Kit.demo(own) as demo:
        loaded = len(demo.notes())
    with Kit.demo(own) as again, Kit.open(own) as mine:
        assert loaded == len(again.notes()) >= 14
        assert mine.notes() == ()


def test_a_secret_of_the_note_is_one_in_its_title(kit: Kit) -> None:
    """What a person marks in the text is masked in lists and hits where the title repeats it."""
    text = "# Log\n\nTagesnotiz zu Blaubeere.\n\n" + TEXT.split("\n\n", 1)[1]
    head = "---\ntitle: Blaubeere im Service\nlanguage: de\n---\n"
    (added,) = kit.add_uploads([Upload("titel.md", (head + text).encode())])
    start = kit.note(added.note_id).analysis.note.text.index("Blaubeere")
    kit.review(by_me("note", added.note_id, "flag", f"{start}:{start + 9}:strategy:own"))
    (card,) = [each for each in kit.notes() if each.id == added.note_id]
    assert "Blaubeere" not in card.title
    hits = [
        h for h in kit.search("Leitfaden Abschied").hits if h.passage.facts["note_id"] == card.id
    ]
    assert hits
    assert not any("Blaubeere" in value for hit in hits for value in hit.passage.facts.values())


def test_a_file_that_cannot_be_opened_is_a_line(tmp_path: Path) -> None:
    """What vanished or may not be read fails in words, and the batch goes on."""
    line = opened(tmp_path / "gone.md", "gone.md")
    assert isinstance(line, Added)
    assert (line.state, line.error.key if line.error else "") == ("failed", "file_missing")


def test_the_own_organisation_is_told_once(tmp_path: Path) -> None:
    """Notes that are silent follow what the space says, else the setting; a note's word wins."""
    with Kit.open(load_settings(data_dir=tmp_path / "space", own_org="Trumholt AG")) as kit:
        text = "Wir bei Trumholt haben das auch, und HVD auch."
        silent = Upload("still.txt", text.encode())
        telling = Upload("laut.md", f"---\nown_org: Nordhaven\n---\n{text} Immer.".encode())
        first, second = (line.note_id for line in kit.add_uploads([silent, telling]))

        def own(note: str) -> set[str]:
            names = (f for f in kit.note(note).flags if f.category == "partner")
            return {f.span.of(text) for f in names if f.owner == "own"}

        assert own(first) == {"Trumholt"}
        kit.save_lists(Lists(own_org="Halverde AG", own_forms=("HVD",)))
        for note in (first, second):
            kit.reread(note)
        assert own(first) == {"HVD"}
        assert not own(second) & {"HVD", "Trumholt"}
        assert kit.note(second).analysis.note.session.own_org == "Nordhaven"


def test_a_choice_is_kept(kit: Kit) -> None:
    """The language that was chosen is found again."""
    kit.choose("tongue", "en")
    assert kit.choice("tongue") == "en"
    assert kit.overview().notes == 1
    (card,) = kit.find_cards("besuch", open_only=True, limit=5).cards
    assert kit.card(card.id) == card
    assert kit.next_open() == card.id
