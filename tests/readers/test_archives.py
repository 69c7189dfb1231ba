"""What is told of archives beyond Office files."""

from __future__ import annotations

import pytest

from iolkit.errors import NoteUnreadable
from iolkit.readers.archives import check_archive
from iolkit.readers.limits import SHIPPED

from .battery.documents import LOCKED, odt, p
from .battery.making import opened
from .samples import docx, paragraph


def refusal(suffix: str, data: bytes) -> str:
    """The key under which an archive is turned away; "" when it passes."""
    try:
        check_archive(suffix, data, SHIPPED)
    except NoteUnreadable as refused:
        return refused.key
    return ""


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Basic/Standard/Modul1.xml", "macro"), ("Basic/script-lc.xml", ""),
        ("Basic/Standard/dialog-lb.xml", ""), ("Scripts/js/x.js", "macro"), ("Scripts/", ""),
        ("xl/macrosheets/sheet1.xml", "macro"), ("word/VBAProject.bin", "macro"),
    ],
)  # fmt: skip
def test_macros_of_every_office(name: str, key: str) -> None:
    """Modules and scripts are macros, the empty lists of their libraries are not."""
    assert refusal(".odt", odt(p("x"), extra={name: "x"})) == key


def test_kind_of_an_opendocument_is_its_first_word() -> None:
    """The suffix must say the same as the file; templates of the kind pass."""
    assert refusal(".odt", opened("text-template", "")) == ""
    assert refusal(".ods", odt("")) == "wrong_type"
    assert refusal(".odt", docx(paragraph("x"))) == "wrong_type"
    assert refusal(".docx", odt("")) == "wrong_type"


def test_password_is_told_by_the_manifest() -> None:
    """Members are encrypted one by one; the list of them says so."""
    assert refusal(".odt", odt("", manifest=LOCKED)) == "encrypted"
