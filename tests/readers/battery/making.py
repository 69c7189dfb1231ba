"""Makers of files that no library writes the odd way they are needed here."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any

from tests.readers import samples
from tests.readers.samples import relations, zipped

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "manifest": "manifest",
        "presentation": "presentation", "meta": "meta", "script": "script",
    }.items()
)  # fmt: skip
ODF += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'


def xlsx(
    sheets: Mapping[str, str],
    *,
    strings: str = "",
    styles: str = "",
    book: str = "",
    states: Mapping[str, str] | None = None,
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of sheets by name, each the inside of <worksheet>; `book` stands before them."""
    numbers = dict(enumerate(sheets, start=1))
    shown = dict.fromkeys(sheets, "visible") | dict(states or {})
    entries = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="s{n}" state="{shown[name]}"/>'
        for n, name in numbers.items()
    )
    rows = [(f"s{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    rows += [("st", "sharedStrings", "sharedStrings.xml"), ("y", "styles", "styles.xml")]
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{samples.R}">{book}<sheets>{entries}'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(*rows),
        "xl/sharedStrings.xml": f'<sst xmlns="{S}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{S}">{styles}</styleSheet>',
    }
    for number, name in numbers.items():
        inside = f'<worksheet xmlns="{S}" xmlns:r="{samples.R}">{sheets[name]}</worksheet>'
        members[f"xl/worksheets/sheet{number}.xml"] = inside
    return zipped(members | dict(extra or {}))


def sheet(*rows: str) -> str:
    """The data of a sheet."""
    return f"<sheetData>{''.join(rows)}</sheetData>"


def row(number: int, *cells: str, more: str = "") -> str:
    """A row; a cell is words, or XML as it stands."""
    made = []
    for at, cell in enumerate(cells):
        reference = f"{chr(65 + at)}{number}"
        if cell.startswith("<"):
            made.append(cell.replace("<c ", f'<c r="{reference}" ', 1))
        elif cell:
            made.append(f'<c r="{reference}" t="inlineStr"><is><t>{cell}</t></is></c>')
    return f'<row r="{number}" {more}>{"".join(made)}</row>'


def opened(
    kind: str,
    body: str,
    *,
    automatic: str = "",
    styles: str = "",
    extra: Mapping[str, str | bytes] | None = None,
    manifest: str = "",
) -> bytes:
    """An OpenDocument file: kind text, spreadsheet or presentation, and the inside of its body."""
    members: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {ODF}>{styles}</office:document-styles>",
        "META-INF/manifest.xml": f"<manifest:manifest {ODF}>{manifest}</manifest:manifest>",
    }
    return zipped(members | dict(extra or {}))


