"""Exporting: real documents, nothing active in them, nothing left behind, proved after writing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pypdfium2
import pytest
from bs4 import BeautifulSoup

from iolkit.errors import NotReleased, WrongUse
from iolkit.handover import compose, export, secrets_of
from iolkit.handover.export import FORMATS, as_docx, as_html, as_md, as_pdf, proof
from iolkit.outcomes import Handover, Section
from iolkit.redaction import release
from tests.handover.samples import reviewed

HOSTILE = (
    "<script>alert(1)</script> ![x](http://evil.example/a.png) [y](javascript:z) www.evil.example"
)
WRITERS: dict[str, Callable[[Handover], bytes]] = {
    "docx": as_docx.write, "html": as_html.write, "md": as_md.write, "pdf": as_pdf.write,
}  # fmt: skip


@pytest.fixture(scope="module")
def handover() -> Handover:
    """The sample for partners."""
    return compose([reviewed()], "partners", "de")


def saying(text: str) -> Handover:
    """A handover with one paragraph that says exactly this."""
    plain = compose([reviewed()], "partners", "de")
    said = release(text, (), "partners", "de").cleared
    return replace(plain, sections=(Section("1 Titel", (said,)),))


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_passes_the_proof_and_says_the_same(handover: Handover, format: str) -> None:
    """The page with the learning is there; the values that are secret are not."""
    data = export(handover, format, secrets_of([reviewed()], "partners"))
    text = "\n".join(part.words for part in proof.READERS[format](data))
    plain = re.sub(r"\s+|\\", " ", text)
    for said in ("Übergabe: 2 Lernpunkte", "Paten führen jeden Neuen zwölf Wochen lang", "2 von 5"):
        assert said in plain
    assert "Varghese" not in plain


@pytest.mark.parametrize("format", FORMATS)
def test_a_secret_in_the_finished_file_stops_it(format: str) -> None:
    """Even cleared text that was cleared wrongly does not get out."""
    with pytest.raises(NotReleased, match="leak_found") as caught:
        export(saying("Frau Varghese war dort."), format, ["Varghese", "Krol"])
    assert caught.value.values["n"] == 1
    assert "Varghese" not in str(caught.value)


def _docx_with(change: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document(io.BytesIO(as_docx.write(saying("Nichts."))))
    change(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _in_table(document: docx.document.Document) -> None:
    document.add_table(1, 1).rows[0].cells[0].text = "Krol"


def _in_header(document: docx.document.Document) -> None:
    document.sections[0].header.paragraphs[0].text = "bei Krol"


def _in_properties(document: docx.document.Document) -> None:
    document.core_properties.author = "T. Krol"


def _in_comment(document: docx.document.Document) -> None:
    document.add_comment(document.paragraphs[0].runs, "sagt Krol", author="")


def _over_two_runs(document: docx.document.Document) -> None:
    paragraph = document.add_paragraph("Kr")
    paragraph.add_run("ol war da").bold = True


def _hidden(document: docx.document.Document) -> None:
    document.add_paragraph().add_run("Krol").font.hidden = True


def _in_attribute(document: docx.document.Document) -> None:
    document.paragraphs[0]._p.set("author", "Krol")


@pytest.mark.parametrize(
    "change",
    [_in_table, _in_header, _in_properties, _in_comment, _over_two_runs, _hidden, _in_attribute],
)
def test_the_proof_reads_every_corner_of_a_docx(
    change: Callable[[docx.document.Document], None],
) -> None:
    """Tables, headers, properties, comments, split and hidden runs, attributes."""
    blank = as_docx.write(saying(""))
    proof.prove(as_docx.write(saying("Nichts.")), blank, "docx", ["Krol"])
    with pytest.raises(NotReleased, match="leak_found"):
        proof.prove(_docx_with(change), blank, "docx", ["Krol"])


def test_the_proof_reads_strings_in_a_pdf() -> None:
    """A comment of the author or a name in the machinery does not slip past."""
    blank = as_pdf.write(saying(""))
    data = as_pdf.write(saying("Nichts.")).replace(b"/Creator (iolkit)", b"/Creator (T. Krol)")
    with pytest.raises(NotReleased, match="leak_found"):
        proof.prove(data, blank, "pdf", ["Krol"])
    data = as_pdf.write(saying("Nichts.")) + b"\n9 0 obj << /Note (bei Krol) >> endobj\n"
    with pytest.raises(NotReleased, match="leak_found"):
        proof.prove(data, blank, "pdf", ["Krol"])


@pytest.mark.parametrize(
    "hidden", ["<!-- Krol -->", "<p title='Krol'></p>", "<p>K&#114;ol</p>", "<p>K<b>rol</b></p>"]
)
def test_the_proof_reads_every_corner_of_a_page(hidden: str) -> None:
    """Comments, attributes, entities, words split by markup."""
    blank = as_html.write(saying(""))
    page = blank.replace(b"</main>", f"{hidden}</main>".encode())
    with pytest.raises(NotReleased, match="leak_found"):
        proof.prove(page, blank, "html", ["Krol"])


@pytest.mark.parametrize("format", FORMATS)
def test_the_words_of_the_format_itself_raise_no_alarm(handover: Handover, format: str) -> None:
    """A partner called like a font, a style or a tag, or a measure, does not stop every file."""
    named = ["Calibri", "Cambria", "Segoe UI", "Vera", "Heading", "Normal", "Li", "680", "567"]
    assert export(handover, format, named)


def test_a_page_number_is_no_leak() -> None:
    """A figure of a note may be as high as a page's number."""
    plain = saying("Nichts.")
    long = replace(plain, sections=tuple(plain.sections[0] for _ in range(120)))
    export(long, "pdf", ["100", "101"])
    with pytest.raises(NotReleased, match="leak_found"):
        export(saying("Es waren 101 Stellen."), "pdf", ["100", "101"])


