"""Policy: the table, its property (wider is never laxer) and what it refuses."""

from __future__ import annotations

import copy
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit import phrases, resources
from iolkit.errors import HouseError, WrongUse
from iolkit.policy import (
    AUDIENCES,
    CONCERNS,
    LOCKED,
    STRICTNESS,
    Policy,
    parse_audience,
    plain_name,
)
from iolkit.records import Category, Flag, Owner, Rule, Session, Span
from tests.redaction.marked import flag

ANY_FLAG = st.builds(
    lambda category, concern, owner, org: flag(Span(0, 4), category, concern, owner=owner, org=org),
    st.sampled_from(get_args(Category)),
    st.sampled_from([None, *CONCERNS]),
    st.sampled_from(get_args(Owner)),
    st.sampled_from([None, "Halverde", "Kolbmann AG"]),
)
ANY_SESSION = st.builds(
    lambda rule, competitors: Session(rule=rule, competitors=competitors),
    st.sampled_from(get_args(Rule)),
    st.sampled_from([(), ("Kolbmann",)]),
)
DEFAULT = Session()


def rank(handling: str) -> int:
    """How strict a handling is."""
    return STRICTNESS.index(handling)


def handling(mark: Flag, audience: str, session: Session = DEFAULT, **more: Any) -> str:
    """What the shipped policy decides."""
    return Policy.shipped().decide(mark, audience, session, **more)[0]


def raw() -> Any:
    """The shipped table, free to be changed."""
    return copy.deepcopy(resources.rules("policy.yaml"))


@given(ANY_FLAG, ANY_SESSION, st.booleans())
def test_a_wider_audience_never_gets_a_laxer_handling(
    mark: Flag, session: Session, reviewed: bool
) -> None:
    """From the team to the public, every step is at least as strict as the one before."""
    ranks = [rank(handling(mark, each, session, reviewed=reviewed)) for each in AUDIENCES]
    assert ranks == sorted(ranks)


@given(
    ANY_FLAG,
    ANY_SESSION,
    st.sampled_from((*AUDIENCES, "org:Kolbmann")),
    st.lists(st.sampled_from(["ok", "G", "N", "C", "X"]), min_size=4, max_size=4),
    st.sampled_from(get_args(Owner)),
)
def test_adding_a_rule_never_widens_access(
    mark: Flag, session: Session, audience: str, cells: list[str], owner: str
) -> None:
    """Whatever rule is added to the table, no flag is handled more laxly than before."""
    order = ["ok", "G", "N", "C", "X"]
    handling_by_circle = dict(zip("EUPÖ", sorted(cells, key=order.index), strict=True))
    table = raw()
    table["rules"][session.rule].append({"owners": [owner], "handling": handling_by_circle})
    before, _ = Policy.shipped().decide(mark, audience, session)
    after, _ = Policy.parse(table).decide(mark, audience, session)
    assert rank(after) >= rank(before)


@given(ANY_FLAG, ANY_SESSION, st.sampled_from((*AUDIENCES, "org:Kolbmann")))
def test_every_reason_can_be_worded(mark: Flag, session: Session, audience: str) -> None:
    """Each decision has a reason in both languages."""
    _, reason = Policy.shipped().decide(mark, audience, session)
    for language in phrases.TONGUES:
        assert phrases.say_reason(reason, language)


@pytest.mark.parametrize(
    ("concern", "expected"),
    [
        ("S1", ["keep", "generalise", "generalise", "block"]),
        ("S2", ["mask", "mask", "block", "block"]),
        ("S6", ["keep", "generalise", "ask", "ask"]),
        ("S9", ["block"] * 4),
        ("S14", ["mask", "block", "block", "block"]),
        ("S21", ["ask", "ask", "ask", "block"]),
    ],
)
def test_the_table_says_what_it_shows(concern: str, expected: list[str]) -> None:
    """Cells become handlings; nobody inside gets less than partners may have (S1, company)."""
    mark = flag(Span(0, 4), "money", concern)
    assert [
        handling(mark, each, Session(rule="open"), reviewed=True) for each in AUDIENCES
    ] == expected


@pytest.mark.parametrize("concern", LOCKED)
@pytest.mark.parametrize("audience", ["partners", "public", "org:Kolbmann"])
def test_locked_blocks_hold_for_everybody_outside(concern: str, audience: str) -> None:
    """No rule, review or named recipient loosens what the law blocks."""
    mark = flag(Span(0, 4), "money", concern, owner="partner", org="Kolbmann")
    assert handling(mark, audience, Session(rule="open"), reviewed=True) == "block"


def test_what_belongs_to_others_travels_only_when_cleared() -> None:
    """A partner's or a third party's amount needs a yes before partners see even its magnitude."""
    own, theirs = (flag(Span(0, 4), "money", "S1", owner=owner) for owner in ("own", "partner"))
    assert handling(own, "partners") == "generalise"
    assert handling(theirs, "partners") == "ask"
    assert handling(flag(Span(0, 4), "money", "S1", owner="third"), "partners") == "ask"


def test_competitors_in_the_room_turn_magnitudes_into_blocks() -> None:
    """An own budget is fine in softer words, but not when competitors sit there."""
    mark = flag(Span(0, 4), "money", "S1")
    assert handling(mark, "partners", Session(competitors=("Kolbmann",))) == "block"
    assert handling(mark, "company", Session(competitors=("Kolbmann",))) == "generalise"


