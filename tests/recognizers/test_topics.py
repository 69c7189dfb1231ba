"""What the vector of a sentence says beside the judge."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from iolkit.engine import Matrix
from iolkit.recognizers import recognise, topics
from iolkit.recognizers.judge import VERDICTS, Judge, Judged
from iolkit.recognizers.page import Page
from iolkit.recognizers.spans import SpanSigns, Stretch
from iolkit.recognizers.topics import CATEGORIES, FEWEST, MOST, WORTH_ASKING, Topics, evidence
from iolkit.records import Flag, Note, note_id

TEXT = "Das Werk Talheim wird geschlossen. Danach gab es Kaffee.\n"
STRATEGY = CATEGORIES.index("strategy")


def model(trust: float = 1.0) -> Topics:
    """Vectors of two numbers: the first speaks for strategy, the second for nothing at all."""
    weights = np.zeros((3, len(CATEGORIES)), np.float32)
    weights[0, STRATEGY] = 6.0
    weights[2] = -3.0
    shares = np.zeros(2 * (3 + len(CATEGORIES)), np.float32)
    shares[:2], shares[2:4] = 1.0, trust
    return Topics(weights, shares)


def reading(text: str, part: str, sensitive: float) -> Judged:
    """A reading of a part of a text that the judge takes for a strategy, if for anything."""
    start = text.index(part)
    chances = [0.0] * len(VERDICTS)
    chances[0], chances[1 + STRATEGY] = 1 - sensitive, sensitive
    return Judged(Stretch(start, start + len(part), "clause"), tuple(chances))


def saying(*vectors: tuple[float, float]) -> tuple[list[list[str]], topics.Encode]:
    """An encoder that gives these vectors, and what it was asked."""
    asked: list[list[str]] = []

    def encode(texts: Sequence[str]) -> Matrix:
        asked.append(list(texts))
        return np.array(vectors[: len(texts)], dtype=np.float32)

    return asked, encode


def test_a_sentence_speaks_for_and_against_a_reading() -> None:
    """A vector of a plan raises an unsure plan, a vector of nothing lowers it."""
    one = reading(TEXT, "Das Werk Talheim wird geschlossen", 0.2)
    _, plan = saying((1.0, 0.0))
    _, nothing = saying((0.0, 1.0))
    (raised,) = model().weighed(Page(TEXT), [one], plan)
    (lowered,) = model().weighed(Page(TEXT), [one], nothing)
    assert raised.sensitive > 0.5 > one.sensitive > lowered.sensitive
    assert raised.verdict == "strategy"
    assert sum(raised.chances) == pytest.approx(1, abs=1e-4)


def test_only_sentences_worth_asking_are_asked_about_and_all_at_once() -> None:
    """What is next to nothing to the judge stays as it is; the encoder is called once a page."""
    plan = reading(TEXT, "Das Werk Talheim wird geschlossen", 0.2)
    coffee = reading(TEXT, "Danach gab es Kaffee", WORTH_ASKING / 2)
    asked, encode = saying((1.0, 0.0))
    weighed = model().weighed(Page(TEXT), [plan, coffee], encode)
    assert asked == [["Das Werk Talheim wird geschlossen."]]
    assert weighed[0].weighed
    assert weighed[1] == coffee


def test_nothing_is_asked_where_nothing_may_be_secret() -> None:
    """A harmless page costs no vector."""
    asked, encode = saying()
    coffee = reading(TEXT, "Danach gab es Kaffee", 0.0)
    assert model().weighed(Page(TEXT), [coffee], encode) == [coffee]
    assert asked == []


def test_a_book_is_not_read_to_its_end() -> None:
    """Of many pages with many sentences each the likeliest sentences are looked at."""
    text = "".join(f"Satz {n} ist da.\n" for n in range(FEWEST + 20))
    page = Page(text)
    readings = [
        Judged(Stretch(span.start, span.end - 1, "clause"), _chances(0.01 + 0.001 * n))
        for n, span in enumerate(page.sentences)
    ]
    asked, encode = saying(*[(1.0, 0.0)] * FEWEST)
    weighed = model().weighed(page, readings, encode, pages=MOST)
    assert [len(texts) for texts in asked] == [FEWEST]
    assert [one.weighed for one in weighed] == [False] * 20 + [True] * FEWEST


def _chances(sensitive: float) -> tuple[float, ...]:
    return (1 - sensitive, sensitive, *[0.0] * (len(VERDICTS) - 2))


def test_vectors_of_another_length_have_no_say() -> None:
    """A model of two numbers cannot read vectors of three."""
    one = reading(TEXT, "Das Werk Talheim wird geschlossen", 0.2)
    weighed = model().weighed(Page(TEXT), [one], lambda texts: np.ones((len(texts), 3), np.float32))
    assert weighed == [one]


def test_nothing_speaks_for_none_and_clauses_and_amounts_are_apart() -> None:
    """The row of "none" is empty; a clause has its signs in the even places, an amount in odd."""
    one = reading(TEXT, "Das Werk Talheim wird geschlossen", 0.2)
    two = one._replace(stretch=one.stretch._replace(kind="money"))
    told = np.zeros((2, len(CATEGORIES)), np.float32)
    signs = evidence([one, two], told)
    assert signs.shape == (2, len(VERDICTS), 2 * (3 + len(CATEGORIES)))
    assert not signs[:, 0].any()
    assert not signs[0, :, 1::2].any()
    assert not signs[1, :, ::2].any()
    assert signs[0, 1 + STRATEGY, 0] == pytest.approx(np.log(0.2 / 0.8), abs=1e-4)


def _flags(text: str, encode: topics.Encode | None = None) -> tuple[Flag, ...]:
    return recognise(Note(note_id(text), text, "de"), encode=encode)


def test_a_flag_says_whether_its_sentence_was_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an encoder the model is not even loaded; with one, the recogniser's name tells."""
    text = "Bei uns wird der Standort Talheim im Herbst geschlossen, das kostet 740.000 Euro."
    monkeypatch.setattr(Topics, "load", lambda _folder: model(0.0))
    _, encode = saying((1.0, 0.0))
    heard = {flag.recognizer for flag in _flags(text, encode)}
    assert {"clause_model+sentence", "money+sentence"} <= heard
    monkeypatch.delattr(Topics, "load")
    plain = {flag.recognizer for flag in _flags(text)}
    assert {"clause_model", "money"} <= plain


def test_the_shipped_model_leaves_the_judge_its_word() -> None:
    """The judge's own odds count for more than half in clauses and in amounts."""
    shares = Topics.load().shares
    assert (shares[:2] > 0.5).all()
    page = Page("Kaffee war gut.")
    assert Topics.load().weighed(page, [], lambda texts: np.zeros((len(texts), 384))) == []
    assert Judge.load().judge(page, SpanSigns(page)) != []
