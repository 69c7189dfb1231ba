"""The package's public names are exactly what it says."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest

import iolkit

ROOT = Path(__file__).resolve().parents[2]


def test_every_public_name_can_be_fetched() -> None:
    """Each name in `__all__` leads to something."""
    for name in iolkit.__all__:
        assert getattr(iolkit, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A typing slip says so in Python's own words."""
    with pytest.raises(AttributeError, match="Kitt"):
        _ = iolkit.Kitt  # type: ignore[attr-defined]


def test_the_lazy_names_are_the_public_names() -> None:
    """What is fetched on first use and what is announced are one list."""
    assert sorted(iolkit._HOME) == sorted(iolkit.__all__)


def test_version_is_one_number_everywhere() -> None:
    """pyproject, package and the top of the changelog name the same version."""
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    top = re.search(r"^## \[?(\d+\.\d+\.\d+)", changelog, re.M)
    assert top is not None
    assert iolkit.__version__ == importlib.metadata.version("iolkit") == top.group(1)
