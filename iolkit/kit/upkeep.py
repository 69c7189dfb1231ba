"""Verbs of upkeep: prepare, doctor, backup, restore, evaluate, demo."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from iolkit import readers, resources
from iolkit.archive import Archive, SourceFile
from iolkit.errors import ArchiveDamaged
from iolkit.kit.notes import NoteVerbs
from iolkit.outcomes import Added, Finding
from iolkit.phrases import Tongue
from iolkit.records import Lists, Review

DEMO_FIRST = {"de": "protokoll-qualitaetszirkel.docx", "en": "speaking-up-module.pdf"}
DEMO_OURS = Lists(own_org="Halverde Technik GmbH", industry="Maschinenbau")
"""Who tells the demo notes."""


class UpkeepVerbs(NoteVerbs):
    """Keep the house in order."""

    def prepare(self) -> Path:
        """Check the bundled weights and export the encoder; nothing to do the second time.

        Raises Unavailable when the weights are missing or not the ones we know.
        """
        from iolkit.search import export_encoder, models_folder

        return export_encoder(self._parts.settings.weights_dir or models_folder())

    def doctor(self, repair: bool = False, *, reach: bool = False) -> tuple[Finding, ...]:
        """What is well and what is not; with `repair`, what needs no person is mended; with
        `reach`, the language model's server is asked whether it is there."""
        archive = self._parts.archive
        mended = archive.upkeep.repair() if repair else ()
        if repair:
            self.refresh_stale()
        found = (*archive.upkeep.check(), *self._parts.index.check(repair=repair))
        seen = {each.check for each in mended}
        model = self._parts.model.findings(reach=reach)
        return (*mended, *(each for each in found if each.check not in seen), *model)

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

    def load_demo(self, language: Tongue = "de") -> Iterator[Added]:
        """Add the best-practice cards of a language and the demo notes, which so stand first.

        Each card ships in both languages; with both in one space every search finds it twice.
        """
        if self.lists() == Lists():
            self.save_lists(DEMO_OURS)
        corpus = resources.shipped("corpus")
        for file in sorted((corpus / "practices").glob(f"*.{language}.md")):
            yield self._add_card(file)
        # Newest first is how notes are listed: what a person opens first is in their language.
        shown_first = corpus / "notes" / DEMO_FIRST[language]
        others = (f for f in sorted((corpus / "notes").iterdir()) if f != shown_first)
        # Fictional notes are read without a language model, whoever has one.
        yield from self.add(others, engine="embedded")
        yield from self.add([shown_first], engine="embedded")

    def _add_card(self, file: Path) -> Added:
        """A shipped card is public: nothing in it is looked for or masked, and it is accepted
        by those who wrote it."""
        from iolkit import pipeline

        card, archive = readers.read_file(file), self._parts.archive
        if archive.notes.has(card.id):
            return Added(file.name, "unchanged", card.id)
        said = pipeline.as_published(card)
        entries = self._parts.index.entries(pipeline.passages(said, (), said.items, ()))
        known = SourceFile(file.name, hashlib.sha256(file.read_bytes()).hexdigest())
        title = pipeline.masked_title(card, ())
        archive.notes.save(said, entries, files=[known], title=title)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        archive.reviews.add(Review("item", said.items[0].id, "state", "accepted", "iolkit", now))
        return Added(file.name, "added", card.id)
