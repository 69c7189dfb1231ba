"""Answers while they arrive: only proved sentences are heard, and the answer stays what it is."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessage

from iolkit import citations
from iolkit.embedded import EmbeddedEngine
from iolkit.errors import IolkitError
from iolkit.llm import LlmEngine
from iolkit.llm.asking import Asker
from iolkit.llm.calling import Caller, Purse
from iolkit.llm.chat import ModelChat
from iolkit.llm.hearing import MOST_LOOKS, MOST_SENTENCES, SentenceEar, finished
from iolkit.llm.kept import KeptChat
from iolkit.llm.pace import Limits, Pace
from iolkit.llm.replies import CitedReply, SentencesReply
from iolkit.outcomes import Answer, Citation, CitedSentence
from iolkit.records import Span
from tests.llm.honest import honest
from tests.llm.injections import OBEY, PAYLOADS, Obedient
from tests.llm.letters import DictMemory, Heard, JumpingClock, ListBook
from tests.llm.scripted import FACTS, Answers, Says, ScriptedChat, ScriptedModel
from tests.llm.test_chat import in_turn
from tests.llm.test_telling import GIVEN, OWN, QUESTION, SUPPORTED, saying, sentence
from tests.llm.unruly import Unruly

LOCAL = EmbeddedEngine()
LIMITS = Limits(tries=2)
OTHER = sentence("Jede Leihkraft kann die Karte ohne Einweisung benutzen.", "P2",
                 quotes=("kann die Karte ohne Einweisung benutzen",))  # fmt: skip
SAID = json.dumps({"sentences": [SUPPORTED, OWN, OTHER]}, ensure_ascii=False)
SoFar = list[tuple[CitedSentence, ...]]


def chat(says: Says, pieces: int) -> ModelChat:
    """A chat over a model that streams in pieces of so many letters."""
    clock = JumpingClock().clock()
    caller = Caller(FACTS, LIMITS, Pace(LIMITS, clock), clock, Purse(), ListBook())
    return ModelChat(ScriptedModel(says=says, pieces=pieces), caller)


def outcome(engine: LlmEngine, heard: SoFar | None = None) -> Answer | str:
    """The answer, or the key of the error it ended in."""
    try:
        return engine.answer(QUESTION, GIVEN, heard.append if heard is not None else None)
    except IolkitError as error:
        return error.key


def proved(so_far: tuple[CitedSentence, ...]) -> bool:
    """Whether all of it is made of what was given."""
    return not so_far or citations.keys_given(
        Answer(QUESTION, so_far, True, LOCAL.answer(QUESTION, GIVEN).made_by), GIVEN
    )


def test_sentences_are_heard_one_after_the_other() -> None:
    """Each as soon as it is whole; what is not proved is never heard."""
    heard: SoFar = []
    answer = LlmEngine(LOCAL, saying(SUPPORTED, OWN, OTHER)).answer(QUESTION, GIVEN, heard.append)
    assert [[one.text for one in told] for told in heard] == [
        [SUPPORTED["t"]],
        [SUPPORTED["t"], OTHER["t"]],
    ]
    assert answer.sentences == heard[-1]


@pytest.mark.parametrize("pieces", [40, 10_000])
@pytest.mark.parametrize(
    "says",
    [honest, Unruly(), *(Obedient(PAYLOADS[0], each) for each in list(OBEY.values())[:3])],
    ids=lambda says: type(says).__name__,
)
def test_whoever_listens_gets_the_same_answer(says: Answers, pieces: int) -> None:
    """From a model that keeps to its sources and from one that keeps to nothing."""
    script = ScriptedChat(says)
    outcome(LlmEngine(LOCAL, script))
    replies = [json.dumps(says(script.letters[0]), ensure_ascii=False) for _ in range(2)]
    results = []
    for listens in (False, True):
        heard: SoFar | None = [] if listens else None
        engine = LlmEngine(LOCAL, chat(in_turn(*replies), pieces))
        results.append(outcome(engine, heard))
        assert all(proved(told) for told in heard or ())
    assert results[0] == results[1]


@pytest.mark.parametrize("end", ["stop", "length", "broken"])
@pytest.mark.parametrize("again", [SAID, "Nein.", ""], ids=["mended", "unusable", "cut again"])
def test_a_reply_that_is_cut_anywhere_is_no_answer(end: str, again: str) -> None:
    """Wherever it breaks off, the answer is the one of whoever did not listen, and nothing that
    was heard was unproved or half a sentence."""
    whole = {SUPPORTED["t"], OTHER["t"]}
    for at in range(0, len(SAID), 37):
        results = []
        for listens in (False, True):
            said = [SAID[:at], again or SAID[:at]]
            heard: SoFar | None = [] if listens else None
            engine = LlmEngine(LOCAL, chat(ending(said, end), 9))
            results.append(outcome(engine, heard))
            local = {one.text for one in LOCAL.answer(QUESTION, GIVEN).sentences}
            for told in heard or ():
                assert {one.text for one in told} <= whole | local
        assert results[0] == results[1]


def ending(said: list[str], end: str) -> Says:
    """Says one thing after the other, the first of them ending like this."""
    first, *rest = said
    if end == "broken":
        return in_turn(ConnectionError(), *rest)
    return in_turn(AIMessage(first, response_metadata={"finish_reason": end}), *rest)


class Breaks(ScriptedModel):
    """A model whose line breaks in the middle of its first reply."""

    def _stream(self, *args: object, **kwargs: object):  # type: ignore[no-untyped-def, override]
        chunks = super()._stream(*args, **kwargs)  # type: ignore[arg-type]
        if len(self.heard) > 0:
            yield from chunks
            return
        for _, chunk in zip(range(self.pieces * 3), chunks, strict=False):
            yield chunk
        raise ConnectionError


def test_a_line_that_breaks_is_tried_again_and_heard_anew() -> None:
    """What was heard of the first try is taken back, and each try is a line in the book."""
    book, clock, heard = ListBook(), JumpingClock().clock(), SoFar()
    caller = Caller(FACTS, LIMITS, Pace(LIMITS, clock), clock, Purse(), book)
    model = Breaks(says=lambda messages, way: SAID, pieces=20)
    answer = LlmEngine(LOCAL, ModelChat(model, caller)).answer(QUESTION, GIVEN, heard.append)
    assert [line.outcome for line in book.lines] == ["failed", "answered"]
    assert () in heard
    assert heard[0] and heard[-1] == answer.sentences


def test_a_kept_answer_is_heard_at_once() -> None:
    """From the archive and from the memory of an engine, all of it in one call."""
    inner, memory = ScriptedChat(honest), DictMemory()
    LlmEngine(LOCAL, KeptChat(inner, memory)).answer(QUESTION, GIVEN)
    engine = LlmEngine(LOCAL, KeptChat(inner, memory))
    for _ in range(2):
        heard: SoFar = []
        answer = engine.answer(QUESTION, GIVEN, heard.append)
        assert heard == [answer.sentences]
    assert len(inner.letters) == 1


def test_the_embedded_engine_is_heard_through_the_same_verb() -> None:
    """By itself, and where it stands in for a model whose words fell."""
    for engine in (LOCAL, LlmEngine(LOCAL, saying(OWN))):
        heard: SoFar = []
        answer = engine.answer(QUESTION, GIVEN, heard.append)
        assert heard == [answer.sentences]
        assert answer.made_by.engine == "embedded"


def test_several_letters_are_heard_in_the_order_of_their_passages() -> None:
    """Whichever reply comes first, what is said twice is heard once, and no more than is told."""
    many = tuple(
        replace(GIVEN[0], key=f"k{n}", text=GIVEN[0].text.replace("vier", f"{n}") * 30)
        for n in range(10, 19)
    )
    heard: SoFar = []
    facts = {"window": 5_000, "reply_tokens": 900, "capable": False}
    script = ScriptedChat(honest, **facts)
    answer = LlmEngine(LOCAL, script).answer(QUESTION, many, heard.append)
    assert len(script.letters) > 2
    assert heard[-1] == answer.sentences
    assert all(len(told) <= len(answer.sentences) for told in heard)


def test_what_is_raised_while_listening_ends_the_request() -> None:
    """Somebody left."""

    def leaves(told: tuple[CitedSentence, ...]) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        LlmEngine(LOCAL, saying(SUPPORTED)).answer(QUESTION, GIVEN, leaves)


@pytest.mark.parametrize(
    "text",
    [
        '{"sentences": {"t": "Die Karte hängt", "k": ["P1"]',
        '{"sentences": {"t": "Die Karte hängt"',
        '{"t": "Die Karte hängt", "k": ["P1"]',
        '[{"t": "Die Karte hängt", "k": ["P1"], "q": ["x"]',
        '<think>{"sentences": [{"t": "Gedacht", "k": [], "q": []}]}',
        '{"sentences": [{"t": "Die } Karte',
    ],
)
def test_half_a_sentence_is_none(text: str) -> None:
    """However a reply is shaped, what has not ended is not heard; nor is what is only thought."""
    assert finished(text) == []


WORDS = st.text(alphabet='ab"\\{}[],:.\n„“é 😀', max_size=12)


@given(
    st.lists(st.builds(CitedReply, t=WORDS, k=st.lists(WORDS), q=st.lists(WORDS)), max_size=4),
    st.data(),
)
def test_however_it_is_cut_the_same_sentences_are_heard(
    said: list[CitedReply], data: st.DataObject
) -> None:
    """Every beginning of a reply holds a beginning of its sentences, the whole all of them."""
    text = SentencesReply(sentences=said).model_dump_json()
    expected = SentencesReply.model_validate_json(text).sentences
    at = data.draw(st.integers(0, len(text)))
    assert finished(text[:at]) == expected[: len(finished(text[:at]))]
    assert finished(text) == expected


def test_a_reply_without_end_is_looked_at_so_often_and_no_more() -> None:
    """A model cannot keep a reader's computer busy."""
    judged: list[CitedReply] = []
    citation = Citation("a1", Span(0, 1))

    def gate(said: CitedReply) -> list[CitedSentence]:
        judged.append(said)
        return [CitedSentence(said.t, (citation,))]

    ear = SentenceEar(gate, lambda: None)
    ear.begins()
    ear.comes('{"sentences": [')
    for n in range(5_000):
        ear.comes(f'{{"t": "Satz {n}", "k": [], "q": []}},')
    assert MOST_SENTENCES == len(judged) == len(ear.kept) < MOST_LOOKS
    ear.begins()
    ear.comes(SAID)
    assert len(ear.kept) == 3


def test_a_listener_changes_no_key() -> None:
    """Who listened and who did not find the same kept reply."""
    inner = ScriptedChat(honest)
    asker = Asker(inner)
    LlmEngine(LOCAL, inner).answer(QUESTION, GIVEN)
    sent, heard = inner.letters[0], Heard()
    first = asker.ask(sent, lambda reply: ())
    assert asker.ask(sent, lambda reply: (), heard) == first
    assert len(inner.letters) == 2
    assert SentencesReply.model_validate_json(heard.last) == first
