# ruff: noqa: E501 - samples of markup read best one a line
"""Plain text, Markdown, tables as text and transcripts, odd in bytes, heads or names."""

from __future__ import annotations

import random
import unicodedata

from tests.readers.samples import OLE, docx, paragraph, pdf

from .case import Case

GERMAN = "Größe, Maß und Übergabe: „gut“ für 5 €"
LINES = f"Zeile eins\n{GERMAN}\nZeile drei\n"
ALIASES = "a: &a [x, x]\n" + "".join(
    f"k{n}: &k{n} [{', '.join(['*' + ('a' if n == 0 else f'k{n - 1}')] * 9)}]\n" for n in range(30)
)
CUE = "00:00:01.000 --> 00:00:04.000\n"

TEXTS: dict[str, Case] = {
    "empty md": Case("a.md", lambda: b"", "empty_file"),
    "white space only": Case("a.txt", lambda: b" \r\n\t\x0c ", "empty_file"),
    "wide white space only": Case("a.txt", lambda: "\u2003\u00a0\n".encode(), "no_text"),
    "utf-16 le with mark": Case("a.txt", lambda: LINES.encode("utf-16"), says=(GERMAN,)),
    "utf-16 be with mark": Case(
        "a.txt", lambda: b"\xfe\xff" + LINES.encode("utf-16-be"), says=(GERMAN,)
    ),
    "utf-16 le bare": Case("a.txt", lambda: LINES.encode("utf-16-le"), says=(GERMAN,)),
    "utf-16 be bare": Case("a.md", lambda: LINES.encode("utf-16-be"), says=(GERMAN,)),
    "utf-16 bare, ascii only": Case(
        "a.txt", lambda: b"N\x00o\x00t\x00e\x00n\x00", says=("Noten",)
    ),
    "utf-8 with mark and front matter": Case(
        "a.md", lambda: f"\ufeff---\r\ntitle: Größe\r\n---\r\n{LINES}".encode(), says=(GERMAN,),
        silent=("\ufeff", "---"), title="Größe",
    ),
    "latin-1": Case("a.txt", lambda: "Größe und Maß".encode("latin-1"), says=("Größe und Maß",)),
    "windows-1252": Case("a.txt", lambda: LINES.encode("cp1252"), says=(GERMAN,)),
    "mac line ends": Case("a.txt", lambda: b"eins\rzwei\r\ndrei", says=("eins\nzwei\ndrei",)),
    "letters and accents apart": Case(
        "a.txt", lambda: unicodedata.normalize("NFD", LINES).encode(), says=(GERMAN,)
    ),
    "one line of ten megabytes": Case("a.txt", lambda: b"wort " * 2_000_000, "text_too_long"),
    "one line of four megabytes": Case("a.md", lambda: b"wort " * 800_000, says=("wort wort",)),
    "nul bytes": Case("a.txt", lambda: b"Text\x00\x00\x00 mit Nullen " * 9, "not_text"),
    "bytes of zero": Case("a.txt", lambda: bytes(9_000), "not_text"),
    "random bytes": Case("a.md", lambda: random.Random(7).randbytes(9_000), "not_text"),
    "odd utf-16": Case("a.txt", lambda: "Größe und Maß".encode("utf-16")[:-1], says=("Größe und Ma",)),
    "mark only": Case("a.txt", lambda: b"\xef\xbb\xbf", "no_text"),
    "front matter only": Case("a.md", lambda: b"---\ntitle: x\n---\n", "no_text"),
    "surrogates in utf-8": Case("a.txt", lambda: b"a\xed\xa0\x80b " * 9, says=("a",)),
    "two suffixes": Case("a.md.exe", lambda: b"Text", "unknown_type"),
    "no suffix": Case("notiz", lambda: b"Text", "unknown_type"),
    "program named txt": Case("a.txt", lambda: b"MZ\x90\x00\x03" + bytes(range(256)) * 9, "not_text"),
    "elf named md": Case("a.md", lambda: b"\x7fELF\x02\x01" + bytes(64), "wrong_type"),
    "picture named md": Case("a.md", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), "wrong_type"),
    "ole named txt": Case("a.txt", lambda: OLE + bytes(2_000), "wrong_type"),
    "pdf named txt": Case("a.txt", lambda: pdf(["x"]), "wrong_type"),
    "docx named md": Case("a.md", lambda: docx(paragraph("x")), "wrong_type"),
    "front matter without end": Case(
        "a.md", lambda: b"---\ntitle: Ohne Ende\nText geht weiter\n", says=("title: Ohne Ende",)
    ),
    "front matter of aliases": Case(
        "a.md", lambda: f"---\n{ALIASES}title: *k29\n---\nText bleibt.".encode(),
        says=("Text bleibt.",), silent=("k29",),
    ),
    "front matter of nested json": Case(
        "a.md",
        lambda: b'---\ntitle: {"a":' + b'{"a":' * 3_000 + b"1" + b"}" * 3_001 + b"\n---\nText.",
        says=("Text.",), silent=('{"a"',),
    ),
    "front matter of brackets": Case(
        "a.md", lambda: b"---\ntitle: " + b"[" * 9_000 + b"\n---\nText.", says=("Text.",)
    ),
    "front matter that asks for objects": Case(
        "a.md", lambda: b"---\ntitle: !!python/object/apply:os.system ['x']\n---\nText.",
        says=("Text.",), title="x",
    ),
    "front matter with a merge bomb": Case(
        "a.md", lambda: b"---\na: &a {b: c}\n<<: [*a, *a]\ntitle: T\n---\nText.", says=("Text.",)
    ),
    "direction marks in a note": Case(
        "a.md", lambda: "Vor \u202eumgekehrt\u202c nach".encode(), says=("Vor \u202eumgekehrt\u202c nach",)
    ),
    "soft hyphens in a note stay": Case(
        "a.txt", lambda: "Wissens\u00adträger".encode(), says=("Wissens\u00adträger",)
    ),
    "csv as German programs write it": Case(
        "a.csv", lambda: "Thema;Wer;Kosten\r\nRüstzeit;Groß;1.234,50 €\r\n".encode("cp1252"),
        says=("Thema | Wer | Kosten\nRüstzeit | Groß | 1.234,50 €",),
    ),
    "csv with formulas": Case(
        "a.csv", lambda: b"a,b\n=cmd|' /C calc'!A0,+1\n@SUM(A1),-2\n",
        says=("=cmd|' /C calc'!A0 | +1", "@SUM(A1) | -2"),
    ),
    "csv with lines in cells": Case(
        "a.csv", lambda: b'a,b\n"eins\nzwei","sagt ""ja"""\n', says=('eins zwei | sagt "ja"',)
    ),
    "csv with an open quote": Case("a.csv", lambda: b'a;b\n"offen;' + b"x;y\n" * 99, says=("offen",)),
    "csv of one endless cell": Case("a.csv", lambda: b'"' + b"x" * 6_000_000, "text_too_long"),
    "workbook named csv": Case("a.csv", lambda: docx(""), "wrong_type"),
    "vtt with styles, notes and voices": Case(
        "a.vtt",
        lambda: (
            "\ufeffWEBVTT - Runder Tisch\r\n\r\nSTYLE\r\n::cue(b){color:red}\r\n\r\nNOTE intern\r\n\r\n"
            f"1\r\n{CUE}<v.laut Petra Größ><b>Die</b> <c.x>Größe</c> &amp; Maß</v>\r\n"
        ).encode(),
        says=("Petra Größ: Die Größe & Maß",), silent=("STYLE", "::cue", "<"),
        placed={"note": "intern", "time 00:00:01": "Petra"}, title="Runder Tisch",
    ),
    "vtt without cues": Case("a.vtt", lambda: b"WEBVTT\n\n", "no_text"),
    "vtt cut off": Case("a.vtt", lambda: f"WEBVTT\n\n{CUE}Text\n\n00:00:05.0".encode(), says=("Text",)),
    "srt with tags and mark": Case(
        "a.srt",
        lambda: "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>Groß</i> {\\an8}<font color='#fff'>da</font>\r\n".encode(),
        says=("Groß da",), silent=("<", "an8"),
    ),
    "srt in windows-1252": Case(
        "a.srt", lambda: "1\n00:00:01,000 --> 00:00:02,000\nJürgen: Größe\n".encode("cp1252"),
        says=("Jürgen: Größe",),
    ),
    "srt with wild times": Case(
        "a.srt", lambda: b"1\n99:99:99,999 --> 00:00:00,000\nText bleibt\n", says=("Text bleibt",)
    ),
    "text named vtt": Case("a.vtt", lambda: b"Guten Tag", "wrong_type"),
}  # fmt: skip

NAMES = {
    "path up": ("../../etc/notiz.md", "notiz.md"),
    "windows path": ("C:\\Users\\x\\notiz.md", "notiz.md"),
    "turned direction": ("notiz\u202edm.md", "notizdm.md"),
    "control": ("no\x00ti\x1bz\n.md", "notiz.md"),
    "zero width": ("no\u200bti\ufeffz.md", "notiz.md"),
    "long": ("n" * 300 + ".md", "n" * 117 + ".md"),
    "device": ("CON.md", "_CON.md"),
    "device with number": ("lpt1.txt", "_lpt1.txt"),
    "no device": ("console.md", "console.md"),
    "emoji": ("Idee 💡 Ä.md", "Idee 💡 Ä.md"),
    "accents apart": ("U\u0308bergabe.md", "Übergabe.md"),
    "dots": (" . notiz.md", "notiz.md"),
    "markup": ("<b>x|y</b>.md", "b_.md"),
}
TEXTS |= {
    f"name: {what}": Case(name, lambda: b"Text hier.", says=("Text hier.",), shown=shown)
    for what, (name, shown) in NAMES.items()
}
