"""Both engines' words on one note."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from iolkit.llm import merging
from iolkit.records import Category, Flag, Note, Reason, Span, note_id
from iolkit.redaction import merge

TEXT = "Der Kauf von Alpha für 480.000 Euro ist geheim, das Werk im Norden macht zu. " * 3
NOTE = Note(note_id(TEXT), TEXT, "de")
SORTS: tuple[Category, ...] = ("money", "partner", "strategy", "contract", "person")


def flag(start: int, end: int, category: Category, by: str = "local", score: float = 0.5) -> Flag:
    """A flag on a stretch of TEXT."""
    span = Span(start, end)
    return Flag(
        f"{start}:{end}:{by}", span, category, None, "own", None, score, by, Reason("clause")
    )


def test_an_added_flag_stands_beside_the_local_ones() -> None:
    """Nothing of those changes."""
    local = (flag(13, 18, "partner"),)
    made = merging.flags(NOTE, local, [flag(52, 75, "strategy", "llm")])
    assert made[0] == local[0]
    assert (made[1].recognizer, made[1].span) == ("llm", Span(52, 75))


def test_what_is_flagged_already_is_not_flagged_again() -> None:
    """Whatever the model calls it and however sure it would be."""
    local = (flag(0, 40, "contract", score=0.1),)
    assert merging.flags(NOTE, local, [flag(4, 18, "person", "llm", 0.99)]) == local


def test_a_clause_around_a_value_leaves_the_value() -> None:
    """A name inside a told plan is both."""
    local = (flag(13, 18, "partner"),)
    made = merging.flags(NOTE, local, [flag(0, 46, "strategy", "llm")])
    assert [each.span for each in made] == [Span(0, 46), Span(13, 18)]


def test_only_what_is_outside_is_added() -> None:
    """Of a stretch that a local flag cuts, the rest; marks and white space are no rest."""
    local = (flag(13, 35, "contract"),)
    made = merging.flags(NOTE, local, [flag(0, 46, "strategy", "llm")])
    assert [each.span for each in made] == [Span(0, 12), Span(13, 35), Span(36, 46)]
    assert merging.flags(NOTE, (flag(0, 46, "contract"),), [flag(0, 47, "money", "llm")]) == (
        flag(0, 46, "contract"),
    )


def test_what_is_left_of_a_clause_is_no_second_flag_on_its_value() -> None:
    """Else the model's word would stand on the very place of a local one, and could outdo it."""
    local = (flag(0, 20, "contract"), flag(20, 40, "money"))
    assert merging.flags(NOTE, local, [flag(0, 40, "contract", "llm", 0.99)]) == local


@st.composite
def marks(draw: st.DrawFn, by: str) -> list[Flag]:
    """Some flags anywhere in TEXT."""
    made = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(TEXT) - 2))
        end = draw(st.integers(start + 1, min(len(TEXT), start + 60)))
        score = draw(st.sampled_from([0.1, 0.6, 0.99]))
        made.append(flag(start, end, draw(st.sampled_from(SORTS)), by, score))
    return made


@given(marks("local"), marks("llm"))
@settings(max_examples=150, deadline=None)
def test_flags_only_ever_gain(local: list[Flag], added: list[Flag]) -> None:
    """Every local flag is there as it was; merging the result changes nothing; order holds."""
    settled = merge(local)
    made = merging.flags(NOTE, settled, added)
    assert [each for each in made if each.recognizer == "local"] == list(settled)
    assert merge(made) == made
    covered = {at for each in made for at in range(each.span.start, each.span.end)}
    lost = [
        at for each in added for at in range(each.span.start, each.span.end) if at not in covered
    ]
    assert sum(TEXT[at].isalnum() for at in lost) <= 4 * (len(added) + len(settled))
    assert len({each.id for each in made}) == len(made)
