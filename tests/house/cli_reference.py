"""Writes docs/cli.md from the commands themselves: `python -m tests.house.cli_reference`."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from typer.main import get_command

from iolkit.cli import app
from iolkit.cli.examples import EXAMPLES, WITH_MODEL

FILE = Path(__file__).resolve().parents[2] / "docs" / "cli.md"
NOT_RUN = {
    "app": "stays until it is stopped",
    "demo": "stays until it is stopped",
    "worker": "waits twenty seconds for more work before it leaves",
}
ASKS = (
    "<!-- not run: asks a language model; tests/cli/test_modelling.py does with one of its own -->"
)
HEAD = """# The command line

Made from the commands themselves by `python -m tests.house.cli_reference`; a test compares the two
and runs the examples. `iolkit COMMAND --help` says the same. Messages are German where the system
is (`LANG=de_DE.UTF-8`), else English.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | some input failed, the rest was done; `doctor`: mended, or can be mended |
| 2 | wrong usage: a command, option or value that does not exist |
| 3 | something needed is not here: search model, data folder, setting; `doctor`: needs you |

What a command found goes to standard output; errors and remarks go to standard error, in one
sentence with the next step.
"""


def reference() -> str:
    """The whole page."""
    commands: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]  # a group
    return "\n".join([HEAD, *(section(name, each) for name, each in commands.items())])


def section(name: str, command: Any) -> str:
    """One command: what it does, examples, arguments and options."""
    says = " ".join(inspect.getdoc(command.callback).split())
    rows = [row(each) for each in command.params if each.name != "help"]
    why = [f"<!-- not run: {NOT_RUN[name]} -->"] if name in NOT_RUN else []
    fence = "```sh" if name in NOT_RUN else "```sh run"
    lines = [f"## iolkit {name}", "", says, ""]
    if EXAMPLES[name]:
        lines += [*why, fence, *EXAMPLES[name], "```", ""]
    if name in WITH_MODEL:
        lines += [ASKS, "```sh", *WITH_MODEL[name], "```", ""]
    if rows:
        lines += ["| given | meaning | default |", "|---|---|---|", *rows, ""]
    return "\n".join(lines)


def row(parameter: Any) -> str:
    """One line of the table of arguments and options."""
    if parameter.param_type_name == "argument":
        given = parameter.metavar + ("..." if parameter.nargs == -1 else "")
    else:
        value = "" if parameter.is_flag else " " + (parameter.metavar or "NUMBER")
        given = ", ".join(parameter.opts) + value
    usual = "" if parameter.default in (None, False, "") else str(parameter.default)
    if parameter.required:
        usual = "(needed)"
    cells = (f"`{given.replace('|', chr(92) + '|')}`", parameter.help, usual)
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    FILE.write_text(reference(), encoding="utf-8")
