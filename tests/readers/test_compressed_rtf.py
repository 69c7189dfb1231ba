"""Rich text in Outlook's box."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from iolkit.readers.compressed_rtf import _DICTIONARY, unpacked

from .battery.making import lzfu

# The example of the specification ([MS-OXRTFCP] 3.1.1): "{\rtf1\ansi\ansicpg1252\pard hello world}"
EXAMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
    "0af32068656c090020627705b06c647d0a800fa0"
)


def test_example_of_the_specification() -> None:
    """Pointers into the prepared window give the words that the specification shows."""
    assert unpacked(EXAMPLE, 10_000) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_pointer_may_reach_into_what_it_writes() -> None:
    """One letter and a pointer to it make a run of them."""
    at = len(_DICTIONARY)
    pointer = ((at << 4) | 8).to_bytes(2, "big")
    end = (((at + 11) << 4) | 0).to_bytes(2, "big")
    body = bytes([0b110]) + b"x" + pointer + end
    data = struct.pack("<II4sI", len(body) + 12, 11, b"LZFu", 0) + body
    assert unpacked(data, 100) == b"x" * 11


@given(st.binary(max_size=300))
def test_letters_come_back(rich: bytes) -> None:
    """What is packed as letters only is unpacked unchanged, within the limit."""
    assert unpacked(lzfu(rich), 1_000) == rich
    assert unpacked(lzfu(rich), 5) == rich[:5]


def test_text_that_is_not_packed() -> None:
    """The second kind of box holds the text as it is."""
    assert unpacked(struct.pack("<II4sI", 15, 3, b"MELA", 0) + b"abc", 100) == b"abc"


@given(st.binary(max_size=200))
def test_rubbish_is_bounded(data: bytes) -> None:
    """No bytes make more than the limit of them."""
    head = struct.pack("<II4sI", 0, 2**31, b"LZFu", 0)
    assert len(unpacked(head + data, 500)) <= 500
    unpacked(data, 500)
