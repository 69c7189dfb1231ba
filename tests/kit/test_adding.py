"""Files come in side by side while a model reads them: nothing twice, nothing lost, paid once."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from iolkit import phrases, redaction
from iolkit.kit import Kit, Settings
from iolkit.kit.parts import Parts
from iolkit.kit.patience import STRIKES
from iolkit.outcomes import Added, Upload
from iolkit.records import (
    Analysis,
    Flag,
    Note,
    Provenance,
    Rating,
    Ratings,
    Reason,
    Span,
    Summary,
    mark_id,
)
from tests.kit.model_house import Mood, requests, settings_for
from tests.leaks.planted import PLANTED
from tests.leaks.test_demo_notes import NOTES, told
from tests.llm.server import Asked, Handler, Server, cut, good, hang, refusal, status

pytestmark = [pytest.mark.weights, pytest.mark.allow_hosts(["127.0.0.1"])]
TEXT = (
    "Besuch {n:03} bei der Familie Zanderfisch{n:03}.\n\n"
    "Jeder Teamleiter führt das Gespräch mit einem Blatt von neun Fragen allein.\n"
)
NUMBER = re.compile(r"Besuch (\d{3})")
FAULTS = (status(500), cut, refusal, status(429), status(413))


@dataclass
class Flaky:
    """A server's mood: some notes are never answered, of the others one request in five is lost."""

    never: frozenset[int]
    tries: Counter[int] = field(default_factory=Counter)
    guard: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, handler: Handler, asked: Asked) -> None:
        """One request."""
        number = int(NUMBER.findall(asked.words)[0])
        with self.guard:
            self.tries[number] += 1
            first = self.tries[number] == 1
        if number in self.never:
            FAULTS[number // 5 % len(FAULTS)](handler, asked)
        elif first and number % 5 == 2:
            status(503)(handler, asked)
        else:
            good(handler, asked)


class QuickEngine:
    """A local engine in miniature: names of families are secret, nothing else is found."""

    def __init__(self, *_given: object) -> None:
        self.made_by = Provenance("embedded", "double")

    def flag(self, note: Note) -> tuple[Flag, ...]:
        """The names."""
        return tuple(
            Flag(
                mark_id(note.id, Span(*found.span()), "person"), Span(*found.span()), "person",
                None, "partner", None, 0.9, "double", Reason("name"),
            )
            for found in re.finditer(r"Zanderfisch\d*", note.text)
        )  # fmt: skip

    def read(self, note: Note) -> Analysis:
        """The names, and no items."""
        return Analysis(note, self.flag(note), (), (), Summary(), self.made_by)

    def rate(self, text: str, *_more: object) -> Ratings:
        """Nothing is known."""
        dimensions = ("implicit", "complex", "technological", "collective", "systemic")
        return Ratings(
            tuple(Rating(each, None, 0.0, (), Reason("cue"), self.made_by) for each in dimensions),
            0,
        )


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Local reading takes no time."""
    monkeypatch.setattr(Parts, "local", lambda *_given: QuickEngine())
    monkeypatch.setattr("iolkit.kit.adding.title_flags", lambda *_given: ())


@pytest.fixture
def house(server: Server, tmp_path: Path) -> Settings:
    """A house whose model reads eight notes at once."""
    return settings_for(server, tmp_path / "space", llm_concurrency=8)


def notes(n: int) -> list[Upload]:
    """So many different notes."""
    return [Upload(f"n{i:03}.md", TEXT.format(n=i).encode()) for i in range(n)]


def add(settings: Settings, uploads: list[Upload]) -> list[Added]:
    """Add them with the model."""
    with Kit.open(settings, engine="llm") as kit:
        return list(kit.add_uploads(uploads))


@pytest.mark.slow
@pytest.mark.usefixtures("quick")
def test_two_hundred_notes_with_faults(server: Server, house: Settings) -> None:
    """Every note ends added, or failed with its reason; the next run pays for the failed alone."""
    uploads = notes(200)
    never = frozenset(range(0, 200, 5))
    mood = Mood(server)
    mood.now = Flaky(never)
    with Kit.open(house, engine="llm") as kit:
        lines = list(kit.add_uploads(uploads))
        spent = kit.spent()
        stored = [card.source for card in kit.notes()]
        sent = kit.egress(1000)
    assert sorted(line.source for line in lines) == [upload.name for upload in uploads]
    failed = {line.source: line.error for line in lines if line.state == "failed"}
    assert sorted(failed) == [f"n{i:03}.md" for i in sorted(never)]
    assert {e.key for e in failed.values() if e} == {
        "chat_server_failed", "chat_unreachable", "chat_refused", "chat_busy", "chat_too_long",
    }  # fmt: skip
    for error in failed.values():
        assert error is not None and phrases.say_error(error, "de")
    assert sorted(stored) == sorted(u.name for u in uploads if u.name not in failed)
    asked = requests(server)
    assert sent.total == spent.requests == len(asked)
    assert Counter(entry.outcome for entry in sent.entries)["answered"] == 160
    mood.now = good
    with Kit.open(house, engine="llm") as kit:
        again = {line.source: line.state for line in kit.add_uploads(uploads)}
        assert kit.spent().requests == len(requests(server)) - len(asked) == len(never)
        assert len(kit.notes()) == 200
    assert again == {u.name: "added" if u.name in failed else "unchanged" for u in uploads}
    assert b"Zanderfisch" not in server.every_byte()


@pytest.mark.usefixtures("quick")
def test_the_same_text_twice_is_paid_once(server: Server, house: Settings) -> None:
    """Copies under other names, at the same time, become one note with one request."""
    copies = [Upload(f"copy{i}.md", TEXT.format(n=1).encode()) for i in range(6)]
    states = Counter(line.state for line in add(house, copies))
    assert states == {"added": 1, "unchanged": 5}
    assert len(requests(server)) == 1


@pytest.mark.usefixtures("quick")
def test_a_model_that_is_gone_is_not_asked_for_ever(server: Server, house: Settings) -> None:
    """After twelve files in vain the rest fail at once, with the reason, and nothing is sent."""
    Mood(server).now = status(413)
    lines = add(house, notes(60))
    assert {(line.state, line.error.key) for line in lines if line.error} == {
        ("failed", "chat_too_long")
    }
    assert len(lines) == 60
    assert STRIKES <= len(requests(server)) <= STRIKES + house.llm_concurrency


@pytest.mark.usefixtures("quick")
def test_whoever_stops_waits_for_no_reply(server: Server, house: Settings) -> None:
    """Requests under way are ended, no thread stays, and what was added stays added."""
    Mood(server).now = lambda handler, asked: (
        good(handler, asked) if "Besuch 000" in asked.words else hang(handler, asked)
    )
    before = threading.active_count()
    with Kit.open(house, engine="llm") as kit:
        lines = kit.add_uploads(notes(8))
        assert next(lines).source == "n000.md"
        lines.close()  # type: ignore[attr-defined]  # it is a generator
        assert [card.source for card in kit.notes()] == ["n000.md"]
        readers_left = [t for t in threading.enumerate() if t.name.startswith("iolkit-read")]
    assert readers_left == []
    assert threading.active_count() <= before + 1 + house.llm_concurrency  # loop; server's own


@pytest.mark.usefixtures("quick")
def test_a_kept_reply_costs_nothing_until_its_note_is_forgotten(
    server: Server, house: Settings
) -> None:
    """Comparing a note that was read asks nothing anew; a forgotten note leaves no reply."""
    with Kit.open(house, engine="llm") as kit:
        (line,) = kit.add_uploads(notes(1))
        compared = kit.compare(line.note_id)
        assert (compared.spent.requests, compared.spent.from_cache) == (0, 1)
        assert compared.llm.made_by.engine == "llm"
        assert [pair.embedded for pair in compared.items] == [None] * len(compared.llm.items)
        kit.forget(line.note_id)
    add(house, notes(1))
    assert len(requests(server)) == 2


@pytest.mark.usefixtures("quick")
def test_the_estimate_is_what_is_sent(server: Server, house: Settings) -> None:
    """Requests as foretold, kept notes and unreadable files apart, and nothing is sent for it."""
    uploads = [*notes(3), Upload("bad.pdf", b"%PDF-1.7 nothing")]
    with Kit.open(house, engine="llm") as kit:
        assert [line.state for line in kit.add_uploads(uploads[:1])] == ["added"]
        told = kit.cost_of(uploads)
        assert (told.notes, told.unchanged, told.unreadable) == (2, 1, 1)
        assert len(requests(server)) == 1
        list(kit.add_uploads(uploads))
    assert len(requests(server)) - 1 == told.spent.requests == 2
    with Kit.open(house, engine="llm") as kit:
        assert kit.cost_of(uploads).notes == 0


@pytest.mark.usefixtures("quick")
def test_a_price_turns_tokens_into_money(server: Server, tmp_path: Path) -> None:
    """Only where a person has set one."""
    priced = settings_for(
        server, tmp_path / "space", llm_price_in=2.0, llm_price_out=8.0, llm_currency="EUR"
    )
    with Kit.open(priced) as kit:
        told = kit.cost_of(notes(2))
        assert told.price is not None and told.price.currency == "EUR"
        assert told.amount == pytest.approx(
            (2 * told.spent.tokens_in + 8 * told.spent.tokens_out) / 1_000_000
        )
    with Kit.open(settings_for(server, tmp_path / "space")) as kit:
        assert kit.cost_of(notes(2)).amount is None


def of_notes(asked: Asked) -> str:
    """All of a request but our own prompt, which names secrets of its own as examples."""
    parts = {name: value for name, value in asked.body.items() if name != "messages"}
    said = [each["content"] for each in asked.body["messages"] if each["role"] != "system"]
    return "\n".join([json.dumps(parts, ensure_ascii=False), *said])


@pytest.mark.slow
def test_no_planted_secret_is_in_any_byte_that_is_sent(server: Server, house: Settings) -> None:
    """The demo notes with the engine as it is: what it flags leaves in no request, in no form."""
    hidden = 0
    with Kit.open(house, engine="llm") as kit:
        for name in sorted(PLANTED):
            before = len(server.asked)
            (line,) = kit.add([NOTES / name])
            assert line.state == "added", line
            sent = "\n".join(of_notes(asked) for asked in server.asked[before:])
            assert "<<<DATA" in sent
            read = kit.note(line.note_id).analysis
            local = [flag for flag in read.flags if flag.recognizer != "llm"]
            missed = told(redaction.mask(read.note.text, local).text, name)
            assert told(sent, name) <= missed, name
            hidden += len(PLANTED[name]) - len(missed)
        page = kit.egress(1000)
    assert len(requests(server)) == page.total
    assert hidden > 110
    assert sum(sum(entry.categories.values()) for entry in page.entries) > hidden


def test_readers_of_files_are_as_before(tmp_path: Path) -> None:
    """The embedded engine keeps to one file after the other, in the order given."""
    with Kit.open(settings_free(tmp_path)) as kit:
        lines = list(kit.add_uploads([*notes(2), Upload("bad.pdf", b"%PDF-1.7 nothing")]))
        assert [line.state for line in lines] == ["added", "added", "failed"]
        assert not kit.spent().anything


def settings_free(folder: Path) -> Settings:
    """A house without a model."""
    return Settings(data_dir=folder / "space")
