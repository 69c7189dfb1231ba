"""On which side of a matter a sentence stands."""

from __future__ import annotations

import pytest

from iolkit import resources
from iolkit.embedded.stance import NAME, opposed, parse, stance
from iolkit.errors import HouseError


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        ("Das Tandem hat sich bewährt.", "for"),
        ("Das Tandem hat sich nicht bewährt.", "against"),
        ("Die Tandems wurden nach einem Jahr wieder eingestellt.", "against"),
        ("Ohne den Leitfaden klappt es nicht.", "for"),
        ("The pairing worked in all three depots.", "for"),
        ("The pairing did not work in any depot.", None),
        ("The pairing never worked in any depot.", "against"),
        ("They had a handbook, sixty pages, nobody opened it.", "against"),
        ("Hat sich das Tandem bewährt?", None),
        ("Wenn das Tandem klappt.", None),
        ("Anfangs klappt es, später ist es gescheitert.", None),
        ("Die Karte hängt am Kran.", None),
    ],
)
def test_sides(sentence: str, side: str | None) -> None:
    """Words of success and failure, turned round by a negation; silence where both or neither."""
    assert stance(sentence).get("worked") == side


@pytest.mark.parametrize(
    ("one", "other", "is_opposed"),
    [
        ("Wir raten ab vom Tandem.", "Alle Häuser empfehlen das Tandem.", True),
        ("Die Fehler sind gesunken.", "The number of errors went up.", True),
        ("Die Fehler sind gesunken.", "Das Tandem ist gescheitert.", False),
        ("Die Karte hängt am Kran.", "Das Tandem ist gescheitert.", False),
    ],
)
def test_opposed(one: str, other: str, is_opposed: bool) -> None:
    """Opposite sides count within one matter, across languages."""
    assert opposed(stance(one), stance(other)) is is_opposed
    assert opposed(stance(other), stance(one)) is is_opposed


def test_a_damaged_file_is_named() -> None:
    """Whoever edits the words learns where they are off."""
    raw = dict(resources.rules(NAME))
    raw["negation"] = {"de": ["nicht"]}
    with pytest.raises(HouseError) as caught:
        parse(raw)
    assert caught.value.values["name"] == NAME
    assert "negation" in str(caught.value.values["place"])