def test_a_named_organisation_reads_its_own_secret_and_no_other() -> None:
    """Need to know is given for one's own secret, whatever the legal form in the name."""
    theirs = flag(
        Span(0, 4), "strategy", "S4", owner="partner", org="Kolbmann Antriebe GmbH & Co. KG"
    )
    assert handling(theirs, "org:Kolbmann Antriebe") == "keep"
    assert handling(theirs, "org:Halverde") == "block"
    assert handling(flag(Span(0, 4), "strategy", "S12"), "org:Kolbmann Antriebe") == "block"


def test_the_chatham_house_rule_hides_speakers_even_inside() -> None:
    """Who said it stays unnamed for the own team too, and for the speaker's own organisation."""
    speaker = flag(Span(0, 4), "person", owner="partner", org="Kolbmann")
    chatham = Session(rule="chatham")
    assert handling(speaker, "team", DEFAULT) == "keep"
    assert rank(handling(speaker, "team", chatham)) >= rank("generalise")
    assert rank(handling(speaker, "org:Kolbmann", chatham)) >= rank("generalise")


def test_unreviewed_flags_never_leave_unchanged() -> None:
    """Even where a table would say ok, a flag nobody looked at is at least put in softer words."""
    table = raw()
    table["categories"]["partner"]["handling"] = dict.fromkeys("EUPÖ", "ok")
    policy, mark = Policy.parse(table), flag(Span(0, 4), "partner")
    opened = Session(rule="open")
    assert policy.decide(mark, "partners", opened)[0] == "generalise"
    assert policy.decide(mark, "partners", opened, reviewed=True)[0] == "keep"


def test_what_the_table_does_not_know_is_blocked() -> None:
    """An unknown concern is blocked for the own team as well."""
    unknown = flag(Span(0, 4), "money", "S99")
    assert handling(unknown, "team") == "block"
    assert Policy.shipped().severity(unknown) == 5


@pytest.mark.parametrize(
    ("given", "audience"),
    [
        ("team", "team"),
        (" Partners ", "partners"),
        ("ORG: Halverde Technik ", "org:Halverde Technik"),
    ],
)
def test_audiences_are_understood(given: str, audience: str) -> None:
    """Case and outer blanks do not matter, except in a name."""
    assert parse_audience(given) == audience


@pytest.mark.parametrize("given", ["", "everybody", "org:", "org:  ", "org:a\nb", "teams"])
def test_unknown_audiences_are_refused(given: str) -> None:
    """There is no default audience to fall back to."""
    with pytest.raises(WrongUse, match="audience_unknown"):
        parse_audience(given)


def test_legal_forms_and_case_do_not_make_another_organisation() -> None:
    """Names compare without them, and a name that is a legal form alone stays itself."""
    assert plain_name("Kolbmann  Antriebe GmbH & Co. KG") == plain_name("kolbmann antriebe")
    assert plain_name("Halverde AG") != plain_name("Halverda AG")
    assert plain_name("AG") == "ag"


def _set(table: Any, path: str, value: Any) -> None:
    *way, last = path.split(".")
    for step in way:
        table = table[step]
    table[last] = value


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("concerns.S3.handling.P", "maybe", "concerns.S3.handling.P"),
        ("concerns.S3.severity", 9, "concerns.S3.severity"),
        ("concerns.S3.handling", {"E": "ok"}, "concerns.S3"),
        ("concerns.S2.handling.P", "G", "policy.yaml"),
        ("concerns.S2.locked", False, "policy.yaml"),
        ("concerns.S22", {}, "concerns.S22"),
        ("unreviewed", {"U": "X", "P": "G"}, "policy.yaml"),
        ("owners.partner", {"U": "X"}, "policy.yaml"),
        ("rules.open", [{"handling": {"E": "X"}}], "rules.open.0"),
        ("rules.open", [{"concerns": ["S77"], "handling": {}}], "rules.open.0"),
        ("extra", 1, "extra"),
    ],
)
def test_an_unfit_table_is_refused_with_its_place(path: str, value: Any, place: str) -> None:
    """Whoever edits the table learns where it is wrong before anybody is harmed."""
    table = raw()
    _set(table, path, value)
    with pytest.raises(HouseError, match="policy_unfit") as caught:
        Policy.parse(table)
    assert str(caught.value.values["place"]).startswith(place)


def test_concerns_are_worded_as_in_the_table() -> None:
    """The table that a works council reads and the reasons on screen use the same names."""
    for language in phrases.TONGUES:
        for concern, line in raw()["concerns"].items():
            assert phrases.say(f"concern.{concern}", language) == line["name"][language]


@given(ANY_FLAG, ANY_SESSION, st.sampled_from((*AUDIENCES, "org:Kolbmann")))
def test_a_yes_lifts_what_asks_and_no_block(mark: Flag, session: Session, audience: str) -> None:
    """After a yes nothing asks any more, nothing is stricter, and what was blocked stays so."""
    before = handling(mark, audience, session)
    after = handling(mark, audience, session, agreed=True)
    assert after != "ask"
    assert rank(after) <= rank(before)
    assert (after == "block") == (before == "block")


def test_a_yes_keeps_what_the_session_softens() -> None:
    """Chatham House: who agreed to be read is still not named as having been there."""
    name = flag(Span(0, 4), "person", None, owner="partner")
    assert handling(name, "partners", Session(rule="chatham"), agreed=True) == "generalise"
    assert handling(name, "partners", agreed=True) == "keep"
