"""What every command shares with the terminal: language, exit codes, JSON lines in and out."""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any, cast, get_args

import typer

from iolkit import phrases
from iolkit.errors import (
    ArchiveError,
    ChatUnavailable,
    HouseError,
    IolkitError,
    NotFound,
    Unavailable,
    WrongUse,
)
from iolkit.kit import Kit, load_settings
from iolkit.outcomes import Added, EngineName, Price, Spent
from iolkit.records import Language, Session

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="FOLDER",
        help="Folder that holds your notes. Default: IOLKIT_DATA_DIR, else your user data folder.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
LinesOption = Annotated[
    bool,
    typer.Option(
        "--jsonl",
        help='Read objects {"id", "text"} from standard input, one a line; print the same way.',
    ),
]
EngineOption = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="embedded|llm",
        help="Who reads. Default: the language model where IOLKIT_LLM names one, else embedded.",
    ),
]
RecordOption = Annotated[
    Path | None,
    typer.Option(
        "--record", metavar="FOLDER", help="Keep every reply of the language model there."
    ),
]
ReplayOption = Annotated[
    Path | None,
    typer.Option(
        "--replay", metavar="FOLDER", help="Give the replies kept there; no model is asked."
    ),
]
UNAVAILABLE = (Unavailable, ChatUnavailable, ArchiveError, HouseError)


def open_kit(
    data: Path | None = None,
    *,
    engine: str = "",
    record: Path | None = None,
    replay: Path | None = None,
) -> Kit:
    """The Kit on a data folder, for the engine that was named.

    Where none was, a language model reads if there is one: whoever sets IOLKIT_LLM for commands has
    chosen. Raises WrongUse("engine_unknown").
    """
    settings = load_settings(data_dir=data, llm_record=record, llm_replay=replay)
    if engine not in ("", *get_args(EngineName)):
        raise WrongUse("engine_unknown", given=engine[:40])
    usual = "llm" if settings.llm or settings.llm_replay else "embedded"
    return Kit.open(settings, engine=cast(EngineName, engine or usual))


@contextmanager
def asking(kit: Kit) -> Iterator[Kit]:
    """Use the Kit, then tell on stderr what a language model has cost meanwhile; after a failure
    too, for that has cost as much."""
    with kit:
        try:
            yield kit
        finally:
            tell_spent(kit.spent(), kit.price())


def tell_spent(spent: Spent, price: Price | None) -> None:
    """What a language model has cost, on stderr; nothing where none was asked."""
    if spent.anything:
        typer.echo(cost_line("cli.spent", spent, price), err=True)


def cost_line(key: str, spent: Spent, price: Price | None) -> str:
    """Requests, tokens and, where a price is set, money in one phrase."""
    tongue = reader_tongue()
    money = ""
    if price:
        amount = phrases.number(price.of(spent), tongue, 4)
        money = phrases.say("cli.price", tongue, amount=amount, currency=price.currency)
    return phrases.say(
        key, tongue,
        n=spent.requests, tokens_in=spent.tokens_in, tokens_out=spent.tokens_out,
        kept=spent.from_cache, money=money, about="" if spent.exact else "≈ ",
    ).rstrip()  # fmt: skip


def place_for(file: Path) -> Path:
    """`file`, once its folder is known to be there: found out before the work, not after it.

    Raises NotFound("path_unknown").
    """
    folder = file.absolute().parent
    if not folder.is_dir():
        raise NotFound("path_unknown", name=str(file.parent))
    return file


def exit_code(error: IolkitError) -> int:
    """1 this input failed, 2 wrong usage, 3 not available."""
    if isinstance(error, WrongUse):
        return 2
    return 3 if isinstance(error, UNAVAILABLE) else 1


def reader_tongue() -> phrases.Tongue:
    """The language of the person at the terminal: German where the system says so, else English."""
    named = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    system = named or (locale.getlocale()[0] or "")
    return "de" if system.lower().startswith(("de", "german")) else "en"


def tell(key: str, **values: str | int | float) -> None:
    """Say a phrase on stdout."""
    typer.echo(phrases.say(key, reader_tongue(), **values))


def warn(error: IolkitError, about: str = "") -> None:
    """Say an error on stderr, with what it is about."""
    said = phrases.say_error(error, reader_tongue())
    typer.echo(f"{about}: {said}" if about else said, err=True)


def tell_added(line: Added) -> None:
    """`NAME: added | unchanged | failed (why)`."""
    if line.error is None:
        typer.echo(f"{line.source}: {line.state}")
    else:
        typer.echo(f"{line.source}: failed ({phrases.say_error(line.error, reader_tongue())})")


def put_json(value: object, *, line: bool = False) -> None:
    """Print JSON, on one line or readable."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=None if line else 2))


def language_of(row: Mapping[str, Any]) -> Language | None:
    """The language a JSON line names, or None so that it is detected."""
    named = row.get("language")
    return named if named in ("de", "en", "mixed") else None


def json_lines() -> Iterator[Mapping[str, Any]]:
    """The objects on stdin, one a line. Raises WrongUse naming the first line that is none."""
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise WrongUse("json_line_invalid", line=number) from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise WrongUse("json_line_without_text", line=number)
        yield row


def session_from(facts: object) -> Session:
    """A session from the facts of a JSON line; unknown keys are ignored, odd values are dropped."""
    if not isinstance(facts, dict):
        return Session()

    def word(key: str) -> str:
        return str(facts.get(key) or "")

    rule = facts.get("rule")
    return Session(
        title=word("title"),
        programme=word("programme"),
        format=word("format"),
        held_on=_day(facts.get("date")),
        rule=rule if rule in ("open", "internal", "chatham", "nda") else "internal",
        own_org=word("own_org"),
        host=word("host"),
        partners=_names(facts.get("partners")),
        participants=_names(facts.get("participants")),
        industry=word("industry"),
        competitors=_names(facts.get("competitors")),
    )


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(",") if part.strip())
    return tuple(str(part) for part in value) if isinstance(value, list) else ()


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
