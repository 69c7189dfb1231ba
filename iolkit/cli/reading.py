"""Commands that read: flag, rate, analyse, add."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from iolkit import phrases
from iolkit.cli import shapes
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
    language_of,
    open_kit,
    put_json,
    reader_tongue,
    session_from,
    tell,
    tell_added,
    warn,
)
from iolkit.errors import EngineError
from iolkit.outcomes import Added
from iolkit.records import Analysis

PathsArgument = Annotated[
    list[Path],
    typer.Argument(metavar="PATH", help="Files, and folders with all that is in them."),
]
TextArgument = Annotated[
    str | None,
    typer.Argument(metavar="TEXT", help="The text itself; - or nothing: standard input is read."),
]
PrintLinesOption = Annotated[
    bool, typer.Option("--jsonl", help="Print one JSON object a note, each on one line.")
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (flag, rate, analyse, add):
        app.command(help=help_of(command.__name__, command))(command)


def flag(
    text: TextArgument = None, jsonl: LinesOption = False, engine: EngineOption = "",
    record: RecordOption = None, replay: ReplayOption = None, data: DataOption = None,
) -> None:  # fmt: skip
    """Mark what is sensitive in a text, and whose secret it is. Prints JSON; keeps nothing."""
    tongue = reader_tongue()
    with asking(open_kit(data, engine=engine, record=record, replay=replay)) as kit:
        rows = json_lines() if jsonl else iter([{"text": given_text(text)}])
        for row in rows:
            flags = kit.flag(
                row["text"],
                language=language_of(row),
                session=session_from(row.get("session")),
            )
            shaped = [shapes.flag(each, row["text"], tongue) for each in flags]
            put_json({"id": row.get("id"), "flags": shaped}, line=jsonl)


def rate(
    text: TextArgument = None, jsonl: LinesOption = False, engine: EngineOption = "",
    record: RecordOption = None, replay: ReplayOption = None, data: DataOption = None,
) -> None:  # fmt: skip
    """Rate how hard the knowledge in a text is to move. Prints JSON; keeps nothing."""
    tongue = reader_tongue()
    with asking(open_kit(data, engine=engine, record=record, replay=replay)) as kit:
        rows = json_lines() if jsonl else iter([{"text": given_text(text)}])
        for row in rows:
            assessed = kit.rate(row["text"], language=language_of(row))
            shaped = shapes.assessment(assessed, row["text"], tongue)
            put_json({"id": row.get("id"), **shaped}, line=jsonl)


def analyse(
    paths: PathsArgument, json: JsonOption = False, jsonl: PrintLinesOption = False,
    engine: EngineOption = "", record: RecordOption = None, replay: ReplayOption = None,
    data: DataOption = None,
) -> None:  # fmt: skip
    """Read notes and show what is in them. Keeps nothing."""
    shaped, failed = [], False
    with asking(open_kit(data, engine=engine, record=record, replay=replay)) as kit:
        for each in kit.analyse(paths):
            if isinstance(each, Added):
                failed = True
                if each.error is not None:
                    warn(each.error, each.source)
            elif jsonl:
                put_json(shapes.analysis(each, reader_tongue()), line=True)
            elif json:
                shaped.append(shapes.analysis(each, reader_tongue()))
            else:
                show(each)
    if json:
        put_json(shaped[0] if len(shaped) == 1 else shaped)
    if failed:
        raise typer.Exit(1)


def add(
    paths: PathsArgument, engine: EngineOption = "", record: RecordOption = None,
    replay: ReplayOption = None, data: DataOption = None,
) -> None:  # fmt: skip
    """Read notes and keep them. Prints a line a file: added, unchanged or failed (why)."""
    failed, unanswered = False, False
    with asking(open_kit(data, engine=engine, record=record, replay=replay)) as kit, kit.alone():
        for each in kit.add(paths):
            tell_added(each)
            failed = failed or each.state == "failed"
            unanswered = unanswered or isinstance(each.error, EngineError)
    if unanswered:
        typer.echo(phrases.say("cli.unanswered", reader_tongue()), err=True)
    if failed:
        raise typer.Exit(1)


def show(read: Analysis) -> None:
    """A note for a person at a terminal: summary, items with their band, flags by category."""
    tongue, text = reader_tongue(), read.note.text
    typer.echo(f"\n{read.note.source}")
    for sentence in read.summary.sentences:
        typer.echo(f"  {sentence.text}")
    for remark in read.remarks:
        if remark.subject in ("note", "summary"):
            typer.echo(f"  ({phrases.say_reason(remark.reason, tongue)})")
    assessed = {each.item_id: each for each in read.assessments}
    tell("cli.items", n=len(read.items))
    for item in read.items:
        about = assessed[item.id]
        rated = f"{about.score} {about.band}" if about.score is not None else "?"
        kind = phrases.say(f"kind.{item.kind}", tongue)
        typer.echo(f"  [{rated:>5}] {kind}: {' '.join(item.headline.of(text).split())}")
    tell("cli.flags", n=len(read.flags))
    for each in read.flags:
        words = " ".join(each.span.of(text).split())
        category = phrases.say(f"category.{each.category}", tongue)
        owner = phrases.say(f"owner.{each.owner}", tongue)
        typer.echo(f"  {category} ({owner}): {words}")


def given_text(text: str | None) -> str:
    """The text of the argument, or all of standard input for "-" and for none."""
    return sys.stdin.read() if text in (None, "-") else str(text)
