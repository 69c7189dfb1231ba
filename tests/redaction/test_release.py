"""Release: the only door out. What must go is gone, what teaches stays, and it reads well."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iolkit.citations import leaks
from iolkit.errors import WrongUse
from iolkit.outcomes import Decision
from iolkit.policy import AUDIENCES, STRICTNESS, Policy
from iolkit.records import Category, Note, Reason, Session, Span, note_id
from iolkit.redaction import Secrets, pieces, release, release_note
from tests.redaction.marked import flag, marked, released

ROOT = Path(__file__).resolve().parents[2]
LEARNT = (
    "Anfangs haben wir das Angebot zu stark zentralisiert und erst durch Feedback-Schleifen "
    "gelernt, dezentrale Bedarfe einzubinden."
)
PAID = (
    "Die Akademie kostete <money own S1|1,8 Mio. €>, umgesetzt mit Anbieter "
    "<partner own S3|Alpha> zu <money own S3|1.150 €> Tagessatz."
)


def test_the_canonical_case_keeps_the_learning_and_drops_the_terms() -> None:
    """Mistake and learning unchanged; sum, supplier and rate gone; the rest still a sentence."""
    result = released(f"{LEARNT} {PAID}")
    assert result.cleared.text == (
        f"{LEARNT} Die Akademie kostete einen niedrigen siebenstelligen Betrag, umgesetzt mit "
        "einem externen Partner zu einem niedrigen vierstelligen Tagessatz."
    )
    assert not result.blocked
    assert not leaks(result.cleared.text, ["1,8 Mio. €", "1,8", "Alpha", "1.150 €", "1150"])


def test_the_canonical_case_among_competitors_keeps_the_learning_alone() -> None:
    """Competitors may not even have magnitudes; what was learned is still theirs to read."""
    result = released(f"{LEARNT} {PAID}", session=Session(competitors=("Kolbmann",)))
    assert result.cleared.text == LEARNT


def test_the_canonical_case_inside_stays_whole() -> None:
    """The own team reads what its colleague wrote."""
    text, _ = marked(f"{LEARNT} {PAID}")
    assert released(f"{LEARNT} {PAID}", "team").cleared.text == text


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "Wir waren bei <partner own|Halverde> und beim <partner own|Kolbmann> zu Gast.",
            "Wir waren bei einer Organisation und bei einer zweiten Organisation zu Gast.",
        ),
        (
            "<partner partner|Halverdes> Team hat für <partner partner|Halverde> viel gelernt.",
            "Das Team eines Partnerunternehmens hat für ein Partnerunternehmen viel gelernt.",
        ),
        (
            "Frau <person own|Ilse Varghese>, Leiterin Ausbildung, zeigt die Karte jeder Schicht.",
            "Eine Führungskraft zeigt die Karte jeder Schicht.",
        ),
        (
            "Die Karte hilft, sagt der alte Meister <person own|Krol> aus der Gießerei.",
            "Die Karte hilft, sagt eine Fachkraft aus der Gießerei.",
        ),
        (
            "Der <partner partner|Aquavia Netz AG> ist der Einstieg mit einer Zone gelungen.",
            "Einem Partnerunternehmen ist der Einstieg mit einer Zone gelungen.",
        ),
        (
            "- <person own|Krol> fragt jeden Tag nach.\n- Die <partner own|Alpha>-Methode hilft.",
            "- Eine Person fragt jeden Tag nach.\n- Die Firmen-Methode hilft.",
        ),
        (
            "Die Quote stieg <figures own|von 68 auf 81 %>, seit Paten mitlaufen.",
            "Die Quote stieg etwas, seit Paten mitlaufen.",
        ),
    ],
)
def test_german_reads_well(source: str, said: str) -> None:
    """Articles, titles, roles, cases, genitives, compounds and capitals."""
    assert released(source).cleared.text == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "Our host <partner partner|Nordhub> pays vendor <partner own S3|Civella> "
            "<money own|£45,000> a year.",
            "Our partner organisation pays an external partner a mid five-figure sum a year.",
        ),
        (
            "<person own|Tamsin>'s people like the card; our <person own|Dragan> does not.",
            "A person's people like the card; our colleague does not.",
        ),
        (
            "The <partner partner|Menhir> sandpit is what Mr <person own|Okoro>, Head of Ops, "
            "built alone.",
            "The partner organisation sandpit is what a manager built alone.",
        ),
    ],
)
def test_english_reads_well(source: str, said: str) -> None:
    """Articles, possessives, titles and roles."""
    assert released(source, language="en").cleared.text == said


def test_the_same_name_has_the_same_words_in_every_text_of_a_release() -> None:
    """A second person stays the second, also in a text where nobody flagged her."""
    first, flags = marked(
        "<person own|Krol> und <person own|Ilse Varghese> teilen sich die Schicht."
    )
    second = "Am Ende zeigt Varghese allen die Karte an der Wand."
    decisions = Policy.shipped().decisions(flags, "partners", Session())
    held = Secrets.of([(first, decisions), (second, ())])
    one = release(first, decisions, "partners", "de", None, held)
    two = release(second, (), "partners", "de", None, held)
    assert one.cleared.text == "Eine Person und eine zweite Person teilen sich die Schicht."
    assert two.cleared.text == "Am Ende zeigt eine zweite Person allen die Karte an der Wand."


def test_unflagged_mentions_of_a_hidden_name_are_hidden_and_reported() -> None:
    """Genitive, hyphen and capitals hide no name; the mention is among the answers."""
    result = released(
        "Bei <partner own|Kolbmann> gilt die Karte. KOLBMANNS Leute und Kol-\nbmann selbst lernen."
    )
    assert not leaks(result.cleared.text, ["Kolbmann"])
    assert {d.flag.recognizer for d in result.decisions[1:]} == {"redaction.mention"}


def test_a_blocked_sentence_goes_and_its_bullet_with_it() -> None:
    """No empty bullet tells that something stood there."""
    source = (
        "- Wir legen die Karte an jeden Platz.\n"
        "- <strategy own|Wir schließen das Werk im Mai>.\n"
        "- Alle schreiben mit."
    )
    assert (
        released(source).cleared.text
        == "- Wir legen die Karte an jeden Platz.\n- Alle schreiben mit."
    )


def test_nothing_useful_left_is_nothing_at_all() -> None:
    """A text that is only the secret is blocked, and empty."""
    result = released("<strategy own|Wir schließen das Werk im Mai>.")
    assert result.blocked
    assert result.cleared.text == ""
    assert [d.replacement for d in result.decisions] == [""]


@pytest.mark.parametrize("text", ["", "  \n", "Ok.", "Jede Schicht füllt die Karte selbst aus."])
def test_a_text_without_secrets_stays_as_it_is(text: str) -> None:
    """No flag, no change, no block."""
    for audience in AUDIENCES:
        result = release(text, (), audience, "de")
        assert (result.cleared.text, result.blocked) == (text, False)


def test_decisions_come_back_with_their_words() -> None:
    """Whoever checks sees for each flag what happens and what stands there now."""
    result = released(
        "Wir waren bei <partner own|Halverde> und lernten <confidential own|(unter drei)> Karten."
    )
    assert [(d.handling, d.replacement) for d in result.decisions] == [
        ("generalise", "einer Organisation"),
        ("block", ""),
    ]


def test_a_stretch_of_a_note_is_released_by_itself() -> None:
    """Only what lies in the stretch is shown and answered."""
    text, flags = marked(
        "<person own|Krol> kam zu spät. <partner own|Alpha> zeigt die Karte allen Schichten."
    )
    decisions = Policy.shipped().decisions(flags, "partners", Session())
    span = Span(text.index("Alpha"), len(text))
    result = release(text, decisions, "partners", "de", span)
    assert result.cleared.text == "Eine Organisation zeigt die Karte allen Schichten."
    assert len(result.decisions) == 1


def test_a_border_through_a_flag_does_not_change_its_words() -> None:
    """A headline that ends inside an amount gets the magnitude of the whole amount."""
    text, flags = marked("Die Karte an der Maschine kostet <money own|480.000 €> im Jahr.")
    decisions = Policy.shipped().decisions(flags, "partners", Session())
    span = Span(0, text.index("480") + 3)
    assert release(text, decisions, "partners", "de", span).cleared.text == (
        "Die Karte an der Maschine kostet einen mittleren sechsstelligen Betrag"
    )


def test_names_of_the_session_are_hidden_though_nobody_flagged_them() -> None:
    """Host, partners and participants of the session do not leave with the note."""
    text = "Bei Kolbmann zeigte uns Herr Adeyemi die Karte an jedem Platz der Linie."
    session = Session(host="Kolbmann", participants=("Tunde Adeyemi",))
    note = Note(note_id(text), text, "de", session)
    result = release_note(note, (), "partners", Policy.shipped())
    assert not leaks(result.cleared.text, ["Kolbmann", "Adeyemi"])
    assert "die Karte an jedem Platz der Linie" in result.cleared.text
    assert release_note(note, (), "team", Policy.shipped()).cleared.text == text


def test_an_unknown_audience_gets_nothing() -> None:
    """There is no door for it."""
    with pytest.raises(WrongUse, match="audience_unknown"):
        release("Text", (), "friends", "de")


def test_a_secret_made_of_stand_in_words_blocks_rather_than_leaks() -> None:
    """When the words that hide a name are the name itself, nothing leaves."""
    result = released("Bei <partner partner|Partnerunternehmen> hängt die Karte an jeder Maschine.")
    assert not leaks(result.cleared.text, ["Partnerunternehmen"])


def test_pieces_are_sentences_on_one_line_each() -> None:
    """Line breaks and bullets of the note do not travel into the document."""
    cleared = release("- Erst die\n  Karte. Dann reden.", (), "team", "de").cleared
    assert [each.text for each in pieces(cleared)] == ["Erst die Karte.", "Dann reden."]


WORDS = st.sampled_from(
    ["Karte", "Kolbmann", "Varghese", "480.000 €", "weil", "die Schicht", "Halverdes", ",", ".",
     "\n- ", "(", ")", ";", "und", "bei", "von der", "Herr", "Team", "12 %", "Bereichsleiter", "–",
     "Krol,"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=25), st.data())
def test_no_hidden_value_survives(words: list[str], data: st.DataObject) -> None:
    """Flags anywhere, decided anyhow: what was not kept is not in the text that leaves."""
    text = " ".join(words)
    decisions = []
    for _ in range(data.draw(st.integers(0, 5))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, min(len(text), start + 14)))
        mark = flag(Span(start, end), data.draw(st.sampled_from(get_args(Category))))
        decisions.append(Decision(mark, data.draw(st.sampled_from(STRICTNESS)), Reason("x"), ""))
    result = release(text, decisions, "partners", "de")
    assert not leaks(result.cleared.text, Secrets.of([(text, decisions)]).values())
    assert not (result.blocked and result.cleared.text)
    kept = [span.of(text) for span in result.unchanged]
    at = 0
    for words in kept:
        at = result.cleared.text.index(words, at) + len(words)


@pytest.mark.parametrize(("name", "allowed"), [("Cleared", ()), ("Masked", ("archive", "search"))])
def test_only_redaction_makes_text_that_others_may_read(
    name: str, allowed: tuple[str, ...]
) -> None:
    """No other module calls the constructor of masked or cleared text.

    The archive gives back what was masked before it was stored, and the search index what its
    caller put in; neither has raw text to wrap.
    """
    calls = []
    for path in (*ROOT.glob("iolkit/**/*.py"), *ROOT.glob("app/**/*.py")):
        if path.relative_to(ROOT).parts[1] in allowed:
            continue
        inside = path.relative_to(ROOT).parts[:2] == ("iolkit", "redaction")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                word = (
                    called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                )
                if word == name:
                    calls.append((inside, path.name))
    assert any(inside for inside, _ in calls)
    assert [path for inside, path in calls if not inside] == []
