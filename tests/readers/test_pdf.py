"""PDF files: pages, mended words, joined lines, scans."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen import canvas

from iolkit.errors import NoteUnreadable
from iolkit.readers import pdf
from iolkit.readers.limits import SHIPPED, Limits

from . import samples


def test_lines_become_paragraphs_and_broken_words_whole() -> None:
    """Full lines run on, a gap parts paragraphs, bullets stay lines, umlauts survive."""
    found = pdf.extract(
        samples.pdf(
            [
                "Die Akademie hat gezeigt, dass Wissens-",
                "träger früh eingebunden werden müssen, so",
                "sagt es Frau Größ.",
                "",
                "Zweiter Absatz mit einem kurzen Ende, und",
                "Schluss.",
                "",
                "- Punkt eins",
                "- Punkt zwei",
            ],
            ["Seite zwei"],
        ),
        SHIPPED,
    )
    assert found.text == (
        "Die Akademie hat gezeigt, dass Wissensträger früh eingebunden werden müssen, so sagt es "
        "Frau Größ.\n\nZweiter Absatz mit einem kurzen Ende, und Schluss.\n\n"
        "- Punkt eins\n- Punkt zwei\n\nSeite zwei"
    )
    assert [(p.kind, p.label) for p in found.places] == [("page", "1"), ("page", "2")]
    second = found.places[1]
    assert found.text[second.start : second.end] == "Seite zwei"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Wissens\ufffeträger", "Wissensträger"),
        ("Wissens\x02\r\nträger", "Wissensträger"),
        ("Rhein\ufffeRuhr", "Rhein-Ruhr"),
        ("Modul\ufffe3", "Modul-3"),
        ("lose \ufffe", "lose -"),
        ("M\u00a8arz, \u00a8 Ol", "Ma\u0308rz, O\u0308l"),
    ],
)
def test_mending(broken: str, whole: str) -> None:
    """A hyphen at a line end goes before a small letter and stays before a capital or digit."""
    assert pdf.mended(broken) == whole


@given(st.text(alphabet="abcÄö \n-.", max_size=80))
def test_mending_leaves_ordinary_text_alone(words: str) -> None:
    """Without PDFium's marks nothing changes."""
    assert pdf.mended(words) == words


def test_columns_of_a_table_are_parted() -> None:
    """Wide spaces between cells become the row notation of all tables."""
    found = pdf.extract(
        samples.pdf(["Werk" + " " * 30 + "Quote", "Nord" + " " * 30 + "7,2"]), SHIPPED
    )
    assert found.text == "Werk | Quote\nNord | 7,2"


def test_scan_without_text_says_so() -> None:
    """Pages that are pictures only need text recognition first."""
    with pytest.raises(NoteUnreadable) as refused:
        pdf.extract(samples.pdf([""], image=True), SHIPPED)
    assert refused.value.key == "scan_without_text"


def test_empty_pages_are_no_scan() -> None:
    """A PDF with nothing on it has no text, and no picture to recognise."""
    with pytest.raises(NoteUnreadable) as refused:
        pdf.extract(samples.pdf([""]), SHIPPED)
    assert refused.value.key == "no_text"


def test_page_without_text_keeps_its_place() -> None:
    """A blank page between two others still counts."""
    found = pdf.extract(samples.pdf(["eins"], [""], ["drei"]), SHIPPED)
    assert [p.label for p in found.places] == ["1", "2", "3"]
    assert found.text == "eins\n\ndrei"


def test_password_is_named() -> None:
    """A locked file is told apart from a broken one."""
    with pytest.raises(NoteUnreadable) as refused:
        pdf.extract(samples.pdf(["x"], password="geheim"), SHIPPED)
    assert refused.value.key == "encrypted"


def test_pages_are_counted_first() -> None:
    """More pages than the limit are not begun."""
    with pytest.raises(NoteUnreadable) as refused:
        pdf.extract(samples.pdf(["a"], ["b"], ["c"]), Limits(pages=2))
    assert refused.value.key == "too_many_pages"


def test_comments_and_form_fields_are_read() -> None:
    """What a colleague wrote in a comment or typed in a form is text, too."""
    out = io.BytesIO()
    drawing = canvas.Canvas(out, invariant=1)
    drawing.drawString(72, 700, "Text der Seite")
    drawing.textAnnotation("Bitte Frau Größ fragen", Rect=[50, 50, 90, 90])
    drawing.acroForm.textfield(name="feld", value="480.000 Euro", x=100, y=100)
    drawing.showPage()
    drawing.save()
    found = pdf.extract(out.getvalue(), SHIPPED)
    said = {p.label: found.text[p.start : p.end].strip() for p in found.places if p.kind == "part"}
    assert said["comment"] == "Bitte Frau Größ fragen"
    assert "480.000 Euro" in said["form field"]


def test_title_of_the_file_is_a_fact_unless_it_is_junk() -> None:
    """Programs write file names into the title; those say nothing."""
    assert pdf.extract(samples.pdf(["x"], title="Werkstatt"), SHIPPED).facts["title"] == "Werkstatt"
    junk = samples.pdf(["x"], title="Microsoft Word - a.docx")
    assert "title" not in pdf.extract(junk, SHIPPED).facts
