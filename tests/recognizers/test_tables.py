"""Tables of patterns: what they hold compiles, and parts are filled in."""

from __future__ import annotations

from pathlib import Path

import pytest

from iolkit.recognizers import tables

SHIPPED = ("amounts", "concerns", "confidential", "contact", "names", "security")


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_table_reads(name: str) -> None:
    """Every section holds something, and no named part is left unfilled."""
    sections = tables.table(name)
    assert sections
    for section in sections.values():
        expressions = [p for p, _ in section.patterns] + list(section.named.values())
        assert expressions
        assert not any("{{" in expression.pattern for expression in expressions)


def test_scores_are_probabilities() -> None:
    """The base score of every pattern lies between 0 and 1."""
    scores = [s for name in SHIPPED for t in tables.table(name).values() for _, s in t.patterns]
    assert scores
    assert all(0 < score < 1 for score in scores)


def test_parts_sections_and_flags(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is used by name, and only a section that says so ignores case."""
    (tmp_path / "own.txt").write_text(
        "# comment\nANIMAL = (?:cat|dog)\n[any]\nignorecase\n0.8  \\b{{ANIMAL}}s\\b\n"
        "[strict]\nhint  {{ANIMAL}}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    own = tables.table("own")
    ((pattern, score),) = own["any"].patterns
    assert pattern.search("two DOGS")
    assert score == 0.8
    assert not own["strict"].named["hint"].search("DOG")


def test_a_line_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern without its score is a mistake that shows at once."""
    (tmp_path / "wrong.txt").write_text("[any]\nlonely\n", encoding="utf-8")
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    with pytest.raises(ValueError, match="lonely"):
        tables.table("wrong")


def test_sets_of_words_are_folded() -> None:
    """The sets hold what folded tokens can equal."""
    assert "gmbh" in tables.word_set("organisations.legal")
    assert all(word == word.lower() for word in tables.word_set("clues.own"))
