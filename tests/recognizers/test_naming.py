"""Names settled: what looks like literature or a place and is a partner all the same."""

from __future__ import annotations

import pytest

from iolkit.recognizers import recognise
from iolkit.records import Lists, Note, Session, Span, note_id


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Der Lieferant Zander GmbH liefert ab Mai.", ["Zander GmbH"]),
        ("We visited Argyris AG last week.", ["Argyris AG"]),
        ("Die Hamburg GmbH hat uns das gezeigt.", ["Hamburg GmbH"]),
        ("Weber GmbH war da. Bei Weber läuft es so, sagt Weber (1922).", ["Weber GmbH", "Weber"]),
        ("Nach Weber (1922) gilt das auch in Hamburg.", []),
    ],
)
def test_a_firm_may_be_called_like_an_author_or_a_place(text: str, secret: list[str]) -> None:
    """A legal form makes a firm of a name that is else left alone, and of its short form too."""
    found = recognise(Note(note_id(text), text, "de"), Lists())
    assert [f.span.of(text) for f in found if f.category == "partner"] == secret


def test_a_told_partner_may_be_called_like_an_author() -> None:
    """A name that the session tells is a secret, unless a year behind it cites somebody."""
    text = "Weber macht das anders. Weber (1922) sagt es auch."
    for session in (Session(partners=("Weber",)), Session(participants=("Karl Weber",))):
        found = recognise(Note(note_id(text), text, "de", session), Lists())
        assert Span(0, 5) in [flag.span for flag in found]


def test_a_told_person_counts_at_the_start_of_a_sentence() -> None:
    """Whom the session names is meant, also where any noun would have a capital; with an article
    before it the word is a trade."""
    text = "Koch macht das anders. Der Koch kocht."
    found = recognise(Note(note_id(text), text, "de", Session(participants=("Ute Koch",))), Lists())
    assert [flag.span for flag in found] == [Span(0, 4)]