def test_a_docx_tells_nothing_of_its_making(handover: Handover) -> None:
    """No author, no dates, no thumbnail, no custom parts, no library's name."""
    data = as_docx.write(handover)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        everything = "".join(package.read(n).decode("latin-1") for n in names)
    assert not [n for n in names if "thumbnail" in n or "custom" in n.lower() or "app.xml" in n]
    assert "python-docx" not in everything
    assert "dcterms:created" not in everything
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")


def test_a_docx_has_real_headings_and_tables(handover: Handover) -> None:
    """Navigation and screen readers find their way; the language is the document's."""
    document = docx.Document(io.BytesIO(as_docx.write(handover)))
    styles = {p.style.name for p in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet"} <= styles
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "●●○○○ 2 von 5" in cells
    assert document.core_properties.language == "de-DE"


def test_a_page_asks_nothing_of_anybody(handover: Handover) -> None:
    """No script, no link, no image, no outside address; a policy that forbids them."""
    for source in (as_html.write(handover), as_html.write(saying(HOSTILE))):
        page = BeautifulSoup(source, "html.parser")
        assert not page.find_all(["script", "a", "img", "iframe", "link", "object", "form"])
        assert page.html["lang"] == "de"
        assert "default-src 'none'" in page.find("meta", {"http-equiv": True})["content"]
        assert "url(" not in source.decode()
    assert "<script>alert(1)</script>" in page.get_text()


def test_markdown_renders_as_text_only() -> None:
    """Whatever a note says, no link, image, HTML, heading or list comes out of it."""
    for text in (
        HOSTILE,
        "# Titel",
        "- Punkt",
        "1. Punkt",
        "=== ",
        "a_b_ *c* `d` ~e~ |f| &amp; a@b.example",
    ):
        shown = as_md.escaped(text)
        bare = re.sub(r"\\[!-/:-@\[-`{-~]", "x", shown)
        assert not re.search(r"[<>\[\]`*_|~&@]|https?://|www\.|^\s*([#=-]|\d+\.\s)", bare)
        assert re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown) == text.strip()


def test_a_table_in_markdown_keeps_its_columns() -> None:
    """A bar in a cell does not open a new one."""
    handover = compose([reviewed()], "team", "de")
    rows = [line for line in as_md.write(handover).decode().splitlines() if line.startswith("|")]
    assert rows
    assert all(line.endswith(" |") for line in rows)


def test_a_pdf_has_its_letters_and_no_past(handover: Handover) -> None:
    """Umlauts can be read out, fonts are embedded, the same handover gives the same bytes."""
    data = as_pdf.write(handover)
    assert data == as_pdf.write(handover)
    assert data.count(b"/FontFile2") >= 2
    document = pypdfium2.PdfDocument(data)
    properties = document.get_metadata_dict(skip_empty=True)
    page = document[0].get_textpage()
    text = page.get_text_bounded()
    page.close()
    document.close()
    assert "Übergabe: 2 Lernpunkte" in text
    assert "Author" not in properties


def test_a_pdf_copes_with_signs_its_font_lacks() -> None:
    """Arrows, other scripts and emoji become something readable, never an error."""
    document = pypdfium2.PdfDocument(as_pdf.write(saying("5 % → 31 % ≥ Łódź Şükrü 🎉 & <b>")))
    page = document[0].get_textpage()
    text = page.get_text_bounded()
    page.close()
    document.close()
    assert "5 % -> 31 %" in text
    assert "& <b>" in text


def test_an_unknown_format_is_refused(handover: Handover) -> None:
    """Four formats, no guess."""
    with pytest.raises(WrongUse, match="format_unknown"):
        export(handover, "odt", ())


def test_an_item_a_page_when_there_are_several(handover: Handover) -> None:
    """Each item can be handed on by itself."""
    document = docx.Document(io.BytesIO(as_docx.write(handover)))
    chapters = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [bool(p.paragraph_format.page_break_before) for p in chapters] == [False, True, True]
