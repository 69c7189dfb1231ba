"""Commands of bringing a learning home: fit, plan, profile, rerate."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, cast

import typer

from iolkit import phrases
from iolkit.cli.examples import help_of
from iolkit.cli.plan_shapes import shaped_fit, shaped_plan
from iolkit.cli.sending import one_or_more
from iolkit.cli.terminal import (
    DataOption,
    JsonOption,
    open_kit,
    place_for,
    put_json,
    reader_tongue,
    tell,
)
from iolkit.errors import WrongUse
from iolkit.kit import Kit
from iolkit.outcomes import FactName, Fit, Flip, Gauge, OrgProfile, Plan, Question

ItemArgument = Annotated[
    str,
    typer.Argument(metavar="ITEM|NOTE", help="The id of a learning item, or a note: all of them."),
]
LanguageOption = Annotated[str, typer.Option(metavar="de|en", help="Default: as the terminal.")]
SHOWN_FLIPS = 6


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    for command in (fit, plan, profile, rerate):
        app.command(help=help_of(command.__name__, command))(command)


def fit(
    item: ItemArgument,
    outlook: Annotated[
        bool, typer.Option("--outlook", help="Add the one figure that the three gauges make.")
    ] = False,
    language: LanguageOption = "",
    json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Tell whether a learning item fits here: three gauges, a verdict, and what would change it."""
    tongue = tongue_of(language)
    with open_kit(data) as kit:
        found = [(kit.plan(each, tongue), kit.fit(each, tongue)) for each in chosen(kit, item)]
        one_figure = {said.item_id: kit.outlook(said.item_id) for _, said in found if outlook}
    if json:
        put_json([shaped_fit(said, one_figure.get(said.item_id), tongue) for _, said in found])
        return
    for planned, said in found:
        show_fit(planned, said, one_figure.get(said.item_id), tongue)


def plan(
    item: ItemArgument,
    calendar: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write its days as a calendar file (.ics)."),
    ] = None,
    language: LanguageOption = "",
    json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Tell how a learning item is brought home: ways of transfer, first step, measure, days."""
    tongue = tongue_of(language)
    file = place_for(calendar) if calendar else None
    with open_kit(data) as kit:
        ids = chosen(kit, item)
        days = kit.plan_calendar(ids, tongue) if file else b""
        plans = [kit.plan(each, tongue) for each in ids]
    if file:
        file.write_bytes(days)
    if json:
        put_json([shaped_plan(each) for each in plans])
    else:
        for each in plans:
            show_plan(each, tongue)
        if file:
            tell("cli.calendar_written", name=str(file))


def profile(
    org: Annotated[
        str, typer.Argument(metavar="ORGANISATION", help="Its name; without one, our own.")
    ] = "",
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FACT=OPTION", help="Keep a fact; may be given again."),
    ] = None,
    goal: Annotated[
        list[str] | None,
        typer.Option(metavar="TEXT", help="One of our strategic goals; may be given again."),
    ] = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take out for good what is known of it.")
    ] = False,
    language: LanguageOption = "",
    json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Show or keep how an organisation is: size, industry, culture and more."""
    tongue = tongue_of(language)
    with open_kit(data) as kit:
        if forget:
            kit.forget_profile(org)
        told = kit.profile(org)
        if set_ or goal:
            facts: dict[FactName, str] = {**told.facts}
            facts.update(fact_in(each) for each in set_ or ())
            kept = {name: option for name, option in facts.items() if option}
            kit.save_profile(OrgProfile(org, kept, tuple(goal or told.goals)))
            told = kit.profile(org)
        asked = [each for each in kit.questions(tongue) if each.subject == "fact"]
    if json:
        put_json({"org": told.org, "facts": by_name(told), "goals": [*told.goals]})
    else:
        show_profile(told, asked, tongue)


def rerate(
    notes: Annotated[
        list[str] | None,
        typer.Argument(metavar="NOTE", help="Default: all that were rated with another rubric."),
    ] = None,
    data: DataOption = None,
) -> None:
    """Rate notes anew after the rubric was changed. Old ratings are kept with their version."""
    with open_kit(data) as kit, kit.alone():
        named = [note for name in notes or () for note in one_or_more(kit.find_notes(name), name)]
        count = kit.re_rate(named if notes else kit.outdated())
    tell("cli.rerated", n=count)


def tongue_of(language: str) -> phrases.Tongue:
    """The language asked for, else that of the terminal. Raises WrongUse("language_unknown")."""
    tongue = language or reader_tongue()
    if tongue not in phrases.TONGUES:
        raise WrongUse("language_unknown", language=tongue)
    return tongue


