"""Commands that find: search, ask."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

import typer

from iolkit import phrases
from iolkit.cli import shapes, spoken
from iolkit.cli.examples import help_of
from iolkit.cli.terminal import (
    DataOption,
    EngineOption,
    JsonOption,
    LinesOption,
    RecordOption,
    ReplayOption,
    asking,
    json_lines,
    open_kit,
    place_for,
    put_json,
    reader_tongue,
    tell,
)
from iolkit.errors import WrongUse
from iolkit.kit import Kit
from iolkit.outcomes import Filters, Found
from iolkit.records import Band, Kind, Language

FREE = ("programme", "format")
FORMATS: Mapping[str, Literal["csv", "xlsx"]] = {"csv": "csv", "xlsx": "xlsx"}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": get_args(Language),
    "kind": get_args(Kind),
    "band": get_args(Band),
    "sensitivity": ("clear", "flagged"),
    "reviewed": ("yes", "no"),
}


OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="NAME=VALUE",
        help="Narrow it down, as often as you like: programme, format, language, kind, band, "
        "sensitivity, since or until (YYYY-MM-DD), reviewed=yes.",
    ),
]

AsTypedOption = Annotated[
    bool, typer.Option("--as-typed", help="Leave words alone that look mistyped.")
]


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
    only: OnlyOption = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--table",
            metavar="FILE",
            help="Write the hits into a table for a spreadsheet: FILE.csv or FILE.xlsx.",
        ),
    ] = None,
    as_typed: AsTypedOption = False,
    json: JsonOption = False,
    jsonl: LinesOption = False,
    data: DataOption = None,
) -> None:
    """Find what was learned, in German and English notes alike."""
    filters = replace(narrowed(only or ()), **_told(programme=programme, kind=kind))
    if table:
        place_for(table)
        if json or jsonl or table.suffix[1:].lower() not in FORMATS:
            raise WrongUse("table_format", given=table.suffix)
    with open_kit(data) as kit:
        if jsonl:
            for row in json_lines():
                found = kit.search(row["text"], k, filters, as_typed=as_typed)
                put_json({"id": row.get("id"), **shapes.found(found, reader_tongue())}, line=True)
            return
        if not query:
            raise WrongUse("query_missing")
        found = kit.search(query, k, filters, as_typed=as_typed)
        if table:
            _write_table(kit, found, table)
            return
    if json:
        put_json({"id": None, **shapes.found(found, reader_tongue())})
    else:
        show(found)


def _write_table(kit: Kit, found: Found, file: Path) -> None:
    format = FORMATS[file.suffix[1:].lower()]
    file.write_bytes(kit.table(found.hits, format, reader_tongue()))
    tell("cli.table_written", n=len(found.hits), file=file.name)


def ask(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="A question, as you would ask a colleague.")
    ],
    only: OnlyOption = None,
    engine: EngineOption = "",
    record: RecordOption = None,
    replay: ReplayOption = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Answer a question from your notes, with sources. Says so when no note answers it."""
    with asking(open_kit(data, engine=engine, record=record, replay=replay)) as kit:
        so_far = spoken.SoFar() if at_terminal() and not json else None
        heard = so_far.heard if so_far else None
        with so_far or nullcontext():
            answer = kit.ask(question, narrowed(only or ()), heard=heard)
        every = (*answer.citations, *answer.objections)
        passages = {each.key: kit.cited(each.key) for each in every}
    if json:
        put_json(shapes.answer(answer, passages))
        return
    if not answer.grounded:
        tell("cli.no_answer")
    if not (so_far and so_far.told_all(answer)):
        spoken.sentences(answer, passages)
    for number, passage in enumerate(passages.values(), start=1):
        typer.echo(f"  [{number}] {passage.facts.get('source', '')}")


def at_terminal() -> bool:
    """Whether somebody reads along."""
    return sys.stdout.isatty()


def narrowed(only: Sequence[str]) -> Filters:
    """The filters of `--only NAME=VALUE`. Raises WrongUse("filter_unknown")."""
    values: dict[str, Any] = {}
    for each in only:
        name, _, value = each.partition("=")
        values[name] = _value(name, value.strip(), each)
    return Filters(**values)


def _value(name: str, value: str, given: str) -> str | bool | date:
    try:
        if name in ("since", "until"):
            return date.fromisoformat(value)
        if name in CHOICES and value in CHOICES[name]:
            return value == "yes" if name == "reviewed" else value
    except ValueError as error:
        raise WrongUse("filter_unknown", given=given[:60]) from error
    if name not in FREE or not value:
        raise WrongUse("filter_unknown", given=given[:60])
    return value


def _told(**given: str | None) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}


def show(found: Found) -> None:
    """Hits for a person at a terminal."""
    tongue = reader_tongue()
    for notice in found.notices:
        typer.echo(phrases.say_reason(notice, tongue), err=True)
    if found.read_as:
        tell("cli.read_as", query=found.read_as.text)
    if not found.confident:
        tell("cli.not_confident")
    for number, hit in enumerate(found.hits, start=1):
        facts = hit.passage.facts
        typer.echo(f"\n{number}. {facts.get('headline', '')}  ({facts.get('source', '')})")
        typer.echo(f"   {' '.join(hit.passage.text.split())}")
        why = "; ".join(phrases.say_reason(each, tongue) for each in hit.why)
        typer.echo(f"   {why}")
