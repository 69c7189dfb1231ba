"""Masking: reversible, consistent, free of collisions; nothing flagged shows."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.records import Category, Flag, Span
from iolkit.redaction import index_text, mask, mask_view, taken_from, unmask
from tests.redaction.marked import flag, marked

ALPHABET = "abAB [](){}_12-äßé\n.PERSONAMUT"


@st.composite
def flagged(draw: st.DrawFn) -> tuple[str, list[Flag]]:
    """A text that likes to look like stand-ins, with flags anywhere in it."""
    pieces = st.one_of(st.text(ALPHABET, max_size=6), st.sampled_from(["[PERSON_1]", "[AMOUNT_2]"]))
    text = "".join(draw(st.lists(pieces, min_size=1, max_size=8))) or "a"
    flags = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        flags.append(flag(Span(start, end), draw(st.sampled_from(get_args(Category)))))
    return text, flags


@given(flagged())
def test_masking_is_undone_exactly(case: tuple[str, list[Flag]]) -> None:
    """Whatever the text holds, stand-ins included, it comes back to the last character."""
    text, flags = case
    masked = mask(text, flags)
    assert unmask(masked.text, masked) == text


@given(flagged())
def test_a_stand_in_never_equals_something_in_the_text(case: tuple[str, list[Flag]]) -> None:
    """A literal "[PERSON_1]" of the author is not taken for a person."""
    text, flags = case
    assert not any(stand_in in text for stand_in, _ in mask(text, flags).stand_ins)


@given(flagged())
def test_offsets_lead_both_ways(case: tuple[str, list[Flag]]) -> None:
    """Every stand-in is found from its original and the other way round; plain text maps 1:1."""
    text, flags = case
    masked = mask(text, flags)
    hidden = [span for _, span in masked.stand_ins]
    for stand_in, span in masked.stand_ins:
        shown = masked.from_original(span)
        assert shown.of(masked.text) == stand_in
        assert masked.to_original(shown.start) == span.start
    for at, char in enumerate(text):
        if not any(span.start <= at < span.end for span in hidden):
            shown = masked.from_original(Span(at, at + 1))
            assert shown.of(masked.text) == char
            assert masked.to_original(shown.start) == at


def test_the_same_person_has_the_same_stand_in() -> None:
    """Full name, initials and genitive are one person, a second person is another."""
    text, flags = marked(
        "<person own|Ilse Varghese>: <person own|V.> und <person own|Krol>, Vargheses Idee."
    )
    assert mask(text, flags).text == "[PERSON_1]: [PERSON_1] und [PERSON_2], [PERSON_1] Idee."


def test_further_mentions_of_a_flagged_name_are_masked_too() -> None:
    """A recognizer that saw a name once has shown it; every equal mention goes."""
    text, flags = marked("<partner partner|Kolbmann> lud ein. Bei KOLBMANN und Kolbmanns Werk.")
    assert mask(text, flags).text == "[ORG_1] lud ein. Bei [ORG_1] und [ORG_1] Werk."


def test_a_clause_hides_the_name_inside_it() -> None:
    """One stand-in covers both; the clause does not tell that the name is in it."""
    text, (clause,) = marked("Geplant ist <strategy own|der Kauf von Alpha im Mai>.")
    name = flag(Span(text.index("Alpha"), text.index("Alpha") + 5), "partner")
    assert mask(text, [name, clause]).text == "Geplant ist [PLAN_1]."


def test_a_reply_gets_the_fullest_form_back() -> None:
    """Text that merely uses the stand-ins is put back with the name as the note has it in full."""
    text, flags = marked(
        "<person own|Varghese> und <person own|Ilse Varghese> bei <partner own|Alpha>"
    )
    masked = mask(text, flags)
    assert unmask("[ORG_1] dankt [PERSON_1], nicht [PERSON_9].", masked) == (
        "Alpha dankt Ilse Varghese, nicht [PERSON_9]."
    )


def test_a_view_has_the_stand_ins_of_the_whole_note() -> None:
    """A stretch is numbered as the note is, and a cut stand-in is shown whole."""
    text, flags = marked("<person own|Krol> kam. Dann sprach <person own|Ilse Varghese> lange.")
    start = text.index("Varghese")
    assert mask_view(text, flags, Span(start, len(text))) == "[PERSON_2] lange."
    assert (
        mask_view(text, flags, Span(len("Krol kam. "), len(text)))
        == "Dann sprach [PERSON_2] lange."
    )


def test_the_index_gets_plain_words_in_the_language_of_the_stretch() -> None:
    """Search neither knows the secret nor ranks by labels."""
    text, flags = marked(
        "Das Team von <partner own|Alpha> hat uns <money own|480.000 €> genannt, "
        "was die Schulung kostet."
    )
    whole = Span(0, len(text))
    assert index_text(text, flags, whole) == (
        "Das Team von Organisation hat uns Betrag genannt, was die Schulung kostet."
    )
    text, flags = marked(
        "The team of <partner own|Alpha> told us that it was <money own|£480k> for a year."
    )
    whole = Span(0, len(text))
    assert index_text(text, flags, whole) == (
        "The team of organisation told us that it was amount for a year."
    )


def test_the_way_back_is_not_shown_by_accident() -> None:
    """A masked text in a log or a traceback does not print the original."""
    text, flags = marked("<person own|Varghese> kam")
    assert "Varghese" not in repr(mask(text, flags))


def test_the_text_itself_may_hold_what_looks_like_a_stand_in() -> None:
    """Whatever case it is in, it is not taken for one on the way back."""
    text, flags = marked("[person 1] und [Person_2] sind Felder; <person own|Krol> füllt sie aus.")
    masked = mask(text, flags)
    assert masked.text == "[person 1] und [Person_2] sind Felder; [PERSON_3] füllt sie aus."
    assert unmask(f"{masked.text} ", masked) == f"{text} "


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ("[PERSON_1]s Vorschlag", "Ilse Vargheses Vorschlag"),
        ("[PERSON_1]'s proposal", "Ilse Varghese's proposal"),
        ("der Vorschlag von „[PERSON_1]“", "der Vorschlag von „Ilse Varghese“"),
        ("**[PERSON_1]** sagt", "**Ilse Varghese** sagt"),
        ("**[person_1]** sagt", "**Ilse Varghese** sagt"),
        ("[ PERSON_1 ] sagt", "Ilse Varghese sagt"),
        ("[Person 1] sagt", "Ilse Varghese sagt"),
        ("\\[PERSON\\_1\\] sagt", "Ilse Varghese sagt"),
        ("`[PERSON_1]` sagt", "`Ilse Varghese` sagt"),
        ("die [PERSON_1]-Karte", "die Ilse Varghese-Karte"),
        ("[ORG_1]s Werk", "Halbas’ Werk"),
        ("[ORG_1]'s plant", "Halbas's plant"),
        ("[PERSON_01]", "Ilse Varghese"),
        ("(Person 1), [PERSON_12] und [STADT_1]", "(Person 1), [PERSON_12] und [STADT_1]"),
    ],
)
def test_inflected_and_dressed_stand_ins_come_back(reply: str, said: str) -> None:
    """Genitive, quotes, case, bold, blanks, escapes; what is none of ours stays."""
    text, flags = marked("<person own|Ilse Varghese> war bei <partner own|Halbas>.")
    assert unmask(reply, mask(text, flags)) == said


DRESSES = st.sampled_from(
    ["{}", "{}s", "{}'s", "„{}“", "**{}**", "*{}*", "({})", "{},", "die {}-Karte", '"{}"', "- {}\n"]
)
FORMS = st.sampled_from(
    [str, str.lower, str.title, lambda s: s.replace("_", " "), lambda s: s.replace("[", "[ "),
     lambda s: s.replace("[", "\\[").replace("]", "\\]"), lambda s: s.replace("_", "\\_")]
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 2), DRESSES, FORMS), max_size=8))
def test_any_dress_in_any_order_comes_back(told: list[tuple[int, str, Any]]) -> None:
    """A reply that uses stand-ins in whatever order and dress is put back word for word."""
    text, flags = marked(
        "<person own|Ilse Varghese> zahlte <money own|480.000 €> an <partner own|Kolbmann>."
    )
    masked = mask(text, flags)
    stand_ins = [stand_in for stand_in, _ in masked.stand_ins]
    words = [span.of(text) for _, span in masked.stand_ins]
    reply = " ".join(dress.format(form(stand_ins[n])) for n, dress, form in told)
    assert unmask(reply, masked) == " ".join(dress.format(words[n]) for n, dress, _ in told)


def test_words_of_masked_text_are_masked_text() -> None:
    """They come from masked text or not at all."""
    masked = mask("Der Leitfaden hilft.", ()).text
    assert taken_from([masked], ["Leitfaden"]) == ("Leitfaden",)
    assert taken_from([], []) == ()
    with pytest.raises(ValueError, match="masked"):
        taken_from([], ["Leitfaden"])
