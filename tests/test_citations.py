"""Citations: keys, quotes and the proof that no secret is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.citations import checked, keys_given, keys_used, leaks, quotes_stand
from iolkit.outcomes import Answer, Citation, CitedSentence, Passage
from iolkit.records import Provenance, Span
from iolkit.redaction import mask

PASSAGES = tuple(
    Passage(key, key, mask(text, ()).text) for key, text in (("a", "eins zwei"), ("b", "drei"))
)
MADE_BY = Provenance("test")


def answer(*sentences: tuple[tuple[str, int, int], ...], grounded: bool = True) -> Answer:
    """An answer whose sentences cite (key, start, end)."""
    return Answer(
        "Was?",
        tuple(
            CitedSentence(
                "Das.", tuple(Citation(key, Span(start, end)) for key, start, end in cited)
            )
            for cited in sentences
        ),
        grounded,
        MADE_BY,
    )


def test_keys_are_listed_once_in_order() -> None:
    """What an answer rests on, for the list under it."""
    assert keys_used(answer((("b", 0, 4), ("a", 0, 4)), (("b", 1, 2),))) == ("b", "a")


@pytest.mark.parametrize(
    ("given_answer", "stands"),
    [
        (answer((("a", 0, 9),), (("b", 0, 4),)), True),
        (answer((("a", 0, 10),)), False),
        (answer((("c", 0, 1),)), False),
        (answer((("a", 0, 4),), ()), False),
        (answer(), False),
        (answer(grounded=False), True),
        (answer((("a", 0, 4),), grounded=False), False),
    ],
)
def test_only_what_was_given_may_be_cited(given_answer: Answer, stands: bool) -> None:
    """Unknown keys, spans beyond the passage and uncited sentences do not pass."""
    assert keys_given(given_answer, PASSAGES) is stands


def test_what_was_not_given_is_dropped() -> None:
    """A sentence without a standing citation goes; without any, the answer is not grounded."""
    mixed = answer((("a", 0, 4), ("c", 0, 1)), (("b", 0, 99),))
    kept = checked(mixed, PASSAGES)
    assert [sentence.citations for sentence in kept.sentences] == [(Citation("a", Span(0, 4)),)]
    assert keys_given(kept, PASSAGES)
    nothing = checked(answer((("c", 0, 1),)), PASSAGES)
    assert (nothing.grounded, nothing.sentences) == (False, ())


@given(st.lists(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5), st.integers(5, 12)))))
def test_a_checked_answer_always_stands(cited: list[list[tuple[str, int, int]]]) -> None:
    """Whatever an engine says, what comes out cites only what went in."""
    assert keys_given(checked(answer(*map(tuple, cited)), PASSAGES), PASSAGES)


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("nur „mit Karte“ anfangen", True),
        ('nur "mit\n  Karte" anfangen', True),
        ("nur »mit Karte« anfangen", True),
        ("Nur „mit Karte“ anfangen", False),
        ("nur mit Karte anfangen", False),
        ("nur „mit Karten“ anfangen", False),
        ("", False),
        ("  ", False),
    ],
)
def test_a_quote_stands_word_for_word(quote: str, stands: bool) -> None:
    """White space and the shape of quotation marks are free, nothing else is."""
    assert quotes_stand(quote, "Also: nur „mit Karte“ anfangen.") is stands


def test_every_one_of_several_quotes_must_stand() -> None:
    """One invented quote spoils the lot."""
    assert quotes_stand(["eins", "zwei"], "eins zwei")
    assert not quotes_stand(["eins", "drei"], "eins zwei")


SECRETS = ("Kolbmann Antriebe", "Jo", "1.150 €", "Biscuit!2026", "der Kauf von Alpha", "7")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KOLBMANN\nANTRIEBE liefert.", ["Kolbmann Antriebe"]),
        ("Kolb-\nmann Antriebes Werk", ["Kolbmann Antriebe"]),
        ("Der Kauf  von\nAlpha steht an; Jo weiß es.", ["Jo", "der Kauf von Alpha"]),
        ("zu 1150€ am Tag, Kennwort biscuit!2026", ["1.150 €", "Biscuit!2026"]),
        ("Jod und Journal, 11.150 €, 7 Leute, Kolbmann allein", []),
    ],
)
def test_secrets_are_found_in_any_clothes(text: str, found: list[str]) -> None:
    """In the order asked, each once; short values as whole words only."""
    assert list(leaks(text, SECRETS)) == found


def test_many_secrets_in_a_long_text() -> None:
    """A thousand secrets in two hundred thousand characters: exactly those put in are found."""
    names = [f"Wert{number:04d}berg" for number in range(1000)]
    hidden = names[::50]
    filler = "Jede Schicht füllt die Karte selbst aus und bespricht sie am Morgen. " * 150
    text = filler.join(hidden) + filler
    assert len(text) > 200_000
    assert list(leaks(text, names)) == hidden


@given(st.text(max_size=80))
def test_an_empty_list_of_secrets_finds_nothing(text: str) -> None:
    """The gate only knows what it is told."""
    assert leaks(text, []) == ()
