"""The six slots of clarity."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.embedded.clarity import SOUNDS, Slots
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


def told_and_found(name: str, tongue: str) -> list[tuple[set[str], set[str]]]:
    """For each passage of a file in one language: what it tells, and what is found."""
    table = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in table]
    mine = [(set(told.split(",")), text) for language, told, text in rows if language == tongue]
    said = RATER.rate([text for _, text in mine], "de")
    return [
        (told, {slot for slot, _ in each.filled})
        for (told, _), each in zip(mine, said, strict=True)
    ]


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("slots.tsv", 0.85, 0.8), ("slots_kept_back.tsv", 0.75, 0.55)],
)
@pytest.mark.parametrize("tongue", ["de", "en"])
def test_slots_of_short_passages_are_found(
    name: str, precision: float, recall: float, tongue: str
) -> None:
    """A hundred passages written for this, half of them not looked at while cues were chosen."""
    pairs = told_and_found(name, tongue)
    right = sum(len(told & found) for told, found in pairs)
    assert right / sum(len(found) for _, found in pairs) >= precision
    assert right / sum(len(told) for told, _ in pairs) >= recall


def test_a_slot_is_heard_where_no_cue_stands() -> None:
    """What a stretch sounds like fills a slot up to the expected number, and gives its quote."""
    text = "Alle malen eine Karte. Die Stimmung hat sich gehoben."
    stretches = [Span(0, 22), Span(23, len(text))]
    quiet = dict.fromkeys(SLOTS, 0.0)
    heard = [quiet, {**quiet, "result": 2 * SOUNDS}]
    seen = view(text)
    assert dict(SHIPPED.filled(seen, 2, stretches, heard))["result"] == stretches[1]
    assert "result" not in dict(SHIPPED.filled(seen, 1, stretches, heard))
    heard[1]["result"] = SOUNDS / 2
    assert "result" not in dict(SHIPPED.filled(seen, 6, stretches, heard))


def test_a_weak_cue_is_not_enough_where_nothing_sounds_like_it() -> None:
    """ "im" is a cue of place wherever it stands; heard as nothing it fills nothing."""
    text = "Alle malen im Stehen eine Karte."
    stretches, seen = [Span(0, len(text))], view(text)
    assert "context" in dict(SHIPPED.filled(seen, 6, stretches))
    assert "context" not in dict(SHIPPED.filled(seen, 6, stretches, [dict.fromkeys(SLOTS, 0.0)]))


def test_a_question_sounds_like_nothing() -> None:
    """Whatever its words sound like, a question tells nothing."""
    text = "Alle malen Karten an. Und das hat die Stimmung gehoben?"
    stretches = [Span(0, 21), Span(22, len(text))]
    heard = [dict.fromkeys(SLOTS, 0.0), dict.fromkeys(SLOTS, 1.0)]
    assert set(dict(SHIPPED.filled(view(text), 6, stretches, heard))) == {"action"}
