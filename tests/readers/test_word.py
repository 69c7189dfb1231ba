"""Word files: everything that stands in them, in order, and where it stood."""

from __future__ import annotations

import io

import pytest
from docx import Document

from iolkit.errors import NoteUnreadable
from iolkit.readers import word
from iolkit.readers.draft import Extract
from iolkit.readers.limits import SHIPPED

from .samples import docx, paragraph, word_part

STYLES = word_part(
    "styles",
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Eigene"><w:basedOn w:val="berschrift2"/></w:style>'
    '<w:style w:styleId="Liste"><w:name w:val="List Bullet"/><w:pPr><w:numPr>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Weg"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="Kreis"><w:basedOn w:val="Kreis"/></w:style>',
)


def read(body: str, **parts: str) -> Extract:
    """The text of a Word file with this body."""
    named = {f"{kind}/{kind}1.xml": content for kind, content in parts.items()}
    return word.extract(docx(body, {"styles/styles.xml": STYLES, **named}), SHIPPED)


def styled(words: str, style: str) -> str:
    """A paragraph of a style."""
    return paragraph(words, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')


def of_kind(found: Extract, label: str) -> list[str]:
    """The stretches that stood in places with this label."""
    return [found.text[p.start : p.end].strip() for p in found.places if p.label == label]


def test_document_made_by_word_library_reads_in_order() -> None:
    """Headings, paragraphs, lists and tables come in the order of the document, umlauts whole."""
    made = Document()
    made.add_heading("Größe & Maß", 1)
    made.add_paragraph("Erster Absatz.")
    made.add_paragraph("Punkt eins", style="List Bullet")
    made.add_paragraph("Punkt zwei", style="List Bullet")
    table = made.add_table(2, 2)
    for cell, words in zip(table._cells, ["A", "B", "1", "2"], strict=True):
        cell.text = words
    made.add_paragraph("Schluss.")
    out = io.BytesIO()
    made.save(out)
    found = word.extract(out.getvalue(), SHIPPED)
    assert found.text == (
        "Größe & Maß\n\nErster Absatz.\n\n- Punkt eins\n- Punkt zwei\n\nA | B\n1 | 2\n\nSchluss."
    )
    assert [(p.kind, p.label) for p in found.places] == [("heading", "1")]


def test_headings_open_sections_by_style_and_outline() -> None:
    """German style names, styles based on headings and outline levels all make sections."""
    found = read(
        styled("Kopf", "Titel")
        + styled("Eins", "berschrift1")
        + paragraph("a")
        + styled("Unter", "Eigene")
        + paragraph("Drei", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + styled("Kreis", "Kreis")
    )
    assert found.facts["title"] == "Kopf"
    assert {p.label for p in found.places} == {"1", "1.1", "2"}
    assert of_kind(found, "1.1") == ["Unter"]


def test_tracked_changes_are_all_there() -> None:
    """Inserted words stand in the sentence, deleted ones on a line of their own; both marked."""
    found = read(
        "<w:p><w:r><w:t xml:space='preserve'>Das Budget war </w:t></w:r>"
        "<w:del><w:r><w:delText>200 T€</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>250 T€</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>"
        "<w:moveFrom><w:p><w:r><w:t>Verschoben</w:t></w:r></w:p></w:moveFrom>"
    )
    assert "Das Budget war 250 T€.\n" in found.text
    assert of_kind(found, "inserted") == ["250 T€"]
    assert of_kind(found, "deleted") == ["200 T€"]
    assert "Verschoben" in found.text


@pytest.mark.parametrize(
    "properties",
    [
        "<w:vanish/>", '<w:vanish w:val="1"/>', '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>',
        '<w:rStyle w:val="Weg"/>',
    ],
)  # fmt: skip
def test_hidden_words_are_read_and_marked(properties: str) -> None:
    """Hidden, white and tiny words are text that must be seen by whoever checks the note."""
    hidden = f"<w:r><w:rPr>{properties}</w:rPr><w:t>bar</w:t></w:r>"
    found = read(f"<w:p><w:r><w:t>Sicht</w:t></w:r>{hidden}</w:p>")
    assert found.text == "Sichtbar"
    assert of_kind(found, "hidden") == ["bar"]


def test_switched_off_vanish_is_visible() -> None:
    """<w:vanish w:val="0"/> hides nothing."""
    found = read('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>offen</w:t></w:r></w:p>')
    assert found.places == ()


BOX = (
    "<w:p><w:r><w:t>Satz</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:inline>"
    "<wp:docPr id='1' descr='Foto der Halle'/><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
    "<w:txbxContent>{1}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def test_text_box_is_read_once() -> None:
    """A text box stands twice in the file for old and new Word; its words count once."""
    found = read(BOX.format(paragraph("Kasten"), paragraph("Kasten")))
    assert found.text.count("Kasten") == 1
    assert of_kind(found, "text box") == ["Kasten"]
    assert of_kind(found, "alt text") == ["Foto der Halle"]


def test_other_words_in_the_old_reading_are_read_too() -> None:
    """Where the two readings of a box differ, none may go unread."""
    found = read(BOX.format(paragraph("Neu"), paragraph("Geheim")))
    assert of_kind(found, "text box") == ["Neu", "Geheim"]


def test_every_part_around_the_body_is_read() -> None:
    """Headers, footers, notes, comments and building blocks hold text that nobody may miss."""
    found = read(
        paragraph("Körper"),
        header=word_part("hdr", paragraph("Kopf")),
        footer=word_part("ftr", paragraph("Fuß")),
        footnotes=word_part("footnotes", f"<w:footnote>{paragraph('Note')}</w:footnote>"),
        endnotes=word_part("endnotes", f"<w:endnote>{paragraph('Ende')}</w:endnote>"),
        comments=word_part("comments", f"<w:comment>{paragraph('Kommentar')}</w:comment>"),
        glossaryDocument=word_part("glossaryDocument", paragraph("Baustein")),
    )
    parts = {"header": "Kopf", "footer": "Fuß", "footnote": "Note", "endnote": "Ende"}
    parts |= {"comment": "Kommentar", "building block": "Baustein"}
    assert {label: of_kind(found, label) for label in parts} == {k: [v] for k, v in parts.items()}
    assert found.text.startswith("Körper")


def test_same_header_of_many_sections_is_read_once() -> None:
    """First, even and odd pages mostly carry one and the same header."""
    header = word_part("hdr", paragraph("Kopf"))
    data = docx(paragraph("x"), {"header/header1.xml": header, "header/header2.xml": header})
    assert word.extract(data, SHIPPED).text.count("Kopf") == 1


def test_wrapped_content_is_read() -> None:
    """Content controls, links, fields, inserted blocks and nested tables are no hiding places."""
    link = "<w:hyperlink><w:r><w:t>Link</w:t></w:r></w:hyperlink>"
    field = "<w:fldSimple><w:r><w:t>Feld</w:t></w:r></w:fldSimple>"
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('innen')}</w:tc></w:tr></w:tbl>"
    found = read(
        f"<w:sdt><w:sdtContent>{paragraph('Steuer')}</w:sdtContent></w:sdt>"
        f"<w:ins>{paragraph('Block')}</w:ins><w:p>{link}{field}</w:p>"
        f"<w:tbl><w:tr><w:tc>{paragraph('a')}{paragraph('b')}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    )
    assert found.text.split("\n\n") == ["Steuer", "Block", "LinkFeld", "a b | innen"]


def test_deleted_words_in_a_table_follow_their_row() -> None:
    """A row reads as it stands; what was deleted from it comes after it."""
    gone = "<w:del><w:r><w:delText>alt</w:delText></w:r></w:del>"
    cell = f"<w:tc><w:p><w:r><w:t>neu</w:t></w:r>{gone}</w:p></w:tc>"
    found = read(f"<w:tbl><w:tr>{cell}<w:tc>{paragraph('x')}</w:tc></w:tr></w:tbl>")
    assert found.text == "neu | x\nalt"
    assert of_kind(found, "deleted") == ["alt"]


def test_charts_and_diagrams_speak() -> None:
    """Labels of a chart and words of a diagram are text."""
    drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    chart = "<c xmlns:c='x'><c:ser><c:v>Ausschuss</c:v><c:v>7,2</c:v></c:ser></c>"
    diagram = f"<d {drawing}><a:p><a:r><a:t>Kreis</a:t></a:r></a:p></d>"
    found = read(paragraph("x"), chart=chart, diagramData=diagram)
    assert of_kind(found, "chart") == ["Ausschuss | 7,2"]
    assert of_kind(found, "diagram") == ["Kreis"]


def test_document_that_is_no_xml_is_broken() -> None:
    """A damaged main part is a broken file."""
    with pytest.raises(NoteUnreadable) as refused:
        word.extract(docx("<w:p>"), SHIPPED)
    assert refused.value.key == "broken"
