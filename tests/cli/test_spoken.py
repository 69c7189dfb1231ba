"""An answer at a terminal: sentences as they come, never passed off for more than they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from iolkit.cli import finding
from iolkit.cli.spoken import SoFar
from iolkit.errors import ChatUnavailable
from iolkit.outcomes import Answer, Citation, CitedSentence
from iolkit.records import Provenance, Span
from tests.cli.conftest import Call

ONE = CitedSentence("One page is enough.", (Citation("a", Span(0, 3)),))
TWO = CitedSentence("Nobody needs training.", (Citation("b", Span(0, 3)),))
QUESTION = "Wer führt das Gespräch mit dem Leitfaden Abschied in neun Fragen?"


def answer(*sentences: CitedSentence) -> Answer:
    """An answer of these."""
    return Answer("?", sentences, bool(sentences), Provenance("llm"))


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The terminal's language."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def test_sentences_are_printed_once_with_their_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """In the order in which they come; the end adds nothing that is there."""
    so_far = SoFar()
    so_far.heard((ONE,))
    so_far.heard((ONE, TWO))
    assert so_far.told_all(answer(ONE, TWO))
    assert capsys.readouterr().out == "One page is enough. [1]\nNobody needs training. [2]\n"


def test_an_answer_that_became_another_is_printed_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """What was taken back, or gained an objection, is not left as it stood."""
    objected = CitedSentence(ONE.text, ONE.citations, (Citation("b", Span(0, 3)),))
    for final in (answer(TWO), answer(objected), answer(ONE, TWO)):
        so_far = SoFar()
        so_far.heard((ONE,))
        so_far.heard(())
        assert not so_far.told_all(final)
        assert capsys.readouterr().out.endswith("\nThe answer in full:\n")
    so_far = SoFar()
    so_far.heard((ONE,))
    so_far.told_all(answer())
    assert "is no answer" in capsys.readouterr().out


def test_an_answer_that_broke_off_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Only where something had been printed."""
    for said, wanted in (((ONE,), True), ((), False)):
        so_far = SoFar()
        with pytest.raises(ChatUnavailable), so_far:
            so_far.heard(said)
            raise ChatUnavailable("chat_stopped")
        assert ("broke off" in capsys.readouterr().out) is wanted


@pytest.mark.weights
def test_a_terminal_shows_the_same_answer(
    call: Call, notes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read along or not, the same lines; JSON stays JSON."""
    data = tmp_path / "space"
    assert call("add", notes, "--data", data).code == 0
    plain = call("ask", QUESTION, "--data", data)
    assert "[1]" in plain.out
    monkeypatch.setattr(finding, "at_terminal", lambda: True)
    assert call("ask", QUESTION, "--data", data) == plain
    assert json.loads(call("ask", QUESTION, "--json", "--data", data).out)["citations"]
