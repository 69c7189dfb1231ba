"""How organisations are: the newest word, its history, and taken out for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.archive import Archive
from iolkit.archive.connection import connect
from iolkit.errors import ArchiveDamaged
from iolkit.outcomes import OrgProfile
from tests.archive.samples import analysis, entries

OURS = OrgProfile("", {"size": "small"}, ("Weniger Ausschuss, sagt Petra Hansmann",), "Ute", "t")


def test_the_newest_counts_and_the_old_ones_stay(archive: Archive) -> None:
    """Each word is kept; nobody told anything of the others."""
    assert archive.profiles.get("") == OrgProfile("")
    archive.profiles.put("", OURS)
    archive.profiles.put("", OrgProfile("", {"size": "large"}, (), "Ute", "u"))
    archive.profiles.put("alpha", OrgProfile("Alpha GmbH", {"market": "still"}))
    assert archive.profiles.get("").facts == {"size": "large"}
    assert archive.profiles.history("")[0] == OURS
    assert archive.profiles.names() == ("alpha",)
    assert archive.profiles.get("alpha").at
    assert archive.profiles.get("beta").facts == {}


def test_a_forgotten_organisation_leaves_no_byte(archive: Archive, folder: Path) -> None:
    """Its name is in no file of the archive any more."""
    archive.profiles.put("zwirnfels", OrgProfile("Zwirnfels AG", {"size": "small"}))
    archive.profiles.forget(["zwirnfels"])
    assert archive.profiles.names() == ()
    assert not any(b"Zwirnfels" in file.read_bytes() for file in folder.iterdir())


def test_a_forgotten_person_leaves_the_profiles(archive: Archive) -> None:
    """A name in a goal is blackened with the notes."""
    whole = analysis()
    archive.notes.save(whole, entries(whole))
    archive.profiles.put("", OURS)
    assert archive.notes.forget_person(whole.note.id, ["Petra Hansmann", "Hansmann"])
    (goal,) = archive.profiles.get("").goals
    assert "Hansmann" not in goal and goal.startswith("Weniger Ausschuss, sagt █")
    assert {each.state for each in archive.upkeep.check()} == {"well"}


def test_a_damaged_row_is_named(archive: Archive, folder: Path) -> None:
    """What cannot be read is told with its table, by whoever reads it and by the doctor."""
    archive.profiles.put("", OURS)
    connection = connect(folder / "archive.sqlite")
    connection.execute("UPDATE profiles SET facts = 'x'")
    connection.close()
    with pytest.raises(ArchiveDamaged) as caught:
        archive.profiles.get("")
    assert caught.value.values["table"] == "profiles"
    assert {each.state for each in archive.upkeep.check()} > {"well"}
