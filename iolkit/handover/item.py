"""One learning item as a page of a handover: its sections, in the order of the template."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from iolkit import language as tongues
from iolkit import phrases, redaction
from iolkit.handover import added, plan_page, slots, terms
from iolkit.handover.desk import BULLET, Desk
from iolkit.handover.slots import Part
from iolkit.outcomes import Cleared, Decision, Profile, Reviewed, Section
from iolkit.phrases import Tongue
from iolkit.records import Assessment, Item, Rating
from iolkit.redaction import Release
from iolkit.redaction.words import quarter
from iolkit.rubric import Rubric

LONGEST_TITLE = 110
"""Characters of a headline that still fit a heading."""


@dataclass(frozen=True, slots=True)
class Source:
    """An item and the reviewed analysis it stands in."""

    reviewed: Reviewed
    item: Item

    @property
    def assessment(self) -> Assessment | None:
        """What is known of its transferability."""
        every = self.reviewed.analysis.assessments
        return next((each for each in every if each.item_id == self.item.id), None)


@dataclass(frozen=True, slots=True)
class Block:
    """An item released for the audience."""

    source: Source
    release: Release
    title: str
    tongue: Tongue


def released(source: Source, desk: Desk) -> Block:
    """The item's passage and headline for the audience; nothing of it may be said when blocked."""
    note, item = source.reviewed.analysis.note, source.item
    made = terms.decisions(source.reviewed, desk.audience, desk.terms, desk.policy)
    tongue = tongues.tongue(item.span.of(note.text))
    passage = redaction.release(note.text, made, desk.audience, tongue, item.span, desk.secrets)
    if passage.blocked:
        return Block(source, passage, "", tongue)
    head = redaction.release(note.text, made, desk.audience, tongue, item.headline, desk.secrets)
    named = redaction.pieces(head.cleared) or redaction.pieces(passage.cleared)[:1]
    title = " ".join(piece.text for piece in named).rstrip(" .:;,")
    return Block(source, passage, textwrap.shorten(title, LONGEST_TITLE, placeholder=" …"), tongue)


def sections(block: Block, number: str, title: str, desk: Desk) -> list[Section]:
    """The page of one item."""
    sentences = redaction.pieces(block.release.cleared)
    parts = slots.sort(sentences)
    asked, told = _questions(desk), added.answers(block.source.reviewed, block.source.item, desk)
    lead = desk.own(" · ".join((kind(block, desk), band(block, desk))))
    page: list[tuple[str, list[Cleared]]] = []
    filled: set[Part] = set()
    for part in slots.PARTS:
        whole = parts[part] or added.quoted(block.source.reviewed, block.source.item, part, desk)
        later = told.get(part, ())
        said = [redaction.together(whole)] if whole else []
        said += [added.marked(answer, desk) for answer in later]
        if part == "result" and said:
            said.append(desk.own(desk.say(f"evidence_{slots.evidence_of((*whole, *later))}")))
        filled |= {part} if said else set()
        page.append((part, said or [desk.own(asked[part])]))
    page += [
        ("transfer", _transfer(block, desk)),
        ("questions", _open_questions(block, filled, desk)),
        *_home(block, desk, told.get("step", ())),
        ("sharing", _sharing(block, desk)),
    ]
    shown = {"transfer": _profile(block)}
    return [
        desk.section(f"{number} {title}", lead),
        *(
            desk.section(f"{number}.{place} {desk.say(name)}", *paragraphs, picture=shown.get(name))
            for place, (name, paragraphs) in enumerate(page, 1)
        ),
    ]


def kind(block: Block, desk: Desk) -> str:
    """The item's kind in words."""
    return phrases.say(f"kind.{block.source.item.kind}", desk.language)


def band(block: Block, desk: Desk) -> str:
    """The item's band in words, with its letter."""
    assessment = block.source.assessment
    if assessment is None or assessment.band is None:
        return desk.say("unknown_level")
    return f"{assessment.band}: {phrases.say(f'transfer.band_{assessment.band}', desk.language)}"


def audience_name(desk: Desk) -> str:
    """The audience in words, or the name of the one organisation."""
    if desk.audience.startswith("org:"):
        return desk.audience[4:].lstrip("@")
    return phrases.say(f"audience.{desk.audience}", desk.language)


def _questions(desk: Desk) -> dict[Part, str]:
    """The plain question for each part that the note may leave empty."""
    clarity = Rubric.shipped().clarity
    return {
        part: desk.say("open", question=getattr(clarity[part].question, desk.language))
        for part in slots.PARTS
    }


def _profile(block: Block) -> Profile | None:
    """The same as a picture, where anything is known."""
    assessment = block.source.assessment
    if assessment is None or all(rating.level is None for rating in assessment.ratings):
        return None
    return Profile.of(assessment)


def _transfer(block: Block, desk: Desk) -> list[Cleared]:
    """Score with range, then the five properties as a table with dots."""
    assessment = block.source.assessment
    if assessment is None:
        return [desk.own(phrases.say("transfer.unknown", desk.language))]
    lines = [desk.own(line) for line in _score(assessment, desk.language)]
    lines.append(desk.row(*(desk.say(f"column_{c}") for c in ("property", "level", "meaning"))))
    for rating in assessment.ratings:
        name = phrases.say(f"dimension.{rating.dimension}", desk.language)
        lines.append(desk.row(name, *_level(rating, desk)))
    return lines


