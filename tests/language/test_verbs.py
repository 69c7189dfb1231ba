"""German verb forms lead to their infinitive."""

import pytest

from iolkit.language.spelling import listed
from iolkit.language.verbs import infinitive, strong_infinitive

KNOWN = listed(
    "uebernehmen aendern einfuehren lernen verstehen besprechen arbeiten anfangen sein haben "
    "vorstellen umsetzen ablehnen geben wandern sammeln entscheiden aufschreiben"
)


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("uebernahm", "uebernehmen"),
        ("uebernommen", "uebernehmen"),
        ("uebernimmst", "uebernehmen"),
        ("geaendert", "aendern"),
        ("eingefuehrt", "einfuehren"),
        ("einzufuehren", "einfuehren"),
        ("lernte", "lernen"),
        ("lernt", "lernen"),
        ("lernende", "lernen"),
        ("gelernten", "lernen"),
        ("verstanden", "verstehen"),
        ("besprochenen", "besprechen"),
        ("arbeitet", "arbeiten"),
        ("arbeitete", "arbeiten"),
        ("angefangen", "anfangen"),
        ("war", "sein"),
        ("haetten", "haben"),
        ("vorgestellt", "vorstellen"),
        ("umzusetzen", "umsetzen"),
        ("abgelehnte", "ablehnen"),
        ("gibt", "geben"),
        ("wandert", "wandern"),
        ("sammelt", "sammeln"),
        ("entschied", "entscheiden"),
        ("schreibt", None),
        ("haus", None),
    ],
)
def test_forms_lead_to_a_known_infinitive(form: str, verb: str | None) -> None:
    """Strong and weak verbs, separable or not, in any tense; unknown verbs lead nowhere."""
    assert infinitive(form, KNOWN) == verb


def test_strong_forms_alone_leave_weak_verbs_out() -> None:
    """Weak endings are shared with nouns, so they can be left for later."""
    assert strong_infinitive("uebernahm", KNOWN) == "uebernehmen"
    assert strong_infinitive("lernte", KNOWN) is None
