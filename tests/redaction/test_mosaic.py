"""The mosaic check: facts that are harmless alone and point to one organisation together."""

from __future__ import annotations

import copy

import pytest

from iolkit import phrases, resources
from iolkit.errors import HouseError
from iolkit.outcomes import Mosaic
from iolkit.records import Session
from iolkit.redaction import pointing, release
from iolkit.redaction.mosaic import parse

SMALL = Session(own_org="Halverde", host="Isenbruch", partners=("Nordhub",))


def seen(text: str, audience: str = "partners", session: Session | None = None) -> Mosaic | None:
    """What a cleared text points with."""
    return pointing(release(text, (), audience, "mixed").cleared, session or Session())


@pytest.mark.parametrize(
    ("text", "softer"),
    [
        (
            "Beim größten Papierhersteller in Kassel läuft das Tandem.",
            "Bei einem Produktionsbetrieb in Westdeutschland läuft das Tandem.",
        ),
        (
            "Eine Brauerei in Leipzig mit 240 Beschäftigten führt die Karte.",
            "Ein Produktionsbetrieb in Ostdeutschland mit über hundert Beschäftigten führt die "
            "Karte.",
        ),
        (
            "Am 12. März 2026 zeigte uns ein Klinikum in Freiburg die Karte.",
            "Im 1. Quartal 2026 zeigte uns eine Einrichtung in Süddeutschland die Karte.",
        ),
        (
            "Von der Sparkasse bei Ulm kam die Karte, sie hat 1.200 Mitarbeitende.",
            "Von einem Finanzunternehmen in Süddeutschland kam die Karte, sie hat über tausend "
            "Mitarbeitende.",
        ),
        (
            "A family brewery in Leeds with 1,200 employees runs tandems.",
            "A manufacturer in Britain with over a thousand employees runs tandems.",
        ),
        (
            "The only paper mill near Oslo showed us the card.",
            "The manufacturer in the Nordic countries showed us the card.",
        ),
        (
            "A hospital in Boston with 300 beds did that on 3 March 2026.",
            "An institution in North America with over a hundred beds did that in Q1 2026.",
        ),
    ],
)
def test_what_points_is_named_and_softened(text: str, softer: str) -> None:
    """Industry, place, size, day and rank; the softened text reads on and points no more."""
    found = seen(text)
    assert found is not None
    assert found.softened.text == softer
    assert found.softened.audience == "partners"
    assert seen(softer) is None
    for language in phrases.TONGUES:
        assert phrases.say_reason(found.reason, language)
        assert all(phrases.say(f"clue.{kind}", language) for kind, _ in found.clues)


@pytest.mark.parametrize(
    "text",
    [
        "Die Brauerei führt die Karte in jeder Schicht.",
        "In Kassel haben wir die Karte gesehen.",
        "Mit 240 Beschäftigten geht das auch am 12. März 2026.",
        "Die größte Hilfe war die Karte an der Wand.",
        "A hospital can run this with any team.",
        "The only rule is that the junior speaks first.",
        "Eine Brauerei in Leipzig führt die Karte.",
    ],
)
def test_one_fact_alone_does_not_point(text: str) -> None:
    """A check that cries wolf is switched off; in a large or unknown circle two are not enough."""
    assert seen(text) is None


def test_in_a_small_circle_industry_and_place_are_enough() -> None:
    """Fewer than ten organisations met: everybody knows who brews in Leipzig."""
    assert seen("Eine Brauerei in Leipzig führt die Karte.", session=SMALL)


def test_the_own_house_may_know() -> None:
    """The warning is for text that leaves."""
    text = "Beim größten Papierhersteller in Kassel läuft das Tandem."
    assert seen(text, "team") is None
    assert seen(text, "company") is None
    assert seen(text, "org:Nordhub")


def test_unfit_rules_are_refused_with_their_place() -> None:
    """Whoever edits the lists learns where they are wrong."""
    raw = copy.deepcopy(resources.rules("mosaic.yaml"))
    raw["regions"][0]["places"] = "Hamburg"
    with pytest.raises(HouseError, match="words_unfit") as caught:
        parse(raw)
    assert caught.value.values["place"] == "regions.0.places"
