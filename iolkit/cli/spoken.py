"""An answer at a terminal: its sentences as they come, and what the end makes of them."""

from __future__ import annotations

from collections.abc import Mapping

import typer

from iolkit import phrases
from iolkit.cli.terminal import reader_tongue, tell
from iolkit.outcomes import Answer, CitedSentence, Passage


class SoFar:
    """Prints sentences while an answer comes, each once, with the numbers its sources will have."""

    def __init__(self) -> None:
        self._printed: tuple[CitedSentence, ...] = ()
        self._numbers: dict[str, int] = {}

    def __enter__(self) -> None:
        """While the answer comes."""

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Say so where what was printed never became an answer."""
        if kind is not None and self._printed:
            typer.echo()
            tell("cli.answer_broken_off")

    def heard(self, sentences: tuple[CitedSentence, ...]) -> None:
        """Print those that are new. One that stands no more stays on the screen: `told_all` says
        so at the end."""
        known = {each.text for each in self._printed}
        for sentence in sentences:
            if sentence.text not in known:
                self._printed = (*self._printed, sentence)
                for each in sentence.citations:
                    self._numbers.setdefault(each.key, len(self._numbers) + 1)
                typer.echo(_line(sentence, self._numbers))

    def told_all(self, answer: Answer) -> bool:
        """Whether the screen shows the answer. If not, a line says that it follows in full."""
        shown = [(each.text, each.citations) for each in self._printed]
        final = [(each.text, each.citations) for each in answer.sentences]
        if shown == final and not answer.objections:
            return True
        if shown:
            typer.echo()
            tell("cli.answer_whole" if answer.grounded else "cli.answer_taken_back")
        return False


def sentences(answer: Answer, passages: Mapping[str, Passage]) -> None:
    """Print an answer: each sentence with its sources, and what speaks against it."""
    numbers = {key: number for number, key in enumerate(passages, start=1)}
    for sentence in answer.sentences:
        typer.echo(_line(sentence, numbers))
        for each in sentence.against:
            words = " ".join(each.span.of(passages[each.key].text).split())
            against = phrases.say("learned.against", reader_tongue())
            typer.echo(f"  {against} {words} [{numbers[each.key]}]")


def _line(sentence: CitedSentence, numbers: Mapping[str, int]) -> str:
    cited = ", ".join(str(numbers[each.key]) for each in sentence.citations)
    return f"{sentence.text} [{cited}]"
