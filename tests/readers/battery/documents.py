# ruff: noqa: E501 - samples of markup read best one a line
"""OpenDocument and rich text files: places, tracked changes, code pages, bombs."""

from __future__ import annotations

from tests.readers.samples import docx, paragraph, zipped

from .case import Case
from .making import opened

HIDDEN = (
    '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:color="#ffffff"/></style:style>'
    '<style:style style:name="D1" style:family="drawing-page"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
    '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
PAGE = (
    "<office:master-styles><style:master-page><style:header><text:p>Kopf: vertraulich</text:p></style:header>"
    "<style:footer><text:p>Fuß</text:p></style:footer></style:master-page></office:master-styles>"
)
CHANGES = (
    '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info>'
    "<dc:creator>Petra Groß</dc:creator></office:change-info></text:insertion></text:changed-region>"
    '<text:changed-region text:id="c2"><text:deletion><text:p>alt</text:p></text:deletion></text:changed-region>'
    '</text:tracked-changes><text:p>Wir <text:change-start text:change-id="c1"/>neu '
    '<text:change-end text:change-id="c1"/><text:change text:change-id="c2"/>bauen</text:p>'
)
LOCKED = (
    '<manifest:file-entry><manifest:encryption-data manifest:checksum="x"/></manifest:file-entry>'
)


def p(words: str) -> str:
    """A paragraph."""
    return f"<text:p>{words}</text:p>"


def odt(body: str, **more: object) -> bytes:
    """An OpenDocument text."""
    return opened("text", body, **more)  # type: ignore[arg-type]


def cells(*words: str, more: str = "") -> str:
    """A row of a table."""
    inside = "".join(f"<table:table-cell {more}>{p(word)}</table:table-cell>" for word in words)
    return f"<table:table-row>{inside}</table:table-row>"


def ods(rows: str, name: str = "Tabelle1", more: str = "") -> bytes:
    """A spreadsheet of one sheet."""
    return opened(
        "spreadsheet",
        f'<table:table table:name="{name}" {more}>{rows}</table:table>',
        automatic=HIDDEN,
    )


def rtf(body: str) -> bytes:
    """A rich text file."""
    head = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset204 Arial Cyr;}}"
    colours = "{\\colortbl;\\red0\\green0\\blue0;\\red255\\green255\\blue255;}"
    return (head + colours + body + "}").encode("cp1252")


