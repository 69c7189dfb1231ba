"""Commands of the language model: cost, egress."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from iolkit import phrases
from iolkit.cli import model_shapes as shapes
from iolkit.cli.examples import help_of
from iolkit.cli.terminal import DataOption, JsonOption, cost_line, open_kit, put_json, reader_tongue
from iolkit.outcomes import Sent


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(help=help_of("cost", cost))(cost)
    app.command(help=help_of("egress", egress))(egress)


def cost(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files, and folders with all that is in them."),
    ],
    json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Tell what it would cost to add notes with the language model. Sends and keeps nothing."""
    with open_kit(data) as kit:
        told = kit.cost_of(paths)
    if json:
        put_json(shapes.cost(told))
        return
    tongue = reader_tongue()
    typer.echo(
        phrases.say("cli.cost_notes", tongue, n=told.notes, known=told.unchanged,
                    lost=told.unreadable)
    )  # fmt: skip
    typer.echo(cost_line("cli.cost", told.spent, told.price))


def egress(
    most: Annotated[
        int, typer.Option("-n", min=1, max=10_000, help="How many requests at most.")
    ] = 50,
    json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """List what was sent to a language model, newest first: sizes and counts, no text at all."""
    with open_kit(data) as kit:
        page = kit.egress(most)
    if json:
        put_json(shapes.egress(page))
        return
    for entry in page.entries:
        typer.echo(line_of(entry))
    if page.entries:
        typer.echo(cost_line("cli.sent_all", page.spent, kit.price()))
    else:
        typer.echo(phrases.say("cli.nothing_sent", reader_tongue()))


def line_of(entry: Sent) -> str:
    """One request on one line."""
    tongue = reader_tongue()
    hidden = ", ".join(
        f"{phrases.say(f'category.{category}', tongue)} {n}"
        for category, n in sorted(entry.categories.items())
    )
    return phrases.say(
        "cli.sent", tongue,
        at=entry.at, model=entry.model, host=entry.host or "-",
        prompt=entry.prompt, note=entry.note_id[:12] or "-",
        tokens_in=entry.tokens_in, tokens_out=entry.tokens_out,
        hidden=hidden or "-", outcome=f"@sent.{entry.outcome}",
    )  # fmt: skip
