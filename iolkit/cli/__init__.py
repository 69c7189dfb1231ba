"""The command line: one command a Kit verb. Words go through phrases, errors to stderr.

Exit codes: 0 done · 1 some input failed, the rest was done · 2 wrong usage · 3 something needed is
not available (weights, archive, model). Commands load what they need when they run, so that
`iolkit --help` is quick.
"""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from iolkit import __version__, phrases
from iolkit.cli import (
    debriefing,
    finding,
    learning,
    modelling,
    planning,
    reading,
    sending,
    serving,
    upkeep,
)
from iolkit.cli.terminal import exit_code, reader_tongue
from iolkit.errors import EngineError, IolkitError

app = typer.Typer(
    name="iolkit",
    help="Notes from learning with other organisations, turned into knowledge you can use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
PARTS = (
    reading,
    finding,
    learning,
    planning,
    sending,
    debriefing,
    modelling,
    upkeep,
    serving,
)
for part in PARTS:
    part.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"iolkit {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Notes from learning with other organisations, turned into knowledge you can use."""
    # Logs carry ids and counts only; libraries may not know that rule, so they stay silent.
    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s %(message)s")


def run() -> None:
    """Run a command; word any error of ours in one sentence and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # TextIOWrapper
    try:
        app()
    except IolkitError as error:
        typer.echo(phrases.say_error(error, reader_tongue()), err=True)
        if isinstance(error, EngineError):
            typer.echo(phrases.say("cli.unanswered", reader_tongue()), err=True)
        sys.exit(exit_code(error))
    except BrokenPipeError:
        # The reader of our output left (`iolkit search ... | head`): nobody is left to tell.
        sys.stderr.close()
        sys.exit(0)
