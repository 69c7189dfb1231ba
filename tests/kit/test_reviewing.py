"""What a person changes about a note is rated, masked and found anew, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from iolkit.errors import NotFound, WrongUse
from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Upload
from iolkit.records import Assessment, Item, Review, Span

pytestmark = pytest.mark.weights
TEXT = (
    "Besuch in Aalen, Frau Ilse Varghese führt durch den Service.\n\n"
    "- Leitfaden „Abschied in neun Fragen“: eine Seite im Intranet, jeder Teamleiter führt das "
    "Gespräch allein, Schulung braucht es keine. Nur mindestens drei Monate vor dem Austritt "
    "anfangen, sonst ist der Kopf schon im Garten.\n"
    "- Das Spindelgeräusch kann man niemandem aufschreiben. Der Neue steht seit 18 Monaten neben "
    "dem Alten, man muss es hören und dabei sein.\n"
    "- Danach kam Eisvogel dran. Wir haben gelernt, dass ein Rundgang vor jeder Übergabe hilft, "
    "weil sonst die Hälfte der Störungen verloren geht.\n"
)


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """A Kit with one note."""
    with Kit.open(load_settings(data_dir=tmp_path / "space")) as opened:
        added = list(opened.add_uploads([Upload("besuch.txt", TEXT.encode())]))
        assert [line.state for line in added] == ["added"]
        yield opened


def one(kit: Kit) -> str:
    """The id of the only note."""
    (card,) = kit.notes()
    return card.id


def item_with(kit: Kit, words: str) -> Item:
    """The standing item that holds these words."""
    reviewed = kit.note(one(kit))
    return next(i for i in reviewed.items if words in i.span.of(reviewed.analysis.note.text))


def assessment(kit: Kit, item: Item) -> Assessment:
    """How far an item travels."""
    return next(a for a in kit.note(one(kit)).analysis.assessments if a.item_id == item.id)


def test_an_added_item_is_rated_and_found(kit: Kit) -> None:
    """A person draws an item; the engine rates it, search finds it, undo takes it out."""
    note_id = one(kit)
    for item in kit.note(note_id).items:
        kit.review(Review("item", item.id, "state", "dismissed", "me", "now"))
    start = TEXT.index("Das Spindelgeräusch")
    end = TEXT.index("dabei sein.") + len("dabei sein.")
    kit.draw_item(note_id, Span(start - 2, end), "insight")
    added = item_with(kit, "Spindelgeräusch")
    assert added.span == Span(start, end)
    assert assessment(kit, added).score is not None
    for rating in assessment(kit, added).ratings:
        assert rating.made_by.engine == "embedded"
        assert all(added.span.covers(quote) for quote in rating.evidence)
    hits = kit.search("Geräusch der Spindel hören").hits
    assert [hit.passage.item_id for hit in hits] == [added.id]
    assert kit.undo(note_id)
    assert kit.search("Geräusch der Spindel hören").hits == ()


def test_split_and_merge_rate_anew_and_keep_a_persons_level(kit: Kit) -> None:
    """Both parts are rated; the level that a person gave stays with the first; one undo each."""
    item = item_with(kit, "Leitfaden")
    before = kit.note(one(kit))
    kit.review(Review("rating", f"{item.id}:systemic", "level", "5", "me", "now"))
    rated = assessment(kit, item)
    at = TEXT.index("Nur mindestens")
    assert at in {sentence.start for sentence in kit.sentences(one(kit))}
    kit.split_item(item.id, at)
    second = item_with(kit, "Nur mindestens")
    assert second.id != item.id
    levels = {r.dimension: r for r in assessment(kit, item_with(kit, "Leitfaden")).ratings}
    assert (levels["systemic"].level, levels["systemic"].made_by.engine) == (5, "human")
    assert levels["implicit"].made_by.engine == "embedded"
    assert assessment(kit, second).ratings
    kit.merge_item(item.id)
    assert item_with(kit, "Leitfaden").span == item.span
    assert assessment(kit, item).ratings == rated.ratings
    for _ in range(3):
        assert kit.undo(one(kit))
    assert kit.note(one(kit)) == before


def test_items_do_not_lie_across_each_other(kit: Kit) -> None:
    """Borders into the neighbour are refused in words."""
    item = item_with(kit, "Leitfaden")
    with pytest.raises(WrongUse):
        kit.redraw_item(item.id, Span(item.span.start, len(TEXT) - 1))
    kit.redraw_item(item.id, Span(item.span.start, TEXT.index("Nur mindestens")))
    assert item_with(kit, "Leitfaden").span.of(TEXT).endswith("braucht es keine.")


def test_a_corrected_session_is_read_anew(kit: Kit) -> None:
    """A partner named later is flagged, masked and gone from hits; undo reads the note again."""
    note_id = one(kit)
    before = kit.note(note_id)
    assert "Eisvogel" in kit.masked(note_id)
    session = before.analysis.note.session
    told = replace(session, partners=("Eisvogel",), programme="Lernallianz", title="Rundgang")
    assert kit.correct_session(note_id, told)
    assert "Eisvogel" not in kit.masked(note_id)
    assert kit.note(note_id).analysis.note.session == told
    assert [card.title for card in kit.notes()] == ["Rundgang"]
    assert kit.facets()["programme"] == ("Lernallianz",)
    assert not kit.correct_session(note_id, told)
    assert len(kit.steps(note_id)) == 1
    assert kit.undo(note_id)
    assert kit.note(note_id) == before
    assert kit.facets()["programme"] == ()


def test_what_people_said_survives_a_new_reading(kit: Kit) -> None:
    """Decisions on flags and items hold after the engine has read the note again."""
    note_id = one(kit)
    name = next(f for f in kit.note(note_id).flags if "Varghese" in f.span.of(TEXT))
    kit.review(Review("flag", name.id, "owner", "third", "me", "now"))
    item = item_with(kit, "Leitfaden")
    kit.split_item(item.id, TEXT.index("Nur mindestens"))
    standing = kit.note(note_id).items
    kit.reread(note_id)
    assert kit.note(note_id).items == standing
    again = next(f for f in kit.note(note_id).flags if "Varghese" in f.span.of(TEXT))
    assert again.owner == "third"
    assert len(kit.search("Leitfaden Abschied").hits) == len(standing)


def test_a_summary_shows_no_secret(kit: Kit) -> None:
    """Every flagged word is masked in it, also one a person marks later."""
    note_id = one(kit)
    said = kit.summary(note_id)
    assert said
    word = said[0].split()[-1].strip(".,")
    start = TEXT.index(word)
    kit.review(Review("note", note_id, "flag", f"{start}:{start + len(word)}:ip:own", "me", "now"))
    assert word not in " ".join(kit.summary(note_id))


def test_steps_are_taken_back_by_number(kit: Kit) -> None:
    """An unknown step is named."""
    with pytest.raises(NotFound):
        kit.undo(one(kit), 99)
    assert not kit.undo(one(kit))
