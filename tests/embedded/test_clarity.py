"""The six slots of clarity."""

from __future__ import annotations

from iolkit.embedded.clarity import Slots
from iolkit.embedded.features import view
from iolkit.rubric import SLOTS, Rubric

SHIPPED = Slots.of(Rubric.shipped())
FULL = (
    "Damit keiner wartet, geben die Schichten im Werk Süd jeden Morgen an der Tafel über, weil "
    "sonst Fehler liegen bleiben. Seitdem sank der Stillstand um 12 Prozent."
)


def test_best_supported_slots_come_first() -> None:
    """With one slot to fill, the one with the most cues is taken."""
    seen = view("weil, denn, deshalb haben sie die Karte aufgehängt")
    assert SHIPPED.filled(seen, 1) == ("why",)


def test_as_many_as_expected() -> None:
    """The number of slots follows the expectation, rounded and within 0 to 6."""
    for expected, count in ((-3, 0), (0.4, 0), (2.6, 3), (6, 6), (11, 6)):
        assert len(SHIPPED.filled(view(FULL), expected)) == count


def test_slots_come_in_order() -> None:
    """Slots are listed in the order of the rubric."""
    filled = SHIPPED.filled(view(FULL), 4)
    assert list(filled) == [slot for slot in SLOTS if slot in filled]


def test_a_heading_fills_nothing() -> None:
    """Three words tell a topic, nothing more."""
    assert SHIPPED.filled(view("Kosten der Akademie"), 5) == ()


def test_a_question_tells_no_action() -> None:
    """A question is no account of something done."""
    seen = view("Wer hat das schon ausprobiert und warum?")
    assert "action" not in SHIPPED.filled(seen, 2)
    assert "action" in SHIPPED.filled(view("Sie haben das schon ausprobiert."), 2)
