"""Wording: placeholders, counting, nested phrases, numbers and dates."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from iolkit import phrases
from iolkit.errors import HouseError, WrongUse
from iolkit.records import Reason


def test_a_placeholder_is_filled() -> None:
    """Values stand where their names stood."""
    assert "corpus" in phrases.say("error.shipped_folder_missing", "en", name="corpus")


def test_a_value_can_name_a_phrase() -> None:
    """A value that starts with @ is worded in the same language."""
    said = phrases.say("error.shipped_folder_missing", "de", name="@category.money")
    assert "Betrag" in said


def test_a_missing_phrase_is_a_broken_house() -> None:
    """No reader ever sees a raw key."""
    with pytest.raises(HouseError):
        phrases.say("error.nothing_like_this", "de")


def test_a_missing_value_is_a_broken_house() -> None:
    """A placeholder without its value is no sentence."""
    with pytest.raises(HouseError):
        phrases.say("error.shipped_folder_missing", "de")


def test_errors_and_reasons_have_their_sections() -> None:
    """Errors are worded under error, reasons under why."""
    with pytest.raises(HouseError, match="error\\.no_such"):
        phrases.say_error(WrongUse("no_such"), "en")
    with pytest.raises(HouseError, match="why\\.no_such"):
        phrases.say_reason(Reason("no_such"), "en")


def test_a_value_that_only_looks_like_a_reference_stands_as_it_is() -> None:
    """A file may be called "@notes.md"; naming it must not fail."""
    said = phrases.say("error.shipped_folder_missing", "en", name="@notes.md")
    assert "@notes.md" in said


@pytest.mark.parametrize(
    ("language", "said"), [("de", "1.234,5"), ("en", "1,234.5")], ids=["de", "en"]
)
def test_numbers_follow_the_language(language: phrases.Tongue, said: str) -> None:
    """Germans group with a point and divide with a comma."""
    assert phrases.number(1234.5, language, 1) == said


def test_dates_follow_the_language() -> None:
    """A day is written out, so that 3/5 cannot be misread."""
    assert phrases.day(date(2026, 3, 5), "de") == "5. März 2026"
    assert phrases.day(date(2026, 3, 5), "en") == "5 March 2026"


def test_a_moment_is_told_in_local_time() -> None:
    """Archives keep UTC, people read their own clock."""
    at = datetime(2026, 3, 5, 13, 5).astimezone(UTC)
    assert phrases.moment(at, "de") == "5. März 2026, 13:05"
    assert phrases.moment(at, "en") == "5 March 2026, 13:05"


def test_a_value_may_be_called_language() -> None:
    """An error about a language can be worded like any other."""
    said = phrases.say_error(WrongUse("language_unknown", language="fr"), "en")
    assert said.startswith("fr is not")
