"""The words that stand in what can be searched: how often, and how they are written.

They are read from the full text, where they stand folded and masked, and go from here in the moment
in which they go from there.
"""

from __future__ import annotations

from iolkit.archive import state
from iolkit.archive.connection import Database
from iolkit.archive.passages import FRESH


class Vocabulary:
    """Words of an archive's passages."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def change(self) -> int:
        """The number of the last change; the same number means the same words."""
        with self._database.read() as connection:
            return state.last_change(connection)

    def words(self) -> list[tuple[str, int]]:
        """Every folded word with the number of passages it stands in, in order of the words."""
        with self._database.read() as connection:
            # Temporary and undone with the transaction: a view that no archive file keeps.
            connection.execute(
                "CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'words', 'col')"
            )
            return connection.execute(
                "SELECT term, doc FROM temp.vocabulary WHERE col = 'exact' ORDER BY term"
            ).fetchall()

    def holds(self, tokens: list[str]) -> bool:
        """Whether any passage has one of these tokens, in its own language: a folded word, its
        stem, a part of it."""
        quoted = "{stems parts exact} : (" + " OR ".join(f'"{token}"' for token in tokens) + ")"
        with self._database.read() as connection:
            return bool(
                connection.execute(
                    "SELECT EXISTS(SELECT 1 FROM words WHERE words MATCH ?)", (quoted,)
                ).fetchone()[0]
            )

    def text_with(self, word: str) -> str | None:
        """A text in which the folded word stands; None when no passage that may be searched now
        has it."""
        with self._database.read() as connection:
            row: tuple[str] | None = connection.execute(
                "SELECT text FROM words JOIN passages ON passages.seq = words.rowid "
                f"WHERE words MATCH ? AND {FRESH} ORDER BY words.rowid LIMIT 1",
                (f'{{exact}} : ("{word}")',),
            ).fetchone()
        return row[0] if row else None
