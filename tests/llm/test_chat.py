"""A chat brings well-formed, checked replies out of models that misbehave in every known way."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from langchain_core.messages import AIMessage, BaseMessage

from iolkit.errors import ChatUnavailable, IolkitError, ReplyInvalid, WrongUse
from iolkit.llm.calling import Caller, Purse
from iolkit.llm.chat import ModelChat
from iolkit.llm.letter import Letter
from iolkit.llm.pace import Limits, Pace
from iolkit.records import Provenance
from tests.llm.letters import GOOD, SECRET, Heard, JumpingClock, ListBook, Verdict, letter
from tests.llm.scripted import FACTS, Says, ScriptedModel

LIMITS = Limits(timeout_s=20, at_once=2, tries=3)


def chat(says: Says, book: ListBook | None = None, **model: object) -> ModelChat:
    """A chat over a scripted model; its clock jumps."""
    clock = JumpingClock().clock()
    facts = replace(FACTS, window=8_000, reply_tokens=1_000)
    caller = Caller(facts, LIMITS, Pace(LIMITS, clock), clock, Purse(), book or ListBook())
    return ModelChat(ScriptedModel(says=says, **model), caller)


def in_turn(*said: AIMessage | str | Exception) -> Says:
    """Says one thing after the other."""
    left: Iterator[AIMessage | str | Exception] = iter(said)

    def says(messages: Sequence[BaseMessage], way: str) -> AIMessage | str:
        each = next(left)
        if isinstance(each, Exception):
            raise each
        return each

    return says


def heard(asked: ModelChat) -> list[tuple[str, str]]:
    """(way, last words) of each request."""
    model = asked._model
    assert isinstance(model, ScriptedModel)
    return [(way, str(messages[-1].text)) for way, messages in model.heard]


def tool_call(fields: str) -> AIMessage:
    """A reply by a tool call, as a provider's package hands it over."""
    call = {"name": "Verdict", "args": json.loads(fields), "id": "1"}
    return AIMessage("", tool_calls=[call])


def broken_tool_call(arguments: str) -> AIMessage:
    """A tool call whose arguments the package could not parse."""
    call = {"name": "Verdict", "args": arguments, "id": "1", "error": "?"}
    return AIMessage("", invalid_tool_calls=[call])


@pytest.mark.parametrize(
    "said",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Gern:\n{GOOD}\nNoch etwas?",
        f"<think>\nEs gibt {{viele}} Punkte.\n</think>\n{GOOD}",
        GOOD.replace('"de"}', '"de",} // fertig'),
        GOOD.replace('"', "'"),
        GOOD.replace("3", '"3"'),
        GOOD.replace("}]", ', "mood": "gut"}]'),
        GOOD.removesuffix('"language": "de"}').rstrip(" ,") + "}",
        f"{GOOD}\n{GOOD}",
        AIMessage([{"type": "text", "text": GOOD}]),
        tool_call(GOOD),
        broken_tool_call(GOOD.replace("}]", "},]")),
    ],
    ids=lambda said: str(getattr(said, "content", said))[:30],
)
def test_what_a_model_means_is_understood_at_once(said: AIMessage | str) -> None:
    """No second request is paid for what can be read without guessing."""
    asked = chat(in_turn(said))
    assert asked.ask(letter()) == Verdict.model_validate_json(GOOD)
    assert asked.spent.requests == 1


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        ("", "The reply holds no JSON object."),
        ("I'm sorry, but I can't help with that.", "The reply holds no JSON object."),
        ("{}", "points: Field required."),
        (GOOD.replace("3", "3.7"), "points.0.line: "),
        (GOOD.replace("practice", "Übung"), "points.0.kind: "),
        (GOOD[:60], "The reply ended before its JSON object was complete."),
        ("<think>Zuerst die Zeilen, dann", "The reply holds no JSON object."),
    ],
)
def test_a_reply_with_faults_is_asked_for_once_more(bad: str, told: str) -> None:
    """The repair turn names what is wrong and shows the model its own words."""
    asked = chat(in_turn(bad, GOOD))
    assert asked.ask(letter()) == Verdict.model_validate_json(GOOD)
    words = heard(asked)[1][1]
    assert told in words
    assert words.startswith("Diese Antwort ist noch nicht brauchbar")


def test_what_the_caller_finds_is_told_too() -> None:
    """Faults of the caller's own check lead to a repair turn, in the letter's language."""
    english = GOOD.replace('"de"', '"en"')
    asked = chat(in_turn(english, GOOD))
    found = asked.ask(
        letter(language="en"),
        lambda reply: [] if reply.language == "de" else ["The language is wrong."],
    )
    assert found.language == "de"
    assert "- The language is wrong." in heard(asked)[1][1]
    assert heard(asked)[1][1].startswith("This answer cannot be used yet")


