"""Whose secret a finding is."""

from __future__ import annotations

import pytest

from iolkit.phrases import say_reason
from iolkit.recognizers.findings import Finding
from iolkit.recognizers.page import Page
from iolkit.recognizers.settling import OWNERS, OwnerModel, settled
from iolkit.records import Category, Lists, Reason, Session

MODEL = OwnerModel.load()
WHY = Reason("pattern", {"recognizer": "@recognizer.email"})


def found(text: str, part: str, category: Category) -> Finding:
    """A finding of `part` in `text`."""
    start = text.index(part)
    return Finding(start, start + len(part), category, None, 0.8, "test", WHY)


def test_the_own_name_and_the_own_domain_are_own() -> None:
    """What holds the own organisation's word belongs to it."""
    text = "Bei Holmwerk fragen: ute@holmwerk.example"
    page = Page(text, Session(own_org="Holmwerk Technik GmbH"))
    findings = [found(text, "Holmwerk", "partner"), found(text, "ute@holmwerk.example", "contact")]
    for one in settled(page, findings, MODEL):
        assert one.owner == "own"
        assert one.org == "Holmwerk Technik GmbH"


def test_a_partner_names_itself() -> None:
    """The organisation of a partner's name is the name."""
    text = "Gast war Quallmer Antriebe, mit drei Leuten."
    (one,) = settled(Page(text), [found(text, "Quallmer Antriebe", "partner")], MODEL)
    assert one.owner != "own"
    assert one.org == "Quallmer Antriebe"


def test_a_secret_is_given_to_the_organisation_beside_it() -> None:
    """An amount next to the only organisation of the sentence is that one's, unless it is own."""
    text = "Beim Gastgeber Quallmer kostet das 740.000 Euro, sagen sie dort."
    findings = [found(text, "Quallmer", "partner"), found(text, "740.000 Euro", "money")]
    *_, amount = settled(Page(text), findings, MODEL)
    assert amount.owner == "partner"
    assert amount.org == "Quallmer"


def test_all_mentions_of_a_name_have_one_owner() -> None:
    """However different the sentences, one person belongs to one side."""
    text = "Unsere Ute sagt ja. Beim Gastgeber war Ute auch. Ute lacht."
    places = [i for i in range(len(text)) if text.startswith("Ute", i)]
    findings = [Finding(i, i + 3, "person", "S6", 0.9, "names", WHY) for i in places]
    assert len({one.owner for one in settled(Page(text), findings, MODEL)}) == 1


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_reason_says_how_the_owner_was_told(language) -> None:
    """Every settled finding can say why it belongs to whom."""
    text = "Wir zahlen 740.000 Euro."
    (one,) = settled(Page(text), [found(text, "740.000 Euro", "money")], MODEL)
    assert one.owner == "own"
    assert say_reason(one.finding.why, language)


def test_the_model_is_readable() -> None:
    """Each clue weighs for each owner."""
    assert all(len(row) == len(OWNERS) for row in MODEL.weights.values())
    assert MODEL.scores(["no such clue"]).tolist() == [0.0, 0.0, 0.0]


def test_other_names_of_the_own_house_are_own_however_short() -> None:
    """What the user told of the own organisation counts where the session names none."""
    text = "Bei HTG und bei Holmwerk fragen."
    ours = Lists(own_org="Holmwerk Technik GmbH", own_forms=("HTG",))
    findings = [found(text, "HTG", "partner"), found(text, "Holmwerk", "partner")]
    for one in settled(Page(text, lists=ours), findings, MODEL):
        assert (one.owner, one.org) == ("own", "Holmwerk Technik GmbH")


def test_the_session_wins_over_what_the_user_told() -> None:
    """A note written for another organisation knows that one as its own."""
    text = "Bei HTG und bei Quallmer fragen."
    ours = Lists(own_org="Holmwerk Technik GmbH", own_forms=("HTG",))
    page = Page(text, Session(own_org="Quallmer AG"), ours)
    findings = [found(text, "HTG", "partner"), found(text, "Quallmer", "partner")]
    theirs, own = settled(page, findings, MODEL)
    assert theirs.owner != "own"
    assert (own.owner, own.org) == ("own", "Quallmer AG")
