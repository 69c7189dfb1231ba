"""A small folder of gold notes, written for the tests."""

from __future__ import annotations

import json
from pathlib import Path

MARKED = """---
title: Rundgang Docks
language: de
programme: Lernkreis Küste
format: field trip
date: 2026-05-14
own_org: Wir AG
industry: Hafen
---
Rundgang mit [[person|partner||Jelte Brookhuis]], danach Suppe.

- {{L1||Die Übergabe läuft an einer Karte mit vier Feldern, jede Leihkraft kann sie ohne Einweisung.
  [[partner|partner||Nordhafen]] zahlt dafür [[money|partner||480 €]].}}
- {{L2||Der Lascher hört, ob die Stange sitzt. Erklären kann er es nicht, man muss mitlaufen.}}

[[strategy|partner||[[partner|partner||Nordhafen]] schließt im Herbst]]. Nächster Termin im Mai.
"""
RATINGS = (
    {"id": "001/L1", "imp": 1, "cpx": 2, "tec": 1, "col": 2, "sys": None, "clarity": 4,
     "quotes": {"imp": "ohne Einweisung"}},
    {"id": "001/L2", "imp": 5, "cpx": None, "tec": 1, "col": 1, "sys": None, "clarity": 2,
     "quotes": {}},
)  # fmt: skip

EASY = (
    "Das Blatt hat {n} Felder und hängt an der Wand, jede Leihkraft füllt es ohne Schulung aus.",
    "A printed card with {n} boxes, anyone can use it without training, nothing else changes.",
)
HARD = (
    "Die Meisterin hört nach {n} Jahren, ob es sitzt. Erklären kann sie es nicht, nur mitlaufen.",
    "He just knows after {n} years. Nobody can explain it, you have to sit next to him for long.",
)
TALK = ("Zug um {n} Uhr, Kaffee war kalt.", "Train at {n}, lunch was cold, next meeting in May.")


def write_marked(folder: Path) -> Path:
    """One note with every kind of markup, and its ratings."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "001.md").write_text(MARKED, encoding="utf-8")
    rows = "\n".join(json.dumps(row, ensure_ascii=False) for row in RATINGS)
    (folder / "ratings.jsonl").write_text(rows + "\n", encoding="utf-8")
    return folder


def write_folders(gold: Path, names: tuple[str, ...], notes: int = 4) -> Path:
    """Folders of simple notes: small talk, an easy item, a hard item, small talk."""
    for start, name in enumerate(names):
        folder = gold / name
        folder.mkdir(parents=True)
        rows = []
        for number in range(1, notes + 1):
            n, tongue = 3 + start + number, number % 2
            easy, hard = EASY[tongue].format(n=n), HARD[tongue].format(n=n)
            talk = TALK[tongue].format(n=n)
            body = f"{talk}\n\n- {{{{L1||{easy}}}}}\n- {{{{L2||{hard}}}}}\n\n{talk}\n"
            head = f"---\ntitle: Note {number}\nlanguage: de\n---\n"
            (folder / f"{number:03}.md").write_text(head + body, encoding="utf-8")
            level = {"imp": 1, "cpx": 1 + n % 3, "tec": 1 + n % 2, "col": 2, "sys": 1}
            rows.append({"id": f"{number:03}/L1", **level, "clarity": 4, "quotes": {}})
            level = {"imp": 5, "cpx": 3 + n % 2, "tec": 2, "col": 1 + n % 4, "sys": 4}
            hidden = {"sys": None} if number == notes else {}
            rows.append({"id": f"{number:03}/L2", **level, **hidden, "clarity": 2 + n % 2})
        text = "\n".join(json.dumps(row) for row in rows)
        (folder / "ratings.jsonl").write_text(text, encoding="utf-8")
    return gold
