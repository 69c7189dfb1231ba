"""The draft: what became of every secret, what waits for a yes, and what a yes does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iolkit.citations import leaks
from iolkit.handover import compose, draft, secrets_of
from iolkit.outcomes import Asked, Draft, Handover, Reviewed
from iolkit.records import Session
from tests.handover.samples import reviewed

SESSION = Session(participants=("Tunde Adeyemi",))


def words(handover: Handover | None) -> str:
    """Everything the document says."""
    assert handover is not None
    return "\n".join(p.text for s in handover.sections for p in s.paragraphs)


def asked_for(made: Draft, text: str, note: Reviewed) -> Asked:
    """The question about the secret with these words."""
    body = note.analysis.note.text
    return next(e for e in made.asked if any(f.span.of(body) == text for _, f in e.flags))


def answered(note: Reviewed, entry: Asked, audience: str, yes: bool) -> Reviewed:
    """The note after a person's answer at every place of a secret."""
    said = {flag.id: ((audience, yes),) for _, flag in entry.flags}
    return replace(note, answers={**note.answers, **said})


def test_a_draft_is_the_document_and_its_decisions() -> None:
    """The same document as composed, each item with decisions on every flag inside it."""
    note = reviewed(session=SESSION)
    made = draft([note], "partners", "de")
    assert made.handover == compose([note], "partners", "de")
    assert [item.item_id for item in made.items] == [item.id for item in note.items]
    handlings = {d.flag.category: d.handling for item in made.items for d in item.decisions}
    assert handlings["money"] == "generalise"
    assert handlings["person"] == "ask"
    assert made.items[2].blocked


def test_a_secret_is_asked_for_once() -> None:
    """Full and short form of a name are one question, and its places stand in it."""
    note = reviewed(session=SESSION)
    entry = asked_for(draft([note], "partners", "de"), "Varghese", note)
    body = note.analysis.note.text
    assert [flag.span.of(body) for _, flag in entry.flags] == ["Varghese", "Ilse Varghese"]
    assert entry.answer is None


def test_only_what_stands_in_a_chosen_item_is_asked_for() -> None:
    """A handover of another item does not ask about a name that it does not hold."""
    note = reviewed(session=SESSION)
    made = draft([note], "partners", "de", item_ids=[note.items[1].id])
    body = note.analysis.note.text
    assert not any(
        f.category == "person" and f.span.of(body) == "Varghese"
        for e in made.asked
        for _, f in e.flags
    )
    assert draft([note], "team", "de").asked == ()


def test_a_yes_lets_the_words_go_and_no_others() -> None:
    """For this audience the name may be read; whatever else was hidden stays hidden."""
    note = reviewed(session=SESSION)
    entry = asked_for(draft([note], "partners", "de"), "Varghese", note)
    after = answered(note, entry, "partners", yes=True)
    made = draft([after], "partners", "de")
    assert "Damit wollte Varghese verhindern" in words(made.handover)
    assert asked_for(made, "Varghese", after).answer is True
    assert not leaks(words(made.handover), secrets_of([after], "partners"))
    assert "480.000" not in words(made.handover)
    assert "Varghese" not in words(draft([after], "public", "de").handover)


def test_a_no_after_a_yes_holds() -> None:
    """The last word wins."""
    note = reviewed(session=SESSION)
    entry = asked_for(draft([note], "partners", "de"), "Varghese", note)
    said = {flag.id: (("partners", True), ("partners", False)) for _, flag in entry.flags}
    made = draft([replace(note, answers=said)], "partners", "de")
    assert "Varghese" not in words(made.handover)
    assert asked_for(made, "Varghese", note).answer is False


def test_a_yes_at_one_place_only_keeps_the_secret() -> None:
    """A name that is still hidden elsewhere in the release is hidden everywhere."""
    note = reviewed(session=SESSION)
    entry = asked_for(draft([note], "partners", "de"), "Varghese", note)
    one = replace(entry, flags=entry.flags[:1])
    assert "Varghese" not in words(
        draft([answered(note, one, "partners", True)], "partners", "de").handover
    )


def test_a_yes_never_lifts_a_block() -> None:
    """What never leaves does not leave because somebody says yes to it."""
    note = reviewed(session=SESSION)
    every = Asked(tuple((note.analysis.note.id, flag) for flag in note.flags), _any(note), None)
    made = draft([answered(note, every, "public", True)], "public", "de")
    assert "Lauterach" not in words(made.handover)
    assert "480.000" not in words(made.handover)


def test_a_name_of_the_session_goes_with_the_yes() -> None:
    """Who is also named in the session's facts is hidden by them until the yes, not after it."""
    note = reviewed(session=Session(participants=("Varghese",)))
    entry = asked_for(draft([note], "partners", "de"), "Varghese", note)
    after = answered(note, entry, "partners", yes=True)
    assert "Varghese" in words(draft([after], "partners", "de").handover)


@pytest.mark.parametrize(("rule", "handling"), [("internal", "generalise"), ("nda", "ask")])
def test_the_strictest_agreement_holds_for_all(rule: str, handling: str) -> None:
    """Beside a note under an agreement, another note's secrets are held as strictly."""
    free = reviewed(session=Session(rule="internal"))
    other = reviewed(
        "{Alle lesen die Karte jeden Morgen gemeinsam vor der Schicht.}\n", Session(rule=rule)
    )
    made = draft([free, other], "partners", "de")
    sums = [d for i in made.items for d in i.decisions if d.flag.category == "money"]
    assert [d.handling for d in sums] == [handling]
    told = words(made.handover)
    assert ("gilt die strengste: Vertraulichkeitsvereinbarung" in told) == (rule == "nda")
    assert ("Es gilt eine Vertraulichkeitsvereinbarung" in told) == (rule == "nda")


def test_a_competitor_in_one_session_counts_for_all() -> None:
    """Amounts that partners may read in soft words are blocked when a competitor may be there."""
    free = reviewed(session=Session())
    rival = reviewed(
        "{Alle lesen die Karte jeden Morgen gemeinsam vor der Schicht.}\n",
        Session(competitors=("Rival",)),
    )
    made = draft([free, rival], "partners", "de")
    assert made.competitors
    assert "sechsstellig" not in words(made.handover)
    assert "sechsstellig" in words(draft([free], "partners", "de").handover)


def test_nothing_left_is_a_draft_without_a_document() -> None:
    """Not an error: the person sees why."""
    note = reviewed(session=SESSION)
    made = draft([note], "partners", "de", item_ids=[note.items[2].id])
    assert made.handover is None
    assert made.items[0].blocked


def _any(note: Reviewed):
    return note.flags[0].why
