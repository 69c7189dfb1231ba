"""Transcripts: turns, speakers and times."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable
from iolkit.readers import transcript
from iolkit.readers.draft import Extract
from iolkit.readers.limits import SHIPPED


def read(words: str) -> Extract:
    """The text of a transcript."""
    return transcript.extract(words.encode(), SHIPPED)


def times(found: Extract) -> list[tuple[str, str]]:
    """Each turn's time and words."""
    return [
        (p.label, found.text[p.start : p.end].strip()) for p in found.places if p.kind == "time"
    ]


VTT = """WEBVTT - Gespräch über Übergaben
Kind: captions

NOTE
Datum: 2026-03-05

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:04.000 align:start position:0%
<v Petra Größ>Also wir &amp; die
<i>anderen</i></v>

00:05.000 --> 00:09.000
<v.laut Petra Größ>haben gelernt.</v>

01:02:05.000 --> 01:02:09.000
<v Jörg>Ja.</v> <v Petra Größ>Nein.</v>
"""


def test_voices_become_turns() -> None:
    """Cues of one voice join, tags and styles go, two voices in a cue part."""
    found = read(VTT)
    assert times(found) == [
        ("00:00:01", "Petra Größ: Also wir & die anderen haben gelernt."),
        ("01:02:05", "Jörg: Ja."),
        ("01:02:05", "Petra Größ: Nein."),
    ]
    assert found.facts == {
        "title": "Gespräch über Übergaben",
        "participants": ["Petra Größ", "Jörg"],
    }
    assert found.text.startswith("Datum: 2026-03-05")
    assert "color" not in found.text


def srt(*cues: tuple[int, int, str]) -> str:
    """A subtitle file of (from, until, words), times in seconds."""
    return "\r\n\r\n".join(
        f"{number}\r\n00:{start // 60:02}:{start % 60:02},000 --> "
        f"00:{end // 60:02}:{end % 60:02},500\r\n{words}"
        for number, (start, end, words) in enumerate(cues, start=1)
    )


def test_turns_end_after_a_minute() -> None:
    """A long speech is cut into turns of at most sixty seconds, each with its time."""
    found = read(srt(*((n * 20, n * 20 + 19, f"Petra: Satz {n}.") for n in range(6))))
    assert times(found) == [
        ("00:00:00", "Petra: Satz 0. Satz 1. Satz 2."),
        ("00:01:00", "Petra: Satz 3. Satz 4. Satz 5."),
    ]


def test_label_that_opens_one_cue_only_is_no_speaker() -> None:
    """ "Ergebnis: ..." is a sentence; "Petra: ..." at the head of several cues is a speaker."""
    found = read(
        srt(
            (1, 2, "Petra: Hallo"), (3, 4, "und weiter"), (5, 6, "Ergebnis: gut"),
            (7, 8, "Petra: Ende"), (9, 10, "um 10:30 Uhr"), (11, 12, "Schluss"),
        )
    )  # fmt: skip
    assert found.facts["participants"] == ["Petra"]
    assert "Ergebnis: gut" in found.text


def test_rolling_captions_are_said_once_and_short_words_as_often_as_said() -> None:
    """Live captions repeat their last line; a repeated "Ja." is just said again."""
    found = read(
        srt(
            (1, 2, "wir haben viel gelernt"),
            (2, 4, "wir haben viel gelernt und mehr"),
            (5, 6, "Ja."),
            (6, 7, "Ja."),
        )
    )
    assert found.text == "wir haben viel gelernt und mehr Ja. Ja."


def test_file_without_cues_has_no_text() -> None:
    """A header alone is no note."""
    try:
        read("WEBVTT\n\nSTYLE\n::cue{}\n")
    except NoteUnreadable as refused:
        assert refused.key == "no_text"
    else:
        raise AssertionError("a transcript without cues was read")


@given(st.text(alphabet="0123456789:,.-> <v>/AbäÖ\n", max_size=300))
def test_any_lines_give_text_or_a_reason(lines: str) -> None:
    """However torn a transcript is, the answer is turns in it or a reason."""
    try:
        found = read("WEBVTT\n\n" + lines)
    except NoteUnreadable:
        return
    for place in found.places:
        assert 0 <= place.start <= place.end <= len(found.text)