def test_the_better_of_two_replies_is_returned() -> None:
    """When the second has more faults than the first, or none can be read, the first is kept."""

    def check(reply: Verdict) -> list[str]:
        return ["no point"] * (2 - len(reply.points))

    one = '{"points": [{"kind": "mistake", "line": 1, "words": "a"}]}'
    assert len(chat(in_turn(one, '{"points": []}')).ask(letter(), check).points) == 1
    assert len(chat(in_turn('{"points": []}', one)).ask(letter(), check).points) == 1
    assert len(chat(in_turn(one, "Nein.")).ask(letter(), check).points) == 1
    assert (
        len(chat(in_turn(one, ValueError("weg"), *[OSError()] * 9)).ask(letter(), check).points)
        == 1
    )


def test_two_unusable_replies_are_an_error_without_their_words() -> None:
    """Neither what was sent nor what came back stands in the error or behind it."""
    with pytest.raises(ReplyInvalid) as caught:
        chat(in_turn(f"Nein, {SECRET}.", f"{SECRET}!")).ask(letter())
    assert caught.value.key == "reply_unusable"
    assert without_words(caught.value)


def without_words(error: IolkitError) -> bool:
    """Whether an error, and what it came from, is free of what the letter says."""
    told = [str(error), repr(error), repr(error.__cause__), repr(error.__context__)]
    return not any(SECRET in each for each in told)


def test_a_reply_that_lost_its_end_is_not_passed_off_as_whole() -> None:
    """What could be read of it would look like all there was to say."""
    cut = AIMessage(GOOD, response_metadata={"finish_reason": "length"})
    asked = chat(in_turn(cut, cut))
    with pytest.raises(ReplyInvalid) as caught:
        asked.ask(letter())
    assert caught.value.key == "reply_cut_off"
    assert "be briefer" in heard(asked)[1][1]
    assert [way for way, _ in heard(asked)] == ["json_schema", "json_schema"]


@pytest.mark.parametrize(
    "said",
    [
        AIMessage("", additional_kwargs={"refusal": f"No {SECRET}"}),
        AIMessage("", response_metadata={"finish_reason": "content_filter"}),
        AIMessage("", response_metadata={"stop_reason": "refusal"}),
    ],
    ids=["refusal", "filter", "stop"],
)
def test_a_model_that_declines_is_not_asked_again(said: AIMessage) -> None:
    """It is said plainly, and logged as what it is."""
    book = ListBook()
    with pytest.raises(ChatUnavailable) as caught:
        chat(in_turn(said), book).ask(letter())
    assert caught.value.key == "chat_refused"
    assert without_words(caught.value)
    assert [line.outcome for line in book.lines] == ["refused"]


def test_ways_that_a_package_does_not_know_are_passed_over() -> None:
    """A model without schemas and tools is told the shape in words, and that is remembered."""
    asked = chat(lambda messages, way: GOOD, ways=("text",))
    for _ in range(2):
        assert asked.ask(letter()).points
    assert [way for way, _ in heard(asked)] == ["text", "text"]
    model = asked._model
    assert isinstance(model, ScriptedModel)
    assert '"points"' in str(model.heard[0][1][0].text)
    assert "JSON" in str(model.heard[0][1][0].text)


class Refused(Exception):
    """A server's status, as packages raise it; the message repeats what was sent."""

    def __init__(self, status_code: int) -> None:
        super().__init__(f"400: {SECRET}")
        self.status_code = status_code


def test_a_way_that_the_server_refuses_is_not_tried_again() -> None:
    """The first letter finds the way, the next ones take it."""

    def says(messages: Sequence[BaseMessage], way: str) -> str:
        if way in ("json_schema", "function_calling"):
            raise Refused(400)
        return GOOD

    asked = chat(says)
    asked.ask(letter())
    asked.ask(letter("Noch eine."))
    ways = [way for way, _ in heard(asked)]
    assert ways == ["json_schema", "function_calling", "json_mode", "json_mode"]


def test_a_request_that_is_refused_in_every_way_is_an_error() -> None:
    """And the best way is not given up for it: the fault lies elsewhere."""
    asked = chat(in_turn(*[Refused(400)] * 4, GOOD))
    with pytest.raises(ChatUnavailable) as caught:
        asked.ask(letter())
    assert caught.value.key == "chat_rejected"
    assert without_words(caught.value)
    asked.ask(letter())
    assert heard(asked)[-1][0] == "json_schema"


