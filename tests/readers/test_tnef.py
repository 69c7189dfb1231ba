"""winmail.dat: what is in it, and what is made of rubbish."""

from __future__ import annotations

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.readers import mapi, tnef

from .battery.making import tnef as made
from .battery.making import tnef_properties

PROPERTIES = 0x00069003


def test_words_files_and_code_page() -> None:
    """Properties, old attributes in the page of the file, and attachments in their order."""
    letter = tnef.letter(
        made(
            (1, 0x00069007, struct.pack("<II", 1251, 0)),
            (1, 0x00018004, "Привет\x00".encode("cp1251")),
            (2, 0x00069002, b""), (2, 0x00018010, b"a.txt\x00"), (2, 0x0006800F, b"eins"),
            (2, 0x00069002, b""), (2, 0x00069005, tnef_properties({0x3707: "größer.txt"})),
        )
    )  # fmt: skip
    assert letter.words(mapi.SUBJECT) == "Привет"
    first, second = (properties for properties, _ in letter.attached)
    assert first[mapi.DATA] == b"eins"
    assert mapi.words(first, mapi.FILE_NAME, "cp1252") == "a.txt"
    assert mapi.words(second, mapi.LONG_FILE_NAME, "cp1252") == "größer.txt"


def test_named_and_manifold_properties_are_passed_over() -> None:
    """What has a name or several values is skipped by its right length; the next one is read."""
    name = struct.pack("<16sII4s", bytes(16), 1, 4, "AB".encode("utf-16-le"))
    rows = struct.pack("<I", 4)
    rows += struct.pack("<HH", 3, 0x8001) + name + struct.pack("<I", 7)
    rows += struct.pack("<HH", 0x101F, 0x3001) + struct.pack(
        "<II4sI4s", 2, 4, b"a\0\0\0", 2, b"b\0\0\0"
    )
    rows += struct.pack("<HHIIHH", 30, 0x37, 1, 3, 0x6241, 0) + struct.pack("<HHQ", 64, 0x39, 0)
    letter = tnef.letter(made((1, PROPERTIES, rows)))
    assert letter.words(mapi.SUBJECT) == "Ab"
    sent = letter.properties[mapi.SENT]
    assert not isinstance(sent, str | bytes | int) and sent.year == 1601


@given(st.binary(max_size=120))
def test_rubbish_is_no_message(data: bytes) -> None:
    """Any bytes are a message or a ValueError, never anything else."""
    for whole in (data, tnef.MARK + data, made((1, PROPERTIES, data))):
        with contextlib.suppress(ValueError):
            tnef.letter(whole)


def test_other_files_are_none() -> None:
    """What does not begin with its mark is not read."""
    with pytest.raises(ValueError, match="no TNEF"):
        tnef.letter(b"x" * 40)
