"""Answers and prose from passages: masked question, proved sentences, the local engine behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from iolkit.embedded import EmbeddedEngine
from iolkit.engine import Task
from iolkit.errors import ReplyInvalid
from iolkit.llm import LlmEngine, sources
from iolkit.llm.letter import Letter
from iolkit.llm.replies import CitedReply
from iolkit.outcomes import Passage
from iolkit.records import Masked
from tests.llm.honest import honest, lines_of
from tests.llm.scripted import ScriptedChat

LOCAL = EmbeddedEngine()
GIVEN = (
    Passage("a1", "i1", Masked("Die Übergabe läuft an einer Karte mit vier Feldern am Kran.")),
    Passage("b2", "i2", Masked("Jede Leihkraft kann die Karte ohne Einweisung benutzen.")),
    Passage("c3", "i3", Masked("[PERSON_1] kocht donnerstags Suppe für alle Schichten.")),
)
QUESTION = "Wie läuft die Übergabe mit der Karte am Kran?"


def saying(*said: dict[str, Any]) -> ScriptedChat:
    """A chat that says these sentences to everything."""
    return ScriptedChat(lambda letter: {"sentences": list(said)})


def sentence(text: str, *keys: str, quotes: tuple[str, ...] = ()) -> dict[str, Any]:
    """A sentence of a reply."""
    return {"t": text, "k": list(keys), "q": list(quotes)}


SUPPORTED = sentence(
    "Am Kran läuft die Übergabe an einer Karte mit vier Feldern.", "P1",
    quotes=("an einer Karte mit vier Feldern am Kran",),
)  # fmt: skip
OWN = sentence(
    "Dadurch sinken die Kosten um 20 Prozent.", "P1", quotes=("an einer Karte mit vier Feldern",)
)


def test_a_supported_sentence_is_told_with_its_quote() -> None:
    """In the model's words, with the place that proves them."""
    answer = LlmEngine(LOCAL, saying(SUPPORTED)).answer(QUESTION, GIVEN)
    assert answer.grounded
    assert answer.made_by.engine == "llm"
    (said,) = answer.sentences
    assert said.text == SUPPORTED["t"]
    (citation,) = said.citations
    assert citation.key == "a1"
    assert citation.span.of(GIVEN[0].text) == SUPPORTED["q"][0]


def test_own_words_are_left_out_and_kept_apart() -> None:
    """Nobody reads them as an answer; who wants to look can."""
    answer = LlmEngine(LOCAL, saying(SUPPORTED, OWN)).answer(QUESTION, GIVEN)
    assert [each.text for each in answer.sentences] == [SUPPORTED["t"]]
    assert [each.text for each in answer.left_out] == [OWN["t"]]


@pytest.mark.parametrize(
    "said",
    [
        OWN,
        sentence(SUPPORTED["t"], "P9", quotes=tuple(SUPPORTED["q"])),
        sentence(SUPPORTED["t"], "P2", quotes=tuple(SUPPORTED["q"])),
        sentence(SUPPORTED["t"], "P1", quotes=("steht so nirgends",)),
        sentence("See [here](https://leak.example)", "P1", quotes=tuple(SUPPORTED["q"])),
        sentence("The handover uses a card with four fields at the crane.", "P1",
                 quotes=tuple(SUPPORTED["q"])),
    ],
)  # fmt: skip
def test_where_nothing_holds_the_local_engine_answers(said: dict[str, Any]) -> None:
    """And is named as who did."""
    answer = LlmEngine(LOCAL, saying(said)).answer(QUESTION, GIVEN)
    local = LOCAL.answer(QUESTION, GIVEN)
    assert (answer.sentences, answer.made_by) == (local.sentences, local.made_by)


def test_no_answer_is_an_answer() -> None:
    """A model that finds none is believed; one that cannot be used is not."""
    silent = LlmEngine(LOCAL, saying()).answer(QUESTION, GIVEN)
    assert (silent.grounded, silent.sentences, silent.made_by.engine) == (False, (), "llm")

    def broken(letter: Letter) -> Mapping[str, Any]:
        raise ReplyInvalid("reply_unusable", model="m", prompt=letter.prompt)

    assert (
        LlmEngine(LOCAL, ScriptedChat(broken)).answer(QUESTION, GIVEN).made_by.engine == "embedded"
    )