OPEN: dict[str, Case] = {
    "odt headings and lists": Case(
        "a.odt",
        lambda: odt(
            '<text:h text:outline-level="1">Rüstzeit</text:h><text:list><text:list-item>' + p("eins")
            + f"<text:list><text:list-item>{p('tiefer')}</text:list-item></text:list></text:list-item></text:list>"
        ),
        says=("Rüstzeit\n\n- eins\n  - tiefer",), placed={"heading 1": "Rüstzeit"}, title="Rüstzeit",
    ),
    "odt spaces and line breaks": Case(
        "a.odt", lambda: odt("<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d\n   e</text:p>"),
        says=("a   b\tc\nd e",),
    ),
    "odt table, merged both ways": Case(
        "a.odt",
        lambda: odt(
            "<table:table><table:table-row><table:table-cell table:number-columns-spanned='2'>" + p("Kopf")
            + "</table:table-cell><table:covered-table-cell/></table:table-row>" + cells("A", "B")
            + f"<table:table-row><table:covered-table-cell/><table:table-cell>{p('C')}</table:table-cell></table:table-row></table:table>"
        ),
        says=("Kopf\nA | B\n | C",),
    ),
    "odt table in a table": Case(
        "a.odt",
        lambda: odt(f"<table:table><table:table-row><table:table-cell>{p('Außen')}<table:table>{cells('Innen', 'Mitte')}</table:table></table:table-cell></table:table-row></table:table>"),
        says=("Außen Innen Mitte",),
    ),
    "odt notes": Case(
        "a.odt",
        lambda: odt(
            "<text:p>Satz<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body>"
            + p("Unten") + "</text:note-body></text:note> weiter<text:note text:note-class='endnote'><text:note-body>" + p("Ende")
            + "</text:note-body></text:note></text:p>"
        ),
        says=("Satz weiter",), placed={"footnote": "Unten", "endnote": "Ende"},
    ),
    "odt comment": Case(
        "a.odt", lambda: odt(f"<text:p>Da<office:annotation><dc:creator>PG</dc:creator>{p('Geheim!')}</office:annotation></text:p>"),
        placed={"comment": "Geheim!"},
    ),
    "odt tracked changes": Case(
        "a.odt", lambda: odt(CHANGES), says=("Wir neu bauen",), silent=("Petra",), placed={"inserted": "neu", "deleted": "alt"}
    ),
    "odt header and footer": Case(
        "a.odt", lambda: odt(p("Text"), styles=PAGE), placed={"header": "Kopf: vertraulich", "footer": "Fuß"}
    ),
    "odt text box and picture": Case(
        "a.odt",
        lambda: odt(f"<text:p>Vor<draw:frame><draw:text-box>{p('Im Kasten')}</draw:text-box><svg:desc>Foto der Halle</svg:desc></draw:frame> nach</text:p>"),
        says=("Vor nach",), placed={"text box": "Im Kasten", "alt text": "Foto der Halle"},
    ),
    "odt hidden words": Case(
        "a.odt",
        lambda: odt(
            "<text:p>Da <text:span text:style-name='T1'>fort</text:span> <text:span text:style-name='T2'>weiß</text:span></text:p>"
            f"<text:section text:display='none'>{p('Abschnitt')}</text:section>", automatic=HIDDEN,
        ),
        says=("Da fort weiß",), placed={"hidden": "Abschnitt"},
    ),
    "odt chart": Case(
        "a.odt",
        lambda: odt(
            "<text:p><draw:frame><draw:object xlink:href='./Object 1'/></draw:frame></text:p>",
            extra={"Object 1/content.xml": opened_chart()},
        ),
        placed={"chart": "Umsatz je Werk"},
    ),
    "odt that points out": Case(
        "a.odt", lambda: odt("<text:p>Bleibt<draw:frame><draw:object xlink:href='file:///etc'/><draw:image xlink:href='http://127.0.0.1:9/x'/></draw:frame></text:p>"),
        says=("Bleibt",),
    ),
    "odt of a billion spaces": Case("a.odt", lambda: odt("<text:p>a<text:s text:c='999999999'/>b</text:p>" * 50), says=("a", "b")),
    "odt under a password": Case("a.odt", lambda: odt("", manifest=LOCKED), "encrypted"),
    "odt with Basic": Case("a.odt", lambda: odt(p("x"), extra={"Basic/Standard/Module1.xml": "<x/>"}), "macro"),
    "odt with a script": Case("a.odt", lambda: odt(p("x"), extra={"Scripts/python/x.py": "print()"}), "macro"),
    "odt with an empty Basic library": Case(
        "a.odt", lambda: odt(p("Text"), extra={"Basic/Standard/script-lb.xml": "<x/>", "Basic/script-lc.xml": "<x/>"}), says=("Text",)
    ),
    "odt with tool bars": Case(
        "a.odt", lambda: odt(p("Text"), extra={"Configurations2/toolbar/x.xml": '<!DOCTYPE x PUBLIC "-//O" "x.dtd"><x/>'}), says=("Text",)
    ),
    "odt with a DTD": Case("a.odt", lambda: odt(p("x"), extra={"x.xml": "<!DOCTYPE x><x/>"}), "unsafe_xml"),
    "odt truncated": Case("a.odt", lambda: odt(p("Text"))[:-80], "broken"),
    "odt without content": Case("a.odt", lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "broken"),
    "odt without a kind": Case("a.odt", lambda: zipped({"content.xml": "<x/>"}), "wrong_type"),
    "odt without words": Case("a.odt", lambda: odt("<text:p/>"), "no_text"),
    "ods named odt": Case("a.odt", lambda: ods(cells("x")), "wrong_type"),
    "odt nested 300 deep": Case("a.odt", lambda: odt("<text:section>" * 300 + "</text:section>" * 300), "broken"),
    "ods rows and repeats": Case(
        "a.ods",
        lambda: ods(
            cells("Thema", "Kosten") + "<table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
            + cells("Rüstzeit", "5 €"), name="Werk Süd",
        ),
        says=("Werk Süd\n\nThema | Kosten\n\nRüstzeit | 5 €",), placed={"sheet 1": "Thema"},
    ),
    "ods repeat bomb": Case(
        "a.ods", lambda: ods(f"<table:table-row table:number-rows-repeated='999999'><table:table-cell table:number-columns-repeated='9999'>{p('bumm')}</table:table-cell></table:table-row>"),
        "text_too_long",
    ),
    "ods hidden sheet, row and comment": Case(
        "a.ods",
        lambda: ods(
            f"<table:table-row table:visibility='collapse'><table:table-cell>{p('Zeile')}<office:annotation>{p('Dazu')}</office:annotation></table:table-cell></table:table-row>",
            more="table:style-name='ta2'",
        ),
        placed={"hidden": "Zeile", "comment": "Dazu"},
    ),
    "odp slides, notes, hidden": Case(
        "a.odp",
        lambda: opened(
            "presentation",
            f"<draw:page><draw:frame presentation:class='title'><draw:text-box>{p('Titel')}</draw:text-box></draw:frame><presentation:notes>"
            f"<draw:frame><draw:text-box>{p('Gesagt')}</draw:text-box></draw:frame></presentation:notes></draw:page>"
            f"<draw:page draw:style-name='D1'><draw:g><draw:custom-shape>{p('Geheim')}</draw:custom-shape></draw:g></draw:page>",
            automatic=HIDDEN,
        ),
        placed={"slide 1": "Titel", "notes": "Gesagt", "hidden": "Geheim", "slide 2": "Geheim"}, title="Titel",
    ),
}  # fmt: skip


