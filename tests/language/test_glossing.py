"""German text with English words in place of the German ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.language import gloss, glosses, sentences


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("Weiterbildung", "further training"),
        ("Lieferanten", "supplier"),
        ("Kolleg:innen", "colleague"),
        ("Uebergabe", "handover"),
        ("eingeführt", "introduce"),
        ("Büros", "office"),
    ],
)
def test_any_form_of_a_word_has_its_equivalents(word: str, first: str) -> None:
    """Spelling, case ending, gender and tense do not matter."""
    assert glosses(word)[0] == first


def test_unknown_words_have_no_equivalents() -> None:
    """Names and compounds are not entries."""
    assert glosses("Xqwvhausen") == ()
    assert glosses("Lieferantenwechsel") == ()


def test_german_becomes_english_word_by_word() -> None:
    """Words, compounds and forms are replaced; punctuation and unknown words stay."""
    assert gloss("Der Lieferantenwechsel scheiterte, Bergqvist schwieg.").startswith(
        "the supplier change "
    )
    assert gloss("Der Lieferantenwechsel scheiterte, Bergqvist schwieg.").endswith(".")
    assert ", Bergqvist " in gloss("Der Lieferantenwechsel scheiterte, Bergqvist schwieg.")


def test_phrases_go_before_words() -> None:
    """An idiom is not translated word by word, whatever its case endings."""
    assert "self-directed learning" in gloss("Das ist selbstgesteuertes Lernen.")
    assert "of self-directed learning" in gloss("Die Grenzen von selbstgesteuertem Lernen")


def test_abbreviations_and_clipped_words_are_known() -> None:
    """Dotted abbreviations are phrases, and an apostrophe hides no verb."""
    assert gloss("Das war z.B. im Rechenzentrum.") == "the be for example. in the data centre."
    assert "run" in gloss("Seit der Umstellung läuft's besser.")


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Das macht er so.", "make"),
        ("Die Macht ist verteilt.", "power"),
        ("Wir zahlen die Rechnung.", "pay"),
        ("Die Zahlen sind da.", "figures"),
        ("Sie wussten es.", "know"),
        ("eine neue Liste", "new"),
    ],
)
def test_a_capital_tells_noun_from_verb(german: str, english: str) -> None:
    """The frequent pairs that only a capital parts have the right meaning."""
    assert english in gloss(german).split()


def test_a_verb_takes_its_particle_along() -> None:
    """Verb and particle mean one thing, and the particle is not glossed again."""
    assert "announce" in gloss("Die Leute kündigen ihre Übungen nicht mehr an.")
    assert gloss("Er druckt die Liste aus und geht.").count("from") == 0


def test_words_no_table_has_are_glossed_by_their_parts() -> None:
    """A prefix or a particle before a known word tells enough."""
    assert gloss("Die Stelle ist unbesetzt.") == "the position be not occupy."


def test_half_a_sentence_may_be_in_the_other_language() -> None:
    """The German half is glossed, the English one stays."""
    glossed = gloss("Was sie sagen, gehört nur ihnen; a new circle with the same script died")
    assert glossed.startswith("what she say, belong only them;")
    assert glossed.endswith("; a new circle with the same script died")


def test_two_equivalents_on_demand() -> None:
    """Content words get more, function words never."""
    assert gloss("die Weiterbildung", equivalents=2) == "the further training continuing education"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The kids die hard in the war, man.",
        "We had a chat with the host and also an elf.",
        "12.03.2026, 14:30, 2,4 %",
    ],
)
def test_english_text_and_numbers_stay_as_they_are(text: str) -> None:
    """Words that only look German are left alone in English sentences."""
    assert gloss(text) == text


def test_each_sentence_is_judged_by_itself() -> None:
    """A mixed note loses its German and keeps its English."""
    text = "Die Liste war gut und alle kamen wieder.\nThe list was in the hall, and they die hard."
    glossed = gloss(text)
    assert glossed.endswith("\nThe list was in the hall, and they die hard.")
    assert "list" in glossed.split("\n")[0]


def test_a_fragment_follows_the_whole_text() -> None:
    """What gives no hint of its own counts as what stands around it."""
    german = "Das war die Runde bei den Gastgebern, und alle hatten Zeit.\nPlan\n"
    assert gloss(german).endswith("\nPlan\n")


@pytest.mark.parametrize(
    "kept",
    [
        "[PERSON_1]", "[ORG_12]", "jule.der@die-das.example", "https://die.das.example/und/der",
        "www.der.example", "2,4", "14:30", "SAP", "Bergqvist",
    ],
)  # fmt: skip
def test_stand_ins_addresses_and_names_are_not_touched(kept: str) -> None:
    """What must be found again, or is no word, passes through."""
    assert kept in gloss(f"Wir haben das mit {kept} bei den Kollegen besprochen.")


def test_gender_forms_are_words() -> None:
    """The mark in a word does not part it."""
    assert gloss("Die Kolleg:innen und die Mitarbeiter*innen") == "the colleague and the employee"


@given(st.text(max_size=80))
def test_any_text_can_be_glossed(text: str) -> None:
    """White space outside sentences survives, and nothing raises."""
    glossed = gloss(text)
    spans = sentences(text)
    if not spans:
        assert glossed == text
    else:
        assert glossed.startswith(text[: spans[0].start])
        assert glossed.endswith(text[spans[-1].end :])
