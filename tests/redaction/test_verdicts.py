"""Verdicts: a light a sentence that agrees with what is released, and words safe to say alone."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.citations import leaks
from iolkit.outcomes import Check
from iolkit.policy import AUDIENCES, Policy
from iolkit.records import Category, Note, Session, Span, note_id
from iolkit.redaction import check
from tests.redaction.marked import flag, marked

TALK = (
    "Jede Schicht füllt die Karte selbst aus. Das Pilotjahr kostete <money own S1|480.000 €>. "
    "<strategy own S14|Wir schließen das Werk im Mai>."
)


def checked(source: str, audience: str = "partners", session: Session | None = None) -> Check:
    """A marked text, checked by the shipped policy."""
    text, flags = marked(source)
    note = Note(note_id(text), text, "de", session or Session())
    return check(note, flags, audience, Policy.shipped())


def test_lights_follow_from_the_rules() -> None:
    """Free, softer words, and never: each sentence has its own light and its own words."""
    result = checked(TALK)
    assert [each.light for each in result.sentences] == ["go", "care", "stop"]
    assert [each.suggestion.text.strip() for each in result.sentences] == [
        "Jede Schicht füllt die Karte selbst aus.",
        "Das Pilotjahr kostete einen mittleren sechsstelligen Betrag.",
        "",
    ]
    assert [len(each.decisions) for each in result.sentences] == [0, 1, 1]


def test_the_own_team_may_hear_its_own_sum() -> None:
    """The same sentence has another light for another audience."""
    assert [each.light for each in checked(TALK, "team").sentences][:2] == ["go", "go"]


def test_the_same_person_is_called_the_same_in_every_sentence() -> None:
    """A second person stays the second, so that the suggestions can be said one after another."""
    result = checked(
        "<person own|Krol> und <person own|Ilse Varghese> führen die Karte. "
        "Am Ende zeigt Varghese sie allen anderen an der Wand."
    )
    assert "eine zweite Person" in result.sentences[0].suggestion.text
    assert "zeigt eine zweite Person sie allen" in result.sentences[1].suggestion.text


def test_under_chatham_house_who_is_described_is_not_told() -> None:
    """Function and place give a person away, a part in a practice does not."""
    talk = "Die Leiterin des Werks in Kassel sagte das. Der Schichtleiter spricht zuletzt."
    bound = checked(talk, session=Session(rule="chatham"))
    assert not leaks(bound.released.text, ["Kassel", "Leiterin"])
    assert "Der Schichtleiter spricht zuletzt." in bound.released.text
    assert [made.reason.key for made in bound.sentences[0].decisions] == ["policy_described"]
    assert checked(talk).released.text == talk


@pytest.mark.parametrize(
    "talk",
    [
        "The CFO of the host said the card helps every shift at the start.",
        "The host's head of finance told us that the card helps every shift.",
        "Das erzählte der Werksleiter, als wir vor der Karte an der Wand standen.",
        "Die HR-Chefin von Nordhub hat die Karte in jeder Schicht eingeführt.",
    ],
)
def test_descriptions_of_people_are_found_in_both_languages(talk: str) -> None:
    """By function with house or place, or by function where somebody is quoted."""
    bound = checked(talk, "team", Session(rule="chatham"))
    assert not leaks(bound.released.text, ["CFO", "head of finance", "Werksleiter", "HR-Chefin"])
    assert "card helps" in bound.released.text or "Karte" in bound.released.text


WORDS = st.sampled_from(
    ["Karte", "Kolbmann.", "Varghese", "480.000 €", "weil", "die Schicht.", "Halverdes", ",", ".",
     "\n- ", "🎉", ")", "!", "und", "bei", "Der Leiter des Werks in Kassel", "12 %", "–", "Krol,"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=20), st.sampled_from((*AUDIENCES, "org:Kolbmann")),
       st.sampled_from(("open", "internal", "chatham", "nda")), st.data())  # fmt: skip
def test_lights_never_contradict_the_release(
    words: list[str], audience: str, rule: str, data: st.DataObject
) -> None:
    """Sentences tile the text, a free one is unchanged, and no suggestion holds a hidden value."""
    text = " ".join(words)
    flags = []
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, min(len(text), start + 14)))
        flags.append(flag(Span(start, end), data.draw(st.sampled_from(get_args(Category)))))
    result = check(Note("n", text, "de", Session(rule=rule)), flags, audience, Policy.shipped())
    last = 0
    for each in result.sentences:
        assert last <= each.span.start <= each.span.end <= len(text)
        last = each.span.end
        said = each.suggestion.text.strip()
        assert (each.light == "go") == (said == each.span.of(text).strip())
        assert (each.light == "stop") == (not said and each.light != "go")
        hidden = [made.flag.span.of(text) for made in result.decisions if made.handling == "block"]
        assert not leaks(said, [value for value in hidden if len(value.strip(" .,-\n")) > 5])