def opened_chart() -> str:
    """The document of a chart."""
    from .making import ODF

    return f"<office:document-content {ODF}><office:body><office:chart>{p('Umsatz je Werk')}</office:chart></office:body></office:document-content>"


RICH: dict[str, Case] = {
    "rtf umlauts by code page": Case("a.rtf", lambda: rtf("Gr\\'f6\\'dfe und Maß\\par"), says=("Größe und Maß",)),
    "rtf umlauts by number": Case(
        "a.rtf", lambda: rtf("\\uc1 Gr\\u246 o\\u223?e \\u8222\\'84x\\u8220\\'93 {\\uc0\\u-10179\\u-8704}\\par"), says=("Größe „x“ 😀",)
    ),
    "rtf in another alphabet": Case("a.rtf", lambda: rtf("{\\f1 \\'cc\\'ee\\'f1\\'ea\\'e2\\'e0}\\par"), says=("Москва",)),
    "rtf both spellings": Case("a.rtf", lambda: rtf("{\\upr{ansi}{\\*\\ud{\\u220?bung}}}\\par"), says=("Übung",), silent=("ansi",)),
    "rtf raw data": Case("a.rtf", lambda: rtf("vor {\\pict\\bin8 }}{{\\\\}x} nach\\par"), says=("vor  nach",), silent=("}",)),
    "rtf raw data that claims too much": Case("a.rtf", lambda: rtf("vor \\bin99999999 rest\\par"), says=("vor",), silent=("rest",)),
    "rtf hidden, white, tracked": Case(
        "a.rtf", lambda: rtf("Da {\\v fort} {\\cf2 weiß} {\\revised neu} {\\deleted alt} Ende\\par"),
        placed={"hidden": "weiß", "inserted": "neu", "deleted": "alt"},
    ),
    "rtf table": Case(
        "a.rtf", lambda: rtf("\\trowd\\cellx1\\cellx2 \\intbl A\\par mehr\\cell B\\cell\\row\\pard Danach\\par"),
        says=("A mehr | B\n\nDanach",),
    ),
    "rtf table in a table": Case(
        "a.rtf",
        lambda: rtf("\\intbl Au\\'dfen \\itap2 Innen\\nestcell Mitte\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}\\cell Rechts\\cell\\row\\pard\\par"),
        says=("Außen Innen Mitte | Rechts",),
    ),
    "rtf notes and comment": Case(
        "a.rtf",
        lambda: rtf("Satz{\\footnote Unten} und{\\footnote\\ftnalt Ende}{\\*\\atnid PG}{\\*\\annotation{\\*\\atnref 1}Geheim!} Schluss\\par"),
        says=("Satz und Schluss",), silent=("PG",), placed={"footnote": "Unten", "endnote": "Ende", "comment": "Geheim!"},
    ),
    "rtf header, footer, box": Case(
        "a.rtf",
        lambda: rtf("{\\header Kopf\\par}{\\footer Fu\\'df\\par}Text{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\sp{\\sn wzDescription}{\\sv Pfeil}}{\\shptxt Im Kasten\\par}}{\\shprslt doppelt}}\\par"),
        silent=("doppelt",), placed={"header": "Kopf", "footer": "Fuß", "text box": "Im Kasten", "alt text": "Pfeil"},
    ),
    "rtf fields": Case(
        "a.rtf",
        lambda: rtf("{\\field{\\*\\fldinst INCLUDETEXT \"c:\\\\\\\\x\"}{\\fldrslt Ergebnis}} {\\field{\\*\\fldinst HYPERLINK \"http://127.0.0.1:9\"}{\\fldrslt hier}}\\par"),
        says=("Ergebnis hier",), silent=("INCLUDETEXT", "127"),
    ),
    "rtf embedded object": Case(
        "a.rtf", lambda: rtf("{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata 0105000002}{\\result Bild}} Text\\par"),
        says=("Bild Text",), silent=("Package", "0105"),
    ),
    "rtf heading, list and title": Case(
        "a.rtf",
        lambda: rtf("{\\stylesheet{\\s1 heading 1;}{\\*\\cs9 Heading 9 Char;}}{\\info{\\title Protokoll S\\'fcd}{\\author X}}\\pard\\s1 Kapitel\\par\\pard{\\listtext 1.\\tab}eins\\par"),
        says=("Kapitel\n\n- eins",), placed={"heading 1": "Kapitel"}, title="Protokoll Süd", silent=("1.",),
    ),
    "rtf of a hundred thousand groups": Case("a.rtf", lambda: rtf("{" * 100_000 + "tief" + "}" * 100_000), says=("tief",)),
    "rtf of too many groups": Case("a.rtf", lambda: rtf("{" * 300_000), "too_many_parts"),
    "rtf of notes in notes": Case("a.rtf", lambda: rtf("a" + "{\\footnote b" * 2_000 + "}" * 2_000), "broken"),
    "rtf cut off": Case("a.rtf", lambda: rtf("{\\b Anfang {\\i Mitte")[:-1], says=("Anfang Mitte",)),
    "rtf closed too often": Case("a.rtf", lambda: rtf("Text}}}}} danach\\par"), says=("Text danach",)),
    "rtf of a head only": Case("a.rtf", lambda: b"{\\rtf1\\ansi}", "no_text"),
    "rtf named docx": Case("a.docx", lambda: rtf("x"), "wrong_type"),
    "rtf named txt": Case("a.txt", lambda: rtf("x"), "wrong_type"),
    "docx named rtf": Case("a.rtf", lambda: docx(paragraph("x")), "wrong_type"),
    "text named rtf": Case("a.rtf", lambda: b"Guten Tag", "wrong_type"),
}  # fmt: skip
