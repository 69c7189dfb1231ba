"""Commands that find: search, ask."""

from __future__ import annotations

from typing import Annotated

import typer

from iolkit import phrases
from iolkit.cli import shapes
from iolkit.cli.examples import help_of
from iolkit.cli.terminal import (
    DataOption,
    JsonOption,
    LinesOption,
    json_lines,
    open_kit,
    put_json,
    reader_tongue,
    tell,
)
from iolkit.errors import WrongUse
from iolkit.outcomes import Filters, Found


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(help=help_of("search", search))(search)
    app.command(help=help_of("ask", ask))(ask)


def search(
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="What you look for, in your words.")
    ] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="How many hits at most.")] = 10,
    programme: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only notes of this programme.")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND", help="Only practice, insight, mistake, method, question or contact."
        ),
    ] = None,
    json: JsonOption = False,
    jsonl: LinesOption = False,
    data: DataOption = None,
) -> None:
    """Find what was learned, in German and English notes alike."""
    filters = Filters(programme=programme, kind=kind)
    with open_kit(data) as kit:
        if jsonl:
            for row in json_lines():
                found = kit.search(row["text"], k, filters)
                put_json({"id": row.get("id"), **shapes.found(found, reader_tongue())}, line=True)
            return
        if not query:
            raise WrongUse("query_missing")
        found = kit.search(query, k, filters)
    if json:
        put_json({"id": None, **shapes.found(found, reader_tongue())})
    else:
        show(found)


def ask(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="A question, as you would ask a colleague.")
    ],
    json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Answer a question from your notes, with sources. Says so when no note answers it."""
    with open_kit(data) as kit:
        answer = kit.ask(question)
        passages = {each.key: kit.cited(each.key) for each in answer.citations}
    if json:
        put_json(shapes.answer(answer, passages))
        return
    if not answer.grounded:
        tell("cli.no_answer")
    for sentence in answer.sentences:
        numbers = [str(list(passages).index(each.key) + 1) for each in sentence.citations]
        typer.echo(f"{sentence.text} [{', '.join(numbers)}]")
    for number, passage in enumerate(passages.values(), start=1):
        typer.echo(f"  [{number}] {passage.facts.get('source', '')}")


def show(found: Found) -> None:
    """Hits for a person at a terminal."""
    tongue = reader_tongue()
    for notice in found.notices:
        typer.echo(phrases.say_reason(notice, tongue), err=True)
    if not found.confident:
        tell("cli.not_confident")
    for number, hit in enumerate(found.hits, start=1):
        facts = hit.passage.facts
        typer.echo(f"\n{number}. {facts.get('headline', '')}  ({facts.get('source', '')})")
        typer.echo(f"   {' '.join(hit.passage.text.split())}")
        why = "; ".join(phrases.say_reason(each, tongue) for each in hit.why)
        typer.echo(f"   {why}")
