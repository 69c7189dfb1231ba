"""Shipped folders are found, and a broken one is named."""

from __future__ import annotations

import pytest

from iolkit import resources
from iolkit.errors import HouseError


@pytest.mark.parametrize("name", ["prompts", "corpus", "app"])
def test_shipped_folders_are_found(name: str) -> None:
    """Each of the three stands beside the package or inside it."""
    assert any(resources.shipped(name).iterdir())


def test_a_missing_folder_is_named() -> None:
    """The error names the folder."""
    with pytest.raises(HouseError, match="nothing"):
        resources.shipped("nothing")


def test_a_missing_rules_file_is_named() -> None:
    """The error names the file."""
    with pytest.raises(HouseError, match=r"no\.yaml"):
        resources.rules("no.yaml")
