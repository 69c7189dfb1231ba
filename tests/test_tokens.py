"""Counting and budgeting tokens."""

import hashlib
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit import tokens
from iolkit.errors import WrongUse
from iolkit.tokens import TokenCount, budget, count

NOTE = (
    "Runde zur Wissenssicherung, 05.02., zu Gast bei Eskelin. Jeder Teamleiter druckt den "
    "Leitfaden aus und führt das Gespräch allein. Mind. 3 Monate vor Austritt anfangen!\n\n"
    "- Tandem allein reicht nicht. Einsatzplanung und Zielvereinbarung mussten mit.\n"
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from([*NOTE.split(" "), "x" * 60, "😅", "\n", "日本"]), max_size=60).map(
        " ".join
    ),
)


@pytest.fixture(autouse=True)
def without_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """No table of this machine is found."""
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR", raising=False)


def test_without_tables_the_count_is_an_estimate() -> None:
    """It says so, and lies between the words and the bytes."""
    counted = count(NOTE)
    assert not counted.exact
    assert len(NOTE.split()) < counted.n < len(NOTE.encode())
    assert count("") == TokenCount(0, exact=False)


@given(TEXTS)
def test_an_estimate_never_exceeds_the_bytes(text: str) -> None:
    """A byte-level vocabulary cannot need more tokens than bytes."""
    assert count(text).n <= len(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        # Counted with cl100k_base, the larger of the two counts.
        ("hello world", 2),
        ("tiktoken is great!", 6),
        ("お誕生日おめでとう", 9),
        ("antidisestablishmentarianism", 6),
        ("2 + 2 = 4", 7),
    ],
)
def test_an_estimate_is_an_upper_bound(text: str, known: int) -> None:
    """What fits by the estimate fits the model."""
    assert count(text).n >= known


def test_long_runs_without_a_space_count_by_their_bytes() -> None:
    """A key or an encoded file is not made of words."""
    key = "aGVsbG8gd29ybGQhIQ" * 5
    assert count(key).n >= len(key) / 1.4


@given(TEXTS, st.integers(4, 60))
def test_a_budget_loses_nothing_and_holds(text: str, limit: int) -> None:
    """Spans follow each other without a gap, cover the text, and each fits."""
    spans = budget(text, limit)
    assert "".join(span.of(text) for span in spans) == text
    assert all(a.end == b.start for a, b in pairwise(spans))
    assert all(0 < count(span.of(text)).n <= limit or not span.of(text).strip() for span in spans)


def test_a_budget_cuts_at_sentence_borders() -> None:
    """Where sentences fit, none is cut."""
    starts = {span.of(NOTE)[:5] for span in budget(NOTE, 45)}
    assert starts <= {"Runde", "Jeder", "Mind.", "- Tan", "Einsa"}
    assert len(starts) > 1


def test_a_long_sentence_is_cut_between_words() -> None:
    """No word is cut that fits."""
    text = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf " * 5
    assert all(span.of(text).endswith(" ") for span in budget(text, 12))


def test_what_fits_stays_whole() -> None:
    """One span for a short text, none for an empty one."""
    assert [span.of(NOTE) for span in budget(NOTE, 10_000)] == [NOTE]
    assert budget("", 10) == []


def test_a_limit_below_one_letter_is_refused() -> None:
    """A letter may take four tokens, so nothing could be promised."""
    with pytest.raises(WrongUse, match="token_limit_too_small"):
        budget("Text", 3)


def test_a_damaged_table_is_neither_used_nor_deleted(tmp_path: Path) -> None:
    """A file of the right name with other content leads to the estimate and stays where it is."""
    table = tmp_path / "fb374d419588a4632f3f557e76b4b70aebbca790"
    table.write_bytes(b"IQ== 0\n")
    assert not count("Hallo Welt", tables=tmp_path).exact
    assert table.read_bytes() == b"IQ== 0\n"


def test_whole_tables_count_exactly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a table whose sum is right, tiktoken counts, and finds it through its own variable."""
    content = b"IQ== 0\n"
    (tmp_path / "table").write_bytes(content)
    sum_of_it = hashlib.sha256(content).hexdigest()
    monkeypatch.setattr(tokens, "_TABLES", (("whole", "table", sum_of_it),))
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    seen: list[tuple[str, str | None]] = []

    class Words:
        def encode_ordinary(self, text: str) -> list[int]:
            return list(range(len(text.split())))

    def get_encoding(name: str) -> Words:
        seen.append((name, os.environ.get("TIKTOKEN_CACHE_DIR")))
        return Words()

    monkeypatch.setattr("tiktoken.get_encoding", get_encoding)
    assert count("drei kurze Worte") == TokenCount(3, exact=True)
    assert seen == [("whole", str(tmp_path))]
    assert os.environ["TIKTOKEN_CACHE_DIR"] == str(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    (other / "table").write_bytes(content)
    monkeypatch.delenv("TIKTOKEN_CACHE_DIR")
    assert count("zwei Worte", tables=other).n == 2
    assert seen[-1] == ("whole", str(other))
    assert "TIKTOKEN_CACHE_DIR" not in os.environ