def test_a_way_that_brings_nothing_twice_running_is_given_up() -> None:
    """A server that takes a schema and ignores it costs two repair turns, not one a letter."""

    def says(messages: Sequence[BaseMessage], way: str) -> str:
        return GOOD if way == "function_calling" else "Gern, hier kommt es."

    asked = chat(says)
    for n in range(3):
        asked.ask(letter(f"Notiz {n}"))
    ways = [way for way, _ in heard(asked)]
    assert ways == ["json_schema", "function_calling"] * 2 + ["function_calling"]


def test_a_letter_that_does_not_fit_is_not_sent() -> None:
    """The window is checked before, with the room that the reply needs."""
    asked = chat(lambda messages, way: GOOD)
    with pytest.raises(WrongUse) as caught:
        asked.ask(letter("Ein Wort nach dem anderen. " * 1500))
    assert caught.value.key == "letter_too_long"
    assert not heard(asked)


def test_a_long_bad_reply_is_not_sent_back() -> None:
    """The repair turn names the faults only, where the window leaves no room for more."""
    asked = chat(in_turn("Wort " * 9_000, GOOD))
    asked.ask(letter())
    model = asked._model
    assert isinstance(model, ScriptedModel)
    assert [len(messages) for _, messages in model.heard] == [2, 3]


def test_a_chat_says_who_answers() -> None:
    """Provenance names engine, model, prompt and version."""
    asked = chat(lambda messages, way: GOOD)
    assert asked.made_by(letter()) == Provenance("llm", "scripted:model", "read", "1")


@pytest.mark.parametrize("pieces", [1, 3, 400])
@pytest.mark.parametrize("way", ["json_schema", "function_calling", "text"])
def test_a_reply_is_heard_while_it_comes(pieces: int, way: str) -> None:
    """However it is cut into pieces and asked for, all of it, and the reply is the same."""
    ear = Heard()
    asked = chat(in_turn(GOOD), pieces=pieces, ways=(way,))
    assert asked.ask(letter(), None, ear) == chat(in_turn(GOOD)).ask(letter())
    assert ear.last == GOOD
    assert len(ear.replies[0]) >= len(GOOD) // pieces


@pytest.mark.parametrize(
    ("first", "replies"),
    [(OSError(), 2), ("Nein.", 2), (GOOD[:-30], 2), (NotImplementedError(), 1)],
    ids=["line", "no object", "cut", "refused"],
)
def test_whatever_comes_next_is_heard_anew(first: object, replies: int) -> None:
    """Another try, another way or a repair turn is another reply to whoever listens."""
    ear = Heard()
    asked = chat(in_turn(first, GOOD))
    assert asked.ask(letter(), None, ear).points
    assert ear.last == GOOD
    assert len(ear.replies) >= replies


def test_a_server_without_streams_is_heard_at_the_end() -> None:
    """It is asked plainly, and the next letter is not streamed any more."""
    ear = Heard()
    asked = chat(lambda messages, way: GOOD, streams=False)
    assert asked.ask(letter(), None, ear).points
    assert ear.replies[-1] == [GOOD]
    asked.ask(letter("Noch eine."), None, ear)
    assert asked.spent.requests == 3


def test_who_leaves_while_listening_is_in_the_book() -> None:
    """What was sent is written down as ended by a person, and it cost what had come."""

    class Leaves(Heard):
        def comes(self, piece: str) -> None:
            raise KeyboardInterrupt

    book = ListBook()
    with pytest.raises(KeyboardInterrupt):
        chat(in_turn(GOOD), book).ask(letter(), None, Leaves())
    assert [line.outcome for line in book.lines] == ["cancelled"]


def test_who_says_stop_is_heard_before_anything_is_sent() -> None:
    """A chat for somebody who has said stop sends nothing, and the others go on."""
    stop = threading.Event()
    asked = chat(lambda messages, way: GOOD)
    theirs = asked.until(stop)
    stop.set()
    with pytest.raises(ChatUnavailable) as caught:
        theirs.ask(letter())
    assert caught.value.key == "chat_stopped"
    with pytest.raises(ChatUnavailable):
        theirs.ask(letter(), None, Heard())
    assert not heard(asked)
    assert asked.ask(letter()).points


def test_the_log_holds_counts_and_no_text() -> None:
    """Each request is a line, with the hash of what was sent; so is a repair turn."""
    book = ListBook()
    sent: Letter = letter()
    chat(in_turn("Nein.", GOOD), book).ask(sent)
    assert [line.outcome for line in book.lines] == ["answered", "answered"]
    first = book.lines[0]
    assert (first.note_id, first.prompt, first.version) == ("n1", "read", "1")
    assert (first.model, first.host) == ("scripted:model", "127.0.0.1")
    assert first.categories == {"person": 2}
    assert first.characters == len(sent.system) + len(sent.user) + 1
    assert first.sha256 != book.lines[1].sha256
    assert not first.exact and first.tokens_in > 0
    assert SECRET not in repr(book.lines)
