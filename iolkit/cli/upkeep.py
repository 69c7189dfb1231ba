"""Commands of upkeep: notes, forget, doctor, backup, restore, eval."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from iolkit import phrases
from iolkit.cli import shapes
from iolkit.cli.examples import help_of
from iolkit.cli.sending import one_or_more
from iolkit.cli.terminal import (
    DataOption,
    EngineOption,
    JsonOption,
    RecordOption,
    ReplayOption,
    asking,
    open_kit,
    place_for,
    put_json,
    reader_tongue,
    tell,
)
from iolkit.errors import NotFound, WrongUse

EXIT_BY_STATE = {"well": 0, "mended": 1, "mendable": 1, "person": 3}


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (notes, forget, doctor, backup, restore):
        app.command(help=help_of(command.__name__, command))(command)
    app.command("eval", help=help_of("eval", evaluate))(evaluate)


def notes(json: JsonOption = False, data: DataOption = None) -> None:
    """List the notes that are kept here, newest first: day, file, title (masked), what is open."""
    with open_kit(data) as kit:
        cards = kit.notes()
    if json:
        put_json([shapes.card(card) for card in cards])
        return
    for card in cards:
        tell(
            "cli.note",
            note=card.id[:12],
            day=card.session.held_on.isoformat() if card.session.held_on else "-",
            name=card.source,
            title=card.title,
            n=card.items + card.flags - card.reviewed,
        )
    if not cards:
        tell("cli.no_notes")


def forget(
    note: Annotated[
        str | None,
        typer.Argument(metavar="NOTE", help="The whole file name, or the start of the id."),
    ] = None,
    person: Annotated[
        str | None, typer.Option(metavar="NAME", help="Take this person out of every note.")
    ] = None,
    data: DataOption = None,
) -> None:
    """Delete a note, or take a person out of every note. No byte stays, and nothing asks twice."""
    if not note and not person:
        raise WrongUse("nothing_to_forget")
    with open_kit(data) as kit, kit.alone():
        for each in one_or_more(kit.find_notes(note), note) if note else ():
            kit.forget(each)
            tell("cli.forgotten", note=each[:12])
        if person:
            tell("cli.person_forgotten", n=kit.forget_person(person))


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Mend what can be mended without you.")
    ] = False,
    prepare: Annotated[
        bool,
        typer.Option(
            "--prepare", help="Only make the search model ready (once, about 20 seconds)."
        ),
    ] = False,
    reach: Annotated[
        bool, typer.Option("--reach", help="Also ask the language model's server if it is there.")
    ] = False,
    json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Look whether everything stored is whole. Exit 0 well, 1 mended or mendable, 3 needs you."""
    tongue = reader_tongue()
    with open_kit(data) as kit:
        if prepare:
            tell("cli.encoder_ready", name=kit.prepare().name)
            return
        findings = kit.doctor(repair, reach=reach)
    if json:
        put_json(
            [
                {"check": f.check, "state": f.state, "reason": phrases.say_reason(f.reason, tongue)}
                for f in findings
            ]
        )
    else:
        for f in findings:
            state = phrases.say(f"state.{f.state}", tongue)
            typer.echo(f"{state}: {phrases.say_reason(f.reason, tongue)}")
    raise typer.Exit(max((EXIT_BY_STATE[f.state] for f in findings), default=0))


def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="File to write; there must be none of that name.")
    ],
    data: DataOption = None,
) -> None:
    """Write all notes and decisions to one file. Whoever has it can read it."""
    with open_kit(data) as kit:
        kit.backup(place_for(file))
    tell("cli.backed_up", name=str(file))


def restore(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A file that `iolkit backup` wrote.")
    ],
    data: DataOption = None,
) -> None:
    """Put a backup in place of what is here. What was added since is gone; nothing asks twice."""
    if not file.is_file():
        raise NotFound("path_unknown", name=file.name)
    with open_kit(data) as kit:
        kit.restore(file)
    tell("cli.restored", name=str(file))


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of annotated notes.")],
    what: Annotated[
        str,
        typer.Option(metavar="engine|release", help="What is found, or what leaves and survives."),
    ] = "engine",
    engine: EngineOption = "embedded",
    record: RecordOption = None,
    replay: ReplayOption = None,
    data: DataOption = None,
) -> None:
    """Measure how much is found on notes that people annotated. Prints JSON."""
    from iolkit import evaluation  # loads numpy; other commands need not

    if not gold.is_dir():
        raise NotFound("path_unknown", name=gold.name)
    if what not in ("engine", "release"):
        raise WrongUse("measure_unknown", given=what[:40])
    with asking(open_kit(data, engine=engine, record=record, replay=replay)) as kit:
        if what == "release":
            put_json(evaluation.release_json(evaluation.score_release(gold, kit.engine)))
        else:
            put_json(evaluation.as_json(evaluation.score(gold, kit.engine)))