def chosen(kit: Kit, name: str) -> tuple[str, ...]:
    """The standing items of a note, or the one item of this id. Raises NotFound."""
    if found := kit.find_notes(name):
        return tuple(item.id for note in found for item in kit.note(note).items)
    return (kit.plan(name).item_id,)


def fact_in(word: str) -> tuple[FactName, str]:
    """FACT=OPTION; an empty option takes the fact back. Raises WrongUse("profile_word")."""
    name, sign, option = word.partition("=")
    if not sign:
        raise WrongUse("profile_word", given=word[:40])
    return cast(FactName, name.strip()), option.strip()


def show_fit(planned: Plan, said: Fit, one_figure: Gauge | None, tongue: phrases.Tongue) -> None:
    """A fit for a person at a terminal."""
    typer.echo(f"{said.item_id}  {planned.line('principle').text}")
    gauges = [*said.gauges, *([one_figure] if one_figure else [])]
    for gauge in gauges:
        typer.echo(f"  {phrases.say(f'gauge.{gauge.name}', tongue)}: {gauge_words(gauge, tongue)}")
    advice = said.verdict.advice if said.verdict else "none"
    name = phrases.say("plan.advice", tongue)
    typer.echo(f"  {name}: {phrases.say(f'advice.{advice}', tongue)}")
    if said.verdict and not said.verdict.sure:
        ends = {"best": f"@advice.{said.verdict.best}", "worst": f"@advice.{said.verdict.worst}"}
        typer.echo(f"  {phrases.say('fit.advice_range', tongue, **ends)}")
    for reason in said.verdict.reasons if said.verdict else ():
        typer.echo(f"  - {phrases.say_reason(reason, tongue)}")
    for flip in said.nearest[:SHOWN_FLIPS]:
        typer.echo(f"  ? {flip_words(flip, said, tongue)}")
    typer.echo("")


def gauge_words(gauge: Gauge, tongue: phrases.Tongue) -> str:
    """A value with what the unknowns leave open."""
    value = phrases.say("gauge.unknown", tongue) if gauge.value is None else f"{gauge.value}"
    if gauge.low == gauge.high:
        return value
    return phrases.say("gauge.range", tongue, value=value, low=gauge.low, high=gauge.high)


def flip_words(flip: Flip, said: Fit, tongue: phrases.Tongue) -> str:
    """What would have to be otherwise, and the verdict then."""
    asked = {each.key: each.words for each in said.preconditions}
    if flip.subject == "precondition":
        what = asked[flip.name]
    else:
        section = "dimension" if flip.subject == "rating" else flip.subject
        what = phrases.say(f"{section}.{flip.name}", tongue)
    was, value = (
        phrases.say(f"answer.{each or 'unknown'}", tongue)
        if each in ("yes", "partly", "no", "")
        else each
        for each in (flip.was, flip.value)
    )
    to = phrases.say(f"advice.{flip.advice or 'none'}", tongue)
    key = f"fit.flip_{flip.subject}"
    return phrases.say(key, tongue, what=what.rstrip("."), was=was, value=value, advice=to)


def show_plan(planned: Plan, tongue: phrases.Tongue) -> None:
    """A plan for a person at a terminal; blank entries are named, so that they can be filled in."""
    typer.echo(planned.item_id)
    advice = phrases.say(f"advice.{planned.advice or 'none'}", tongue)
    typer.echo(f"  {phrases.say('plan.advice', tongue)}: {advice}")
    for line in planned.lines:
        words = line.text or "…"
        said = f"\n{' ' * 6}".join(words.splitlines())
        typer.echo(f"  {phrases.say(f'plan.{line.field}', tongue)}: {said}")
    for day in planned.days:
        name = phrases.say(f"plan.{day.name}", tongue)
        typer.echo(f"  {name}: {phrases.day(day.on, tongue)}")
    typer.echo("")


def by_name(told: OrgProfile) -> dict[str, str]:
    """The facts that are known, by name."""
    return {str(name): option for name, option in told.facts.items()}


def show_profile(told: OrgProfile, asked: Sequence[Question], tongue: phrases.Tongue) -> None:
    """What is known of an organisation, and the options of each fact."""
    for question in asked:
        fact = told.facts.get(cast(FactName, question.name))
        known = next((o.words for o in question.options if o.key == fact), "")
        typer.echo(f"{question.name}: {known or phrases.say('answer.unknown', tongue)}")
        options = ", ".join(f"{option.key} ({option.words})" for option in question.options)
        typer.echo(f"    {question.words} {options}")
    for goal in told.goals:
        typer.echo(f"{phrases.say('plan.goal', tongue)}: {goal}")
