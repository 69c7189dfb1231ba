"""Mentions of the same words are one card, and no mention is lost or counted twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iolkit.records import Flag, Reason, Span


def flags_on(text: str, *words: str, category: str = "person") -> list[Flag]:
    """A flag on every mention of these words."""
    found = []
    for word in words:
        start = text.find(word)
        while start >= 0:
            span = Span(start, start + len(word))
            found.append(
                Flag(f"{word}{start}", span, category, None, "own", None, 0.9, "x", Reason("name"))  # type: ignore[arg-type]  # tests name categories plainly
            )
            start = text.find(word, start + 1)
    return found


def spellings(text: str, flags: list[Flag]) -> set[tuple[str, ...]]:
    """The spellings of each group."""
    from flag_groups import grouped

    return {group.words for group in grouped(text, flags, {})}


def test_short_forms_join_their_full_form() -> None:
    """A surname belongs to the one full name; a title in the flag changes nothing."""
    text = "Ilse Varghese, Frau Varghese; Nordwerk GmbH"
    flags = flags_on(text, "Ilse Varghese", "Frau Varghese", "Nordwerk GmbH")
    assert spellings(text, flags) == {("Ilse Varghese", "Frau Varghese"), ("Nordwerk GmbH",)}


def test_a_surname_of_two_people_joins_neither() -> None:
    """Dismissing one of them must not dismiss the other."""
    text = "Anna Schmidt, Peter Schmidt / Schmidt"
    flags = flags_on(text, "Anna Schmidt", "Peter Schmidt")
    flags += [f for f in flags_on(text, "Schmidt") if f.span.start > text.index("/")]
    assert spellings(text, flags) == {("Anna Schmidt",), ("Peter Schmidt",), ("Schmidt",)}


def test_amounts_join_only_when_they_are_the_same() -> None:
    """10 is no short form of 10 000."""
    text = "10 und 10 000"
    flags = flags_on(text, "10 000", category="money")
    flags += [f for f in flags_on(text, "10", category="money") if f.span.start == 0]
    assert len(spellings(text, flags)) == 2


def test_what_is_open_and_least_sure_comes_first() -> None:
    """Decided groups go to the end."""
    from dataclasses import replace

    from flag_groups import grouped

    text = "Alpha Beta Gamma"
    alpha, beta, gamma = flags_on(text, "Alpha", "Beta", "Gamma")
    flags = [replace(alpha, score=0.1), replace(beta, score=0.9), replace(gamma, score=0.3)]
    ordered = grouped(text, flags, {alpha.id: "accepted"})
    assert [group.id for group in ordered] == [gamma.id, beta.id, alpha.id]
    assert ordered[2].state({alpha.id: "accepted"}) == "accepted"


@given(st.lists(st.sampled_from(["Ann", "Ann Lee", "Lee", "Ann Lee Poe", "x-y", "€"]), max_size=9))
def test_every_flag_is_in_exactly_one_group(words: list[str]) -> None:
    """Whatever the names, grouping loses and doubles nothing."""
    from flag_groups import grouped

    text = "|".join(words)
    flags, start = [], 0
    for word in words:
        span = Span(start, start + len(word))
        flags.append(Flag(str(start), span, "person", None, "own", None, 0.5, "x", Reason("name")))
        start += len(word) + 1
    ids = [flag.id for group in grouped(text, flags, {}) for flag in group.flags]
    assert sorted(ids) == sorted(flag.id for flag in flags)
