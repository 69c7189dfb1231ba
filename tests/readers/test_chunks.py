"""What a Word file takes in when it is opened."""

from __future__ import annotations

import pytest

from iolkit.errors import NoteUnreadable
from iolkit.readers.chunks import write_chunk
from iolkit.readers.draft import Draft
from iolkit.readers.limits import SHIPPED

from .battery.word_and_slides import MHT


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<html><p>Größe".encode(), "Größe"), ("<p>Größe".encode("utf-16"), "Größe"),
        (MHT, "Größe aus der Seite"), (b"{\\rtf1 Gr\\'f6\\'dfe}", "Größe"),
        ("Nur Größe\r\nund Maß".encode("cp1252"), "Nur Größe\nund Maß"),
    ],
)  # fmt: skip
def test_kind_is_told_from_the_first_bytes(data: bytes, text: str) -> None:
    """Page, saved page, rich text or plain text, whatever the part is called."""
    draft = Draft(1_000)
    write_chunk(draft, data, SHIPPED)
    assert draft.finish().text == text


def test_document_in_a_document_is_refused() -> None:
    """An archive inside would have to pass the pre-check on its own."""
    with pytest.raises(NoteUnreadable, match="nested_archive"):
        write_chunk(Draft(10), b"PK\x03\x04", SHIPPED)
