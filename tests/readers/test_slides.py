"""PowerPoint files: slides with titles, tables, notes and what hides on them."""

from __future__ import annotations

import io

from pptx import Presentation
from pptx.util import Cm

from iolkit.readers import slides
from iolkit.readers.draft import Extract
from iolkit.readers.limits import SHIPPED

from .samples import pptx, shape, slide_xml


def of_kind(found: Extract, label: str) -> list[str]:
    """The stretches that stood in places with this label."""
    return [found.text[p.start : p.end].strip() for p in found.places if p.label == label]


def test_slides_made_by_library_read_with_notes_and_table() -> None:
    """Title, bullets, table rows and speaker notes come slide by slide."""
    made = Presentation()
    first = made.slides.add_slide(made.slide_layouts[1])
    first.shapes.title.text = "Übergabe"
    first.placeholders[1].text = "Punkt eins\nPunkt zwei"
    first.notes_slide.notes_text_frame.text = "Budget nicht nennen"
    second = made.slides.add_slide(made.slide_layouts[6])
    table = second.shapes.add_table(2, 2, Cm(1), Cm(1), Cm(9), Cm(3)).table
    for place, words in zip([(0, 0), (0, 1), (1, 0), (1, 1)], ["A", "B", "1", "2"], strict=True):
        table.cell(*place).text = words
    out = io.BytesIO()
    made.save(out)
    found = slides.extract(out.getvalue(), SHIPPED)
    assert found.text == (
        "Übergabe\n\n- Punkt eins\n- Punkt zwei\n\nBudget nicht nennen\n\nA | B\n1 | 2"
    )
    assert found.facts["title"] == "Übergabe"
    assert of_kind(found, "2") == ["A | B\n1 | 2"]
    assert of_kind(found, "notes") == ["Budget nicht nennen"]


def test_title_comes_first_and_hidden_slide_is_marked() -> None:
    """Shapes may lie in any order; a hidden slide is read like the others."""
    data = pptx(
        [
            slide_xml("sld", shape("frei") + shape("Titel", "title") + shape("7", "sldNum")),
            slide_xml("sld", shape("verborgen"), 'show="0"'),
        ]
    )
    found = slides.extract(data, SHIPPED)
    assert found.text == "Titel\n\nfrei\n\nverborgen"
    assert of_kind(found, "hidden") == ["verborgen"]


def test_words_on_the_layout_are_read_once_and_prompts_are_not() -> None:
    """A layout's "nur intern" matters; its "click to add title" does not."""
    layout = slide_xml("sldLayout", shape("Titel durch Klicken", "title") + shape("nur intern"))
    found = slides.extract(pptx([slide_xml("sld", shape("a"))] * 2, layout=layout), SHIPPED)
    assert found.text == "a\n\na\n\nnur intern"
    assert of_kind(found, "layout") == ["nur intern"]


def test_groups_and_picture_descriptions_are_read() -> None:
    """Shapes in groups count; descriptions too, unless they are mere file names."""
    group = f"<p:grpSp>{shape('in Gruppe')}</p:grpSp>"
    named = shape("x", extra="descr='bild1.png'") + shape("y", extra="descr='Plan der Halle'")
    found = slides.extract(pptx([slide_xml("sld", group + named)]), SHIPPED)
    assert "in Gruppe" in found.text
    assert of_kind(found, "alt text") == ["Plan der Halle"]
