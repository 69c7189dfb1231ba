"""A terminal to call commands in, and notes to call them with."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from iolkit.cli import run


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Call = Callable[..., Said]

GERMAN = """---
title: Runder Tisch Wissenssicherung
language: de
programme: Werkbank Wissen
format: round table
date: 2026-02-05
own_org: Trumholt Fräsmaschinen GmbH
---
Runde bei Gebr. Eskelin GmbH, mit Frau Ilse Varghese (Leitung Service).

- Leitfaden „Abschied in neun Fragen“: eine Seite im Intranet, jeder Teamleiter führt das Gespräch \
allein, Schulung braucht es keine. Nur mindestens drei Monate vor dem Austritt anfangen, sonst ist \
der Kopf schon im Garten.
- Das Tandem kostet dort 74.000 € im Jahr, sagt Frau Varghese. Kontakt: i.varghese@eskelin.example
"""
ENGLISH = """---
title: Site visit
language: en
programme: Lean Build Exchange
format: field trip
date: 2026-04-09
---
Every Friday the foremen go to the screen and the scheduler changes the planning model in front \
of them, saying aloud what she is changing. When they synchronised it daily, the foremen stopped \
using the wall within a month because the computer knew anyway.

Lunch was sausages. Train at 16:10.
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with a German and an English note."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "rt.md").write_text(GERMAN, encoding="utf-8")
    (folder / "visit.txt").write_text(ENGLISH, encoding="utf-8")
    return folder


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call `iolkit WORDS` in this process, in an English terminal."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)

    def call(*words: str | Path, stdin: str = "") -> Said:
        monkeypatch.setattr(sys, "argv", ["iolkit", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        code = 0
        try:
            run()
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return call
