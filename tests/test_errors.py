"""Errors carry a key and values, and survive the way out of a child process."""

from __future__ import annotations

import pickle

from iolkit.errors import IolkitError, NoteUnreadable


def test_an_error_survives_pickling() -> None:
    """Readers run in a child; what they raise arrives as it was."""
    back = pickle.loads(pickle.dumps(NoteUnreadable("too_large", size=3, limit=2)))  # noqa: S301
    assert type(back) is NoteUnreadable
    assert (back.key, back.values) == ("too_large", {"size": 3, "limit": 2})


def test_an_error_prints_its_key_and_values() -> None:
    """Logs show what happened without any text of a note."""
    assert str(IolkitError("x", n=2)) == "x(n=2)"
    assert str(IolkitError("x")) == "x"
