"""The table of prompts/policy.yaml, cell by cell, and the rules that no cell can loosen."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit import resources
from iolkit.policy import AUDIENCES, CONCERNS, LOCKED, STRICTNESS, Policy
from iolkit.records import Category, Flag, Owner, Rule, Session, Span
from tests.redaction.marked import flag

# Own team · own company · partners · public, as the decision table of the domain has them.
CELLS = {
    "S1": "ok N G X", "S2": "N N X X", "S3": "ok N G X", "S4": "N G X X", "S5": "G G G X",
    "S6": "ok G C C", "S7": "N N X X", "S8": "N N X X", "S9": "X X X X", "S10": "N N G C",
    "S11": "N N X X", "S12": "N N X X", "S13": "X X X X", "S14": "N X X X", "S15": "N N X X",
    "S16": "N N X X", "S17": "N N G X", "S18": "N X X X", "S19": "X X X X", "S20": "G G X X",
    "S21": "C C C X",
}  # fmt: skip
SEVERITY = dict(
    zip(CONCERNS, (3, 5, 3, 4, 3, 3, 5, 5, 5, 4, 4, 5, 5, 5, 5, 5, 4, 5, 5, 3, 2), strict=True)
)
MEANS = {"ok": "keep", "G": "generalise", "N": "mask", "C": "ask", "X": "block"}
OPEN = Session(rule="open")
OUTSIDE = ("partners", "public", "org:Kolbmann")


def rank(handling: str) -> int:
    """How strict a handling is."""
    return STRICTNESS.index(handling)


def decided(mark: Flag, audience: str, session: Session = OPEN, **more: Any) -> str:
    """What the shipped policy decides."""
    return Policy.shipped().decide(mark, audience, session, **more)[0]


def mark_of(concern: str | None, category: str = "money", **more: Any) -> Flag:
    """A flag with this concern."""
    return flag(Span(0, 4), category, concern, **more)


@pytest.mark.parametrize("concern", CONCERNS)
def test_every_cell_is_as_the_domain_has_it(concern: str) -> None:
    """Handlings, severity and ground of S1 to S21."""
    line = resources.rules("policy.yaml")["concerns"][concern]
    assert " ".join(line["handling"][circle] for circle in "EUPÖ") == CELLS[concern]
    assert line["severity"] == SEVERITY[concern]
    assert line["ground"].strip()
    assert line.get("locked", False) is (concern in LOCKED)


@pytest.mark.parametrize("concern", CONCERNS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_cells_become_handlings(concern: str, audience: str) -> None:
    """An own, reviewed flag of an open session gets its cell, or what a wider circle may have."""
    cells = CELLS[concern].split()
    own = AUDIENCES.index(audience)
    expected = min((MEANS[cell] for cell in cells[own:]), key=rank)
    assert decided(mark_of(concern), audience, reviewed=True) == expected


@pytest.mark.parametrize("concern", LOCKED)
@pytest.mark.parametrize("audience", OUTSIDE)
@pytest.mark.parametrize("rule", get_args(Rule))
def test_blocks_of_the_law_cannot_be_switched_off(concern: str, audience: str, rule: Rule) -> None:
    """No rule, owner, review, yes or named recipient opens S2, S8, S9, S13, S18 or S19."""
    for owner in get_args(Owner):
        mark = mark_of(concern, owner=owner, org="Kolbmann")
        session = Session(rule=rule)
        assert decided(mark, audience, session, reviewed=True, agreed=True) == "block"


@pytest.mark.parametrize("category", get_args(Category))
def test_chatham_house_names_nobody_to_anybody(category: str) -> None:
    """Persons, organisations and contacts are never kept as they are, nor by a yes."""
    chatham = Session(rule="chatham")
    for audience in (*AUDIENCES, "org:Kolbmann"):
        for concern in (None, "S4", "S5", "S6", "S10", "S20"):
            who = category in ("person", "partner", "contact")
            if not who and concern is None:
                continue
            mark = mark_of(concern, category, owner="partner", org="Kolbmann")
            for agreed in (False, True):
                said = decided(mark, audience, chatham, reviewed=True, agreed=agreed)
                assert rank(said) >= rank("generalise")


@pytest.mark.parametrize("category", get_args(Category))
def test_an_nda_lets_nothing_of_others_out(category: str) -> None:
    """What belongs to a partner or third party stays in, whatever the table says of it."""
    nda = Session(rule="nda")
    for owner in ("partner", "third"):
        for audience in ("partners", "public"):
            assert decided(mark_of(None, category, owner=owner), audience, nda) == "block"
    assert rank(decided(mark_of(None, category), "partners", nda)) >= rank("ask")
    assert decided(mark_of(None, category), "public", nda) == "block"


@pytest.mark.parametrize(
    ("concern", "category"),
    [("S1", "money"), ("S3", "partner"), ("S10", "partner"), (None, "money"), (None, "figures")],
)
def test_between_competitors_nothing_becomes_a_band(concern: str | None, category: str) -> None:
    """Sums, suppliers, customers and figures are blocked outside, not softened."""
    for audience in OUTSIDE:
        mark = mark_of(concern, category)
        assert decided(mark, audience, Session(rule="open", competitors=("Kolbmann",))) == "block"
    inside = decided(mark_of(concern, category), "team", Session(competitors=("Kolbmann",)))
    assert inside != "block"


def test_the_host_reads_its_own_secret_and_nobody_elses() -> None:
    """org:NAME lifts need to know for the secrets of NAME; all others are read as a partner."""
    theirs, others = (
        mark_of("S4", "strategy", owner="partner", org=org) for org in ("Kolbmann GmbH", "Halverde")
    )
    assert decided(theirs, "org:Kolbmann") == "keep"
    assert decided(others, "org:Kolbmann") == decided(others, "partners") == "block"
    assert decided(mark_of("S12", "strategy"), "org:Kolbmann") == "block"


ANY_MARK = st.builds(
    mark_of,
    st.sampled_from([None, *CONCERNS, "S99"]),
    st.sampled_from(get_args(Category)),
    owner=st.sampled_from(get_args(Owner)),
    org=st.sampled_from([None, "Halverde", "Kolbmann AG"]),
)
ANY_AUDIENCE = st.sampled_from((*AUDIENCES, "org:Kolbmann"))


@given(ANY_MARK, ANY_AUDIENCE, st.sampled_from(get_args(Rule)), st.booleans())
def test_competitors_never_widen_access(
    mark: Flag, audience: str, rule: Rule, reviewed: bool
) -> None:
    """A competitor in the room makes no handling laxer."""
    without = decided(mark, audience, Session(rule=rule), reviewed=reviewed)
    session = Session(rule=rule, competitors=("Kolbmann",))
    assert rank(decided(mark, audience, session, reviewed=reviewed)) >= rank(without)


@given(ANY_MARK, ANY_AUDIENCE, st.sampled_from(("internal", "chatham", "nda")), st.booleans())
def test_a_rule_never_widens_access(mark: Flag, audience: str, rule: Rule, reviewed: bool) -> None:
    """Whatever was agreed for a session asks for at least what an open one asks for."""
    free = decided(mark, audience, OPEN, reviewed=reviewed)
    assert rank(decided(mark, audience, Session(rule=rule), reviewed=reviewed)) >= rank(free)


@given(ANY_MARK, st.sampled_from(get_args(Rule)), st.booleans())
def test_a_yes_keeps_the_order_of_circles(mark: Flag, rule: Rule, rivals: bool) -> None:
    """Also after a yes to each, no wider circle reads more than a narrower one."""
    session = Session(rule=rule, competitors=("Kolbmann",) if rivals else ())
    ranks = [rank(decided(mark, each, session, reviewed=True, agreed=True)) for each in AUDIENCES]
    assert ranks == sorted(ranks)


@given(ANY_MARK, ANY_AUDIENCE, st.sampled_from(get_args(Rule)))
def test_an_unreviewed_flag_is_never_laxer(mark: Flag, audience: str, rule: Rule) -> None:
    """That nobody has looked is no reason to show more."""
    session = Session(rule=rule)
    looked = decided(mark, audience, session, reviewed=True)
    assert rank(decided(mark, audience, session)) >= rank(looked)


@given(ANY_MARK, ANY_AUDIENCE, st.sampled_from(get_args(Rule)))
def test_an_owner_never_widens_access(mark: Flag, audience: str, rule: Rule) -> None:
    """What belongs to others is handled at least like what is our own, except by the owner."""
    if audience.startswith("org:") and mark.org == "Kolbmann AG":
        return
    ours = mark_of(mark.concern, mark.category, owner="own", org=mark.org)
    session = Session(rule=rule)
    assert rank(decided(mark, audience, session)) >= rank(decided(ours, audience, session))
