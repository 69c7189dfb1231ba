"""The shipped glossary and how its entries are found."""

from importlib.resources import files

import pytest

from iolkit.language import fold
from iolkit.language.glossary import CASED, FILES, entry_of, glossary, nearest, with_capital


@pytest.mark.parametrize("name", (*FILES, CASED))
def test_every_line_is_a_german_term_and_its_equivalents(name: str) -> None:
    """Two columns, nothing empty, equivalents parted by a semicolon and a space."""
    text = files("iolkit.language").joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        german, english = line.split("\t")
        assert german == german.strip() != ""
        assert all(part == part.strip() != "" for part in english.split("; "))
        assert ";" not in english.replace("; ", "")


def test_the_card_names_every_file_and_its_size() -> None:
    """What is said of the data stays true."""
    folder = files("iolkit.language")
    card = folder.joinpath("CARD.md").read_text(encoding="utf-8")
    for name in (*FILES, CASED, "strong_verbs.de.tsv"):
        lines = len(folder.joinpath(name).read_text(encoding="utf-8").splitlines())
        assert f"| `{name}` | {lines:,} |" in card


def test_keys_and_equivalents_are_folded() -> None:
    """Whoever looks a folded word up finds it, and what comes back compares."""
    known = glossary()
    assert all(fold(key) == key for key in known.entries)
    assert all(fold(english) == english for english in known.entries.values())


def test_the_domain_stands_before_everyday_meanings() -> None:
    """Where both files know a word, the meaning at work is the first."""
    assert glossary().equivalents("pate")[0] == "buddy"


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("uebergaben", "uebergabe"),
        ("kolleginnen", "kollege"),
        ("mitarbeiter*innen", "mitarbeiter"),
        ("uebernahm", "uebernehmen"),
        ("eingefuehrt", "einfuehren"),
        ("unterlagen", "unterlage"),
        ("firmen", "firma"),
        ("risiken", "risiko"),
        ("xqwv", None),
    ],
)
def test_any_form_finds_its_entry(form: str, key: str | None) -> None:
    """Declined, gendered and conjugated forms find the lemma; unknown words find nothing."""
    assert entry_of(form) == key


@pytest.mark.parametrize(
    ("form", "lower", "key"),
    [
        ("redet", True, "reden"),
        ("redet", False, "rede"),
        ("meldet", True, "melden"),
        ("leitet", True, "leiten"),
        ("rede", True, "rede"),
    ],
)
def test_a_verb_ending_in_lower_case_tells_a_verb(form: str, lower: bool, key: str) -> None:
    """ "Redet" is from reden, where a capital does not say otherwise."""
    assert entry_of(form, lower) == key


def test_a_capital_is_kept_and_the_rest_folded() -> None:
    """Only the first letter decides between a noun and a verb."""
    assert with_capital("Übergaben") == "Uebergaben"
    assert with_capital("ZAHLEN") == "Zahlen"
    assert with_capital("zahlen") == "zahlen"


def test_of_several_keys_the_likest_is_nearest() -> None:
    """A longer shared beginning wins, letters beyond the form count against a key."""
    assert nearest("neue", ["neuerliche", "neu"]) == "neu"
    assert nearest("wechsels", ["wechseln", "wechsel"]) == "wechsel"
    assert nearest("haeuser", ["haus", "hausen"]) == "haus"


def test_phrases_are_sorted_longest_first() -> None:
    """The longest phrase at a place is tried first."""
    for phrases in glossary().phrases.values():
        lengths = [len(phrase.stems) for phrase in phrases]
        assert lengths == sorted(lengths, reverse=True)
        assert all(phrase.equivalents for phrase in phrases)
