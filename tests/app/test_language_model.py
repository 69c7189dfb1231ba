"""Language model: no model is no fault, a yes comes before anything is sent, and what was sent is
shown without a word of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iolkit.errors import ChatUnavailable
from iolkit.outcomes import Added, Spent
from iolkit.records import Provenance, Reason, Remark
from tests.app.conftest import Open, words_on
from tests.app.fake_jobs import job
from tests.app.fake_kit import FakeKit
from tests.app.fake_modelling import SENT, STATE
from tests.app.fake_notes import NOTES


@pytest.fixture
def with_model(kit: FakeKit) -> FakeKit:
    """A kit where a model is set up and nobody has chosen it."""
    kit.model = STATE
    return kit


def keys_of(at: object) -> set[str]:
    """The buttons of a page."""
    return {str(one.key) for one in at.button}  # type: ignore[attr-defined]


def test_no_model_is_no_fault(page: Open) -> None:
    """Without a model the page says that nothing is missing, and offers no choice."""
    at = page("model", "de")
    assert not at.exception
    assert "liest Ihre Notizen selbst" in at.info[0].value
    assert "model_use" not in keys_of(at)
    assert "noch nichts an ein Sprachmodell gesendet" in words_on(at)


def test_a_model_reads_only_after_a_yes(page: Open, with_model: FakeKit) -> None:
    """The first click tells where text will go; the second chooses; a third goes back."""
    at = page("model", "de")
    assert "iolkit selbst" in words_on(at)
    at.button(key="model_use").click().run()
    assert with_model.asked("choose_engine") == []
    assert "verlässt das Haus" in words_on(at)
    at.button(key="model_yes").click().run()
    assert with_model.asked("choose_engine") == ["llm"]
    at.button(key="model_back").click().run()
    assert with_model.asked("choose_engine") == ["llm", "embedded"]


def test_a_model_in_the_house_is_told_as_such(page: Open, with_model: FakeKit) -> None:
    """Nobody is told that text leaves the house when it does not."""
    with_model.model = replace(STATE, local=True)
    at = page("model", "en")
    at.button(key="model_use").click().run()
    assert "in your own house" in words_on(at)
    assert "leaves the house" not in words_on(at)


def test_trouble_is_a_sentence_and_no_way_in(page: Open, with_model: FakeKit) -> None:
    """A missing key is told with the next step, and nothing can be chosen."""
    with_model.model = replace(
        STATE,
        key="missing",
        trouble=ChatUnavailable("chat_key_missing", variable="OPENAI_API_KEY", model=STATE.name),
    )
    at = page("model", "en")
    assert "OPENAI" in at.warning[0].value
    assert at.button(key="model_use").disabled


def test_asking_whether_it_is_there_is_a_click(page: Open, with_model: FakeKit) -> None:
    """The server is asked when a person wants it, never before."""
    at = page("model", "de")
    assert with_model.asked("reach") == []
    at.button(key="model_reach").click().run()
    assert with_model.asked("reach") == [STATE.name]
    assert "erreichbar" in at.success[0].value


def test_what_was_sent_is_listed(page: Open, with_model: FakeKit) -> None:
    """Time, destination, task, what was hidden; sums with the price."""
    with_model.log = (SENT,)
    at = page("model", "de")
    table = at.dataframe[0].value
    (row,) = table.to_dict("records")
    assert row["Wofür"] == "Notiz lesen"
    assert row["Vorher verborgen"].count("×") == 2
    assert row["Ergebnis"] == "beantwortet"
    assert "EUR" in words_on(at)


def test_before_a_batch_it_says_where_text_goes(page: Open, with_model: FakeKit) -> None:
    """While the model reads, the lock is gone and the cost is a click away."""
    assert "Nichts verlässt diesen Rechner" in words_on(page("add", "de"))
    with_model.engine_name = "llm"
    at = page("add", "de")
    assert "Nichts verlässt diesen Rechner" not in words_on(at)
    assert "wird dorthin gesendet" in words_on(at)
    at.text_area(key="add_text_0").set_value("Eine Notiz.").run()
    at.button(key="estimate").click().run()
    assert with_model.asked("cost_of") == [("Eingefügte Notiz.txt",)]
    assert "1 Anfrage" in words_on(at)
    assert "≈" in words_on(at)


def test_going_on_without_the_model_is_a_persons_choice(page: Open, with_model: FakeKit) -> None:
    """A file that the model left without an answer is read by iolkit only after a click."""
    away = ChatUnavailable("chat_late", model=STATE.name, host="models.example", seconds=60)
    lost = Added("notiz.md", "failed", error=away, again=True)
    with_model.jobs_here.insert(0, job("done", lost, engine="llm", spent=Spent(3, 900, 0)))
    at = page("add", "de", job="job-1")
    assert with_model.asked("try_again") == []
    assert "3 Anfragen" in words_on(at)
    at.button(key="job_without_model").click().run()
    assert with_model.asked("try_again") == [("job-1", "embedded")]


def test_review_says_who_read(page: Open, with_model: FakeKit) -> None:
    """Who read the note, what the model left out, and how often the two disagree."""
    note = NOTES[0].note
    with_model.analyses[note.id] = replace(
        NOTES[0],
        made_by=Provenance("llm", STATE.name, "read", "1"),
        remarks=(
            Remark("note", note.id, Reason("llm_quotes_dropped", {"n": "2"})),
            Remark(
                "rating",
                f"{NOTES[0].items[0].id}:implicit",
                Reason("llm_rating_differs", {"model": "5", "embedded": "2"}),
            ),
        ),
    )
    at = page("review", "de", note=note.id)
    assert any("openai" in box.label and "tiny" in box.label for box in at.expander)
    assert "1 Einstufung" in words_on(at)
    at = page("review", "de", note=note.id, side="items")
    assert "**Erfahrungswissen**: Das Sprachmodell sieht hier Stufe 5" in words_on(at)


def test_nothing_new_is_said_as_such(
    page: Open, with_model: FakeKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model that marks no more than iolkit, from a kept reply: no empty list, no cost."""
    note = NOTES[0].note
    seen = with_model.compare(note.id)
    same = replace(seen, llm=seen.embedded, spent=Spent())
    monkeypatch.setattr(with_model, "compare", lambda _: same)
    at = page("review", "de", note=note.id)
    at.button(key="compare_go").click().run()
    assert "Das Sprachmodell sieht nichts weiter" in words_on(at)
    assert "Die Antwort war schon da" in words_on(at)
    assert "0 Anfragen" not in words_on(at)


def test_a_model_is_named_whole(page: Open, with_model: FakeKit) -> None:
    """What stands behind the colon of a name is no markdown."""
    with_model.engine_name = "llm"
    with_model.model = replace(STATE, name="openai:small")
    at = page("model", "de")
    line = next(one.value for one in at.markdown if "zusammen mit iolkit" in one.value)
    assert "openai:small" not in line
    assert r"openai\:" in line


def test_both_engines_side_by_side(page: Open, with_model: FakeKit) -> None:
    """Only where a model is set up, only on a click; what it adds is shown, and what it misses."""
    note = NOTES[0].note
    at = page("review", "de", note=note.id)
    at.button(key="compare_go").click().run()
    assert with_model.asked("compare") == [note.id]
    assert "eine weitere Stelle vom Sprachmodell" in words_on(at)
    assert "Hier sieht es keinen Lernpunkt" in words_on(at)
    with_model.model = replace(STATE, name="")
    assert "compare_go" not in keys_of(page("review", "de", note=note.id))
