"""The code blocks of the papers: which are run by a test, and why the others are not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
RUNNABLE = {"sh": ("bash", "-euo", "pipefail", "-c"), "python": ("python", "-c")}
_FENCE = re.compile(
    r"(?:^<!-- not run: (?P<reason>[^\n]+) -->\n)?"
    r"^```(?P<language>\w*)(?P<run> run)?\n(?P<code>.*?)^```$",
    re.M | re.S,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; `run` = a test runs it, `reason` = why none does."""

    paper: Path
    line: int
    language: str
    run: bool
    reason: str | None
    code: str

    @property
    def place(self) -> str:
        """File and line, for whoever looks for it."""
        return f"{self.paper.relative_to(ROOT)}:{self.line}"


def blocks(paper: Path) -> list[Block]:
    """Every fenced block of a paper, in order."""
    text = paper.read_text(encoding="utf-8")
    return [
        Block(
            paper,
            text.count("\n", 0, found.start("language")) + 1,
            found["language"],
            found["run"] is not None,
            found["reason"],
            found["code"],
        )
        for found in _FENCE.finditer(text)
    ]
