"""Sessions and passages of invented notes for the tests of synthesis."""

from __future__ import annotations

from datetime import date

from iolkit.outcomes import Passage
from iolkit.records import Masked, Session

SESSIONS = {
    "mill": Session(title="Papiermühle", host="Papierwerk Isen GmbH", held_on=date(2024, 10, 17)),
    "port": Session(title="Port", host="Skager Port AS", held_on=date(2025, 6, 12)),
    "grid": Session(title="Netze", host="Auetal Netze eG", held_on=date(2026, 4, 21)),
    "card": Session(title="Tandem", format="practice card", held_on=date(2026, 11, 1)),
    "talk": Session(title="Gespräch"),
}
TEXTS = {
    "mill": "Das Tandem hat sich bewährt. Die Nachfolgerin läuft jede Schicht neben ihm mit.",
    "port": "The tandem works in the port. The planner sits with the successor two tides a week.",
    "grid": "Das Haus hat das Tandem nach einem Jahr wieder eingestellt. Heute gibt es Gespräche.",
    "card": "Tandem über Grenzen\n\nEin Tandem braucht feste Termine und einen Rahmen.",
    "talk": "Beim Tandem reden beide einmal in der Woche eine halbe Stunde über die Schicht.",
}


def passage(note: str, text: str = "", **facts: str) -> Passage:
    """A passage of a note; its key is the note with how many letters it has."""
    words = text or TEXTS[note]
    told = {"note_id": note, "kind": "practice", "band": "A", "headline": words[:20], **facts}
    key = f"{note}{len(words)}"
    return Passage(key, key, Masked(words), told)


PASSAGES = tuple(passage(note) for note in TEXTS)
