"""The parts of an office file and how they point at one another."""

from __future__ import annotations

import pytest

from iolkit.errors import NoteUnreadable
from iolkit.readers.office import Package, attribute, child, choice, is_on, local

from .samples import WORD_SPACES, paragraph, relations, zipped


def test_relations_stay_inside_the_file() -> None:
    """Targets are names of parts: links outside are left out, steps upwards end at the root."""
    outside = relations(("rId1", "hyperlink", "http://example.org")).replace(
        "/>", ' TargetMode="External"/>'
    )
    inside = relations(("rId1", "image", "../../../media/a.png"), ("rId2", "x", "/word/b.xml"))
    package = Package(zipped({"a/_rels/b.xml.rels": outside, "c/_rels/d.xml.rels": inside}))
    assert package.relations("a/b.xml") == ()
    assert [(r.kind, r.target) for r in package.relations("c/d.xml")] == [
        ("image", "media/a.png"),
        ("x", "word/b.xml"),
    ]


def test_file_without_a_main_part_is_broken() -> None:
    """An archive that does not say where its document is cannot be read."""
    with pytest.raises(NoteUnreadable) as refused:
        Package(zipped({"[Content_Types].xml": "<x/>"})).main()
    assert refused.value.key == "broken"


def test_document_type_is_refused_even_in_odd_encodings() -> None:
    """Should a DOCTYPE slip past the pre-check in some encoding, the parser refuses it too."""
    sly = '<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>'
    plain = "<!DOCTYPE x><x/>"
    for content in (sly, plain):
        with pytest.raises(NoteUnreadable) as refused:
            Package(zipped({"a.xml": content})).xml("a.xml")
        assert refused.value.key in ("unsafe_xml", "broken")


def test_elements_are_known_by_local_names() -> None:
    """Both spellings of the namespaces mean the same elements."""
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    text = f'<w:document xmlns:w="{strict}"><w:body>{paragraph("x")}</w:body></w:document>'
    root = Package(zipped({"a.xml": text})).xml("a.xml")
    body = child(root, "body")
    assert local(body) == "body"
    assert child(root, "body", "p", "r", "t").text == "x"
    assert child(root, "body", "nothing", "t") is None
    assert attribute(None, "val") is None


def test_switches_are_on_unless_they_say_otherwise() -> None:
    """<w:b/> is on, w:val="0" and "false" are off."""
    package = Package(
        zipped({"a.xml": f'<w:a {WORD_SPACES}><w:b/><w:c w:val="0"/><w:d w:val="true"/></w:a>'})
    )
    root = package.xml("a.xml")
    assert [is_on(child(root, name)) for name in ("b", "c", "d", "e")] == [True, False, True, False]


def test_readings_with_the_same_words_count_once() -> None:
    """Of two readings of one drawing only differing ones are written."""
    same = "<w:t>a</w:t>"
    readings = f"<w:one>{same}</w:one><w:two>{same}</w:two><w:three><w:t>b</w:t></w:three>"
    text = f"<w:x {WORD_SPACES}>{readings}</w:x>"
    root = Package(zipped({"a.xml": text})).xml("a.xml")
    assert [local(reading) for reading in choice(root)] == ["one", "three"]
