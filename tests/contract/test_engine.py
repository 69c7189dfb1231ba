"""What every engine promises: whoever offers the five verbs must pass this suite.

An engine joins by a line in ENGINES: a function that makes it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from iolkit.embedded import EmbeddedEngine
from iolkit.engine import Engine
from iolkit.llm import LlmEngine
from iolkit.outcomes import Passage
from iolkit.records import DIMENSIONS, Masked, Note
from iolkit.rubric import SLOTS, Rubric
from tests.embedded.notes import ENGLISH, GERMAN, hashed_vectors, note
from tests.llm.honest import honest
from tests.llm.scripted import ScriptedChat
from tests.llm.unruly import Unruly, deaf

ENGINES: dict[str, Callable[[], Engine]] = {
    "embedded": EmbeddedEngine,
    "embedded with vectors": lambda: EmbeddedEngine(encode=hashed_vectors),
    "model": lambda: LlmEngine(EmbeddedEngine(), ScriptedChat(honest)),
    "small model": lambda: LlmEngine(
        EmbeddedEngine(),
        ScriptedChat(honest, capable=False, local=True, window=6_000, reply_tokens=1_200),
        special_allowed=True,
    ),
    "model that misbehaves": lambda: LlmEngine(EmbeddedEngine(), ScriptedChat(Unruly())),
    "model that answers nothing usable": lambda: LlmEngine(EmbeddedEngine(), ScriptedChat(deaf)),
}
MIXED = GERMAN + "\n" + ENGLISH
NOTES = {
    "German": note(GERMAN),
    "English": note(ENGLISH, "en"),
    "mixed": note(MIXED),
    "empty": note(""),
    "emoji": note("🙂🙂🙂"),
    "one line": note("Jelte sagt, die Karte am Kran half sofort. " * 60),
}
PASSAGES = (
    Passage("key-1", "i1", Masked("Die Übergabe läuft an einer Karte mit vier Feldern am Kran.")),
    Passage("key-2", "i2", Masked("The handover uses a card; nobody needs any training for it.")),
    Passage("key-3", "i3", Masked("[PERSON_1] kocht donnerstags Suppe für alle.")),
)


@pytest.fixture(params=ENGINES, scope="module")
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn."""
    return ENGINES[request.param]()


@pytest.fixture(params=NOTES)
def read_note(request: pytest.FixtureRequest) -> Note:
    """Each note in turn."""
    return NOTES[request.param]


def test_flags_are_ordered_and_inside(engine: Engine, read_note: Note) -> None:
    """Flags come by start, none reaches outside of the text or covers nothing."""
    flags = engine.flag(read_note)
    assert [f.span.start for f in flags] == sorted(f.span.start for f in flags)
    for flag in flags:
        assert flag.span.end <= len(read_note.text)
        assert flag.span.of(read_note.text).strip()
        assert 0 <= flag.score <= 1


def test_items_are_disjoint_and_inside(engine: Engine, read_note: Note) -> None:
    """Items come in order, do not touch each other's text, and hold their headline."""
    items = engine.read(read_note).items
    assert all(one.span.end <= other.span.start for one, other in pairwise(items))
    assert len({item.id for item in items}) == len(items)
    for item in items:
        assert item.note_id == read_note.id
        assert item.span.end <= len(read_note.text)
        assert item.span.covers(item.headline)
        assert item.headline.of(read_note.text).strip()


def test_reading_flags_what_flagging_flags(engine: Engine, read_note: Note) -> None:
    """`read` and `flag` agree on what is sensitive."""
    assert engine.read(read_note).flags == engine.flag(read_note)


def test_each_item_is_assessed_once(engine: Engine, read_note: Note) -> None:
    """One assessment an item, in order, with each dimension rated once and evidence inside it."""
    read = engine.read(read_note)
    assert [a.item_id for a in read.assessments] == [item.id for item in read.items]
    for item, assessment in zip(read.items, read.assessments, strict=True):
        assert tuple(r.dimension for r in assessment.ratings) == DIMENSIONS
        for rating in assessment.ratings:
            assert all(item.span.covers(span) for span in rating.evidence)


def test_ratings_rest_on_quotes(engine: Engine) -> None:
    """A level has evidence that stands in the text; silence has none; clarity is 0 to 6."""
    text = ENGLISH[ENGLISH.index("They open") :]
    rated = engine.rate(text, "en", Rubric.shipped())
    assert tuple(r.dimension for r in rated.ratings) == DIMENSIONS
    assert rated.clarity == len(SLOTS) - len(rated.missing)
    for rating in rated.ratings:
        assert rating.level is None or (1 <= rating.level <= 5 and rating.evidence)
        assert rating.level is not None or not rating.evidence
        assert 0 <= rating.confidence <= 1
        assert all(span.of(text).strip() and span.end <= len(text) for span in rating.evidence)


def test_summary_rests_on_the_note(engine: Engine, read_note: Note) -> None:
    """Every sentence of a summary has evidence inside the note."""
    for sentence in engine.read(read_note).summary.sentences:
        assert sentence.text.strip()
        assert sentence.evidence
        assert all(span.end <= len(read_note.text) for span in sentence.evidence)


def test_no_hits_is_not_grounded(engine: Engine) -> None:
    """Without passages there is no answer."""
    said = engine.answer("Wie läuft die Übergabe?", [])
    assert not said.grounded
    assert not said.sentences
    assert said.question == "Wie läuft die Übergabe?"


def test_answers_cite_only_what_was_given(engine: Engine) -> None:
    """A grounded answer cites keys of the passages, each sentence at least one, spans inside."""
    said = engine.answer("Wie läuft die Übergabe mit der Karte am Kran?", PASSAGES)
    assert said.grounded
    texts = {passage.key: passage.text for passage in PASSAGES}
    for sentence in said.sentences:
        assert sentence.citations
        for citation in sentence.citations:
            assert citation.span.end <= len(texts[citation.key])
            assert citation.span.of(texts[citation.key]).strip()


@pytest.mark.parametrize("task", ["handover", "synthesis"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_prose_cites_only_what_was_given(engine: Engine, task: str, language: str) -> None:
    """Every sentence of a handover or synthesis cites a passage; no passages, no prose."""
    said = engine.write(task, PASSAGES, language)  # type: ignore[arg-type]  # parametrised
    assert said
    keys = {passage.key for passage in PASSAGES}
    assert all(s.citations and {c.key for c in s.citations} <= keys for s in said)
    assert engine.write(task, [], language) == ()  # type: ignore[arg-type]  # parametrised


def test_same_input_same_output(engine: Engine) -> None:
    """Engines keep no state between calls."""
    first = engine.read(NOTES["mixed"]), engine.answer("Karte am Kran?", PASSAGES)
    engine.read(NOTES["English"])
    assert (engine.read(NOTES["mixed"]), engine.answer("Karte am Kran?", PASSAGES)) == first
