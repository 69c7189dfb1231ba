"""Commands of what may leave: check, handover."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal, cast, get_args

import typer

from iolkit import phrases
from iolkit.cli import shapes
from iolkit.cli.examples import help_of
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
from iolkit.outcomes import Check
from iolkit.records import Rule, Session

AudienceOption = Annotated[
    str,
    typer.Option(
        "--audience",
        metavar="WHO",
        help="Who will read it: team, company, partners, public or org:NAME (one organisation).",
    ),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(help=help_of("check", check))(check)
    app.command(help=help_of("handover", handover))(handover)


def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for standard input.")],
    audience: AudienceOption = "partners",
    rule: Annotated[
        str, typer.Option(metavar="open|internal|chatham|nda", help="What was agreed for it.")
    ] = "",
    competitor: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A competitor in the room; may be given again."),
    ] = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Print the text that an audience may have. What was changed, and why, goes to stderr."""
    if rule not in ("", *get_args(Rule)):
        raise WrongUse("rule_unknown", given=rule[:40])
    told = bool(rule or competitor)
    facts = Session(rule=cast(Rule, rule or "internal"), competitors=tuple(competitor or ()))
    with open_kit(data) as kit:
        if file == "-":
            checked = kit.check(sys.stdin.read(), audience, session=facts)
        else:
            checked = kit.check_file(Path(file), audience, session=facts if told else None)
    tongue = reader_tongue()
    if json:
        put_json(shapes.check(checked, tongue))
        return
    explain(checked, tongue)
    if checked.blocked:
        tell("cli.blocked")
    else:
        typer.echo(checked.released.text)


def explain(checked: Check, tongue: phrases.Tongue) -> None:
    """To stderr: each sentence that is not free with its light, and why; then what points."""
    for each in checked.sentences:
        if each.light == "go":
            continue
        light = phrases.say(f"check.light_{each.light}", tongue)
        typer.echo(f"{light}: {' '.join(each.span.of(checked.text).split())}", err=True)
        for made in each.decisions:
            words = " ".join(made.flag.span.of(checked.text).split())
            handling = phrases.say(f"handling.{made.handling}", tongue)
            why = phrases.say_reason(made.reason, tongue)
            typer.echo(f"  {handling}: {words} ({why})", err=True)
    if checked.mosaic:
        typer.echo(phrases.say_reason(checked.mosaic.reason, tongue), err=True)


def handover(
    notes: Annotated[
        list[str],
        typer.Argument(metavar="NOTE", help="Notes: the whole file name, or the start of the id."),
    ],
    out: Annotated[
        Path,
        typer.Option("-o", "--out", metavar="FILE", help="File to write; an old one is replaced."),
    ],
    audience: AudienceOption = "partners",
    language: Annotated[str, typer.Option(metavar="de|en", help="Default: as the terminal.")] = "",
    format: Annotated[
        str, typer.Option(metavar="docx|pdf|html|md", help="Default: as the file is called.")
    ] = "",
    engine: EngineOption = "",
    record: RecordOption = None,
    replay: ReplayOption = None,
    data: DataOption = None,
) -> None:
    """Write a handover for an audience. The finished file is searched for what was hidden.

    A language model writes a short version above the learning items.
    """
    place_for(out)
    tongue = language or reader_tongue()
    kind = format or out.suffix.removeprefix(".")
    with asking(open_kit(data, engine=engine, record=record, replay=replay)) as kit:
        if tongue not in phrases.TONGUES:
            raise WrongUse("language_unknown", language=tongue)
        if kind not in kit.formats:
            raise WrongUse("format_unknown", format=kind)
        ids = [found for name in notes for found in one_or_more(kit.find_notes(name), name)]
        made = kit.handover(ids, audience, tongue, engine=kit.engine_choice())
        file = kit.export(made, cast(Literal["docx", "html", "md", "pdf"], kind), ids)
    out.write_bytes(file)
    tell("cli.written", name=str(out), audience=audience)


def one_or_more(found: tuple[str, ...], name: str) -> tuple[str, ...]:
    """The notes found for what a person typed. Raises NotFound when there is none."""
    if not found:
        raise NotFound("note_unknown", note=name)
    return found
