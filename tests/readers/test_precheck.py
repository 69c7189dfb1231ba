"""What is turned away before any parser sees it."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable
from iolkit.readers import precheck
from iolkit.readers.limits import SHIPPED, Limits

from .samples import OLE, docx, lying_zip, paragraph, pptx, shape, slide_xml, zipped

GOOD = docx(paragraph("x"))


def refusal(suffix: str, data: bytes, limits: Limits = SHIPPED) -> str:
    """The key under which a file is turned away; "" when it passes."""
    try:
        precheck.check(suffix, data, limits)
    except NoteUnreadable as refused:
        return refused.key
    return ""


def with_member(name: str, content: bytes) -> bytes:
    """A good Word file with one more member."""
    return docx(paragraph("x"), extra={name: content})


def encrypted_member() -> bytes:
    """A Word file whose members claim to be under a password."""
    data = bytearray(GOOD)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def test_good_files_pass() -> None:
    """Plain members of each family are let through."""
    assert refusal(".docx", GOOD) == ""
    assert refusal(".pptx", pptx([slide_xml("sld", shape("x"))])) == ""
    assert refusal(".pdf", b"\n%PDF-1.7 ...") == ""
    assert refusal(".eml", b"Received: by x\nSubject: y\n\nz") == ""
    assert refusal(".vtt", b"\xef\xbb\xbfWEBVTT\n\n") == ""
    assert refusal(".vtt", "WEBVTT\n".encode("utf-16")) == ""
    assert refusal(".srt", b"1\n00:00:01,000 --> 00:00:02,000\nx") == ""
    assert refusal(".html", b"<!DOCTYPE html><p>x") == ""
    assert refusal(".html", b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0" "http://x"><p>x') == ""
    assert refusal(".md", b"x") == ""


XXE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
XXE16 = XXE.decode().encode("utf-16")
CASES = {
    "unknown suffix": (".xyz", b"x", "unknown_type"),
    "no suffix": ("", b"x", "unknown_type"),
    "outlook attachment": (".dat", b"\x78\x9f\x3e\x22", "unknown_type"),
    "old word": (".doc", OLE, "old_office"),
    "macro suffix": (".docm", GOOD, "macro"),
    "empty": (".md", b"", "empty_file"),
    "blank": (".txt", b" \r\n\t ", "empty_file"),
    "pdf named docx": (".docx", b"%PDF-1.4", "wrong_type"),
    "docx named pdf": (".pdf", GOOD, "wrong_type"),
    "docx named pptx": (".pptx", GOOD, "wrong_type"),
    "docx named txt": (".txt", GOOD, "wrong_type"),
    "png named md": (".md", b"\x89PNG\r\n\x1a\n", "wrong_type"),
    "rtf named txt": (".txt", b"{\\rtf1 x}", "wrong_type"),
    "plain zip named docx": (".docx", zipped({"a.txt": "x"}), "wrong_type"),
    "text named docx": (".docx", b"Guten Tag", "wrong_type"),
    "text named pdf": (".pdf", b"Guten Tag", "wrong_type"),
    "text named eml": (".eml", b"Guten Tag\n\nhallo", "wrong_type"),
    "text named vtt": (".vtt", b"Guten Tag", "wrong_type"),
    "text named srt": (".srt", b"Guten Tag", "wrong_type"),
    "text named html": (".html", b"Guten Tag", "wrong_type"),
    "password office": (".docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "old office named docx": (".docx", OLE + b"x" * 99, "old_office"),
    "password members": (".docx", encrypted_member(), "encrypted"),
    "truncated": (".docx", GOOD[: len(GOOD) // 2], "broken"),
    "head only": (".docx", b"PK\x03\x04", "broken"),
    "claims less": (".docx", lying_zip(10), "broken"),
    "claims more": (".docx", lying_zip(2_000_000_000), "unpacked_too_large"),
    "macro part": (".docx", with_member("word/vbaProject.bin", b"x"), "macro"),
    "nested zip": (".docx", with_member("word/media/x.bin", GOOD), "nested_archive"),
    "doctype": (".docx", with_member("word/x.xml", XXE), "unsafe_xml"),
    "doctype utf-16": (
        ".docx",
        with_member("word/x.xml", XXE.decode().encode("utf-16")),
        "unsafe_xml",
    ),
    "doctype far in": (".docx", with_member("x.rels", b" " * 65_530 + XXE), "unsafe_xml"),
    "html entity": (".html", XXE + b"<p>x", "unsafe_xml"),
}


@pytest.mark.parametrize("case", CASES)
def test_wrong_files_are_turned_away_with_the_reason(case: str) -> None:
    """Each odd file is refused under the key that says what is wrong with it."""
    suffix, data, key = CASES[case]
    assert refusal(suffix, data) == key


def test_macro_content_type_is_found() -> None:
    """A renamed macro file says what it is in its list of types."""
    data = docx(paragraph("x"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for member in old.infolist():
            content = old.read(member)
            is_types = member.filename == "[Content_Types].xml"
            new.writestr(member.filename, b"<x macroEnabled/>" if is_types else content)
    assert refusal(".docx", out.getvalue()) == "macro"


def test_two_members_of_one_name_are_refused() -> None:
    """One program would show the first, another the second."""
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("word/document.xml", "<anders/>")
    assert refusal(".docx", out.getvalue()) == "broken"


def test_unusual_packing_is_refused() -> None:
    """Office packs with deflate or not at all; other methods hide bombs."""
    members: dict[str, str | bytes] = {"[Content_Types].xml": "x", "word/a": "y"}
    assert refusal(".docx", zipped(members, zipfile.ZIP_LZMA)) == "broken"


def test_bombs_are_counted() -> None:
    """Too much in all, too tight, or too many members: refused before anything is parsed."""
    big = docx(paragraph("x" * 7_000_000))
    assert refusal(".docx", big) == "unpacked_too_large"
    assert refusal(".docx", GOOD, Limits(unpacked=100)) == "unpacked_too_large"
    many = docx(paragraph("x"), extra={f"word/{n}.xml": b"" for n in range(2_100)})
    assert refusal(".docx", many) == "too_many_parts"


def test_size_of_the_file_is_limited() -> None:
    """A file beyond the limit is refused whatever it is."""
    assert refusal(".txt", b"x" * 11, Limits(file=10)) == "too_large"


def test_workbook_behind_a_chart_is_ordinary() -> None:
    """Charts carry their workbook along; it is not opened and no reason to refuse."""
    assert refusal(".docx", with_member("word/embeddings/book.xlsx", GOOD)) == ""


@given(st.binary(max_size=60), st.integers(0, len(GOOD) - 1), st.sampled_from(precheck.SUFFIXES))
def test_no_bytes_make_it_stumble(noise: bytes, at: int, suffix: str) -> None:
    """A good archive with any bytes in it is let through or refused, never anything else."""
    refusal(suffix, GOOD[:at] + noise + GOOD[at + len(noise) :])
    refusal(suffix, noise)
