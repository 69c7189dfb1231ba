"""The six slots of clarity."""

from __future__ import annotations

from pathlib import Path

from iolkit.embedded.clarity import Slots
from iolkit.embedded.features import view
from iolkit.embedded.rate import Rater
from iolkit.records import Filled, Span
from iolkit.rubric import SLOTS, Rubric

SHIPPED = Slots.of(Rubric.shipped())
FULL = (
    "Damit keiner wartet, geben die Schichten im Werk Süd jeden Morgen an der Tafel über, weil "
    "sonst Fehler liegen bleiben. Seitdem sank der Stillstand um 12 Prozent."
)

RATER = Rater(Rubric.shipped(), None, None)


def filled(text: str, expected: float) -> Filled:
    """The slots of a text, its sentences as stretches."""
    ends = [at + 1 for at, sign in enumerate(text) if sign in ".?!"] or [len(text)]
    starts = [0, *ends[:-1]]
    spans = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    return SHIPPED.filled(view(text), expected, spans)


def slots(text: str, expected: float) -> tuple[str, ...]:
    """Their names."""
    return tuple(slot for slot, _ in filled(text, expected))


def test_best_supported_slots_come_first() -> None:
    """Of slots with weak cues only, the one with the most is taken."""
    text = "denn sonst, wegen der Karte im Gang"
    assert slots(text, 2) == ("action", "why")
    assert slots(text, 3) == ("goal", "action", "why")


def test_as_many_as_expected() -> None:
    """Weak cues follow the expectation, rounded and within 0 to 6; strong ones need none."""
    weak = "Die Gruppe will es, denn sonst fehlt im Team die Karte, gesehen und fertig"
    counts = [len(slots(weak, expected)) for expected in (-3, 2.6, 6, 11)]
    assert counts == sorted(counts)
    assert counts[0] < counts[1] == 3 <= counts[2] == counts[3]
    assert set(slots(FULL, 0)) >= {"goal", "why", "result", "evidence"}


def test_slots_come_in_order() -> None:
    """Slots are listed in the order of the rubric."""
    told = slots(FULL, 4)
    assert list(told) == [slot for slot in SLOTS if slot in told]


def test_a_heading_fills_nothing() -> None:
    """Three words tell a topic, nothing more."""
    assert filled("Kosten der Akademie", 5) == ()


def test_a_question_tells_no_action() -> None:
    """A question is no account of something done."""
    assert "action" not in slots("Wer hat das schon ausprobiert und wie?", 6)
    assert "action" in slots("Sie haben das schon ausprobiert.", 2)


def test_a_slot_that_no_words_speak_for_stays_open() -> None:
    """However many are expected: what is shown as told has its words."""
    assert slots("Alle malen ihre Karte selbst an und hängen sie auf.", 6) == ("action",)


def test_the_words_of_a_slot_are_those_that_speak_for_it() -> None:
    """Each slot is quoted where its cues stand."""
    text = (
        "Die Karte hängt im Werk Nord. Grund: sonst fragt keiner nach. Seitdem sank der Ausschuss."
    )
    words = {slot: span.of(text).strip() for slot, span in filled(text, 6)}
    assert words["why"] == "Grund: sonst fragt keiner nach."
    assert words["result"] == "Seitdem sank der Ausschuss."


def test_the_rater_quotes_what_it_counts() -> None:
    """One quote a slot, verbatim within the text; the others are missing."""
    (said,) = RATER.rate([FULL], "de")
    told = [slot for slot, _ in said.filled]
    assert said.clarity == len(told) == len(set(told)) > 3
    assert set(told) | set(said.missing) == set(SLOTS)
    assert not set(told) & set(said.missing)
    assert all(span.of(FULL).strip() for _, span in said.filled)


def test_slots_of_short_passages_are_found_in_both_languages() -> None:
    """Forty-four passages written for this, German and English alike (tests/embedded/slots.tsv)."""
    table = (Path(__file__).parent / "slots.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in table]
    for tongue in ("de", "en"):
        mine = [(set(told.split(",")), text) for language, told, text in rows if language == tongue]
        said = RATER.rate([text for _, text in mine], "de")
        found = [{slot for slot, _ in each.filled} for each in said]
        right = sum(len(told & got) for (told, _), got in zip(mine, found, strict=True))
        assert right / sum(map(len, found)) >= 0.85
        assert right / sum(len(told) for told, _ in mine) >= 0.8