def _score(assessment: Assessment, language: Tongue) -> list[str]:
    if assessment.score is None or assessment.band is None:
        return [phrases.say("transfer.unknown", language)]
    words = phrases.say(f"transfer.band_{assessment.band}", language)
    lines = [phrases.say("transfer.score", language, band=words, score=assessment.score)]
    low, high = assessment.low, assessment.high
    if low is not None and high is not None and low != high:
        lines.append(phrases.say("transfer.range", language, low=low, high=high))
    return lines


def _level(rating: Rating, desk: Desk) -> tuple[str, str]:
    """Dots with the number, and the descriptor of the rubric."""
    if rating.level is None:
        return f"○○○○○ {desk.say('unknown_level')}", phrases.say("transfer.silent", desk.language)
    dots = "●" * rating.level + "○" * (5 - rating.level)
    descriptors = getattr(Rubric.shipped().dimensions[rating.dimension].descriptors, desk.language)
    return f"{dots} {desk.say('level', level=rating.level)}", descriptors[rating.level - 1]


def _open_questions(block: Block, filled: set[Part], desk: Desk) -> list[Cleared]:
    """The question of every slot and property that is open, unless its own part asks it already."""
    assessment, rubric = block.source.assessment, Rubric.shipped()
    if assessment is None:
        return []
    asked = [
        getattr(criterion.question, desk.language)
        for slot, criterion in rubric.clarity.items()
        if slot in assessment.missing and (slot == "evidence" or slot in filled)
    ]
    asked += [
        getattr(rubric.dimensions[rating.dimension].question, desk.language)
        for rating in assessment.ratings
        if rating.level is None
    ]
    return [desk.own(BULLET + question) for question in asked] or [
        desk.own(desk.say("no_questions"))
    ]


def _home(block: Block, desk: Desk, steps: Sequence[Cleared]) -> list[tuple[str, list[Cleared]]]:
    """Fit, plan and checks for readers in the house; for others, and without a plan, the questions
    of one."""
    reviewed, item = block.source.reviewed, block.source.item
    if item.id not in desk.homes:
        return [("plan", plan_page.blank(block.source.assessment, steps, desk))]
    fit, plan = desk.homes[item.id]
    return [
        ("fit_here", plan_page.fit_here(fit, plan, reviewed, desk)),
        ("plan", plan_page.verdict_and_plan(fit, plan, reviewed, desk)),
        ("checks", plan_page.checks(plan, reviewed, desk)),
    ]


def _sharing(block: Block, desk: Desk) -> list[Cleared]:
    """Audience, what was hidden and why, the rule of the session, and where it comes from."""
    return [
        desk.own(desk.say("audience", audience=audience_name(desk))),
        *_hidden(block, desk),
        *(desk.own(desk.say(f"rule_{rule}")) for rule in desk.terms.told),
        *_origin(block, desk),
    ]


def _hidden(block: Block, desk: Desk) -> list[Cleared]:
    """Counts of what is hidden, and the rules behind it.

    Outside, what was cut out is not counted: that there is such a secret is part of the secret.
    """
    made = [each for each in block.release.decisions if each.handling != "keep"]
    cut = [each for each in made if not each.replacement]
    shown = [each for each in made if each.replacement]
    lines = [
        desk.say(name, list=_counted(some, desk))
        for name, some in (
            ("hidden", [each for each in shown if each.handling != "generalise"]),
            ("softened", [each for each in shown if each.handling == "generalise"]),
        )
        if some
    ]
    if asked := sum(each.handling == "ask" for each in shown):
        lines.append(desk.say("to_clear", n=asked))
    if cut and not desk.outside:
        lines.append(desk.say("cut", n=len(cut)))
    visible = made if not desk.outside else shown
    reasons = dict.fromkeys(phrases.say_reason(each.reason, desk.language) for each in visible)
    lines += [BULLET + reason for reason in reasons]
    silent = "not_in_here" if desk.outside else "nothing_hidden"
    return [desk.own(line) for line in lines or [desk.say(silent)]]


def _counted(made: list[Decision], desk: Desk) -> str:
    counts = Counter(each.flag.category for each in made)
    return ", ".join(
        desk.say("count", what=f"@category.{category}", n=n) for category, n in counts.items()
    )


def _origin(block: Block, desk: Desk) -> list[Cleared]:
    """Where it comes from: for readers inside with title and day, outside with the quarter only."""
    analysis = block.source.reviewed.analysis
    session, facts = analysis.note.session, []
    if not desk.outside and session.title:
        facts.append(" ".join(session.title.split()))
    form = "session.format_" + session.format.replace(" ", "_").replace("-", "_").replace(":", "_")
    if form in phrases.keys(desk.language):
        facts.append(phrases.say(form, desk.language))
    if held := session.held_on:
        facts.append(
            quarter(held.month, held.year, desk.language)
            if desk.outside
            else phrases.day(held, desk.language)
        )
    lines = [desk.own(desk.say("provenance", origin=", ".join(facts)))] if facts else []
    engine = f"handover.engine_{analysis.made_by.engine}"
    if engine in phrases.keys(desk.language):
        lines.append(desk.own(desk.say("made_by", engine=f"@{engine}")))
    accepted = block.source.reviewed.states.get(block.source.item.id) == "accepted"
    return [*lines, desk.own(desk.say("reviewed" if accepted else "unreviewed"))]
