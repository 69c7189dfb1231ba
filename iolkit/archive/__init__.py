"""The archive: the source of truth. One SQLite file a space, holding notes, analyses, reviews,
passages with vectors and full text, jobs, lists and the audit. The search index is made from it
and can be thrown away at any time."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from iolkit.archive import upkeep
from iolkit.archive.audit import Audit, AuditEvent
from iolkit.archive.cards import Cards
from iolkit.archive.choices import Choices
from iolkit.archive.coming import Coming
from iolkit.archive.connection import FILE as ARCHIVE_FILE
from iolkit.archive.connection import PATIENCE_S, Database
from iolkit.archive.earlier import EarlierRatings
from iolkit.archive.egress import Egress
from iolkit.archive.jobs import Jobs
from iolkit.archive.lists import ListShelf
from iolkit.archive.lock import Lock
from iolkit.archive.notes import Notes, SourceFile
from iolkit.archive.passages import Entry, Fields, Passages
from iolkit.archive.points import Points
from iolkit.archive.profiles import Profiles
from iolkit.archive.replies import Replies
from iolkit.archive.reviews import Reviews
from iolkit.archive.searches import Searches
from iolkit.archive.supplements import Supplements
from iolkit.archive.upkeep import Upkeep
from iolkit.archive.vectors import Vectors
from iolkit.archive.vocabulary import Vocabulary

__all__ = ["ARCHIVE_FILE", "Archive", "AuditEvent", "Entry", "Fields", "Lock", "SourceFile"]


class Archive:
    """An open archive. Any thread may use it; other processes may have it open too.

    Every call raises ArchiveBusy when another process writes for longer than we wait, and
    ArchiveDamaged when what is stored cannot be trusted.
    """

    notes: Notes
    cards: Cards
    choices: Choices
    reviews: Reviews
    passages: Passages
    points: Points
    vectors: Vectors
    coming: Coming
    vocabulary: Vocabulary
    jobs: Jobs
    profiles: Profiles
    earlier: EarlierRatings
    lists: ListShelf
    searches: Searches
    supplements: Supplements
    replies: Replies
    egress: Egress
    audit: Audit
    upkeep: Upkeep

    def __init__(self, database: Database, who: str = "") -> None:
        self._database = database
        self.folder = database.folder
        self.audit = Audit(database, who)
        self.notes = Notes(database, self.audit)
        self.cards = Cards(database)
        self.choices = Choices(database)
        self.reviews = self.notes.reviews
        self.passages = Passages(database)
        self.points = Points(database, self.reviews)
        self.vectors = Vectors(database)
        self.coming = Coming(database)
        self.vocabulary = Vocabulary(database)
        self.jobs = Jobs(database)
        self.profiles = Profiles(database, self.audit)
        self.earlier = EarlierRatings(database, self.audit)
        self.lists = ListShelf(database, self.audit)
        self.searches = Searches(database)
        self.supplements = Supplements(database, self.audit)
        self.replies = Replies(database)
        self.egress = Egress(database, self.audit)
        self.upkeep = Upkeep(database, self.audit)

    @classmethod
    def open(cls, folder: Path, *, who: str = "", patience_s: float = PATIENCE_S) -> Archive:
        """The archive in `folder`, made when there is none and brought to the newest version.

        `who` signs in the audit where a call names nobody. Raises ArchiveDamaged
        ("archive_damaged", "archive_newer", "archive_foreign"), ArchiveBusy, ArchiveError.
        """
        return cls(Database(Path(folder), patience_s=patience_s), who)

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether there is an archive in this folder."""
        return (Path(folder) / ARCHIVE_FILE).exists()

    @staticmethod
    def rescue(folder: Path, file: Path) -> Path:
        """Put a backup in the place of an archive that cannot be opened; where that was moved."""
        return upkeep.rescue(Path(folder), Path(file))

    def close(self) -> None:
        """Give back every connection. Closing twice is fine."""
        self._database.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
