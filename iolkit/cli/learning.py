"""The command that brings many notes together: learned."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, cast

import typer

from iolkit import phrases
from iolkit.cli import shapes
from iolkit.cli.examples import help_of
from iolkit.cli.finding import OnlyOption, narrowed
from iolkit.cli.sending import AudienceOption
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
from iolkit.errors import WrongUse
from iolkit.kit import Kit
from iolkit.outcomes import CitedSentence, Learned, Passage, Theme


def register(app: typer.Typer) -> None:
    """Add this command to the command line."""
    app.command(help=help_of("learned", learned))(learned)


def learned(
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="A topic, or a question about it.")],
    only: OnlyOption = None,
    language: Annotated[str, typer.Option(metavar="de|en", help="Default: as the terminal.")] = "",
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--out",
            metavar="FILE",
            help="Write a document (.docx, .pdf, .html, .md) instead.",
        ),
    ] = None,
    audience: AudienceOption = "partners",
    engine: EngineOption = "",
    record: RecordOption = None,
    replay: ReplayOption = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Tell what all notes say about a topic: themes, who stands behind them, what is missing."""
    tongue = language or reader_tongue()
    if tongue not in phrases.TONGUES:
        raise WrongUse("language_unknown", language=tongue)
    kind = place_for(out).suffix.removeprefix(".") if out else ""
    with asking(open_kit(data, engine=engine, record=record, replay=replay)) as kit:
        if out and kind not in kit.formats:
            raise WrongUse("format_unknown", format=kind)
        report = kit.learned(topic, narrowed(only or ()), tongue)
        passages = {key: kit.cited(key) for key in cited(report)}
        if out and report.themes:
            write(kit, report, out, audience, tongue)
            return
    if json:
        put_json(shapes.learned(report, passages, tongue))
    elif not report.themes:
        tell("cli.too_little")
    else:
        show(report, passages, tongue)


def write(kit: Kit, report: Learned, out: Path, audience: str, tongue: Literal["de", "en"]) -> None:
    """The report as a document for an audience, through the release door."""
    made = kit.learned_handover(report, audience, tongue)
    kind = cast(Literal["docx", "html", "md", "pdf"], out.suffix.removeprefix("."))
    out.write_bytes(kit.export(made, kind, report.note_ids))
    tell("cli.written", name=str(out), audience=audience)


def cited(report: Learned) -> tuple[str, ...]:
    """The items quoted for or against, each once, in order of appearance."""
    said = (quote for theme in report.themes for quote in theme.quotes)
    every = (one.key for quote in said for one in (*quote.citations, *quote.against))
    return tuple(dict.fromkeys(every))


def show(report: Learned, passages: dict[str, Passage], tongue: Literal["de", "en"]) -> None:
    """The report for a person at a terminal."""
    typer.echo(phrases.say("learned.title", tongue, topic=report.topic))
    for number, theme in enumerate(report.themes, start=1):
        typer.echo(f"\n{number}. {name(theme, number, tongue)}")
        typer.echo(f"   {bands(theme, tongue)}")
        for quote in theme.quotes:
            tell_quote(quote, passages, tongue)
    typer.echo(f"\n{phrases.say('learned.missing', tongue)}")
    for gap in report.gaps:
        typer.echo(f"- {phrases.say_reason(gap, tongue)}")


def tell_quote(
    quote: CitedSentence, passages: dict[str, Passage], tongue: Literal["de", "en"]
) -> None:
    """A sentence with its sources, and what speaks against it."""
    sources = ", ".join(passages[one.key].facts.get("source", "") for one in quote.citations)
    typer.echo(f"   - {' '.join(quote.text.split())} [{sources}]")
    for one in quote.against:
        source = passages[one.key]
        words = " ".join(one.span.of(source.text).split())
        against = phrases.say("learned.against", tongue)
        typer.echo(f"     {against} {words} [{source.facts.get('source', '')}]")


def name(theme: Theme, number: int, tongue: Literal["de", "en"]) -> str:
    """What a theme is called."""
    if theme.words:
        return " · ".join(theme.words)
    if not theme.support.notes:
        return phrases.say("learned.literature", tongue)
    return phrases.say("learned.theme", tongue, number=number)


def bands(theme: Theme, tongue: Literal["de", "en"]) -> str:
    """How many items, from how many organisations, and how far they travel."""
    support = theme.support
    parts = [phrases.say("learned.items", tongue, n=len(theme.items))]
    counted = (
        ("organisations", support.organisations),
        ("unnamed", support.unnamed),
        ("cards", support.cards),
    )
    parts += [phrases.say(f"learned.{word}", tongue, n=n) for word, n in counted if n]
    for band in ("A", "B", "C", "D"):
        if count := theme.bands.get(band):
            parts.append(f"{phrases.say(f'transfer.band_{band}', tongue)}: {count}")
    return " · ".join(parts)
