# ruff: noqa: E501 - people write long lines
"""Three notes as people write them, with what an engine would say of them; everything is invented.

Markup: [[category|owner||words]] is a flag, {{kind||passage}} an item.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from iolkit.records import (
    Analysis,
    Assessment,
    Flag,
    Item,
    Note,
    Provenance,
    Rating,
    Reason,
    Session,
    Span,
    Summary,
    mark_id,
    note_id,
)

ENGINE = Provenance("embedded", version="1")

SERVICE = """RT Wissenssicherung, 05.02., zu Gast bei [[partner|partner||Gebr. Eskelin]] (Kantine)
Runde: [[person|partner||Ilse Varghese]] (Leitung Service dort), ich, 6 andere

- Ausgangslage: [[personnel|partner||zwei gehen bis Jahresende in Altersteilzeit]] -> [[figures|partner||First-Time-Fix von 81 auf 68 %]]
- {{method||Leitfaden "Abschied in 9 Fragen": eine A4-Seite, liegt im Intranet. Jeder Teamleiter führt das Gespräch allein, Schulung gibts keine. Nur: mind. 3 Monate vor Austritt anfangen.}}
- {{insight||Spindelgeräusch. [[person|partner||Hannu Bergqvist]] hört am Auslauf, ob ein Lager noch 200 h hat. Man hat versucht es aufzuschreiben, 14 Seiten, taugt nix. Der Junge steht jetzt seit 18 Monaten neben ihm - "erklären kann ich's dir nicht, du musst dabei sein".}}
- kostet [[money|partner||rd. 74 T€ je Tandem und Jahr]], sagt die Gastgeberin beim Rausgehen
- bei uns: [[strategy|own||Service für die Baureihe KX soll 2028 auslaufen]]. Konnte ich so nicht sagen.
  Unterlagen: :material/home: ![x](http://evil.example/p.png) www.evil.example $a^2$
"""

AI = """PROTOKOLL (Kurzform)  Beginn 14:03
Anwesend: [[person|own||A. Kızıltan]] (schreibt), [[partner|partner||Stadtwerke Immenbach]]

TOP 1 Stand der Piloten
[[partner|partner||Immenbach]]: Assistent auf eigenem Server, [[security|partner||lief drei Wochen ohne Anmeldung]].
{{mistake||Lehre daraus: Kein Pilot geht live ohne die Abnahmeliste der IT-Sicherheit. Acht Punkte, ausgefülltes Formular, Unterschrift, fertig.}}

TOP 4 Lernen
{{practice||Prompt-Sprechstunde: dienstags 20 min, eine Person zeigt einen misslungenen Prompt, die anderen raten warum. Kann jede Abteilung morgen anfangen.}}
"""

HARMLESS = """Onboarding call, notes to self
{{method||Day one has no slides. A new picker gets a paper map with ten stops and a stamp card, walks it alone, and comes back when all stamps are on it.}}
"""

SESSIONS = {
    SERVICE: Session(
        title="Wissenssicherung, wenn der Fachmann geht",
        programme="Werkbank Wissen Ostalb",
        format="round table",
        held_on=date(2026, 2, 5),
        own_org="Trumholt Fräsmaschinen GmbH",
        partners=("Gebr. Eskelin",),
    ),
    AI: Session(
        title="KI am Arbeitsplatz",
        programme="Regionalnetz Lernende Organisation",
        format="round table",
        held_on=date(2026, 1, 22),
        rule="chatham",
    ),
    HARMLESS: Session(
        title="Onboarding in Antwerp", programme="Learning Links", format="1:1 exchange"
    ),
}
SOURCES = {SERVICE: "wissenssicherung.md", AI: "ki-protokoll.docx", HARMLESS: "onboarding.txt"}
LEVELS = {
    "method": (1, 1, 1, 2, 1),
    "practice": (1, 2, None, 2, 1),
    "mistake": (2, 2, 3, 3, 4),
    "insight": (5, 3, None, 4, None),
}
BANDS = {"method": ("A", 95, 95, 95), "practice": ("A", 86, 79, 88), "mistake": ("B", 49, 49, 49)}
DIMENSIONS = ("implicit", "complex", "technological", "collective", "systemic")

_OPEN = re.compile(r"\[\[(\w+)\|(\w+)\|\||\{\{(\w+)\|\||\]\]|\}\}")


@dataclass
class Draft:
    """Plain text with what was marked in it."""

    text: str = ""
    flags: list[tuple[Span, str, str]] = field(default_factory=list)
    items: list[tuple[Span, str]] = field(default_factory=list)


def parse(marked: str) -> Draft:
    """Take the markup out and remember where it stood."""
    draft, flag, item, reached = Draft(), None, None, 0
    for sign in _OPEN.finditer(marked):
        draft.text += marked[reached : sign.start()]
        reached, here = sign.end(), len(draft.text)
        if sign[0] == "]]":
            draft.flags.append((Span(flag[0], here), flag[1], flag[2]))
        elif sign[0] == "}}":
            draft.items.append((Span(item[0], here), item[1]))
        elif sign[3]:
            item = (here, sign[3])
        else:
            flag = (here, sign[1], sign[2])
    draft.text += marked[reached:]
    return draft


def analysed(marked: str) -> Analysis:
    """What an engine would say of one of the notes above."""
    draft = parse(marked)
    note = Note(note_id(draft.text), draft.text, "en" if marked == HARMLESS else "de",
                SESSIONS[marked], SOURCES[marked])  # fmt: skip
    flags = tuple(_flag(note, *one) for one in draft.flags)
    items = tuple(_item(note, *one) for one in draft.items)
    assessments = tuple(_assessment(item) for item in items)
    return Analysis(note, flags, items, assessments, Summary(), ENGINE)


def _flag(note: Note, span: Span, category: str, owner: str) -> Flag:
    return Flag(mark_id(note.id, span, category), span, category, None, owner, None, 0.9,
                "lists", Reason("flagged_by_person"))  # fmt: skip


def _item(note: Note, span: Span, kind: str) -> Item:
    passage = span.of(note.text)
    end = min(len(passage), next((m.start() for m in re.finditer(r"[.:] ", passage)), 60))
    return Item(
        mark_id(note.id, span, "item"), note.id, span, kind, Span(span.start, span.start + end)
    )


def _assessment(item: Item) -> Assessment:
    words = (Span(item.span.start, item.span.start + 24),)
    ratings = tuple(
        Rating(
            dimension,
            level,
            0.8 if level in (1, 5) else 0.4,
            words if level else (),
            Reason("rated_by_person"),
            ENGINE,
        )
        for dimension, level in zip(DIMENSIONS, LEVELS[item.kind], strict=True)
    )
    band, score, low, high = BANDS.get(item.kind, (None, None, None, None))
    bottleneck = "systemic" if item.kind == "mistake" else None
    missing = ("result", "evidence") if item.kind == "practice" else ()
    return Assessment(
        item.id, ratings, score, low, high, band, bottleneck, 6 - len(missing), missing
    )


NOTES = tuple(analysed(marked) for marked in (SERVICE, AI, HARMLESS))
