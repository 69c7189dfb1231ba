"""A battery of hostile and odd files: each is a note, or refused in plain words. Nothing else."""

from __future__ import annotations

import random
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from iolkit import phrases
from iolkit.errors import NoteUnreadable
from iolkit.readers import SUFFIXES, read_bytes

from . import samples
from .samples import OLE, docx, paragraph, pptx, shape, slide_xml, zipped

GOOD = docx(paragraph("Die Übergabe am Freitag kam zu spät."))
XXE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE a [<!ENTITY l0 'ha'>" + "".join(
    f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10)
)
RANDOM = random.Random(7)


def xml_in_docx(document: str) -> bytes:
    """A Word file whose main part is `document`."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": samples.relations(("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": document,
        }
    )


def looping_relations() -> bytes:
    """A Word file whose parts point at one another in a circle."""
    return docx(
        paragraph("Text"),
        {"header/header1.xml": samples.word_part("hdr", paragraph("Kopf"))},
        {"word/_rels/header1.xml.rels": samples.relations(("r", "header", "header1.xml")).encode()},
    )


def mail_with(name: str, content: bytes) -> bytes:
    """A mail with an attachment."""
    message = EmailMessage()
    message["Subject"] = "Grüße"
    message.set_content("Im Anhang steht alles, bitte lesen.")
    message.add_attachment(content, maintype="application", subtype="x", filename=name)
    return message.as_bytes()


def damaged(data: bytes, seed: int) -> bytes:
    """A file with twenty bytes overwritten at random."""
    dice = random.Random(seed)
    out = bytearray(data)
    for _ in range(20):
        out[dice.randrange(len(out))] = dice.randrange(256)
    return bytes(out)


NOTE = "a note"
FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    # what it is: (name, how it is made, the key it is refused under, or NOTE)
    "zip bomb": ("a.docx", lambda: docx(paragraph("x" * 9_000_000)), "unpacked_too_large"),
    "lying sizes, less": ("a.docx", lambda: samples.lying_zip(9), "broken"),
    "lying sizes, more": ("a.docx", lambda: samples.lying_zip(3_000_000_000), "unpacked_too_large"),
    "truncated docx": ("a.docx", lambda: GOOD[:-40], "broken"),
    "docx of zeros": ("a.docx", lambda: b"PK\x03\x04" + bytes(999), "broken"),
    "docx not well-formed": ("a.docx", lambda: xml_in_docx("<w:document"), "broken"),
    "docx without a body": ("a.docx", lambda: xml_in_docx("<document/>"), "no_text"),
    "docx without its main part": (
        "a.docx", lambda: zipped({"[Content_Types].xml": "<x/>", "word/x": ""}), "broken",
    ),
    "docx nested deep": (
        "a.docx", lambda: docx("<w:sdt>" * 2_000 + "</w:sdt>" * 2_000), "broken",
    ),
    "docx pointing in circles": ("a.docx", looping_relations, NOTE),
    "docx pointing out": (
        "a.docx",
        lambda: docx(paragraph("x"), {"header/../../../../etc/hostname": "<x/>"}),
        NOTE,
    ),
    "external entity": ("a.docx", lambda: xml_in_docx(XXE + "<a>&x;</a>"), "unsafe_xml"),
    "external entity in utf-16": (
        "a.docx",
        lambda: docx("", {}, {"word/x.xml": (XXE + "<a>&x;</a>").encode("utf-16")}),
        "unsafe_xml",
    ),
    "billion laughs": ("a.docx", lambda: xml_in_docx(LAUGHS + "]><a>&l9;</a>"), "unsafe_xml"),
    "nested zip": (
        "a.docx", lambda: docx("", {}, {"word/media/a.bin": GOOD}), "nested_archive",
    ),
    "macro": ("a.docx", lambda: docx("", {}, {"word/vbaProject.bin": b"x"}), "macro"),
    "macro suffix": ("a.pptm", lambda: GOOD, "macro"),
    "password office": (
        "a.pptx", lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted",
    ),
    "old office": ("a.doc", lambda: OLE + bytes(600), "old_office"),
    "too many members": (
        "a.docx", lambda: docx("", {}, {f"word/{n}": b"" for n in range(2_001)}), "too_many_parts",
    ),
    "pdf named docx": ("a.docx", lambda: samples.pdf(["x"]), "wrong_type"),
    "docx named pdf": ("a.pdf", lambda: GOOD, "wrong_type"),
    "docx named md": ("a.md", lambda: GOOD, "wrong_type"),
    "pptx without slides": ("a.pptx", lambda: pptx([]), "no_text"),
    "pptx with a missing slide": (
        "a.pptx",
        lambda: pptx([slide_xml("sld", shape("Text")), ""]).replace(b"slide2.xml", b"slideX.xml"),
        "broken",
    ),
    "truncated pdf": ("a.pdf", lambda: samples.pdf(["x"] * 40)[:600], "broken"),
    "pdf of a head": ("a.pdf", lambda: b"%PDF-1.7\n%%EOF", "broken"),
    "password pdf": ("a.pdf", lambda: samples.pdf(["x"], password="geheim"), "encrypted"),
    "scanned pdf": ("a.pdf", lambda: samples.pdf([""], image=True), "scan_without_text"),
    "random pdf": ("a.pdf", lambda: b"%PDF-1.4\n" + RANDOM.randbytes(9_000), "broken"),
    "program named txt": ("a.txt", lambda: b"MZ\x90\x00" + RANDOM.randbytes(9_000), "not_text"),
    "random md": ("a.md", lambda: RANDOM.randbytes(9_000), "not_text"),
    "picture named txt": ("a.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "wrong_type"),
    "rtf named txt": ("a.txt", lambda: b"{\\rtf1 Text}", "wrong_type"),
    "utf-16 txt": ("a.txt", lambda: "Größe und Übergabe".encode("utf-16"), NOTE),
    "odd utf-16 txt": ("a.txt", lambda: "Größe und Maß".encode("utf-16")[:-1], NOTE),
    "latin-1 txt": ("a.txt", lambda: "Größe und Übergabe".encode("latin-1"), NOTE),
    "mark only": ("a.txt", lambda: b"\xef\xbb\xbf", "no_text"),
    "empty": ("a.md", lambda: b"", "empty_file"),
    "front matter only": ("a.md", lambda: b"---\ntitle: x\n---\n", "no_text"),
    "hostile front matter": ("a.md", lambda: b"---\ntitle: " + b"[" * 9_000 + b"\n---\nx", NOTE),
    "ten megabytes on one line": ("a.txt", lambda: b"wort " * 2_000_000, "text_too_long"),
    "a megabyte on one line": ("a.txt", lambda: b"wort " * 200_000, NOTE),
    "surrogates in utf-8": ("a.txt", lambda: b"a\xed\xa0\x80b " * 9, NOTE),
    "html with an entity": ("a.html", lambda: (XXE + "<p>&x;</p>").encode(), "unsafe_xml"),
    "html with remote parts": (
        "a.html",
        lambda: b"<p>Text<img src='http://127.0.0.1:9/x'><iframe src='file:///etc/hostname'>",
        NOTE,
    ),
    "html without end": ("a.html", lambda: b"<p>oben" + b"<div>" * 90_000, "too_many_parts"),
    "html of markup only": ("a.html", lambda: b"<script>x</script><!-- x -->", "no_text"),
    "mail with a winmail": ("a.eml", lambda: mail_with("winmail.dat", b"\x78\x9f\x3e\x22"), NOTE),
    "mail with a path trick": ("a.eml", lambda: mail_with("../../x\u202etxt.exe", b"x"), NOTE),
    "mail of a head": ("a.eml", lambda: b"Subject: x\n", "no_text"),
    "mail of parts without end": (
        "a.eml",
        lambda: b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(900)
        ),
        "too_many_parts",
    ),
    "mail of a thousand parts": (
        "a.eml",
        lambda: b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nText\n" * 1_000,
        "too_many_parts",
    ),
    "mail in a wrong charset": (
        "a.eml",
        lambda: b"Subject: x\nContent-Type: text/plain; charset=quatsch\n\nGr\xf6\xdfe",
        NOTE,
    ),
    "winmail": ("winmail.dat", lambda: b"\x78\x9f\x3e\x22", "unknown_type"),
    "transcript with styles": (
        "a.vtt",
        lambda: b"WEBVTT\n\nSTYLE\n::cue{}\n\n00:01.000 --> 00:02.000\n<c.x><v A>Ja</v></c>",
        NOTE,
    ),
    "transcript without cues": ("a.vtt", lambda: b"WEBVTT\n", "no_text"),
    "transcript with wild times": (
        "a.srt", lambda: b"1\n99:99:99,999 --> 00:00:00,000\nA: Text\n", NOTE,
    ),
    "two suffixes": ("a.md.exe", lambda: b"Text", "unknown_type"),
    "hidden suffix": ("exe\u202edm.md", lambda: b"Text", NOTE),
    "path trick": ("../../../etc/notiz.md", lambda: b"Text", NOTE),
}  # fmt: skip


@pytest.mark.parametrize("what", FILES)
def test_file_is_a_note_or_refused_in_plain_words(what: str) -> None:
    """Each file ends as promised, and both languages can say so in a sentence."""
    name, make, expected = FILES[what]
    try:
        note = read_bytes(name, make())
    except NoteUnreadable as refused:
        assert refused.key == expected
        for language in phrases.TONGUES:
            assert phrases.say_error(refused, language).endswith(".")
    else:
        assert expected == NOTE
        assert note.text.strip()
        assert not set(note.source) & set("/\\\u202e")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damaged_files_are_notes_or_refused(suffix: str) -> None:
    """Bytes overwritten at random in a good file of each kind: no other exception, ever."""
    good = {
        ".docx": GOOD,
        ".pptx": pptx([slide_xml("sld", shape("Text"))]),
        ".pdf": samples.pdf(["Text der Seite"]),
        ".eml": mail_with("a.txt", b"Text"),
        ".vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v A>Ja",
        ".srt": b"1\n00:00:01,000 --> 00:00:02,000\nA: Ja",
    }.get(suffix, b"<h1>Titel</h1><p>Text</p>\n---\ntitle: x\n---\n")
    for seed in range(4):
        try:
            assert read_bytes(f"a{suffix}", damaged(good, seed)).text
        except NoteUnreadable as refused:
            assert phrases.say_error(refused, "de")


def test_nothing_local_is_read_into_a_note() -> None:
    """A file that points at the reader's own disk gets nothing from there."""
    page = b"<p>Text</p><object data='file:///etc/passwd'></object><xi:include href='/etc/passwd'/>"
    assert read_bytes("a.html", page).text == "Text"
