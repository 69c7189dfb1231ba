"""Which line breaks part two thoughts."""

import pytest

from iolkit.language.lines import begins_new, stretches, writes_no_capitals


def parted(text: str) -> list[str]:
    """The stretches of a text."""
    return [span.of(text) for span in stretches(text)]


@pytest.mark.parametrize(
    "line",
    [
        "- Punkt", "* Punkt", "• Punkt", "1. Punkt", "a) Punkt", "(3) Punkt", "[ ] offen",
        "[x] fertig", "→ Folge", "-> Folge", "# Titel", "---", "| a | b |", "├─ Zweig",
        "+-- Zweig", "00:12:05 Jule: hallo", "[14.03.26, 19:42] Jule: hallo", "14:30 Pause",
        "Jule: hallo", "Frau Dr. Aydın (Gast): hallo", "Ort: Kantine", "Fazit:",
    ],
)  # fmt: skip
def test_lines_that_announce_themselves(line: str) -> None:
    """Bullets, numbers, headings, rows, times and speakers begin something new."""
    assert begins_new(line)


@pytest.mark.parametrize(
    "line",
    ["und so weiter", "2,5 Mio. Euro", "5 Leute waren da", "Das war gut. Jule: ja", "weight: 5"],
)
def test_lines_that_do_not_announce_themselves(line: str) -> None:
    """Prose may start with a number or hold a colon later on."""
    assert not begins_new(line)


def test_wrapped_prose_is_one_stretch() -> None:
    """Lines that are full go on in the next one, whatever letter that begins with."""
    text = (
        "Die Rückfragen bei der Hotline sind hierdurch um rund\n"
        "zwei Drittel zurückgegangen, und jede Welle wird jetzt\n"
        "Wochen vorher mit allen Ansprechpersonen der einzelnen\n"
        "Dienststellen besprochen, was vorher niemand getan hatte."
    )
    assert parted(text) == [text]


def test_short_lines_are_thoughts_of_their_own() -> None:
    """A note of key words is not glued together."""
    text = "Kuchen gut\nKoch gesucht\nBudget klein\nNächstes Mal früher"
    assert parted(text) == text.split("\n")


def test_a_word_parted_at_the_line_end_stays_whole() -> None:
    """A hyphen before a small letter is a parted word, even before something like a label."""
    text = "Minutes, un-\ncorrected. Hosts: the faculty."
    assert parted(text) == [text]


def test_a_hanging_line_goes_on() -> None:
    """After a comma or an article a line break means nothing."""
    assert parted("Dabei waren Jule,\nDerya und der\nChef") == [
        "Dabei waren Jule,\nDerya und der\nChef"
    ]


def test_blank_lines_and_bullets_always_part() -> None:
    """Even a line that hangs ends before a blank line or a bullet."""
    assert parted("Themen, und\n\nweiter") == ["Themen, und", "weiter"]
    assert parted("Wir brauchen die\n- Liste\n- Tafel") == [
        "Wir brauchen die",
        "- Liste",
        "- Tafel",
    ]


def test_writers_without_capitals_are_known() -> None:
    """Where every sentence begins small, a small letter says nothing about a line break."""
    chat = "eine silbe, fertig. kein funk kein knopf\nder pilot ruft. wer absperrt weiss jeder"
    assert writes_no_capitals(chat)
    assert not writes_no_capitals("Eine Silbe. Fertig. Kein Funk.")
    assert parted(chat) == chat.split("\n")


def test_a_quoted_mail_is_wrapped_like_any_text() -> None:
    """The marks of the quotation are no bullets where a sentence goes on behind them."""
    text = (
        "> Took one of them out as a trial, and the whole lot of it\n"
        "> wobbled for weeks. Which one did it, nobody of us can say.\n"
        ">> And you?"
    )
    assert parted(text) == [text[: text.rindex("\n")], ">> And you?"]
