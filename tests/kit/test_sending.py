"""Sending through the Kit: a person's yes is kept, only what is taken along is written down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iolkit.errors import NotFound
from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Filters, Upload
from iolkit.records import Review

pytestmark = pytest.mark.weights
TEXT = (
    "Besuch bei Gebr. Eskelin GmbH in Aalen.\n\n"
    "- Leitfaden „Abschied in neun Fragen“: eine Seite im Intranet, Frau Ilse Varghese führt das "
    "Gespräch allein, Schulung braucht es keine. Nur mindestens drei Monate vor dem Austritt "
    "anfangen, sonst ist der Kopf schon im Garten.\n"
    "- Statt eines Berichts filmt der Techniker 90 Sekunden mit dem Handy, was er gerade sieht "
    "und hört, und hängt es ans Ticket.\n"
)


@pytest.fixture
def kit(tmp_path: Path) -> Iterator[Kit]:
    """A Kit with one note."""
    settings = load_settings(data_dir=tmp_path / "space").model_copy(update={"user": "erika"})
    with Kit.open(settings) as opened:
        assert [each.state for each in opened.add_uploads([Upload("b.txt", TEXT.encode())])]
        yield opened


def test_only_what_is_taken_along_is_written_down(kit: Kit) -> None:
    """Drafts and proofs leave no trace; an export is listed with audience, format and items."""
    ids = [card.id for card in kit.notes()]
    made = kit.draft(ids, "partners", "de").handover
    assert made is not None
    kit.prove(made, "docx", ids)
    kit.prove(made, "pdf", ids)
    assert kit.handovers() == ()
    kit.export(made, "html", ids)
    kit.export(kit.handover(ids, "org:A: B", "en"), "md", ids)
    last, first = kit.handovers()
    assert (first.audience, first.format, first.language) == ("partners", "html", "de")
    assert first.items == len([i for i in kit.draft(ids, "partners", "de").items if not i.blocked])
    assert (last.audience, last.format, last.who) == ("org:A: B", "md", "erika")


def test_a_yes_is_kept_with_name_time_and_reason(kit: Kit) -> None:
    """The words go to this audience afterwards, until the yes is taken back."""
    ids = [card.id for card in kit.notes()]
    draft = kit.draft(ids, "partners", "de")
    entry = next(e for e in draft.asked if e.flags[0][1].category == "person")
    kit.answer(entry, "partners", True, "Mail vom 12. März")
    said = [review for review in kit.reviews(ids[0]) if review.field == "release"]
    assert {(r.value, r.by, r.reason) for r in said} == {
        ("partners:yes", "erika", "Mail vom 12. März")
    }
    assert all(review.at for review in said)
    again = kit.draft(ids, "partners", "de")
    assert next(e for e in again.asked if e.flags == entry.flags).answer is True
    assert "Varghese" in _words(again.handover)
    assert "Varghese" not in _words(kit.draft(ids, "public", "de").handover)
    assert kit.undo(ids[0])
    assert "Varghese" not in _words(kit.draft(ids, "partners", "de").handover)


def test_an_item_is_shown_between_its_neighbours(kit: Kit) -> None:
    """The sentences around it, masked like everything a reader sees."""
    first = kit.note(kit.notes()[0].id).items[0]
    context = kit.context(first.id)
    assert "Eskelin" not in context.before + context.text + context.after
    assert context.text == kit.passage(first.id)
    assert context.before or context.after
    with pytest.raises(NotFound):
        kit.context("0" * 16)


def test_only_reviewed_items_can_be_searched_for(kit: Kit) -> None:
    """An accepted item is found then, and no longer once the word is taken back."""
    (card,) = kit.notes()
    item = kit.note(card.id).items[0]
    assert kit.search("Leitfaden Abschied", filters=Filters(reviewed=True)).hits == ()
    kit.review(Review("item", item.id, "state", "accepted", "me", "2026-03-01T10:00:00"))
    found = kit.search("Leitfaden Abschied", filters=Filters(reviewed=True)).hits
    assert [hit.passage.item_id for hit in found] == [item.id]
    assert kit.undo(card.id)
    assert kit.search("Leitfaden Abschied", filters=Filters(reviewed=True)).hits == ()


def test_topics_are_titles_without_stand_ins(kit: Kit) -> None:
    """What may be asked for is what a search can find."""
    assert all("[" not in topic for topic in kit.topics())


def _words(made: object) -> str:
    return "\n".join(p.text for s in made.sections for p in s.paragraphs)  # type: ignore[attr-defined]
