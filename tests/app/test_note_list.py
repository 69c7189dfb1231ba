"""The list of notes: narrowed, ordered, in pages of ten, and how a note is removed."""

from __future__ import annotations

from dataclasses import replace

from tests.app.conftest import Open, words_on
from tests.app.fake_kit import FakeKit


def many(kit: FakeKit, count: int) -> None:
    """The first note `count` times under other ids and titles."""
    first = next(iter(kit.analyses.values()))
    kit.analyses = {
        f"{number:012d}{0:052d}": replace(
            first,
            note=replace(
                first.note,
                id=f"{number:012d}{0:052d}",
                session=replace(first.note.session, title=f"Treffen {number}"),
            ),
        )
        for number in range(count)
    }


def titles(at: object) -> list[str]:
    """The titles of the notes in the list."""
    bold = (one.value.strip("*") for one in at.markdown if one.value.startswith("**Treffen"))
    return list(bold)


def test_ten_at_a_time(page: Open, kit: FakeKit) -> None:
    """The second page has the rest; the database is asked for no more than is shown."""
    many(kit, 12)
    at = page("overview", "de")
    assert len(titles(at)) == 10
    at.session_state["notes_page"] = 2
    assert titles(at.run()) == ["Treffen 10", "Treffen 11"]
    limits = {call[3] for call in kit.asked("find_cards")} - {None}
    assert max(limits) == 10


def test_typing_narrows_from_the_first_page(page: Open, kit: FakeKit) -> None:
    """Words, an order and what is open go to the kit; the page starts over."""
    many(kit, 30)
    at = page("overview", "en")
    at.session_state["notes_page"] = 3
    at.run()
    at.text_input(key="notes_find").set_value("Treffen 2").run()
    assert at.session_state["notes_page"] == 1
    assert len(titles(at)) == 10
    at.selectbox(key="notes_order").set_value("title").run()
    at.toggle(key="notes_open").set_value(True).run()
    assert ("Treffen 2", "title", True, 10, 0) in kit.asked("find_cards")


def test_nothing_fits_is_said(page: Open, kit: FakeKit) -> None:
    """An empty list says what to do."""
    many(kit, 12)
    at = page("overview", "de")
    at.text_input(key="notes_find").set_value("Unauffindbar").run()
    assert "Keine Notiz passt dazu" in words_on(at)


def test_a_few_notes_need_no_search(page: Open) -> None:
    """Three notes are seen at a glance."""
    assert not page("overview", "de").selectbox


def test_removing_a_note_asks_first(page: Open, kit: FakeKit) -> None:
    """The first click opens the question, the second removes the note."""
    first = next(iter(kit.analyses))
    at = page("overview", "de")
    at.button(key=f"remove_{first[:12]}").click().run()
    assert kit.asked("forget") == []
    at.button(key="remove_yes").click().run()
    assert kit.asked("forget") == [first]
