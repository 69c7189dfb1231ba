"""Fictional notes that the tests of the embedded engine read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from iolkit.engine import Matrix
from iolkit.records import Note, Session, note_id

GERMAN = """Rundgang bei den Nordhafen Docks, 14. Mai, mit Jelte Brookhuis (Schichtleiter)

08:30 Begrüßung, Sicherheitsschuhe, Kaffee.

- Übergabe: Die Schichten übergeben an einer Karte mit vier Feldern, laminiert am Kran. Jede
  Leihkraft kann sie ohne Einweisung benutzen, seitdem fragt niemand mehr nach.
- Der Lascher hört, ob die Stange sitzt. Erklären kann er es nicht, man muss zwei Winter neben
  ihm mitlaufen. Aufschreiben hat dreimal nichts gebracht.
- Die Liegeplatzplanung läuft auf einem selbst gebauten Modell mit eigenen Sensoren und acht
  Jahren Daten. Kaufen kann man das nirgends.

Mittag in der Kantine, Labskaus. Nächster Termin im Herbst, Zug 16:12.

Unter uns: Werk Nord wird zum Jahresende geschlossen, das weiß noch niemand.
"""

ENGLISH = """Retro swap with Fenwick Looms, notes by me

Train was late, biscuits were good.

1) They open each retro with a one-page template of five fixed questions. Anyone can run it from
   the sheet, no training needed, and nothing else has to change.

2) What went wrong: they rolled it out to all nine teams at once, before anybody had tried it. Two
   teams never came back. Next time one team first, then the neighbours, because people copy what
   they see working.

3) It only works because the bonus, the roster and the works council agreement were changed
   together. A sister plant copied the meeting alone and lost half its crew.

To do: ring the host about the photos, thank the canteen.
"""


def note(text: str, language: str = "de") -> Note:
    """A note with this text."""
    return Note(note_id(text), text, "de" if language == "de" else "en", Session(own_org="Wir AG"))


def hashed_vectors(texts: Sequence[str]) -> Matrix:
    """Unit vectors that are near where texts share words: a stand-in for an encoder."""
    rows = np.zeros((len(texts), 384), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.lower().split():
            row[int(hashlib.sha256(word.encode()).hexdigest(), 16) % 384] += 1
        row /= max(1e-9, float(np.linalg.norm(row)))
    return rows
