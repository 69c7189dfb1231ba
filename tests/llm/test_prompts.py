"""The shelf of prompts: what is declared is used, what is shown is kept, what is shown works."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from iolkit import tokens
from iolkit.errors import HouseError
from iolkit.llm import leaves, located, prompts, rating, sources
from iolkit.llm.leaves import Leaf
from iolkit.llm.letter import Letter
from iolkit.llm.prompts import Prompt
from iolkit.llm.replies import RatingReply, ReadReply, SentencesReply
from iolkit.llm.sending import Fence
from iolkit.llm.sheltering import Hidden, Sheltered, shelter
from iolkit.llm.splitting import Part
from iolkit.llm.structured import schema_text
from iolkit.outcomes import Passage
from iolkit.records import Masked, Note, Span, note_id
from iolkit.rubric import Rubric
from tests.llm.lock import FOLDER, entry, shelf

SNAPSHOTS = Path(__file__).parent / "snapshots"
FENCE = Fence("<<<DATA 0123456789ab>>>", "1| Eine Zeile.", "<<<END 0123456789ab>>>")
MOST_TOKENS = 3_500
_EXAMPLE = re.compile(
    r"## (?:Beispiel|Example)\n(?P<lines>.*?)\n\n```json\n(?P<reply>.*?)\n```", re.S
)
SHELF = shelf()
each_prompt = pytest.mark.parametrize("each", SHELF, ids=lambda p: f"{p.id}.{p.language}")


def values(each: Prompt) -> dict[str, object]:
    """Something for every variable."""
    return {
        "criteria": rating.criteria(Rubric.shipped(), each.language),
        "whose": "[ORG_1] = partner",
        "fence": FENCE,
    }


def rendered(each: Prompt) -> str:
    """Both parts as they are sent."""
    said = {name: value for name, value in values(each).items() if name in each.variables}
    return f"# system\n{each.system(**said)}\n# user\n{each.user(**said)}\n"


def example(each: Prompt) -> tuple[str, str]:
    """The lines and the reply of the worked example."""
    found = _EXAMPLE.search(each.system(**values(each)))
    assert found is not None
    return found["lines"], found["reply"]


@each_prompt
def test_what_is_declared_is_used(each: Prompt) -> None:
    """No variable is missing and none is announced in vain."""
    assert set(each.variables) == set(each.used)


@each_prompt
def test_a_missing_variable_is_an_error(each: Prompt) -> None:
    """Nothing is ever left empty in silence."""
    with pytest.raises(HouseError, match="prompt_unfit"):
        each.user()


@each_prompt
def test_a_prompt_reads_as_it_was_seen(each: Prompt) -> None:
    """The rendered text is the stored one; a change of the rubric or a piece shows here."""
    kept = SNAPSHOTS / f"{each.id}.{each.language}.txt"
    assert rendered(each) == kept.read_text(encoding="utf-8")


@each_prompt
def test_rendering_twice_gives_the_same(each: Prompt) -> None:
    """No date, no chance."""
    assert rendered(each) == rendered(each)


@each_prompt
def test_a_released_prompt_is_as_it_was_released(each: Prompt) -> None:
    """Whoever changes a text gives it a new version and runs tests.llm.lock."""
    assert prompts.locked(FOLDER)[entry(each)] == each.digest
    assert "+" not in each.version


@each_prompt
def test_the_example_has_the_shape_of_a_reply(each: Prompt) -> None:
    """What a prompt shows parses, with nothing that the shape does not know."""
    said = json.loads(example(each)[1])
    assert each.reply.model_validate(said).model_dump(exclude_unset=True) == said


@each_prompt
def test_a_prompt_is_short(each: Prompt) -> None:
    """The fixed part of a request, with the shape of its reply, by the upper bound."""
    said = values(each)
    sent = Letter(each.id, each.version, each.language, each.system(**said), Masked(""), each.reply)
    assert tokens.count(sent.system).n + tokens.count(schema_text(sent)).n < MOST_TOKENS


@each_prompt
def test_the_system_part_holds_nothing_of_a_note(each: Prompt) -> None:
    """Whatever is read, the instructions are the same words."""
    said = values(each)
    assert each.system(**said) == each.system(**{**said, "fence": None, "whose": "[ORG_9] = own"})


def note_of(lines: str) -> tuple[Note, Sheltered]:
    """The lines of an example as a note of their own."""
    text = "\n".join(line.split("| ", 1)[1] for line in lines.splitlines())
    note = Note(note_id(text), text, "de")
    hidden = Hidden.of(text, (), see_special=False)
    return note, shelter(text, Span(0, len(text)), hidden)


@pytest.mark.parametrize("each", [p for p in SHELF if p.id == "read"], ids=lambda p: p.language)
def test_the_example_of_reading_passes_every_check(each: Prompt) -> None:
    """A model that learns from the example learns nothing wrong."""
    lines, said = example(each)
    note, sheltered = note_of(lines)
    reply = ReadReply.model_validate_json(said)
    part = Leaf(sheltered, Part(Span(0, len(note.text)), 0), frozenset())
    assert leaves.CHECKS["read"](part, note, reply) == []
    assert located.sentences(reply.summary, sheltered, each.language)[1] == 0
    ((one, place),) = located.items(reply.items, sheltered)[0]
    assert rating.faults(one, rating.seen(one, sheltered, place.first, place.last), "") == []
    assert located.flags(reply.flags, sheltered, note)[1] == 0


@pytest.mark.parametrize("each", [p for p in SHELF if p.id == "rate"], ids=lambda p: p.language)
def test_the_example_of_rating_passes_its_check(each: Prompt) -> None:
    """Every level of it has its quote."""
    lines, said = example(each)
    sheltered = note_of(lines)[1]
    assert leaves.check_rating(sheltered, RatingReply.model_validate_json(said)) == []


@pytest.mark.parametrize(
    "each", [p for p in SHELF if p.reply is SentencesReply], ids=lambda p: f"{p.id}.{p.language}"
)
def test_the_example_of_telling_passes_the_gate(each: Prompt) -> None:
    """Every sentence of it is proved by its quotes."""
    lines, said = example(each)
    texts: dict[str, list[str]] = {}
    for line in lines.splitlines():
        label, text = line.split("| ", 1)
        texts.setdefault(label, []).append(text)
    given = [
        Passage(label, label, Masked(" ".join(told)))
        for label, told in texts.items()
        if label.startswith("P")
    ]
    (shelf,) = sources.shelves(given, 2_000)
    replies = SentencesReply.model_validate_json(said).sentences
    found = sources.proved(replies, shelf, each.language, None)
    assert found.faults == ()
    assert len(found.sentences) == len(replies)


def test_every_file_on_the_shelf_is_used() -> None:
    """Nothing lies there that nobody reads."""
    names = {f"{each.id}.{each.language}.md" for each in SHELF}
    assert names == {path.name for path in FOLDER.glob("*.md")}
    told = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md"))
    assert all(f"parts/{path.name}" in told for path in (FOLDER / "parts").glob("*.md"))


def test_a_changed_text_does_not_pass_for_the_released_one(tmp_path: Path) -> None:
    """Its version says that it is another; without a lock, every version does."""
    (tmp_path / "read.de.md").write_text(
        FRONT.format(reply="ReadReply") + "# system\nAnders.\n# user\nText.\n",
        encoding="utf-8",
    )
    changed = prompts._load(tmp_path, "read", "de")
    assert re.fullmatch(r"1\+[0-9a-f]{8}", changed.version)


FRONT = '---\nid: read\nversion: "1"\nreply: {reply}\nvariables: []\nchanged: 1\n---\n'


@pytest.mark.parametrize(
    "text",
    [
        "no front matter",
        "---\nid: read\n---\n# system\n# user\n",
        "---\n: : :\n---\n",
        FRONT.format(reply="Nothing") + "# system\n# user\n",
        FRONT.format(reply="ReadReply") + "# system\n{{\n# user\n",
        FRONT.format(reply="ReadReply") + "no parts",
    ],
)
def test_an_unusable_file_is_named(tmp_path: Path, text: str) -> None:
    """The error says which file it is."""
    (tmp_path / "read.de.md").write_text(text, encoding="utf-8")
    with pytest.raises(HouseError, match=r"prompt_unfit\(name=read\.de\.md"):
        prompts._load(tmp_path, "read", "de")


def test_a_note_is_never_a_template() -> None:
    """What stands in a value is not run."""
    fence = Fence("<", "{{ 7 * 7 }} {% include 'parts/data.de.md' %}", ">")
    shown = prompts.prompt("answer", "de").user(fence=fence)
    assert "{{ 7 * 7 }}" in shown
    assert "49" not in shown
