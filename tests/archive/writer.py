"""A process that adds notes until it is killed, and says so after each one that is stored.

usage: python -m tests.archive.writer FOLDER FIRST [HOW_MANY]
"""

from __future__ import annotations

import sys
from pathlib import Path

from iolkit.archive import Archive, SourceFile
from tests.archive.samples import entries, numbered


def main() -> None:
    """Add notes FIRST, FIRST + 1, ...; one line each once it is acknowledged."""
    folder, first = Path(sys.argv[1]), int(sys.argv[2])
    number, last = first, first + int(sys.argv[3]) if len(sys.argv) > 3 else sys.maxsize
    with Archive.open(folder) as archive:
        while number < last:
            whole = numbered(number)
            files = [SourceFile.of(whole.note.source, str(number).encode())]
            archive.notes.save(whole, entries(whole), files=files)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            number += 1


if __name__ == "__main__":
    main()
