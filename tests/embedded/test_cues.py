"""The mini-syntax of cues, and where cues stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.embedded.cues import compile_cue, find, lay_out
from iolkit.errors import HouseError
from iolkit.rubric import Rubric


def found(cue: str, text: str) -> list[str]:
    """What a cue matches in a text."""
    return [hit.span.of(text) for hit in find(lay_out(text), [compile_cue(cue)])]


@pytest.mark.parametrize(
    ("cue", "text", "hits"),
    [
        ("*checkliste*!", "Die Start-Checkliste, alle Checklisten", ["Checkliste", "Checklisten"]),
        ("Gespür!", "er hat GESPUER dafür", ["GESPUER"]),
        ("(sit|sitting) next to!", "you sit next to her", ["sit next to"]),
        ("(lässt|ließ) _ sich _ (kaum|nicht) _ beschreiben!",
         "Das lässt sich, sagt er, kaum mit Worten beschreiben.",
         ["lässt sich, sagt er, kaum mit Worten beschreiben"]),
        ("as a (whole )?team", "as a team, as a whole team", ["as a team", "as a whole team"]),
        ("step-by-step!", "a step by step guide, step-by-step", ["step by step", "step-by-step"]),
        ("\\d\\d+ Datenquellen", "9 Datenquellen, 14 Datenquellen", ["14 Datenquellen"]),
        ("(can't|cannot) explain", "I can’t explain it", ["can’t explain"]),
        ("Checkliste", "die Check-\nliste am Tor", ["Check-\nliste"]),
    ],
)  # fmt: skip
def test_syntax(cue: str, text: str, hits: list[str]) -> None:
    """Any letters, gaps, alternatives, options, digits, hyphens, accents and broken words."""
    assert found(cue, text) == hits


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("spürt", "Gespürt hat er nichts"),
        ("a _ z", "a one two three four five z"),
        ("hard to explain", "It was hard. To explain it takes time."),
        ("IT", "it is what it is"),
        ("MES*", "mess and mes"),
        ("Papier*", "ein papierloses Büro"),
        ("template*", "a templateless team"),
    ],
)
def test_not_matched(cue: str, text: str) -> None:
    """Parts of words, long gaps, other sentences, small letters for capitals, words of lack."""
    assert found(cue, text) == []


def test_capitals_match_in_capitals() -> None:
    """A cue in capitals matches the abbreviation."""
    assert found("no (tool|IT) needed", "no IT needed, no it needed") == ["no IT needed"]


def test_weight() -> None:
    """An exclamation mark makes a cue strong."""
    assert (compile_cue("Gespür!").weight, compile_cue("Gespür").weight) == (2, 1)


@pytest.mark.parametrize("cue", ["(a|b", "a)", "", "!", "_", "a|b", "ab+", "\\w", "*"])
def test_unreadable_cue_is_named(cue: str) -> None:
    """A cue that cannot be read ends in an error that quotes it."""
    with pytest.raises(HouseError) as caught:
        compile_cue(cue)
    assert caught.value.key == "cue_unreadable"
    assert caught.value.values["cue"] == cue


def every_cue() -> list[str]:
    """All cues of the shipped rubric."""
    rubric = Rubric.shipped()
    lists = [
        *(cues for c in rubric.dimensions.values() for t in (c.cues.de, c.cues.en)
          for cues in (t.raise_, t.lower)),
        *(cues for slot in rubric.clarity.values() for cues in (slot.cues.de, slot.cues.en)),
        *(cues for _, cues in rubric.modality),
        *rubric.false_friends.values(),
        *rubric.signals.values(),
        *rubric.kinds.values(),
    ]  # fmt: skip
    return [cue for cues in lists for cue in cues]


def test_every_shipped_cue_can_be_searched() -> None:
    """All cues of the rubric compile into patterns, and none matches just anything."""
    for source in every_cue():
        cue = compile_cue(source)
        assert cue.pattern.search(" zzqq ") is None, source
        assert cue.literals


def test_literals_are_no_false_promise() -> None:
    """What a cue's quick look asks for stands wherever its pattern matches."""
    samples = "Das Gespür ist schwer zu erklären; es lässt sich nicht beschreiben. 14 Datenquellen"
    line = lay_out(samples)
    for source in every_cue():
        cue = compile_cue(source)
        if cue.pattern.search(line.line):
            assert any(literal in line.line for literal in cue.literals), source


@given(st.text(max_size=200))
def test_any_text_can_be_laid_out(text: str) -> None:
    """Tokens keep their order, stay inside the text and say what stands there."""
    line = lay_out(text)
    ends = [0, *(span.end for span in line.spans)]
    assert all(end <= span.start for end, span in zip(ends, line.spans, strict=False))
    assert ends[-1] <= len(text)
    assert list(line.sentences) == sorted(line.sentences)
    assert list(line.clauses) == sorted(line.clauses)


def test_questions_are_seen() -> None:
    """A sentence that ends with a question mark is a question, its neighbours are not."""
    line = lay_out("Das geht. Gibt es eine Vorlage? Ja.")
    asked = [w for w, s in zip(line.words, line.sentences, strict=True) if s in line.questions]
    assert asked == ["gibt", "es", "eine", "vorlage"]
