"""Verbs of upkeep: prepare, doctor, backup, restore, evaluate, demo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from iolkit import resources
from iolkit.archive import Archive
from iolkit.errors import ArchiveDamaged
from iolkit.kit.notes import NoteVerbs
from iolkit.outcomes import Added, Finding


class UpkeepVerbs(NoteVerbs):
    """Keep the house in order."""

    def prepare(self) -> Path:
        """Check the bundled weights and export the encoder; nothing to do the second time.

        Raises Unavailable when the weights are missing or not the ones we know.
        """
        from iolkit.search import export_encoder, models_folder

        return export_encoder(self._parts.settings.weights_dir or models_folder())

    def doctor(self, repair: bool = False) -> tuple[Finding, ...]:
        """What is well and what is not; with `repair`, what needs no person is mended."""
        archive = self._parts.archive
        mended = archive.upkeep.repair() if repair else ()
        if repair:
            self.refresh_stale()
        found = (*archive.upkeep.check(), *self._parts.index.check(repair=repair))
        seen = {each.check for each in mended}
        return (*mended, *(each for each in found if each.check not in seen))

    def backup(self, file: Path) -> None:
        """One consistent file with everything but what can be made anew. Raises WrongUse."""
        self._parts.archive.upkeep.backup(file)

    def restore(self, file: Path) -> None:
        """Put a backup in place of what is here; a damaged archive is moved aside, never lost."""
        try:
            self._parts.archive.upkeep.restore(file)
        except ArchiveDamaged as error:
            if error.key == "backup_damaged":
                raise
            Archive.rescue(self._parts.settings.data_dir, file)
        self._parts.index.keep_up()

    def choice(self, name: str) -> str:
        """What a person chose for this space, such as "tongue"; empty when nothing was."""
        return self._parts.archive.choices.get(name)

    def choose(self, name: str, value: str) -> None:
        """Remember a choice for this space."""
        self._parts.archive.choices.put(name, value)

    def load_demo(self) -> Iterator[Added]:
        """Add the best-practice cards and the demo notes, which so stand first, to this folder."""
        corpus = resources.shipped("corpus")
        yield from self.add([corpus / "practices", corpus / "notes"])
