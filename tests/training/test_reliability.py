"""Figures of rating models."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import product

from iolkit.records import DIMENSIONS
from iolkit.training.reliability import Verdict, classes, mean_kappa, picture, report


def verdicts(shift: int, folder: str = "train_a") -> list[Verdict]:
    """Every level in every dimension, said `shift` levels too high (at most 5)."""
    return [
        Verdict(gold, folder, "de", dimension, gold, min(5, gold + shift), 0.9 - 0.4 * bool(shift))
        for dimension, gold in product(DIMENSIONS, range(1, 6))
    ]


def test_agreement_is_counted() -> None:
    """Equal levels agree fully; levels that are off agree less."""
    assert mean_kappa(verdicts(0)) == 1
    assert 0 < mean_kappa(verdicts(1)) < 1


def test_silence_is_no_disagreement() -> None:
    """A dimension on which one says nothing counts for coverage, not for kappa."""
    silent = [Verdict(9, "train_a", "en", d, 3, 0, 0.2) for d in DIMENSIONS]
    assert mean_kappa(verdicts(0) + silent) == 1
    assert "0.83" in report(verdicts(0) + silent)


def test_dev_stands_apart() -> None:
    """The table of folders left out does not mix in dev, and both are shown together once."""
    said = report(verdicts(1, "dev") + verdicts(0))
    assert " dev, never seen: mean kappa" in said
    left_out = said.split("all folders left out")[1].split("dev, never seen")[0]
    assert "mean           1.000" in left_out


def test_classes_show_what_confidence_is_worth() -> None:
    """Sure and right, unsure and mostly wrong: two classes; the picture has a dot for each."""
    mixed = verdicts(0) + verdicts(1)
    low, high = classes(mixed)
    assert (low.count, high.count) == (25, 25)
    assert low.right == 0.2
    assert high.right == 1
    drawn = ET.fromstring(picture(mixed))  # noqa: S314  # our own text
    assert len(drawn.findall("{http://www.w3.org/2000/svg}circle")) == 2
