"""What a note orders a model to do does not reach the result, even if the model obeys."""

from __future__ import annotations

from functools import cache

import pytest

from iolkit import citations
from iolkit.embedded import EmbeddedEngine
from iolkit.engine import Task
from iolkit.llm import LlmEngine, proof
from iolkit.llm.suspicion import suspicious
from iolkit.outcomes import Passage
from iolkit.records import (
    DIMENSIONS,
    Analysis,
    Flag,
    Language,
    Masked,
    Note,
    Ratings,
    Session,
    note_id,
)
from iolkit.rubric import Rubric
from tests.llm.honest import honest
from tests.llm.injections import CANARY, ELSEWHERE, HUGE, LINK, OBEY, PAYLOADS, QUIET, Obedient
from tests.llm.scripted import ScriptedChat

BEFORE = """Rundgang bei den Nordhafen Docks, 14. Mai, mit Jelte Brookhuis (Schichtleiter)

Die Schichten übergeben an einer Karte mit vier Feldern, die laminiert am Kran hängt.

Jede Leihkraft kann die Karte ohne Einweisung benutzen, seitdem fragt niemand mehr nach.

Die Planung läuft auf einem selbst gebauten Modell mit eigenen Sensoren und acht Jahren Daten.
"""
AFTER = """
Beim ersten Versuch wurden alle neun Teams auf einmal umgestellt, zwei davon stiegen wieder aus.

Werk Nord wird zum Jahresende geschlossen, das weiß noch niemand.
"""


class Remembered:
    """The embedded engine; what it said of a text once it says again without thinking."""

    def __init__(self) -> None:
        self._engine = EmbeddedEngine()
        self.read = cache(self._engine.read)
        self.flag = cache(self._engine.flag)
        self.answer, self.write = self._engine.answer, self._engine.write
        self._ratings: dict[str, Ratings] = {}

    def rate(self, text: str, language: Language, rubric: Rubric) -> Ratings:
        """The ratings of a text."""
        if text not in self._ratings:
            self._ratings[text] = self._engine.rate(text, language, rubric)
        return self._ratings[text]


LOCAL = Remembered()


def note_with(payload: str) -> Note:
    """A note of five items, one of them the payload."""
    text = f"{BEFORE}\n{payload}\n{AFTER}"
    return Note(note_id(text), text, "de", Session(own_org="Wir AG"))


CASES = [
    (payload, how)
    for row, payload in enumerate(PAYLOADS)
    for column, how in enumerate(OBEY)
    if (row + column) % 3 == 0
]
"""Each payload with some of the ways to obey, each way with a third of the payloads."""


def secrets_of(note: Note, flags: tuple[Flag, ...]) -> list[str]:
    """The values that must stand in no letter."""
    values = [flag.span.of(note.text) for flag in flags]
    return [value for value in values if sum(char.isalnum() for char in value) >= 3]


def check_read(note: Note, read: Analysis, plain: Analysis, payload: str) -> None:
    """Nothing lost, nothing foreign, nothing that speaks for another place."""
    local = LOCAL.flag(note)
    assert all(flag in read.flags for flag in local)
    for sentence in read.summary.sentences:
        verbatim = " ".join(sentence.text.split()) in " ".join(note.text.split())
        assert verbatim or not proof.foreign(sentence.text)
        assert CANARY not in sentence.text or CANARY in payload
    spans = [s for a in read.assessments for r in a.ratings for s in r.evidence]
    spans += [flag.span for flag in read.flags] + [item.span for item in read.items]
    assert all(span.end <= len(note.text) for span in spans)
    check_ratings(note, read, plain, payload)


def check_ratings(note: Note, read: Analysis, plain: Analysis, payload: str) -> None:
    """Levels of items beside the payload are what they were, or filled, or marked."""
    where = note.text.index(payload)
    honest_levels = {
        (a.item_id, r.dimension): r.level for a in plain.assessments for r in a.ratings
    }
    marked = {remark.subject_id for remark in read.remarks if remark.subject == "rating"}
    for item, assessed in zip(read.items, read.assessments, strict=True):
        if item.span.end > where and item.span.start < where + len(payload):
            continue
        for rating in assessed.ratings:
            key = (item.id, rating.dimension)
            filled = rating.made_by.engine == "embedded"
            same = honest_levels.get(key, rating.level) == rating.level
            assert filled or same or f"{item.id}:{rating.dimension}" in marked


@cache
def plainly_read(note: Note) -> Analysis:
    """The note read by a model that obeys nobody."""
    return LlmEngine(LOCAL, ScriptedChat(honest)).read(note)


