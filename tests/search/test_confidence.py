"""Sure where something is near and the words are known, unsure where not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iolkit.search import confidence

chances = st.floats(0, 1)


@given(chances, chances, st.floats(0.01, 0.5))
def test_nearer_or_better_known_is_never_less_probable(
    near: float, known: float, more: float
) -> None:
    """The trained weights go the way that makes sense."""
    calibration = confidence.shipped()
    plain = calibration.probability((near, known))
    assert 0 <= plain <= 1
    assert calibration.probability((near + more, known)) >= plain
    assert calibration.probability((near, known + more)) >= plain


def test_the_ends_are_clear() -> None:
    """Far and unknown is unsure, near and known is sure."""
    calibration = confidence.shipped()
    assert not calibration.sure((0.1, 0.2))
    assert calibration.sure((0.6, 1.0))


def test_features_say_what_their_names_say() -> None:
    """The mean of three cosines; known words counted by rarity."""
    near, known = confidence.features({1: 0.9, 2: 0.6, 3: 0.3, 4: -1.0}, [10, 0], 10)
    assert abs(near - 0.6) < 1e-9
    # The word that nothing has is rare and weighs most.
    assert 0 < known < 0.1
    assert confidence.features({1: 0.5}, [3, 4], 10) == (0.5, 1.0)


def test_an_empty_archive_tells_nothing() -> None:
    """No passage, no word: both features are zero."""
    assert confidence.features({}, [], 0) == (0.0, 0.0)
