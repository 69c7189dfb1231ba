"""Facts of a session from words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.readers import facts
from iolkit.records import Session

FULL = """
titel: Runder Tisch Akademien
Programm: Lernallianz
veranstaltungsformat: Runder Tisch
datum: 12. März 2026
sprache: deutsch
eigene-organisation: Halverde Technik GmbH
gastgeber: Brennholt AG
partner: [Brennholt AG, "Kessler, Rand & Co"]
teilnehmende: Ayla Demir (Halverde, Einkauf), Jörg Ploss; Ann Ek
regel: Chatham House Rule
branche: Maschinenbau
wettbewerber:
  - Trawik SE
unbekannt: egal
"""


def test_german_keys_make_a_whole_session() -> None:
    """Every fact is found under its German name, lists with or without brackets."""
    words = facts.from_front_matter(FULL)
    assert words is not None
    assert facts.session_from(words) == Session(
        title="Runder Tisch Akademien",
        programme="Lernallianz",
        format="round table",
        held_on=date(2026, 3, 12),
        rule="chatham",
        own_org="Halverde Technik GmbH",
        host="Brennholt AG",
        partners=("Brennholt AG", "Kessler, Rand & Co"),
        participants=("Ayla Demir (Halverde, Einkauf)", "Jörg Ploss", "Ann Ek"),
        industry="Maschinenbau",
        competitors=("Trawik SE",),
    )
    assert facts.language_from(words) == "de"


@pytest.mark.parametrize(
    "block",
    [
        "title: [unclosed\n", "title: a: b: c\n", "date: 2026-02-31\n", "title: &a [*a]\n",
        "title:\n\ttab: x\n", "? [a]\n: b\n",
        "title: " + "[" * 5_000, "title: {a: {b: c}}\n", "title: null\ndate: ~\n",
    ],
)  # fmt: skip
def test_broken_or_hostile_yaml_gives_no_facts(block: str) -> None:
    """A head that cannot be used costs its facts, never the note."""
    words = facts.from_front_matter(block) or {}
    assert facts.session_from(words) == Session()


def test_tags_build_nothing_but_words() -> None:
    """A tag that asks for an object gets its words back as words."""
    assert facts.from_front_matter("title: !!python/object/apply:os.getcwd [x]\n") == {
        "title": ["x"]
    }


def test_lines_around_a_paragraph_are_no_front_matter() -> None:
    """A block that is neither YAML nor known keys is text and must not be taken off."""
    assert facts.from_front_matter("Fazit: erst: fragen, dann: bauen\n- so\n") is None


def test_aliases_cannot_blow_up() -> None:
    """Nested aliases stay references: nothing is multiplied into a fact."""
    bomb = "a: &a [x, x]\n" + "".join(
        f"k{n}: &k{n} [*{'a' if n == 0 else f'k{n - 1}'}, *{'a' if n == 0 else f'k{n - 1}'}]\n"
        for n in range(40)
    )
    words = facts.from_front_matter(bomb + "title: *k39\n")
    assert words is not None
    assert facts.session_from(words).title == ""


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("chatham", "chatham"), ("Chatham-House-Regel", "chatham"), ("NDA", "nda"),
        ("Geheimhaltungsvereinbarung", "nda"), ("offen", "open"), ("public", "open"),
        ("nicht öffentlich", "internal"), ("not public", "internal"), ("standard", "internal"),
        ("vertraulich", "internal"), ("", "internal"), ("international open", "internal"),
    ],
)  # fmt: skip
def test_rule_is_read_on_the_safe_side(said: str, rule: str) -> None:
    """Only plain words open a session; doubt keeps it internal."""
    assert facts.session_from({"rule": said}).rule == rule


def test_head_of_a_protocol_gives_facts() -> None:
    """A protocol without front matter tells its facts in its first lines, bold or in a table."""
    head = (
        "# Protokoll\n**Datum:** 5.3.2026\n| Programm | Lernnetz Süd |\n"
        "Teilnehmende: A. Berg, B. Ek\n"
    )
    session = facts.session_from(facts.from_head(head))
    assert session.held_on == date(2026, 3, 5)
    assert session.programme == "Lernnetz Süd"
    assert session.participants == ("A. Berg", "B. Ek")


def test_head_ends_after_fifteen_lines() -> None:
    """Deep in the text "Partner: ..." is a sentence, not a fact."""
    assert facts.from_head("Zeile\n" * 15 + "Partner: Brennholt\n") == {}


def test_given_facts_win_and_found_facts_fill() -> None:
    """What a person typed overrules the file; what they left open is filled from it."""
    found = Session(title="Alt", programme="P", rule="chatham", partners=("X",))
    assert facts.with_given(found, Session(title="Neu", partners=("Y",))) == Session(
        title="Neu", programme="P", rule="chatham", partners=("Y",)
    )
    assert facts.with_given(found, None) == found


def test_earlier_source_wins() -> None:
    """Facts merge in order; empty ones do not hide later ones."""
    assert facts.merged({"title": "A", "date": ""}, {"title": "B", "date": "2026-01-02"}) == {
        "title": "A",
        "date": "2026-01-02",
    }


@given(
    st.dictionaries(
        st.sampled_from(["title", "date", "partners", "rule"]), st.text() | st.lists(st.text())
    )
)
def test_any_words_make_a_clean_session(words: dict[str, str | list[str]]) -> None:
    """Facts are single lines without control or direction marks, whatever they came from."""
    session = facts.session_from(words)
    for fact in (session.title, *session.partners):
        assert len(fact) <= 300
        assert "\n" not in fact
        assert not set(fact) & set("\u202e\u200b\x00\x1b")
