"""What a doctor says of the index, wherever it lies, and what is mended of it."""

from __future__ import annotations

from iolkit.archive import Archive
from iolkit.outcomes import Finding
from iolkit.records import Reason
from iolkit.search.generations import Generations
from iolkit.search.served import Served


def look_over(
    archive: Archive, keeper: Generations | Served, server: str, *, repair: bool
) -> Finding:
    """The state of the index. With `repair`, one that is broken, or should not be on its server,
    is removed. `server` = the address of the one in use, "" for none."""
    left = [url for url, _ in archive.vectors.served() if url != server]
    if left:
        return Finding("index", "person", Reason("index_left", {"server": left[0]}))
    state = keeper.state()
    if state == "away":
        owes = "index_owes" if archive.vectors.must_erase() else "index_away"
        return Finding("index", "person", Reason(owes))
    if state in ("broken", "left"):
        if repair:
            keeper.drop()
            return Finding("index", "mended", Reason("index_removed"))
        said = {"broken": "index_damaged", "left": "index_unwanted"}[state]
        return Finding("index", "mendable", Reason(said))
    if server and state == "well":
        return Finding("index", "well", Reason("index_served", {"server": server}))
    return Finding("index", "well", Reason(f"index_{state}"))
