"""Commands of the debrief: debrief, export-training."""

from __future__ import annotations

import json as js
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from iolkit import phrases
from iolkit.cli import debrief_shapes as shapes
from iolkit.cli.examples import help_of
from iolkit.cli.sending import one_or_more
from iolkit.cli.terminal import (
    DataOption,
    JsonOption,
    open_kit,
    place_for,
    put_json,
    reader_tongue,
    tell,
    warn,
)
from iolkit.errors import NotFound, WrongUse
from iolkit.kit import Kit
from iolkit.outcomes import Debrief, DebriefQuestion

BACK, STOP = "<", "."
"""What a person types to take the last answer back, and to stop."""
Reply = Mapping[str, Any]


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command(help=help_of("debrief", debrief))(debrief)
    app.command("export-training", help=help_of("export-training", export_training))(
        export_training
    )


def debrief(
    note: Annotated[
        str, typer.Argument(metavar="NOTE", help="The whole file name, or the start of the id.")
    ],
    item: Annotated[
        int, typer.Option(metavar="N", help="Ask about the note's learning item number N alone.")
    ] = 0,
    answers: Annotated[
        str,
        typer.Option(
            metavar="FILE|-",
            help='Take the answers from JSON lines: {"answer": ...}, {"choice": ...}, {"skip": '
            'true}, each with "about" (goal, result, step ...) to pick its question.',
        ),
    ] = "",
    language: Annotated[str, typer.Option(metavar="de|en", help="Default: as the terminal.")] = "",
    json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Ask at most seven questions about what a note leaves open. Enter skips one."""
    tongue = language or reader_tongue()
    if tongue not in phrases.TONGUES:
        raise WrongUse("language_unknown", language=tongue)
    replies = tuple(given(answers)) if answers else ()
    with open_kit(data) as kit:
        note_id = one_or_more(kit.find_notes(note), note)[0]
        chosen = item_of(kit, note_id, item) if item else ""
        if answers:
            for reply in replies:
                take(kit, kit.debrief(note_id, chosen, language=tongue), reply, chosen)
        elif not json:
            ask(kit, note_id, chosen, tongue)
        state = kit.debrief(note_id, chosen, language=tongue)
    if json:
        put_json(shapes.debrief(state, tongue))
    else:
        show(state, tongue)


def item_of(kit: Kit, note_id: str, number: int) -> str:
    """The id of a note's standing item by its number, 1 = the first. Raises NotFound."""
    items = kit.note(note_id).items
    if not 1 <= number <= len(items):
        raise NotFound("item_number_unknown", number=number, most=len(items))
    return items[number - 1].id


def given(file: str) -> Iterator[Reply]:
    """The replies in a file of JSON lines, or on standard input ("-"). Raises NotFound, WrongUse
    naming the first bad line."""
    if file != "-" and not Path(file).is_file():
        raise NotFound("path_unknown", name=file)
    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            reply = js.loads(line)
        except js.JSONDecodeError as error:
            raise WrongUse("answers_line_invalid", line=number) from error
        if not isinstance(reply, dict) or not {"answer", "choice", "skip"} & reply.keys():
            raise WrongUse("answers_line_invalid", line=number)
        yield reply


def take(kit: Kit, state: Debrief, reply: Reply, item: str) -> None:
    """Give a reply to the question that it is about, else to the next one; to none when nobody asks
    that any more."""
    about = str(reply.get("about", ""))
    fitting = (q for q in state.questions if about in ("", q.matter, *q.what.split("+")))
    question = next(fitting, None)
    if question is None:
        return
    if reply.get("skip"):
        kit.debrief_skip(state.note_id, question.key, item_id=item)
        return
    text, choice = str(reply.get("answer", "")), str(reply.get("choice", ""))
    kit.debrief_answer(state.note_id, question.key, text, choice, item_id=item)


def ask(kit: Kit, note_id: str, item: str, tongue: phrases.Tongue) -> None:
    """One question after the other, until none is left, the person stops or the input ends."""
    while True:
        state = kit.debrief(note_id, item, language=tongue)
        question = state.question
        if question is None:
            return
        put(state, question, tongue)
        try:
            said = typer.prompt(
                phrases.say("debrief.prompt", tongue), default="", show_default=False
            )
        except typer.Abort:
            typer.echo()
            return
        if said.strip() == STOP:
            return
        hear(kit, state, question, said, item)


def hear(kit: Kit, state: Debrief, question: DebriefQuestion, said: str, item: str) -> None:
    """Keep what was typed: nothing skips, "<" goes back, a choice comes by its number, with the
    reason behind it."""
    note_id = state.note_id
    if said.strip() == BACK:
        kit.debrief_undo(note_id)
        return
    if not said.strip():
        kit.debrief_skip(note_id, question.key, item_id=item)
        return
    choice = ""
    if question.choices:
        number, _, said = said.strip().partition(" ")
        values = {str(n): each.value for n, each in enumerate(question.choices, 1)}
        choice = values.get(number.rstrip(".):"), "")
    try:
        kit.debrief_answer(note_id, question.key, said, choice, item_id=item)
    except WrongUse as error:
        warn(error)


def put(state: Debrief, question: DebriefQuestion, tongue: phrases.Tongue) -> None:
    """A question with the item it is about, why it is asked, an example, and its choices."""
    number, most = state.asked + 1, state.asked + len(state.questions)
    typer.echo(f"\n{phrases.say('debrief.number', tongue, number=number, most=most)}")
    headlines = [each.headline for each in state.items if each.item_id in question.items]
    if len(headlines) == 1:
        typer.echo(phrases.say("debrief.item", tongue, headline=" ".join(headlines[0].split())))
    else:
        typer.echo(phrases.say("debrief.items", tongue, n=len(headlines)))
    typer.echo(question.text)
    typer.echo(f"  {phrases.say_reason(question.why, tongue)}")
    typer.echo(f"  {phrases.say('debrief.example', tongue, words=question.example)}")
    for place, choice in enumerate(question.choices, 1):
        typer.echo(f"  {place}) {choice.words}")


def show(state: Debrief, tongue: phrases.Tongue) -> None:
    """How complete each item is now, and what is still open."""
    typer.echo(f"\n{phrases.say('debrief.done', tongue, n=state.answered)}")
    for each in state.items:
        left = [s.slot for s in each.slots if not s.told_by]
        slots = ", ".join(phrases.say(f"debrief.about_{slot}", tongue) for slot in left)
        headline = " ".join(each.headline.split())
        line = phrases.say("debrief.complete", tongue, filled=each.filled, headline=headline)
        typer.echo(line)
        if slots:
            typer.echo(f"  {phrases.say('debrief.open', tongue, slots=slots)}")
    for step in state.next_steps:
        typer.echo(phrases.say("debrief.step", tongue, words=step))


def export_training(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="File to write, JSON lines.")],
    yes: Annotated[bool, typer.Option("--yes", help="Agree that the rows are written.")] = False,
    data: DataOption = None,
) -> None:
    """Write what people decided and answered as anonymous rows to train on. Only with --yes."""
    if not yes:
        raise WrongUse("export_needs_yes")
    place_for(out)
    with open_kit(data) as kit:
        rows = list(kit.training_rows())
    kept = [row for row in rows if row is not None]
    lines = (js.dumps(shapes.training_row(row), ensure_ascii=False) for row in kept)
    out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    tell("debrief.rows_written", n=len(kept), name=str(out))
    if lost := len(rows) - len(kept):
        tell("debrief.rows_left_out", n=lost)
