"""The user's lists come back as sets of clean names."""

from __future__ import annotations

from iolkit.archive import Archive
from iolkit.records import Lists


def test_lists_come_back_sorted_and_clean(archive: Archive) -> None:
    """Blank and repeated names are left out; a name may stand in two lists."""
    archive.lists.save(Lists(people=(" Ada ", "Ada", ""), partners=("Nord", "Ada"), allowed=("X",)))
    assert archive.lists.load() == Lists(people=("Ada",), partners=("Ada", "Nord"), allowed=("X",))


def test_saving_replaces_everything(archive: Archive) -> None:
    """A name taken off a list is gone."""
    archive.lists.save(Lists(people=("Ada",)))
    archive.lists.save(Lists(suppliers=("Nord",)))
    assert archive.lists.load() == Lists(suppliers=("Nord",))


def test_no_lists_are_empty_lists(archive: Archive) -> None:
    """Nobody has to save any."""
    assert archive.lists.load() == Lists()


def test_the_own_organisation_comes_back(archive: Archive) -> None:
    """Name, other names and industry are kept; blank ones are none."""
    ours = Lists(own_org=" Halverde AG ", own_forms=("HAG", "Halverde"), industry="Energie")
    archive.lists.save(ours)
    assert archive.lists.load() == Lists(
        own_org="Halverde AG", own_forms=("HAG", "Halverde"), industry="Energie"
    )
    archive.lists.save(Lists(own_org="  "))
    assert archive.lists.load() == Lists()
