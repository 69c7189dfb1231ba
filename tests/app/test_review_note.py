"""Reviewing: every decision reaches the kit as the right Review."""

from __future__ import annotations

from iolkit.records import Review
from tests.app.conftest import Open, words_on
from tests.app.fake_kit import FakeKit
from tests.app.fake_notes import NOTES

SERVICE, AI, HARMLESS = NOTES


def told(kit: FakeKit) -> tuple[str, str, str, str]:
    """The last review without its time."""
    review = kit.asked("review")[-1]
    assert isinstance(review, Review)
    assert review.by == "erika"
    assert review.at.endswith("+00:00")
    return review.subject, review.subject_id, review.field, review.value


def test_the_address_names_the_note(page: Open) -> None:
    """A link opens the note it names; an unknown one opens the newest."""
    assert "Sprechstunde" in words_on(page("review", "de", note=AI.note.id))
    assert "Eskelin" in words_on(page("review", "de", note="nirgends"))


def test_accepting_and_dismissing_a_flag(page: Open, kit: FakeKit) -> None:
    """Both verdicts on a flag are told to the kit, and the one given is shown."""
    money = next(flag for flag in SERVICE.flags if flag.category == "money")
    at = page("review", "de")
    at.button(key=f"flag_yes_{money.id}").click().run()
    assert told(kit) == ("flag", money.id, "state", "accepted")
    at.session_state["group_money"] = True  # a group that is done folds itself
    at.run()
    assert at.button(key=f"flag_yes_{money.id}").disabled
    at.button(key=f"flag_no_{money.id}").click().run()
    assert told(kit) == ("flag", money.id, "state", "dismissed")
    assert "verworfen" in words_on(at)


def test_a_dismissed_flag_is_no_longer_marked(page: Open, kit: FakeKit) -> None:
    """The text shows what stands after review."""
    money = next(flag for flag in SERVICE.flags if flag.category == "money")
    at = page("review", "de")
    assert "**Betrag**" in words_on(at)
    at.button(key=f"flag_no_{money.id}").click().run()
    assert "**Betrag**" not in words_on(at)


def test_a_group_can_be_confirmed_at_once(page: Open, kit: FakeKit) -> None:
    """One click accepts what is still open in a category, each flag as its own review."""
    people = [flag for flag in SERVICE.flags if flag.category == "person"]
    at = page("review", "de")
    at.session_state["group_person"] = True
    at.run()
    at.button(key="group_yes_person").click().run()
    reviews = kit.asked("review")
    assert [review.subject_id for review in reviews] == [flag.id for flag in people]
    assert {review.value for review in reviews} == {"accepted"}


def test_correcting_owner_and_category(page: Open, kit: FakeKit) -> None:
    """Whose secret it is, and of what kind, can be corrected."""
    money = next(flag for flag in SERVICE.flags if flag.category == "money")
    at = page("review", "en")
    at.selectbox(key=f"owner_{money.id}_partner").set_value("own").run()
    assert told(kit) == ("flag", money.id, "owner", "own")
    at.selectbox(key=f"category_{money.id}_money").set_value("figures").run()
    assert told(kit) == ("flag", money.id, "category", "figures")


def test_items_can_be_accepted_dismissed_and_corrected(page: Open, kit: FakeKit) -> None:
    """Kind and level of an item are corrected with one choice each."""
    item = SERVICE.items[0]
    at = page("review", "de")
    at.segmented_control(key="review_side").set_value("items").run()
    at.button(key=f"item_yes_{item.id}").click().run()
    assert told(kit) == ("item", item.id, "state", "accepted")
    at.button(key=f"item_no_{item.id}").click().run()
    assert told(kit) == ("item", item.id, "state", "dismissed")
    at.selectbox(key=f"kind_{item.id}_method").set_value("practice").run()
    assert told(kit) == ("item", item.id, "kind", "practice")
    at.selectbox(key=f"level_{item.id}_systemic_1").set_value("4").run()
    assert told(kit) == ("rating", f"{item.id}:systemic", "level", "4")
    at.selectbox(key=f"level_{item.id}_complex_1").set_value("null").run()
    assert told(kit) == ("rating", f"{item.id}:complex", "level", "null")


def test_undo_takes_the_last_decision_back(page: Open, kit: FakeKit) -> None:
    """What was decided last is open again, and the widgets show it."""
    money = next(flag for flag in SERVICE.flags if flag.category == "money")
    at = page("review", "de")
    at.selectbox(key=f"owner_{money.id}_partner").set_value("own").run()
    at.button(key="review_undo").click().run()
    assert kit.asked("undo") == [SERVICE.note.id]
    assert at.selectbox(key=f"owner_{money.id}_partner").value == "partner"


def test_next_goes_to_a_note_with_something_open(page: Open, kit: FakeKit) -> None:
    """Notes that are done are skipped; when all are done there is no next one."""
    at = page("review", "de")
    for flag in AI.flags:
        kit.reviews.append(Review("flag", flag.id, "state", "accepted", "x", "t"))
    for item in AI.items:
        kit.reviews.append(Review("item", item.id, "state", "accepted", "x", "t"))
    at.run()
    at.button(key="review_next").click().run()
    assert at.selectbox(key="review_note").value == HARMLESS.note.id
    assert at.query_params["note"] == HARMLESS.note.id


def test_choosing_a_note_by_hand(page: Open) -> None:
    """The list of notes opens another one and puts it into the address."""
    at = page("review", "de")
    at.selectbox(key="review_note").set_value(AI.note.id).run()
    assert at.query_params["note"] == AI.note.id
    assert "Sprechstunde" in words_on(at)


def test_the_masked_view_holds_no_secret(page: Open) -> None:
    """As others see it: not one flagged word."""
    at = page("review", "de")
    at.segmented_control(key="review_side").set_value("missed").run()
    at.segmented_control(key="review_view").set_value("masked").run()
    shown = words_on(at).replace("\\", "")
    for flag in SERVICE.flags:
        assert flag.span.of(SERVICE.note.text) not in shown


def test_transferability_is_told_in_words(page: Open) -> None:
    """Band, score, range, bottleneck and gaps are sentences; unknown is said."""
    at = page("review", "de", note=AI.note.id)
    at.segmented_control(key="review_side").set_value("items").run()
    shown = words_on(at).replace("\\", "")
    assert "Einschätzung: gut übertragbar (86 von 100)." in shown
    assert "Manches bleibt offen, deshalb zwischen 79 und 88." in shown
    assert "Größte Hürde: systemisch." in shown
    assert "●●●●○ **systemisch**: stark (4 von 5), unsicher" in shown
    assert "○○○○○ **technologisch**: der Text sagt dazu nichts" in shown
    assert "Nicht gesagt wird: das Ergebnis, ein Beleg." in shown
    at = page("review", "en", note=SERVICE.note.id)
    at.segmented_control(key="review_side").set_value("items").run()
    assert "The text says too little about transferability" in words_on(at)


def test_a_note_without_findings_says_so(page: Open) -> None:
    """Nothing flagged is told, with what to do if that is wrong."""
    at = page("review", "de", note=HARMLESS.note.id)
    assert "nichts Vertrauliches" in at.info[0].value
