"""A batch in which some files are broken or hostile: the good ones come in, the others are told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from iolkit.phrases import say
from tests.e2e.visiting import Visit

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.weights,
    pytest.mark.slow,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]
LESSON = "Die Checkliste hängt an jeder Maschine, eine Seite, das geht überall ohne Schulung.\n"
GOOD = ("erste.txt", "mittlere.md", "letzte.txt")
BAD = ("bombe.docx", "gesperrt.pdf", "leer.txt", "programm.txt")
MEGABYTES = 80


def test_good_files_come_through(desk: str, visit: Callable[..., Visit]) -> None:
    """A bomb, a torn file, an empty one and a program between three good notes."""
    seen = visit(desk, "/add?lang=de")
    good = {name: f"Werk {name}\n\n{LESSON}".encode() for name in GOOD}
    bad = dict(zip(BAD, (bomb(), b"%PDF-1.7\nnichts weiter", b"", program()), strict=True))
    mixed = {GOOD[0]: good[GOOD[0]], BAD[0]: bad[BAD[0]], BAD[1]: bad[BAD[1]],
             GOOD[1]: good[GOOD[1]], BAD[2]: bad[BAD[2]], BAD[3]: bad[BAD[3]],
             GOOD[2]: good[GOOD[2]]}  # fmt: skip
    seen.choose_files(mixed)
    seen.click("button", say("page_add.read", "de"))
    seen.page.get_by_text(say("job.done", "de")).first.wait_for(timeout=180_000)
    seen.settled()
    text = seen.text()
    assert say("job.count_added", "de", n=len(GOOD)) in text
    assert say("job.count_failed", "de", n=len(BAD)) in text
    lines = {name: line for line in text.splitlines() for name in mixed if f"{name}: " in line}
    for name in GOOD:
        assert lines[name].endswith(say("job.file_added", "de"))
    for name in BAD:
        why = lines[name].partition(": ")[2]
        assert len(why) > 30, f"{name} is told why in a sentence: {why!r}"
        assert why.endswith(".")
    seen.is_sound()
    seen.shot("batch.de")

    seen.wants("/overview")
    shown = seen.text()
    assert say("overview.failed", "de", n=len(BAD)) in shown
    assert [f"Werk {name}" for name in GOOD if f"Werk {name}" not in shown] == []
    seen.is_sound()


def bomb() -> bytes:
    """A small Word file whose text would fill the memory."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        with parts.open("word/document.xml", "w") as text:
            for _ in range(MEGABYTES):
                text.write(b"<w:p>" + b" " * 1_000_000)
    return file.getvalue()


def program() -> bytes:
    """The beginning of a Windows program, under a text's name."""
    return b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 40
