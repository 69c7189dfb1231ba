"""Text written by others must show exactly as written, and do nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

PAYLOADS = (
    "![x](http://evil.example/1.png)",
    "![x][r]\n\n[r]: http://evil.example/2.png",
    "<img src=http://evil.example/3.png onerror=alert(1)>",
    "<http://evil.example> <a@evil.example>",
    "see https://evil.example/x?y=1 and WWW.evil.example and mail a.b@evil.example",
    "[klick](http://evil.example) [k](javascript:alert(1)) [k](data:text/html,x)",
    ":red[x] :red-background[x] :material/home: :streamlit: :tada: :shimmer[x] :red-badge[x]",
    ':color[x]{background="url(http://evil.example/x)"}',
    "$x^2$ $$\\int$$ \\(x\\)",
    "`code` ```mermaid\ngraph TD\n```",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "# Titel\n> Zitat\n- [ ] Aufgabe\n1. eins\n---\n===\n    code\n\tcode",
    "a -> b <- c -- d >= e <= f ~= g <-> h",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    "&lt;img&gt; &#33;[x](y) [^1]\n\n[^1]: http://evil.example",
    "**fett** _kursiv_ ~~weg~~ ^hoch^ \\[x\\]",
)
MARKDOWN = "\\`*_{}[]()#+-.!|<>~$:^=\"'&%@;,/?"
# What is looked for in the finished text, after the backslashes are gone.
AFTERWARDS = (
    r"https?://",
    r"www\.",
    r"[-.\w+]@[-\w]",
    r":material/",
    r":[a-z][\w+-]*:",
    r"<-|->|--|>=|<=|~=",
)


def shown(markdown: str) -> str:
    """What a reader sees: backslashes and hard breaks taken out."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_every_sign_with_a_meaning_is_escaped(payload: str) -> None:
    """No punctuation stands without its backslash."""
    from safe_text import safe, safe_lines, safe_piece

    for text in (safe(payload), safe_lines(payload), safe_piece(payload)):
        bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", text)
        assert not set(bare) & set(MARKDOWN)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_is_left_to_find_afterwards(payload: str) -> None:
    """Autolinks, shortcodes and arrows are split even in the finished text."""
    from safe_text import safe

    for pattern in AFTERWARDS:
        assert not re.search(pattern, shown(safe(payload)), re.IGNORECASE), pattern


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_reader_sees_the_text(payload: str) -> None:
    """Apart from invisible joiners and white space nothing is added or lost."""
    from safe_text import JOINER, safe, safe_lines

    words = payload.split()
    assert shown(safe(payload)).replace(JOINER, "").split() == words
    assert shown(safe_lines(payload)).replace(JOINER, "").split() == words


@given(st.text())
def test_any_text_survives(text: str) -> None:
    """Whatever is written: every visible sign is shown, and every special one is escaped."""
    from safe_text import JOINER, plain, safe

    made = safe(text)
    assert shown(made).replace(JOINER, "") == plain(text).replace(JOINER, "")
    assert not set(re.sub(r"\\[!-/:-@\[-`{-~]", "", made)) & set(MARKDOWN)


def test_lines_keep_breaks_and_indents() -> None:
    """Every line ends in a hard break; an indent is made of spaces that stay."""
    from safe_text import INDENT, safe_lines

    assert safe_lines("eins\n    zwei\n\ndrei").split("\n") == [
        "eins  ",
        f"{INDENT * 4}zwei  ",
        "",
        "drei  ",
    ]


def test_direction_overrides_and_controls_are_dropped() -> None:
    """A name cannot pretend to be another one."""
    from safe_text import plain, safe

    assert safe("a\u202egnp\u2066.exe\x07\u200b") == "agnp\\.exe"
    assert plain("eins\r\nzwei\u202e") == "eins zwei"


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [("kurz", 10, "kurz"), ("eins zwei drei", 10, "eins zwei …"), ("a\nb", 9, "a b")],
)
def test_shortened_at_a_word(text: str, limit: int, short: str) -> None:
    """Cut where a word ends, marked as cut."""
    from safe_text import shortened

    assert shortened(text, limit) == short
