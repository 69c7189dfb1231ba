"""Rich text as Outlook packs it into its messages ([MS-OXRTFCP])."""

from __future__ import annotations

import struct

_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4_096
_PACKED, _AS_IS = b"LZFu", b"MELA"


def unpacked(data: bytes, limit: int) -> bytes:
    """The rich text inside; empty when `data` is none. Never more than `limit` bytes."""
    if len(data) < 16:
        return b""
    size = min(struct.unpack_from("<I", data, 4)[0], limit)
    if data[8:12] == _AS_IS:
        return data[16 : 16 + size]
    return _inflated(data, size) if data[8:12] == _PACKED else b""


def _inflated(data: bytes, size: int) -> bytes:
    """Runs of eight tokens, each a letter or a pointer into the window before it."""
    window = bytearray(_DICTIONARY.ljust(_WINDOW, b"\x00"))
    write, at = len(_DICTIONARY), 16
    out = bytearray()
    while at < len(data) and len(out) < size:
        control, at = data[at], at + 1
        for bit in range(8):
            if not control >> bit & 1:
                piece, at = data[at : at + 1], at + 1
            else:
                pointer, at = int.from_bytes(data[at : at + 2], "big"), at + 2
                start, length = pointer >> 4, (pointer & 15) + 2
                if start == write % _WINDOW:
                    return bytes(out[:size])  # a pointer to itself ends the text
                # It may reach into what it writes itself: letter by letter.
                for step in range(length):
                    letter = window[(start + step) % _WINDOW]
                    window[write % _WINDOW] = letter
                    write += 1
                    out.append(letter)
                continue
            for letter in piece:
                window[write % _WINDOW] = letter
                write += 1
                out.append(letter)
    return bytes(out[:size])