Tree = Mapping[str, Any]
"""Names of an OLE container -> bytes of a stream or a tree of their own."""
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def ole(tree: Tree) -> bytes:
    """An OLE container (compound file, version 3) with these streams and storages."""
    entries: list[dict[str, Any]] = []

    def enter(name: str, content: Any) -> int:
        number = len(entries)
        entry: dict[str, Any] = {"name": name, "content": content, "child": _FREE, "next": _FREE}
        entries.append(entry)
        if not isinstance(content, bytes):
            inner = [enter(key, value) for key, value in content.items()]
            for one, following in zip(inner, [*inner[1:], _FREE], strict=False):
                entries[one]["next"] = following
            entry["child"] = inner[0] if inner else _FREE
        return number

    enter("Root Entry", tree)
    small, chains, sectors = bytearray(), [], bytearray()
    mini_fat: list[int] = []

    def stored(data: bytes) -> int:
        start = len(sectors) // 512
        sectors.extend(data.ljust(-(-len(data) // 512) * 512, b"\x00"))
        chains.append((start, -(-len(data) // 512)))
        return start

    for entry in entries:
        data = entry["content"]
        if not isinstance(data, bytes) or not data:
            entry["start"] = _END
        elif len(data) >= 4_096:
            entry["start"] = stored(data)
        else:
            entry["start"], count = len(small) // 64, -(-len(data) // 64)
            mini_fat += [*range(entry["start"] + 1, entry["start"] + count), _END]
            small.extend(data.ljust(count * 64, b"\x00"))
    entries[0]["start"] = stored(bytes(small)) if small else _END
    table = b"".join(map(struct.Struct("<I").pack, mini_fat))
    mini = stored(table.ljust(-(-len(table) // 512) * 512, b"\xff")) if mini_fat else _END
    directory = stored(b"".join(_entry(entry, len(small)) for entry in entries))
    count = next(n for n in range(1, 200) if n * 128 >= len(sectors) // 512 + n)
    fat_at = len(sectors) // 512
    fat = [_FREE] * (count * 128)
    for start, length in chains:
        fat[start : start + length] = [*range(start + 1, start + length), _END]
    fat[fat_at : fat_at + count] = [_FAT] * count
    head = struct.pack(
        "<8s16x5H6x9I", samples.OLE, 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory, 0, 4_096, mini,
        len(mini_fat) and -(-len(mini_fat) // 128), _END, 0,
    )  # fmt: skip
    heads = struct.pack("<109I", *([*range(fat_at, fat_at + count)] + [_FREE] * 109)[:109])
    return head + heads + bytes(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _entry(entry: dict[str, Any], small: int) -> bytes:
    name = entry["name"].encode("utf-16-le")
    root = entry["name"] == "Root Entry"
    stream = isinstance(entry["content"], bytes)
    size = small if root else len(entry["content"]) if stream else 0
    return struct.pack(
        "<64sHBBIII36xIQ", name, len(name) + 2, 5 if root else 2 if stream else 1, 1, _FREE,
        entry["next"], entry["child"], entry["start"], size,
    )  # fmt: skip


def msg(
    words: Mapping[int, str],
    *,
    binary: Mapping[int, bytes] | None = None,
    fixed: Mapping[tuple[int, int], int] | None = None,
    people: tuple[Tree, ...] = (),
    attached: tuple[Tree, ...] = (),
    page: str = "",
) -> dict[str, Any]:
    """The tree of an Outlook message: words and bytes by property, numbers by (type, property).
    With a `page` the words are written in that encoding instead of Unicode."""
    tree = properties(words, binary or {}, fixed or {}, 32, page)
    tree |= {f"__recip_version1.0_#{n:08X}": person for n, person in enumerate(people)}
    tree |= {f"__attach_version1.0_#{n:08X}": one for n, one in enumerate(attached)}
    return tree


def properties(
    words: Mapping[int, str],
    binary: Mapping[int, bytes],
    fixed: Mapping[tuple[int, int], int],
    head: int = 8,
    page: str = "",
) -> dict[str, Any]:
    """The streams of one storage of an Outlook message."""
    kind, encoding = ("001E", page) if page else ("001F", "utf-16-le")
    rows = b"".join(
        struct.pack("<HHIQ", type_, number, 6, value) for (type_, number), value in fixed.items()
    )
    tree: dict[str, Any] = {"__properties_version1.0": bytes(head) + rows}
    tree |= {f"__substg1.0_{n:04X}{kind}": said.encode(encoding) for n, said in words.items()}
    return tree | {f"__substg1.0_{n:04X}0102": data for n, data in binary.items()}


def tnef(*attributes: tuple[int, int, bytes]) -> bytes:
    """A winmail.dat of (level, attribute, bytes)."""
    out = struct.pack("<IH", 0x223E9F78, 1)
    for level, number, data in attributes:
        out += struct.pack("<BII", level, number, len(data)) + data
        out += struct.pack("<H", sum(data) & 0xFFFF)
    return out


def tnef_properties(words: Mapping[int, str]) -> bytes:
    """Properties of a winmail.dat as Unicode words."""
    out = struct.pack("<I", len(words))
    for number, said in words.items():
        data = said.encode("utf-16-le") + b"\x00\x00"
        out += struct.pack("<HHII", 31, number, 1, len(data)) + data + b"\x00" * (-len(data) % 4)
    return out


def lzfu(rtf: bytes) -> bytes:
    """Rich text in Outlook's box, as letters only (no pointers)."""
    packed = b"".join(b"\x00" + rtf[at : at + 8] for at in range(0, len(rtf), 8))
    return struct.pack("<II4sI", len(packed) + 12, len(rtf), b"LZFu", 0) + packed


def raw_pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj" % number + content + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root %d 0 R>>" % (len(objects) + 1, root)
    return out + b"\nstartxref\n%d\n%%%%EOF" % start


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n" % (entries, len(content)) + content + b"\nendstream"
