"""What is flagged in the house leaves with no question and no passage."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit import citations
from iolkit.embedded import EmbeddedEngine
from iolkit.llm import LlmEngine
from iolkit.llm.veiling import VEIL, veiled
from iolkit.outcomes import Passage
from iolkit.records import Masked
from iolkit.rubric import Rubric
from tests.llm.honest import honest, lines_of
from tests.llm.scripted import ScriptedChat

LOCAL = EmbeddedEngine()
SECRETS = {"a1": ("74.000 €", "Seeadler"), "": ("varghese", "eskelin", "Seeadler", "74000")}
GIVEN = (
    Passage("a1", "a1", Masked("Die Karte am Kran kostet 74000 €, sagt [PERSON_1] vom See-Adler.")),
    Passage("b2", "b2", Masked("Die Karte am Kran hilft jeder Schicht bei der Übergabe.")),
)


def known(text: str, item_id: str) -> Sequence[str]:
    """What the house knows, by note."""
    return SECRETS.get(item_id, ())


@pytest.mark.parametrize(
    "question",
    [
        "was macht varghese mit der Karte am Kran?",
        "Warum hat Eskelin die Karte am Kran?",
        "Was bringt Projekt SEEADLER der Karte am Kran?",
        "Kostet die Karte am Kran 74 000?",
        "Wie hilft Var\u200bghese die Karte am Kran?",
    ],
)
@pytest.mark.parametrize("task", ["answer", "write"])
def test_no_flagged_value_is_in_a_letter(question: str, task: str) -> None:
    """Neither where a person typed it nor where no flag marked it; the rest is asked."""
    chat = ScriptedChat(honest)
    engine = LlmEngine(LOCAL, chat, secrets=known)
    if task == "answer":
        engine.answer(question, GIVEN)
    else:
        engine.write("synthesis", GIVEN, "de")
    values = [value for values in SECRETS.values() for value in values]
    assert chat.letters
    for letter in chat.letters:
        assert citations.leaks(letter.user, values) == ()
        told = dict(lines_of(letter))
        assert "Karte" in told["P1"]
        assert VEIL in told["P1"]
        assert "[PERSON_1]" in told["P1"]
        assert "Karte am Kran" in told.get("F", "Karte am Kran")


def test_the_sentence_around_a_special_fact_stays_here() -> None:
    """Who is ill may be guessed from what stands beside it: the words of that sentence leave with
    no passage, whoever flagged the fact in it."""
    text = Masked("Die Karte am Kran hilft. [PERSON_1] fehlt seit März mit [SPECIAL_1] am Kran.")
    chat = ScriptedChat(honest)
    LlmEngine(LOCAL, chat).answer("Wie hilft die Karte am Kran?", [Passage("a", "a", text)])
    (letter,) = chat.letters
    assert "seit März" not in letter.user
    assert "P1| [SPECIAL_1]" in letter.user
    assert "P1| Die Karte am Kran hilft." in letter.user


def test_quotes_are_still_places_of_the_passage() -> None:
    """What is veiled is not quoted; what is quoted counts in the passage as readers have it."""
    answer = LlmEngine(LOCAL, ScriptedChat(honest), secrets=known).answer(
        "Wie hilft die Karte am Kran?", GIVEN
    )
    texts = {passage.key: passage.text for passage in GIVEN}
    assert answer.made_by.engine == "llm"
    for citation in answer.citations:
        assert "Karte" in citation.span.of(texts[citation.key])


def test_an_item_that_is_rated_alone_gives_away_no_more_than_its_note() -> None:
    """What only the rest of the note shows to be a name is known all the same."""
    chat = ScriptedChat(honest)
    text = "Bei varghese läuft die Übergabe am Kran an einer Karte mit vier Feldern, sagt eskelin."
    engine = LlmEngine(LOCAL, chat, secrets=known)
    rated = engine.rate(text, "de", Rubric.shipped())
    (letter,) = chat.letters
    assert citations.leaks(letter.user, SECRETS[""]) == ()
    assert "vier Feldern" in letter.user
    assert all(span.end <= len(text) for each in rated.ratings for span in each.evidence)


@given(st.lists(st.sampled_from(["Seeadler", "74.000", "Karte", "[PERSON_1]", "a", "\n"])))
def test_nothing_is_left_and_stand_ins_stay(words: list[str]) -> None:
    """However often and in whatever order."""
    text = Masked(" ".join(words))
    shown = veiled(text, ("Seeadler", "74.000", "person"))
    assert citations.leaks(shown, ("Seeadler", "74.000")) == ()
    assert shown.count("[PERSON_1]") == text.count("[PERSON_1]")
    assert shown.count("Karte") == text.count("Karte")
