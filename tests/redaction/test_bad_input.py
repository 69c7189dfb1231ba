"""Texts that nobody meant: never a crash, no span outside, no end that does not come."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.errors import NoteUnreadable, WrongUse
from iolkit.kit import Kit
from iolkit.outcomes import Check
from iolkit.policy import AUDIENCES, Policy
from iolkit.records import Note, Session, Span
from iolkit.redaction import LONGEST, check, mask, unmask
from iolkit.settings import Settings
from tests.redaction.marked import flag

RANDOM = random.Random(7)
RUBBISH = "".join(
    RANDOM.choice("\x00\x01\x07\x1fA\u200b\ufffd\U0010ffff\ue000\r\n[]{}%€") for _ in range(4000)
)
SCRIPTS = (
    "Фрау Келлер сказала. 田中さんは経営者です。 السيدة فاطمة مديرة المصنع. "
    "Ο κ. Παπάς είπε. "
    "Frau Ke\u0301ller zahlte ٤٨٠٬٠٠٠ € an Ａlpha ＧｍｂＨ. "
    "\u202emoc.elpmaxe@a\u202c \ud800 नमस्ते।\n"
)
TEXTS = {
    "nothing": "",
    "blanks": " \n\t\u00a0\u3000" * 200,
    "emoji": "🎉🔥👩‍👩‍👧‍👦🏳️‍🌈" * 300,
    "rubbish": RUBBISH,
    "scripts": SCRIPTS * 20,
    "one word": "a" * 20_000,
    "one line": "Karte " * 3_000,
    "brackets": "[PERSON_1]" * 500 + "(" * 2_000,
    "digits": "1.234.567,89 € " * 400,
}  # fmt: skip


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Kit:
    """A kit without an archive."""
    return Kit.open(Settings(data_dir=tmp_path_factory.mktemp("data")))


def is_sound(checked: Check) -> bool:
    """Every span inside the text, sentences in order, and a light that fits the words."""
    whole = Span(0, len(checked.text))
    spans = [made.flag.span for made in checked.decisions]
    spans += [each.span for each in checked.sentences]
    ends = [0, *(each.span.end for each in checked.sentences)]
    return all(whole.covers(span) for span in spans) and ends == sorted(ends)


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_breaks_a_check(kit: Kit, name: str) -> None:
    """Emoji, control characters, other scripts, endless words: an answer for each audience."""
    for audience in ("partners", "public"):
        assert is_sound(kit.check(TEXTS[name], audience, session=Session(rule="chatham")))


def test_five_megabytes_are_refused_in_words(kit: Kit) -> None:
    """At once and with the next step, not after minutes."""
    with pytest.raises(WrongUse, match="check_too_long") as caught:
        kit.check("Frau Keller zeigt die Karte. " * 180_000, "partners")
    assert caught.value.values == {"n": 5_220_000, "most": LONGEST}


def test_a_file_that_is_rubbish_is_refused_in_words(kit: Kit, tmp_path: Path) -> None:
    """Bytes without a meaning never reach the check, and the person learns why."""
    path = tmp_path / "rubbish.txt"
    path.write_bytes(RANDOM.randbytes(4000))
    with pytest.raises(NoteUnreadable, match="not_text"):
        kit.check_file(path, "partners")


def test_thousands_of_names_are_masked_and_come_back() -> None:
    """Two thousand people in one text: each hidden, each put back."""
    text, flags = "", []
    for number in range(2_000):
        name = f"Anna{number} Keller{number}"
        flags.append(flag(Span(len(text), len(text) + len(name))))
        text += f"{name} zeigt die Karte. "
    masked = mask(text, flags)
    assert "Keller" not in masked.text
    assert unmask(masked.text, masked) == text
    checked = check(Note("n", text, "de"), flags[:500], "partners", Policy.shipped())
    assert is_sound(checked)
    assert "Keller499 " not in checked.released.text


@given(st.text(st.characters(codec="utf-8"), max_size=120), st.sampled_from(AUDIENCES), st.data())
def test_any_text_with_any_flags_is_sound(text: str, audience: str, data: st.DataObject) -> None:
    """Whatever the characters, the flags and the audience."""
    flags = []
    for _ in range(data.draw(st.integers(0, 3)) if text else 0):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        category = data.draw(st.sampled_from(("person", "partner", "money", "strategy", "figures")))
        flags.append(flag(Span(start, end), category))
    session = Session(rule=data.draw(st.sampled_from(("open", "chatham"))))
    assert is_sound(check(Note("n", text, "mixed", session), flags, audience, Policy.shipped()))
