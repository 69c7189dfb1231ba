"""Sentence borders."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iolkit.language import sentences

MARKED = [
    "Wir waren z.B. bei Eskelin, d.h. ca. 3 Tage.|Danach nicht mehr.",
    "Dr. Müller bzw. Prof. Wrublik kommt i.d.R. am 3. Termin.|Der Rest kommt u.a. später.",
    "Erst am 05.02. zugesagt.|Am 12.03.2026 war Schluss.|Um 14:30 Uhr ging es heim.",
    "Das kostet 2,4 Mio. Euro.|Die Marge liegt bei 3.5 %.",
    "Er sagte: „Das geht nicht.“|Dann ging er.",
    '"Was?" fragte sie.|"Nie."|Wirklich!',
    "Er kam (wie immer zu spät!) und ging.|Ende.",
    "Es dauert 48 h.|Die Fragen sind leicht.",
    "Sie gehen im Jahr 2026.|Danach kommt niemand.",
    "Ausschuss sank von 81 auf 68.|Das war neu.",
    "Seite 14 im 3. Stock, 2. Quartal, am 1. Oktober.",
    "Plan B.|Danach kam A. Müller.",
    "Und dann … na ja... weiter ging es.|Schluss...|Neuer Anfang.",
    "They met Acme Inc. and others.|They agreed, e.g. on approx. 3 items.",
    "Losses are now 3.|Duty is whatever they say.",
    "I said no.|Then we left.",
    "See no. 3 and fig. 4 of vol. 2.",
    "The U.S. team vs. the rest, i.e. us.|We won!|Really?|Yes.",
    "Name, Vorname ....... Aydın\n|Ort .......... Köln",
    "Kontakt: a.b@c-d.example oder www.example.org/x.y heute.|Ruf an.",
]


@pytest.mark.parametrize("marked", MARKED)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    """The bar marks each border; abbreviations, dates, ordinals and quotations hide none."""
    expected = [part.strip() for part in marked.split("|")]
    text = "".join(part if part.endswith("\n") else part + " " for part in marked.split("|"))
    assert [span.of(text) for span in sentences(text)] == expected


def test_bullets_speakers_and_rows_stay_whole() -> None:
    """The mark of a line belongs to its first sentence."""
    text = (
        "# Besuch\n- Leitfaden: eine Seite. Liegt aus.\n>> Frage?\n1. Erstens\na) Unterpunkt\n"
        "[ ] offen\n00:12:05 Jule: Das war gut. Danke.\n| a | 1. b |\n"
    )
    assert [span.of(text) for span in sentences(text)] == [
        "# Besuch", "- Leitfaden: eine Seite.", "Liegt aus.", ">> Frage?", "1. Erstens",
        "a) Unterpunkt", "[ ] offen", "00:12:05 Jule: Das war gut.", "Danke.", "| a | 1. b |",
    ]  # fmt: skip


def test_a_chat_without_capitals_has_sentences() -> None:
    """Where nobody writes capitals a small letter after a stop begins a sentence."""
    text = "eine silbe, fertig. kein funk. das reicht z.b. für alle"
    assert [span.of(text) for span in sentences(text)] == [
        "eine silbe, fertig.", "kein funk.", "das reicht z.b. für alle",
    ]  # fmt: skip


def test_a_line_break_inside_a_sentence_is_no_border() -> None:
    """Wrapped prose keeps its sentences, line breaks inside."""
    text = (
        "Der Junge steht jetzt seit achtzehn Monaten an zwei Tagen\n"
        "in der Woche neben ihm. Inzwischen liegt er in sieben von\n"
        "zehn Fällen richtig, was vor ihm noch keiner geschafft hat."
    )
    assert [span.of(text)[:9] for span in sentences(text)] == ["Der Junge", "Inzwische"]


_PIECES = st.sampled_from(
    ["Das ist", "z.B.", "3.", "12.03.", "gut", ".", "!", "?", "…", "\n", "\n\n", "- ", "| ", "> ",
     "Jule: ", "„", "“", "(", ")", " ", "\t", "...", "Dr.", "usw.", "und", "ß-", "\u2028", "😅"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=30).map(" ".join)))
@example("\x1c. A")
@example("a.\u2028B.")
def test_no_text_is_lost_and_nothing_overlaps(text: str) -> None:
    """Spans are ordered, apart, stripped and hold every character that is not white space."""
    spans = sentences(text)
    assert all(span.of(text).strip() == span.of(text) != "" for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    held = "".join(span.of(text) for span in spans)
    assert "".join(held.split()) == "".join(text.split())
