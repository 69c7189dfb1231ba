"""The stop words of both languages."""

from iolkit.language import STOPWORDS, fold


def test_stop_words_are_folded() -> None:
    """Whoever looks a folded word up finds it."""
    assert all(fold(word) == word for word in STOPWORDS)


def test_stop_words_hold_function_words_of_both_languages() -> None:
    """Articles, pronouns and auxiliaries are in."""
    assert {"der", "und", "fuer", "ueber", "haette", "the", "and", "of", "don't"} <= STOPWORDS


def test_stop_words_leave_the_words_of_the_trade_alone() -> None:
    """Nothing that a question could be about is thrown away."""
    about = (
        "lernen wissen team chef fehler kosten plan uebergabe learning cost team mistake neu new"
    )
    assert STOPWORDS.isdisjoint(about.split())