def test_a_question_is_masked() -> None:
    """Names go out as words for what they are; the answer keeps the question as it was asked."""
    chat = ScriptedChat(honest)
    question = "Was macht Frau Ilse Varghese mit der Karte, und was kostet sie: 480.000 €?"
    answer = LlmEngine(LOCAL, chat).answer(question, GIVEN)
    assert answer.question == question
    (asked,) = [text for label, text in lines_of(chat.letters[0]) if label == "F"]
    assert "Varghese" not in asked
    assert "480" not in asked
    assert "Karte" in asked


def test_an_empty_question_is_asked_nobody() -> None:
    """Nor is one without passages."""
    chat = ScriptedChat(honest)
    engine = LlmEngine(LOCAL, chat)
    assert not engine.answer(" ", GIVEN).grounded
    assert not engine.answer(QUESTION, []).grounded
    assert chat.letters == []


@pytest.mark.parametrize("task", ["handover", "synthesis"])
def test_prose_is_proved_alike(task: Task) -> None:
    """Each task has its prompt; what is not supported is not written."""
    chat = saying(SUPPORTED, OWN)
    prose = LlmEngine(LOCAL, chat).write(task, GIVEN, "de")
    assert [each.text for each in prose] == [SUPPORTED["t"]]
    assert chat.letters[0].prompt == f"write_{task}"
    assert LlmEngine(LOCAL, saying(OWN)).write(task, GIVEN, "de") == LOCAL.write(task, GIVEN, "de")


def test_many_passages_are_told_in_groups() -> None:
    """As many letters as they need, every passage in one, nothing said twice."""
    many = tuple(
        Passage(
            f"k{n}", f"i{n}", Masked(f"Karte {n} hängt am Kran und hilft der Schicht {n}. " * 12)
        )
        for n in range(40)
    )
    chat = ScriptedChat(honest, window=5_000, reply_tokens=900, capable=False)
    prose = LlmEngine(LOCAL, chat).write("handover", many, "de")
    assert len(chat.letters) > 3
    assert {each.citations[0].key for each in prose} == {passage.key for passage in many}
    assert len({each.text for each in prose}) == len(prose)


def test_a_passage_longer_than_the_room_is_told_over_several() -> None:
    """Line by line, and its places still count in the whole of it."""
    text = " ".join(f"Satz {n} über die Karte am Kran." for n in range(60))
    shelves = sources.shelves([Passage("k", "i", Masked(text))], 200)
    assert len(shelves) > 2
    told = [line for shelf in shelves for _, line in shelf.told().lines]
    assert " ".join(told) == text
    last = shelves[-1].of(["P1"])[0]
    assert last.ground.locate("Satz 0 über die Karte am Kran.") is not None


def test_a_stand_in_means_somebody_else_in_each_source() -> None:
    """A sentence from two sources may not speak of one that both have."""
    given = (
        Passage("a", "i", Masked("[PERSON_1] legt die Karte jeden Morgen an den Kran.")),
        Passage("b", "i", Masked("[PERSON_1] holt die Karte jeden Abend vom Kran.")),
    )
    text = "[PERSON_1] legt die Karte jeden Morgen an den Kran und holt die Karte jeden Abend."
    quotes = ("legt die Karte jeden Morgen", "holt die Karte jeden Abend")
    (shelf,) = sources.shelves(given, 500)
    both = [CitedReply(t=text, k=["P1", "P2"], q=list(quotes))]
    assert sources.proved(both, shelf, "de", None).sentences == ()
    plain = [
        CitedReply(t=text.replace("[PERSON_1] legt", "Jemand legt"), k=["P1", "P2"], q=list(quotes))
    ]
    assert len(sources.proved(plain, shelf, "de", None).sentences) == 1
