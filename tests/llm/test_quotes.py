"""Quotes are found where they stand, tolerant of white space and quotation marks only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iolkit.citations import quotes_stand
from iolkit.llm.quotes import LONGEST, Ground, invisible
from iolkit.records import Span

TEXT = "Er sagte:\n  „Das\u200b geht  nicht“, und ging. Karten, Kartei."


def located(quote: str, within: Span | None = None) -> str | None:
    """The words of TEXT that a quote finds."""
    span = Ground(TEXT).locate(quote, within)
    return span.of(TEXT) if span else None


def test_white_space_and_marks_may_differ() -> None:
    """The line break and the kind of quotation marks are no part of what was said."""
    assert located('"Das geht nicht"') == "Das\u200b geht  nicht"
    assert located("sagte: «Das geht") == "sagte:\n  „Das\u200b geht"
    assert located("und ging …") == "und ging"


def test_nothing_else_may_differ() -> None:
    """Another case, another word, a word cut off: not there."""
    for quote in (
        "das geht",
        "Das ging nicht",
        "Karte",
        "arten",
        "",
        "…",
        '""',
        ",",
        "geht nicht!",
    ):
        assert located(quote) is None


def test_a_word_is_found_as_a_word() -> None:
    """The first place where it does not merely begin a longer one."""
    assert Ground(TEXT).locate("Kartei") == Span(len(TEXT) - 7, len(TEXT) - 1)


def test_only_inside_the_lines_it_is_said_to_stand_in() -> None:
    """A quote from elsewhere is not there."""
    assert located("und ging", Span(0, 20)) is None
    assert located("und ging", Span(20, len(TEXT))) == "und ging"


def test_a_huge_quote_is_not_looked_for() -> None:
    """A megabyte is no quote."""
    text = "a " * LONGEST
    assert Ground(text).locate(text) is None


def test_what_shows_nothing() -> None:
    """Zero width, direction and tag characters; not line ends, not letters."""
    assert all(invisible(char) for char in "\u200b\u202e\u2060\U000e0041\x07")
    assert not any(invisible(char) for char in "a\n\t ä€")


@given(st.text(max_size=80), st.data())
def test_every_stretch_between_words_is_found(text: str, data: st.DataObject) -> None:
    """What was copied from a text is found in it, and reads the same there."""
    words = text.split()
    first = data.draw(st.integers(0, max(0, len(words) - 1)))
    last = data.draw(st.integers(first, len(words)))
    quote = " ".join(words[first:last])
    span = Ground(text).locate(quote)
    if span is None:
        return
    assert quotes_stand(quote.strip("…. \"'„“”‟«»‹›‘’‚‛`´′″"), span.of(text)) or any(
        map(invisible, text)
    )
    assert 0 <= span.start < span.end <= len(text)


@given(
    st.lists(st.from_regex(r"[a-zäöü]{2,9}", fullmatch=True), min_size=1, max_size=12), st.data()
)
def test_plain_words_are_always_found(words: list[str], data: st.DataObject) -> None:
    """However the lines are broken."""
    gaps = data.draw(st.lists(st.sampled_from([" ", "\n", "  \n "]), min_size=12, max_size=12))
    text = "".join(word + gap for word, gap in zip(words, gaps, strict=False))
    span = Ground(text).locate(" ".join(words))
    assert span is not None
    assert span.of(text).split() == words
