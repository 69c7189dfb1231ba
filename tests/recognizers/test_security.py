"""Ways in: credentials, codes and internal hosts."""

from __future__ import annotations

import pytest

from iolkit.recognizers import security


def found(text: str) -> list[str]:
    """What the security recognizers hold to be a way in."""
    hits = [hit for r in security.RECOGNIZERS for hit in r.find(text) if hit.score >= 0.5]
    return [text[hit.start : hit.end] for hit in hits]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Passwort: Walnuss!4410", "Walnuss!4410"),
        ("pw is Biscuit!2031 for all", "Biscuit!2031"),
        ("Kennwort fürs Wiki neu: Hut#kiste4", "Hut#kiste4"),
        ("login admin / admin", "admin / admin"),
        ("svc_mining / Kabel!2219", "svc_mining / Kabel!2219"),
        ("der Türcode ist 4471#", "4471#"),
        ("Server: planung.werk3.intern", "planung.werk3.intern"),
        ("http://deice-ctl.vgs.internal:8080 offen", "http://deice-ctl.vgs.internal:8080"),
        ("liegt auf 10.44.7.19", "10.44.7.19"),
        ("Ablage \\\\fen-dc3\\alliance$", "\\\\fen-dc3\\alliance$"),
        ("key sk-9Qe2Lx77abcd", "sk-9Qe2Lx77abcd"),
    ],
)
def test_a_way_in_is_found(text: str, wanted: str) -> None:
    """The secret itself is found, without the words around it."""
    assert wanted in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Passwort regelmäßig ändern, lautet der Rat.",
        "QR-Code 2026 auf der Folie",
        "Kirkpatrick level 4 misst niemand",
        "Website www.netzwerk.example steht allen offen",
        "Verhältnis 80/20 und 70-20-10",
    ],
)
def test_advice_and_ordinary_addresses_pass(text: str) -> None:
    """General advice, other codes and public sites are no secrets."""
    assert not found(text)
