"""How organisations are, as people told it: ours, and those we learn with. The newest word counts;
earlier ones stay for the history."""

from __future__ import annotations

import json
from collections.abc import Collection

from iolkit.archive import codec, rows, state
from iolkit.archive.audit import Audit
from iolkit.archive.connection import Database
from iolkit.errors import ArchiveDamaged
from iolkit.outcomes import OrgProfile


class Profiles:
    """Profiles by the plain name of an organisation; ours has the empty name."""

    def __init__(self, database: Database, audit: Audit) -> None:
        self._database = database
        self._audit = audit

    def get(self, key: str) -> OrgProfile:
        """The newest profile of an organisation; one without facts when nobody told any."""
        found = self.history(key)
        return found[-1] if found else OrgProfile(key)

    def history(self, key: str) -> tuple[OrgProfile, ...]:
        """Every profile of an organisation that was kept, in order. Raises ArchiveDamaged."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT seq, facts, by, at FROM profiles WHERE org = ? ORDER BY seq", (key,)
            )
            return tuple(_profile(*row) for row in found)

    def names(self) -> tuple[str, ...]:
        """The plain names of all organisations with a profile but ours, in alphabetical order."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT DISTINCT org FROM profiles WHERE org <> '' ORDER BY 1"
            )
            return tuple(row[0] for row in found)

    def put(self, key: str, profile: OrgProfile) -> None:
        """Keep a profile; the one before it stays as history."""
        told = {"org": profile.org, "facts": dict(profile.facts), "goals": list(profile.goals)}
        with self._database.write() as connection:
            at = profile.at or state.now()
            seq = connection.execute(
                "INSERT INTO profiles(org, facts, by, at, checksum) VALUES (?, ?, ?, ?, '')",
                (key, codec.dumps(told), profile.by, at),
            ).lastrowid
            rows.seal(connection, "profiles", int(seq or 0))
            self._audit.append(connection, "profile", "", len(profile.facts), who=profile.by)

    def forget(self, keys: Collection[str]) -> None:
        """Take organisations out for good, with their history."""
        with self._database.write() as connection:
            connection.executemany("DELETE FROM profiles WHERE org = ?", [(key,) for key in keys])
        self._database.truncate_log()


def _profile(seq: int, told: str, by: str, at: str) -> OrgProfile:
    try:
        raw = json.loads(told)
        return OrgProfile(raw["org"], raw["facts"], tuple(raw["goals"]), by, at)
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged("row_damaged", table="profiles", row=str(seq)) from error
