"""A short version above a handover says nothing that the handover may not say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from iolkit.citations import leaks
from iolkit.engine import Engine
from iolkit.handover import compose, export, in_short, items_in, secrets_of
from iolkit.outcomes import Citation, CitedSentence, Handover, Passage
from iolkit.policy import AUDIENCES
from iolkit.records import Provenance, Span
from tests.handover.samples import reviewed

NOTE = reviewed()
Write = Callable[[Sequence[Passage]], Sequence[CitedSentence]]


class Writer:
    """An engine that writes what it is told to; it keeps what it was given."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self.given: Sequence[Passage] = ()

    def write(self, task: str, passages: Sequence[Passage], language: str) -> Any:
        """The test's sentences."""
        assert (task, language) == ("handover", "de")
        self.given = passages
        return tuple(self._write(passages))


def cited(text: str, *keys: str) -> CitedSentence:
    """A sentence that rests on these items."""
    return CitedSentence(text, tuple(Citation(key, Span(0, 1)) for key in keys))


def shortened(write: Write, audience: str = "partners") -> tuple[Handover, Handover, Writer]:
    """The handover before and after, and who wrote."""
    before = compose([NOTE], audience, "de")
    writer = Writer(write)
    return before, in_short(before, [NOTE], cast(Engine, writer), wrote="llm"), writer


def test_each_sentence_names_its_items() -> None:
    """After the cover, numbered as the chapters are; the rest of the document stays."""
    before, after, writer = shortened(
        lambda given: [
            cited("Erst üben.", given[0].key),
            cited("Dann: alle.", *(p.key for p in given)),
        ]
    )
    told = [each.text for each in after.sections[1].paragraphs]
    every = ", ".join(str(n) for n in range(1, len(writer.given) + 1))
    assert told[1:] == ["Erst üben. (1)", f"Dann: alle. ({every})"]
    assert (after.sections[0], *after.sections[2:]) == before.sections
    assert items_in(after) == items_in(before)
    assert after.made_by == Provenance(f"{before.made_by.engine}+llm")


@pytest.mark.parametrize("audience", [*AUDIENCES, "org:Halverde"])
def test_a_secret_that_comes_back_does_not_leave(audience: str) -> None:
    """Whatever a model writes passes the door: a hidden value is hidden in its words too."""
    secrets = secrets_of([NOTE], audience)
    assert secrets
    _, after, _ = shortened(
        lambda given: [cited(f"Sie nannten {each} offen.", given[0].key) for each in secrets],
        audience,
    )
    words = "\n".join(p.text for section in after.sections for p in section.paragraphs)
    assert not leaks(words, secrets)
    assert export(after, "md", secrets)


def test_the_writer_sees_what_readers_in_the_house_see() -> None:
    """Masked passages, of the items alone that may be told to this audience."""
    _, _, writer = shortened(lambda given: [])
    flagged = [flag.span.of(NOTE.analysis.note.text) for flag in NOTE.flags]
    assert flagged
    for passage in writer.given:
        assert not [value for value in flagged if value in passage.text]
    assert len(writer.given) == items_in(compose([NOTE], "partners", "de"))


@pytest.mark.parametrize(
    "write",
    [
        lambda given: [],
        lambda given: [cited("Das sagt niemand.")],
        lambda given: [cited("Das steht anderswo.", "another item")],
        lambda given: [cited("Herr [PERSON_1] führt das Gespräch.", given[0].key)],
    ],
    ids=["nothing", "no source", "another source", "a stand-in"],
)
def test_what_rests_on_nothing_is_left_out(write: Write) -> None:
    """Without a sentence that holds, the document is the one that it was."""
    before, after, _ = shortened(write)
    assert after == before
