"""check: what may be said to whom."""

from __future__ import annotations

import json

from tests.cli.conftest import Call

TEXT = (
    "Anfangs haben wir das Angebot zu stark zentralisiert und erst durch Feedback-Schleifen "
    "gelernt, dezentrale Bedarfe einzubinden. Die Akademie kostete 1,8 Mio. €, umgesetzt mit "
    "Anbieter Alpha zu 1.150 € Tagessatz."
)


def test_check_keeps_the_lesson_and_drops_the_sums(call: Call) -> None:
    """The learning process survives word for word; amounts do not."""
    said = call("check", "-", "--audience", "partners", "--json", stdin=TEXT)
    checked = json.loads(said.out)
    assert checked["released"].startswith(TEXT.split(". ")[0])
    assert "1,8" not in checked["released"]
    assert "1.150" not in checked["released"]
    assert not checked["blocked"]
    assert {"handling", "replacement"} <= checked["flags"][0].keys()


def test_check_says_to_a_person_what_happens_and_why(call: Call) -> None:
    """The safe text goes to stdout, the reasons to stderr."""
    said = call("check", "-", "--audience", "public", stdin=TEXT)
    assert "zentralisiert" in said.out
    assert "1,8 Mio. €" in said.err


def test_a_file_into_a_folder_that_is_not_there_is_a_sentence(call: Call) -> None:
    """Known before any work is done; no traceback, nothing made."""
    for words in (("handover", "rt.md", "-o", "no/such/a.docx"), ("backup", "no/such/b")):
        said = call(*words)
        assert said.code == 1
        assert "no/such" in said.err
        assert "Traceback" not in said.err


def test_check_tells_each_sentence_and_minds_the_session(call: Call) -> None:
    """Rule and competitors count; sentences come with their light; a wrong rule is a sentence."""
    said = call("check", "-", "--rule", "nda", "--competitor", "Kolbmann", "--json", stdin=TEXT)
    sentences = json.loads(said.out)["sentences"]
    assert {each["light"] for each in sentences} <= {"go", "care", "stop"}
    assert sentences[0]["light"] == "go"
    assert next(each for each in sentences if each["light"] == "stop")["reasons"]
    assert json.loads(said.out)["mosaic"] is None
    wrong = call("check", "-", "--rule", "secret", stdin=TEXT)
    assert (wrong.code, wrong.out) == (2, "")
    assert "secret" in wrong.err
