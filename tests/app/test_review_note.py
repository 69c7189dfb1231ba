"""Reviewing: every decision reaches the kit as the right reviews, and can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from iolkit.errors import ArchiveBusy
from iolkit.records import Flag, Review, Span, mark_id
from tests.app.conftest import Open, raw_keys_on, words_on
from tests.app.fake_kit import FakeKit
from tests.app.fake_notes import NOTES

SERVICE, AI, HARMLESS = NOTES
MONEY = next(flag for flag in SERVICE.flags if flag.category == "money")
FIRST, SECOND = SERVICE.items
TEXT = SERVICE.note.text


def told(kit: FakeKit, last: int = 1) -> list[tuple[str, str, str, str]]:
    """The last reviews without their time."""
    reviews = kit.asked("review")[-last:]
    for review in reviews:
        assert isinstance(review, Review)
        assert review.by == "erika"
        assert review.at.endswith("+00:00")
    return [(r.subject, r.subject_id, r.field, r.value) for r in reviews]


def side(at: AppTest, name: str) -> AppTest:
    """Go to another side."""
    return at.segmented_control(key="review_side").set_value(name).run()


def editing(at: AppTest, item_id: str, what: str) -> AppTest:
    """Open an item to put something of it right."""
    side(at, "items")
    at.button(key=f"item_edit_{item_id}").click().run()
    return at.segmented_control(key=f"item_edit_what_{item_id}").set_value(what).run()


def test_the_address_names_the_note_and_the_side(page: Open) -> None:
    """A link opens the note and the side it names; an unknown note opens the newest."""
    assert "Sprechstunde" in words_on(page("review", "de", note=AI.note.id))
    assert "Eskelin" in words_on(page("review", "de", note="nirgends"))
    at = page("review", "de", note=AI.note.id, side="items")
    assert at.segmented_control(key="review_side").value == "items"
    side(at, "missed")
    assert at.query_params["side"] == "missed"


def test_accepting_and_dismissing_a_flag(page: Open, kit: FakeKit) -> None:
    """Both verdicts on a flag are told to the kit, and the one given is shown."""
    at = page("review", "de")
    at.button(key=f"flag_yes_{MONEY.id}").click().run()
    assert told(kit) == [("flag", MONEY.id, "state", "accepted")]
    assert at.button(key=f"flag_yes_{MONEY.id}").disabled
    at.button(key=f"flag_no_{MONEY.id}").click().run()
    assert told(kit) == [("flag", MONEY.id, "state", "dismissed")]
    assert "verworfen" in words_on(at)


def test_a_dismissed_flag_is_no_longer_marked(page: Open) -> None:
    """The text shows what stands after review, and the legend what occurs."""
    at = page("review", "de")
    assert "**B**\\]".replace("\\", "") in words_on(at)
    assert any("Betrag" in caption.value and "**B**" in caption.value for caption in at.caption)
    at.button(key=f"flag_no_{MONEY.id}").click().run()
    assert not any("Betrag" in c.value and "**B**" in c.value for c in at.caption)


def with_mentions(kit: FakeKit) -> list[Flag]:
    """The person of the first note flagged in two more places, once by the surname."""
    person = next(flag for flag in SERVICE.flags if "Varghese" in flag.span.of(TEXT))
    new = TEXT + "Ilse Varghese nickt. Frau Varghese auch.\n"
    places = [new.rindex("Ilse Varghese"), new.rindex("Varghese")]
    spans = [Span(places[0], places[0] + 13), Span(places[1], places[1] + 8)]
    more = [replace(person, id=mark_id("x", s, "person"), span=s, score=0.4) for s in spans]
    flags = (*SERVICE.flags, *more)
    note = replace(SERVICE.note, text=new)
    kit.analyses[SERVICE.note.id] = replace(SERVICE, note=note, flags=flags)
    return [person, *more]


def test_mentions_of_a_name_are_one_decision(page: Open, kit: FakeKit) -> None:
    """One card for full name and surname, the least sure first; one click and one undo for all."""
    mentions = with_mentions(kit)
    at = page("review", "de")
    keys = [b.key for b in at.button if b.key and b.key.startswith("flag_yes_")]
    assert keys[0] == f"flag_yes_{mentions[0].id}"
    assert not {f"flag_yes_{flag.id}" for flag in mentions[1:]} & set(keys)
    assert "Unsicher" in words_on(at)
    at.button(key=f"flag_no_{mentions[0].id}").click().run()
    assert told(kit, 3) == [("flag", flag.id, "state", "dismissed") for flag in mentions]
    at.button(key="review_undo").click().run()
    assert kit.reviews == []


def test_a_single_mention_can_be_decided_by_itself(page: Open, kit: FakeKit) -> None:
    """The places of a card open one by one."""
    mentions = with_mentions(kit)
    at = page("review", "en")
    at.session_state[f"places_{mentions[0].id}"] = True
    at.run()
    at.button(key=f"place_no_{mentions[2].id}").click().run()
    assert told(kit) == [("flag", mentions[2].id, "state", "dismissed")]


def test_all_that_is_open_of_a_kind_can_be_confirmed(page: Open, kit: FakeKit) -> None:
    """One click accepts what is open of the chosen kind, as one decision."""
    people = [flag for flag in SERVICE.flags if flag.category == "person"]
    at = page("review", "de")
    at.pills(key=f"flags_only_{SERVICE.note.id[:12]}").set_value("person").run()
    at.button(key="flags_yes_all").click().run()
    assert {review.subject_id for review in kit.asked("review")} == {flag.id for flag in people}
    assert {review.value for review in kit.asked("review")} == {"accepted"}
    assert len(kit.steps(SERVICE.note.id)) == 1


def test_correcting_category_owner_and_organisation(page: Open, kit: FakeKit) -> None:
    """What was put right is told in one go, and counts as confidential."""
    at = page("review", "en")
    key = f"{MONEY.id}_money_partner_"
    at.selectbox(key=f"category_{key}").set_value("figures")
    at.selectbox(key=f"owner_{key}").set_value("third")
    at.selectbox(key=f"org_{key}").set_value("Gebr. Eskelin")
    at.button(key=f"fix_save_{key}").click().run()
    assert told(kit, 4) == [
        ("flag", MONEY.id, "category", "figures"),
        ("flag", MONEY.id, "owner", "third"),
        ("flag", MONEY.id, "org", "Gebr. Eskelin"),
        ("flag", MONEY.id, "state", "accepted"),
    ]
    assert len(kit.steps(SERVICE.note.id)) == 1


def test_items_can_be_accepted_and_dismissed(page: Open, kit: FakeKit) -> None:
    """One by one, or all that are open."""
    at = side(page("review", "de"), "items")
    at.button(key=f"item_yes_{FIRST.id}").click().run()
    assert told(kit) == [("item", FIRST.id, "state", "accepted")]
    at.button(key=f"item_no_{FIRST.id}").click().run()
    assert told(kit) == [("item", FIRST.id, "state", "dismissed")]
    at.button(key="review_undo").click().run()
    at.button(key="review_undo").click().run()
    at.button(key="items_yes_all").click().run()
    assert told(kit, 2) == [("item", i.id, "state", "accepted") for i in SERVICE.items]


def test_kind_and_level_are_corrected_with_a_reason(page: Open, kit: FakeKit) -> None:
    """The level goes with the reason that was given; undo shows the old one again."""
    at = editing(page("review", "de"), FIRST.id, "kind")
    at.selectbox(key=f"kind_{FIRST.id}_method").set_value("practice").run()
    assert told(kit) == [("item", FIRST.id, "kind", "practice")]
    editing_on = at.segmented_control(key=f"item_edit_what_{FIRST.id}")
    editing_on.set_value("level").run()
    at.selectbox(key=f"level_of_{FIRST.id}").set_value("systemic").run()
    at.selectbox(key=f"level_{FIRST.id}_systemic_1").set_value("4")
    at.text_input(key=f"level_why_{FIRST.id}_systemic").set_value("Braucht das Intranet")
    at.button(key=f"level_save_{FIRST.id}").click().run()
    assert told(kit) == [("rating", f"{FIRST.id}:systemic", "level", "4")]
    assert kit.reviews[-1].reason == "Braucht das Intranet"
    assert at.selectbox(key=f"level_{FIRST.id}_systemic_4").value == "4"
    at.button(key="review_undo").click().run()
    assert at.selectbox(key=f"level_{FIRST.id}_systemic_1").value == "1"


def test_an_item_is_split_joined_and_moved_by_sentences(page: Open, kit: FakeKit) -> None:
    """Sentences are on offer; each change is one step."""
    at = editing(page("review", "de"), FIRST.id, "split")
    at.button(key=f"split_save_{FIRST.id}").click().run()
    assert not at.exception
    items = kit.note(SERVICE.note.id).items
    assert len(items) == 3
    assert items[0].id == FIRST.id
    at.segmented_control(key=f"item_edit_what_{FIRST.id}").set_value("merge").run()
    at.button(key=f"merge_save_{FIRST.id}").click().run()
    assert len(kit.note(SERVICE.note.id).items) == 2
    assert len(kit.steps(SERVICE.note.id)) == 2
    now = kit.note(SERVICE.note.id).items[0]
    at.segmented_control(key=f"item_edit_what_{FIRST.id}").set_value("borders").run()
    starts = [s.start for s in kit.sentences(SERVICE.note.id) if s.overlaps(now.span)]
    last = f"last_{FIRST.id}_{now.span.start}_{now.span.end}"
    at.selectbox(key=last).set_value(starts[0]).run()
    at.button(key=f"borders_save_{FIRST.id}").click().run()
    assert kit.note(SERVICE.note.id).items[0].span.end < now.span.end


def test_the_grounds_of_a_rating_open_on_demand(page: Open) -> None:
    """Chart, words and what a high level means, only when asked for."""
    at = side(page("review", "de", note=AI.note.id), "items")
    assert "●●●●○" not in words_on(at)
    for item in AI.items:
        at.session_state[f"grounds_{item.id}"] = True
    at.run()
    shown = words_on(at).replace("\\", "")
    assert "●●●●○ **In der Organisation verwurzelt**: stark (4 von 5), unsicher" in shown
    assert "zu Hause muss dafür mehr umgestellt werden" in shown
    assert "○○○○○ **Technik nötig**: der Text sagt dazu nichts" in shown
    assert "Nicht gesagt wird: das Ergebnis, ein Beleg." in shown
    assert "Einschätzung: gut übertragbar (86 von 100)." in shown
    assert "Manches bleibt offen, deshalb zwischen 79 und 88." in shown
    assert "Größte Hürde: In der Organisation verwurzelt." in shown


def test_a_rating_that_says_too_little_is_told(page: Open) -> None:
    """No number is shown where too little is known."""
    at = side(page("review", "en", note=SERVICE.note.id), "items")
    assert "The text says too little about transferability" in words_on(at)


def test_undo_takes_the_last_decision_back(page: Open, kit: FakeKit) -> None:
    """Nothing to take back at first; then what was decided last is open again."""
    at = page("review", "de")
    assert at.button(key="review_undo").disabled
    at.button(key=f"flag_yes_{MONEY.id}").click().run()
    at.button(key="review_undo").click().run()
    assert kit.asked("undo") == [SERVICE.note.id]
    assert not at.button(key=f"flag_yes_{MONEY.id}").disabled


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_any_decision_can_be_taken_back_from_the_history(
    page: Open, kit: FakeKit, tongue: str
) -> None:
    """The list names each decision in words and takes back the one that is pressed."""
    at = page("review", tongue)
    at.button(key=f"flag_yes_{MONEY.id}").click().run()
    kit.split_item(FIRST.id, kit.sentences(SERVICE.note.id)[3].start + 10)
    kit.review(Review("session", SERVICE.note.id, "host", "X", "erika", "2026-02-06"))
    at.session_state["review_history"] = True
    at.run()
    assert raw_keys_on(at) == []
    shown = words_on(at).replace("\\", "")
    assert "74 T€" in shown
    assert {"de": "Lernpunkt geteilt", "en": "Learning item split"}[tongue] in shown
    at.button(key="undo_1").click().run()
    assert kit.asked("undo") == [(SERVICE.note.id, 1)]


def test_a_refused_decision_is_explained(page: Open, kit: FakeKit) -> None:
    """The page says why in words and goes on."""
    at = page("review", "de")
    kit.refusing = ArchiveBusy("archive_busy")
    at.button(key=f"flag_yes_{MONEY.id}").click().run()
    assert not at.exception
    assert "Archiv" in at.error[0].value
    kit.refusing = None
    assert not at.run().error


def test_next_goes_to_a_note_with_something_open(page: Open, kit: FakeKit) -> None:
    """Notes that are done are skipped; a note that is done says so."""
    at = page("review", "de")
    for mark in (*AI.flags, *AI.items):
        subject = "flag" if isinstance(mark, Flag) else "item"
        kit.reviews.append(Review(subject, mark.id, "state", "accepted", "x", "t"))
    at.run()
    at.button(key="review_next").click().run()
    assert at.selectbox(key="review_note").value == HARMLESS.note.id
    assert at.query_params["note"] == HARMLESS.note.id
    at = page("review", "de", note=AI.note.id)
    assert "Alles in dieser Notiz ist geprüft" in at.success[0].value


def test_choosing_a_note_by_hand(page: Open) -> None:
    """The list of notes opens another one and puts it into the address."""
    at = page("review", "de")
    at.selectbox(key="review_note").set_value(AI.note.id).run()
    assert at.query_params["note"] == AI.note.id
    assert "Sprechstunde" in words_on(at)


def test_of_many_notes_one_is_found_by_typing(page: Open, kit: FakeKit) -> None:
    """Fifty are on offer at once; the open one stays on offer whatever is typed."""
    for number in range(60):
        note = replace(HARMLESS.note, id=f"{number:064x}")
        kit.analyses[note.id] = replace(HARMLESS, note=note, items=(), assessments=())
    at = page("review", "de")
    assert len(at.selectbox(key="review_note").options) == 50
    at.text_input(key="review_find").set_value("Arbeitsplatz").run()
    assert len(at.selectbox(key="review_note").options) == 2
    at.selectbox(key="review_note").set_value(AI.note.id).run()
    assert "Sprechstunde" in words_on(at)


def test_the_masked_view_holds_no_secret(page: Open) -> None:
    """As others see it: not one flagged word."""
    at = side(page("review", "de"), "missed")
    at.segmented_control(key="review_view").set_value("masked").run()
    shown = words_on(at).replace("\\", "")
    for flag in SERVICE.flags:
        assert flag.span.of(TEXT) not in shown


def test_a_note_without_findings_says_so(page: Open) -> None:
    """Nothing flagged is told, with what to do if that is wrong."""
    at = page("review", "de", note=HARMLESS.note.id)
    assert "nichts Vertrauliches" in at.info[0].value


def test_the_summary_says_who_made_it(page: Open) -> None:
    """Masked sentences, harmless as any other words, and their maker."""
    shown = words_on(page("review", "en"))
    assert "zeigt \\*den\\* Leitfaden" in shown
    assert "Put together automatically from sentences" in shown


def test_facts_of_the_occasion_are_corrected(page: Open, kit: FakeKit) -> None:
    """The form is filled with what is known; what was changed is told, the rest stays."""
    at = page("review", "de")
    at.session_state["session_open"] = True
    at.run()
    field = next(one for one in at.text_input if str(one.key).startswith("fact_host_"))
    key = str(field.key).removeprefix("fact_host_")
    assert at.text_input(key=f"fact_title_{key}").value == SERVICE.note.session.title
    field.set_value("Eskelin Antriebe")
    at.multiselect(key=f"fact_competitors_{key}").set_value(["Südwind"])
    at.segmented_control(key=f"fact_rule_{key}").set_value("nda")
    at.button(key=f"session_save_{key}").click().run()
    assert not at.exception
    (asked,) = kit.asked("correct_session")
    wanted = replace(
        SERVICE.note.session, host="Eskelin Antriebe", competitors=("Südwind",), rule="nda"
    )
    assert asked == (SERVICE.note.id, wanted)


def test_what_was_entered_stays_when_it_is_refused(page: Open, kit: FakeKit) -> None:
    """A busy archive costs nobody a filled form."""
    at = page("review", "de")
    at.session_state["session_open"] = True
    at.run()
    key = next(str(one.key) for one in at.text_input if str(one.key).startswith("fact_host_"))
    kit.refusing = ArchiveBusy("archive_busy")
    at.text_input(key=key).set_value("Eskelin Antriebe")
    at.button(key=key.replace("fact_host_", "session_save_")).click().run()
    assert at.error
    assert at.text_input(key=key).value == "Eskelin Antriebe"


def test_a_long_note_is_drawn_in_parts(page: Open, kit: FakeKit) -> None:
    """One part of the text at a time, eight cards, and the way from a card to its words."""
    name, line = "Person", "Viel Text ohne Belang, Zeile um Zeile.\n"
    text, flags = "", []
    for number in range(40):
        text += line * 12
        span = Span(len(text), len(text) + len(f"{name} {number}"))
        text += f"{name} {number} war da.\n"
        flags.append(replace(MONEY, id=f"f{number:015}", span=span, category="person", score=0.9))
    kit.analyses[SERVICE.note.id] = replace(
        SERVICE, note=replace(SERVICE.note, text=text), flags=tuple(flags), items=()
    )
    at = page("review", "de")
    assert sum(str(b.key).startswith("flag_yes_") for b in at.button) == 8
    body = max((m.value for m in at.markdown), key=len)
    assert "Person 0 " in body and "Person 39" not in body
    short = SERVICE.note.id[:12]
    at.session_state[f"flags_page_{short}"] = 5
    at.run()
    at.button(key=f"flag_show_{flags[39].id}").click().run()
    body = max((m.value for m in at.markdown), key=len)
    assert "Person 39" in body and "Person 0 " not in body


def test_a_level_can_be_compared_with_examples(page: Open, kit: FakeKit) -> None:
    """What is near is shown with its levels, as text; what is not near is left out."""
    at = page("review", "de", side="items")
    item = NOTES[0].items[0]
    at.session_state[f"grounds_{item.id}"] = True
    at.run()
    assert kit.asked("examples_like") == [(item.id, "de")]
    assert "Man lernt \\*es\\* nur beim Zusehen" in words_on(at)
    assert "Erfahrungswissen 4" in words_on(at)
    assert "Etwas ganz anderes" not in words_on(at)