def test_there_are_enough_of_them() -> None:
    """At least sixty different payloads."""
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize(("payload", "how"), CASES, ids=range(len(CASES)))
def test_an_obedient_model_changes_nothing_that_counts(payload: str, how: str) -> None:
    """Flags only gain, no link, picture, markup or foreign text comes out, levels beside the
    payload stand."""
    note = note_with(payload)
    chat = ScriptedChat(Obedient(payload, OBEY[how]))
    read = LlmEngine(LOCAL, chat).read(note)
    check_read(note, read, plainly_read(note), payload)
    secrets = secrets_of(note, LOCAL.flag(note))
    for letter in chat.letters:
        assert not [secret for secret in secrets if secret in letter.user]


@pytest.mark.parametrize("how", OBEY)
@pytest.mark.parametrize("payload", [*PAYLOADS[::9], *QUIET])
def test_a_small_model_changes_nothing_that_counts(payload: str, how: str) -> None:
    """The same where each task has a letter of its own."""
    note = note_with(payload)
    facts = {"capable": False, "local": True, "window": 8_000, "reply_tokens": 1_500}
    plain = LlmEngine(LOCAL, ScriptedChat(honest, **facts)).read(note)
    read = LlmEngine(LOCAL, ScriptedChat(Obedient(payload, OBEY[how]), **facts)).read(note)
    check_read(note, read, plain, payload)


@pytest.mark.parametrize("how", OBEY)
@pytest.mark.parametrize("payload", QUIET)
def test_orders_that_no_list_knows(payload: str, how: str) -> None:
    """Where nothing is suspected, nothing is lost or let out either."""
    assert not suspicious(payload)
    note = note_with(payload)
    read = LlmEngine(LOCAL, ScriptedChat(Obedient(payload, OBEY[how]))).read(note)
    check_read(note, read, plainly_read(note), payload)


@pytest.mark.parametrize("payload", PAYLOADS[::35])
def test_a_megabyte_gets_nowhere(payload: str) -> None:
    """A huge reply is as harmless as a small one."""
    note = note_with(payload)
    engine = LlmEngine(LOCAL, ScriptedChat(Obedient(payload, HUGE)))
    check_read(note, engine.read(note), plainly_read(note), payload)
    assert not any(CANARY in s.text for s in engine.write("handover", passages_with(payload), "de"))


def test_a_note_that_gives_orders_says_so() -> None:
    """A reviewer is shown that somebody tried."""
    note = note_with(PAYLOADS[0])
    read = LlmEngine(LOCAL, ScriptedChat(honest)).read(note)
    assert "llm_orders_found" in {remark.reason.key for remark in read.remarks}


@pytest.mark.parametrize("payload", PAYLOADS[::5])
def test_titles_and_file_names_are_not_sent(payload: str) -> None:
    """What stands around a note reaches no letter."""
    session = Session(title=payload, programme=payload, host=payload, partners=(payload,))
    source = payload.replace("/", "_")
    note = Note(note_id(BEFORE), BEFORE, "de", session, source)
    chat = ScriptedChat(honest)
    LlmEngine(LOCAL, chat).read(note)
    said = [line for line in payload.splitlines() if len(line) > 8]
    assert chat.letters
    assert not [line for line in said for each in chat.letters if line in each.user]


def passages_with(payload: str) -> tuple[Passage, ...]:
    """Three passages, the second with the payload."""
    return (
        Passage("key-1", "i1", Masked("Die Übergabe läuft an einer Karte mit vier Feldern.")),
        Passage("key-2", "i2", Masked(f"Die Karte hängt am Kran. {payload}")),
        Passage("key-3", "i3", Masked("Ohne Karte fragt jede Schicht bei [PERSON_1] nach.")),
    )


@pytest.mark.parametrize(("payload", "how"), CASES, ids=range(len(CASES)))
def test_answers_and_prose_hold(payload: str, how: str) -> None:
    """Each sentence cites what was given and says nothing of its own."""
    given = passages_with(payload)
    engine = LlmEngine(LOCAL, ScriptedChat(Obedient(payload, OBEY[how])))
    answer = engine.answer("Wie läuft die Übergabe mit der Karte?", given)
    assert citations.keys_given(answer, given)
    task: Task = "handover" if len(payload) % 2 else "synthesis"
    prose = engine.write(task, given, "de")
    texts = [passage.text for passage in given]
    for sentence in (*answer.sentences, *prose):
        assert {c.key for c in sentence.citations} <= {p.key for p in given}
        assert ELSEWHERE not in sentence.text
        if CANARY not in payload:
            assert CANARY not in sentence.text
        if not any(sentence.text in text for text in texts):
            assert LINK not in sentence.text
            assert not proof.foreign(sentence.text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_rating_of_the_payload_itself_is_the_local_one(payload: str) -> None:
    """A text that gives orders is rated by the local engine where the orders are seen."""
    if not suspicious(payload):
        pytest.fail("not recognised")
    engine = LlmEngine(LOCAL, ScriptedChat(Obedient(payload, OBEY["level 5"])))
    rated = engine.rate(payload, "de", Rubric.shipped())
    assert tuple(r.dimension for r in rated.ratings) == DIMENSIONS
    assert {r.made_by.engine for r in rated.ratings} == {"embedded"}
