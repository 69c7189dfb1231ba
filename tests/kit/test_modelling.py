"""Who reads is a person's choice; how the model is set up is told without asking it."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from iolkit import phrases
from iolkit.archive import Archive
from iolkit.errors import ChatUnavailable, Unavailable, WrongUse
from iolkit.kit import Kit, load_settings
from iolkit.outcomes import CitedSentence, EngineName, Finding, Job, Price, Spent, Upload
from iolkit.pipeline import side_by_side
from iolkit.records import Item, Span
from tests.archive.samples import analysis
from tests.kit.model_house import Mood, requests, settings_for
from tests.llm.server import Asked, Handler, Server, good, hang, status

ROOT = Path(__file__).resolve().parents[2]
NOTE = Upload(
    "visit.md",
    b"Visit at Eskelin GmbH.\n\nEvery team leader holds the exit talk with one page of nine "
    b"questions, without any training.\n",
)
MODEL = {"llm": "openai:gpt-x"}
loopback = pytest.mark.allow_hosts(["127.0.0.1"])


def doctors(kit: Kit, *, reach: bool = False) -> dict[str, Finding]:
    """What the doctor says of the model."""
    found = kit.doctor(reach=reach)
    return {each.check: each for each in found if each.check.startswith("model")}


def test_without_a_choice_nothing_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that is set up does not read in a space before a person said yes."""
    monkeypatch.setenv("IOLKIT_LLM", "openai:small")
    with Kit.open(load_settings(data_dir=tmp_path)) as kit:
        assert kit.engine_choice() == "embedded"
        assert kit.flag("Frau Ilse Varghese")
        assert not (tmp_path / "archive.sqlite").exists()
        kit.choose_engine("llm")
        assert kit.engine_choice() == "llm"
        with pytest.raises(ChatUnavailable) as refused:
            kit.flag("Frau Ilse Varghese")
        assert refused.value.key == "chat_key_missing"
        kit.choose_engine("embedded")
        assert kit.engine_choice() == "embedded"
    with Archive.open(tmp_path) as archive:
        told = [(event.what, event.subject) for event in archive.audit.events()]
    assert told == [("engine_chosen", "embedded"), ("engine_chosen", "llm")]


def test_a_choice_needs_a_model(tmp_path: Path) -> None:
    """Where none is set up none can be chosen; one that is asked for is missed in words."""
    with Kit.open(load_settings(data_dir=tmp_path)) as kit:
        with pytest.raises(Unavailable) as refused:
            kit.choose_engine("llm")
        assert refused.value.key == "llm_not_set"
        assert kit.model_state().name == ""
        assert not kit.model_state().ready
    with Kit.open(load_settings(data_dir=tmp_path), engine="llm") as kit:
        with pytest.raises(Unavailable):
            list(kit.add_uploads([NOTE]))
        with pytest.raises(Unavailable):
            kit.cost_of([NOTE])


@pytest.mark.parametrize(
    ("given", "state", "key"),
    [
        ({}, "well", "model_none"),
        (MODEL, "person", "error.chat_key_missing"),
        ({"llm": "nobody:gpt-x"}, "person", "error.llm_provider_unknown"),
        ({"llm": "gpt-x"}, "person", "error.llm_name_unclear"),
        ({**MODEL, "llm_base_url": "http://far.example.org"}, "person", "error.llm_url_open"),
        ({**MODEL, "llm_base_url": "http://127.0.0.1:9/v1"}, "well", "model_set"),
        ({"llm": "ollama:x", "llm_trust": "local", "llm_special": True}, "well", "model_set"),
        ({**MODEL, "llm_replay": "replies"}, "well", "model_replay"),
    ],
)  # fmt: skip
def test_the_doctor_knows_how_the_model_is_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, object], state: str, key: str
) -> None:
    """Set up, missing or wrong: said in both languages, with no network and no value of a key."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with Kit.open(load_settings(data_dir=tmp_path, **given)) as kit:
        found = doctors(kit)
    assert (found["model"].state, found["model"].reason.key) == (state, key)
    for tongue in phrases.TONGUES:
        assert "{" not in phrases.say_reason(found["model"].reason, tongue)


def test_a_key_is_told_to_be_there_and_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its variable is named, its value is in nothing that is told."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-Zanderfisch")
    with Kit.open(load_settings(data_dir=tmp_path, llm="openai:gpt-x", llm_window=9000)) as kit:
        state = kit.model_state()
        said = [phrases.say_reason(each.reason, "de") for each in kit.doctor()]
    assert (state.key, state.key_name, state.window) == ("given", "OPENAI_API_KEY", 9000)
    assert state.ready
    assert "Zanderfisch" not in f"{state} {said}"


@loopback
def test_reaching_asks_without_text(server: Server, tmp_path: Path) -> None:
    """Only when a person wants it: the server's list of models, and what is wrong in words."""
    with Kit.open(settings_for(server, tmp_path)) as kit:
        assert kit.model_state().reached is None
        assert doctors(kit)["model"].state == "well"
        assert server.asked == []
        assert kit.model_state(reach=True).reached is True
        assert doctors(kit, reach=True)["model_server"].reason.key == "model_reached"
        assert server.every_byte().strip() == b""
        Mood(server).now = status(401)
        refused = kit.model_state(reach=True)
        assert (refused.reached, refused.trouble and refused.trouble.key) == (
            False, "chat_key_refused",
        )  # fmt: skip
        assert doctors(kit, reach=True)["model_server"].state == "person"


@loopback
@pytest.mark.weights
def test_a_job_keeps_its_engine_and_tells_what_it_cost(server: Server, tmp_path: Path) -> None:
    """Handed over for the model it fails while that is away, and is read by it when tried again."""
    mood = Mood(server)
    mood.now = status(413)
    settings = settings_for(server, tmp_path)
    other = replace(NOTE, name="other.md", data=NOTE.data + b"More.\n")
    with Kit.open(settings) as kit:
        kit.choose_engine("llm")
        jobs = kit._parts.archive.jobs
        job_id = jobs.submit([NOTE, other], engine=kit.engine_choice())
        kit.choose_engine("embedded")

        def work() -> Job:
            jobs.claim()
            for position in jobs.waiting(job_id):
                kit.do_file(job_id, position, lambda _step: None)
            jobs.finish(job_id)
            return kit.job(job_id)

        job = work()
        assert (job.engine, job.state) == ("llm", "failed")
        assert [(r.error and r.error.key, r.again) for r in job.results] == [
            ("chat_too_long", True)
        ] * 2
        assert job.spent.requests == len(requests(server)) == 2
        mood.now = good
        jobs.again(job_id)
        job = work()
        assert [(line.state, line.source) for line in job.results] == [
            ("added", "visit.md"), ("added", "other.md"),
        ]  # fmt: skip
        assert job.spent.requests == len(requests(server)) == 4
        assert {kit.note(line.note_id).analysis.made_by.engine for line in job.results} == {"llm"}


@loopback
@pytest.mark.weights
def test_failed_files_may_go_on_without_the_model(server: Server, tmp_path: Path) -> None:
    """The same job, once more, with the embedded engine: nothing more is sent."""
    Mood(server).now = status(413)
    with Kit.open(settings_for(server, tmp_path)) as kit:
        jobs = kit._parts.archive.jobs
        job_id = jobs.submit([NOTE], engine="llm")
        jobs.claim()
        kit.do_file(job_id, 0, lambda _step: None)
        jobs.finish(job_id)
        sent = len(requests(server))
        assert jobs.again(job_id, "embedded")
        jobs.claim()
        kit.do_file(job_id, 0, lambda _step: None)
        jobs.finish(job_id)
        job = kit.job(job_id)
        assert (job.engine, job.results[0].state) == ("embedded", "added")
        assert kit.note(job.results[0].note_id).analysis.made_by.engine == "embedded"
        assert len(requests(server)) == sent


@loopback
@pytest.mark.weights
def test_questions_go_to_the_engine_that_is_named(server: Server, tmp_path: Path) -> None:
    """The model answers when chosen; away, it raises and nothing answers in its place."""
    mood = Mood(server)
    with Kit.open(settings_for(server, tmp_path), engine="llm") as kit:
        list(kit.add_uploads([NOTE]))
        question = "What do the nine questions need?"
        assert kit.ask(question).made_by.engine == "llm"
        before = len(requests(server))
        assert kit.ask(question, engine="embedded").made_by.engine == "embedded"
        assert len(requests(server)) == before
        mood.now = status(413)
        with pytest.raises(ChatUnavailable):
            kit.ask("Who holds the exit talk with one page?")


@loopback
@pytest.mark.weights
@pytest.mark.parametrize("engine", ["embedded", "llm"])
def test_an_answer_is_heard_while_it_comes(
    server: Server, tmp_path: Path, engine: EngineName
) -> None:
    """The same answer as without listening; sentences that cite what was given; one request, one
    line in the log; and one that was kept is heard at once."""
    question = "What do the nine questions need?"
    with Kit.open(settings_for(server, tmp_path), engine=engine) as kit:
        list(kit.add_uploads([NOTE], engine="embedded"))
        for _ in range(2):
            heard: list[tuple[CitedSentence, ...]] = []
            answer = kit.ask(question, heard=heard.append)
            assert heard and heard[-1]
            assert {one.text for one in answer.sentences} <= {one.text for one in heard[-1]}
            assert kit.cited(heard[-1][0].citations[0].key)
            assert kit.ask(question) == answer
        asked = requests(server)
        assert len(asked) == len(kit.egress().entries) == (engine == "llm")
        assert all(each.body["stream"] for each in asked)


@loopback
@pytest.mark.weights
def test_who_stops_listening_gets_no_answer(server: Server, tmp_path: Path) -> None:
    """What was heard is not passed off as one; the log says that a person ended it."""
    mood, stop = Mood(server), threading.Event()
    with Kit.open(settings_for(server, tmp_path), engine="llm") as kit:
        list(kit.add_uploads([NOTE], engine="embedded"))

        def stopped(handler: Handler, asked: Asked) -> None:
            stop.set()
            hang(handler, asked)

        mood.now = stopped
        with pytest.raises(ChatUnavailable) as caught:
            kit.ask("What do the nine questions need?", heard=lambda told: None, stop=stop)
        assert caught.value.key == "chat_stopped"
        assert [line.outcome for line in kit.egress().entries] == ["cancelled"]


@loopback
@pytest.mark.weights
def test_a_short_version_is_written_when_a_person_wants_it(server: Server, tmp_path: Path) -> None:
    """Only then is anything sent; it is masked, numbered, and the file passes the proof."""
    mood = Mood(server)
    with Kit.open(settings_for(server, tmp_path)) as kit:
        kit.choose_engine("llm")
        (line,) = kit.add_uploads([NOTE], engine="embedded")
        plain = kit.handover([line.note_id], "partners", "en")
        assert requests(server) == []
        made = kit.handover([line.note_id], "partners", "en", engine="llm")
        assert len(made.sections) == len(plain.sections) + 1
        assert made.sections[1].heading == "In short"
        assert made.sections[1].paragraphs[1].text.endswith("(1)")
        assert made.made_by.engine == "embedded+llm"
        assert b"Eskelin" not in server.every_byte()
        assert b"In short" in kit.export(made, "md", [line.note_id])
        kit._parts.archive.replies.clear()
        mood.now = status(413)
        with pytest.raises(ChatUnavailable):
            kit.handover([line.note_id], "partners", "en", engine="llm")


@loopback
@pytest.mark.weights
def test_a_report_names_who_wrote_it(server: Server, tmp_path: Path) -> None:
    """The model where it was asked to write, else the embedded engine."""
    where = ("Ahlen", "Borken", "Coesfeld", "Datteln", "Emsdetten")
    notes = [
        Upload(
            f"{place}.md",
            f"Visit in {place}.\n\nThere every team leader holds the exit talk with a page of nine "
            f"questions of {place}, three months before the expert leaves.\n".encode(),
        )
        for place in where
    ]
    with Kit.open(settings_for(server, tmp_path)) as kit:
        list(kit.add_uploads(notes))
        own = kit.learned("exit talk with experts who leave", language="en")
        assert own.themes and own.made_by.engine == "embedded"
        assert requests(server) == []
        told = kit.learned("exit talk with experts who leave", language="en", engine="llm")
        assert told.themes and requests(server)
        assert (told.made_by.engine, told.made_by.model) == ("llm", "openai:small")


@loopback
@pytest.mark.weights
def test_a_note_is_read_again_by_whom_it_was_read(server: Server, tmp_path: Path) -> None:
    """A list or a session that changes sends no note to a model that has not seen it; another
    engine reads when a person names it, and a model that is away leaves the note as it was."""
    with Kit.open(settings_for(server, tmp_path)) as kit:
        kit.choose_engine("llm")
        (line,) = kit.add_uploads([NOTE], engine="embedded")
        kit.reread(line.note_id)
        assert requests(server) == []
        assert kit.note(line.note_id).analysis.made_by.engine == "embedded"
        kit.reread(line.note_id, engine="llm")
        assert kit.note(line.note_id).analysis.made_by.engine == "llm"
        kit._parts.archive.replies.clear()
        Mood(server).now = status(413)
        with pytest.raises(ChatUnavailable):
            kit.reread(line.note_id)
        assert kit.note(line.note_id).analysis.made_by.engine == "llm"
        kit.reread(line.note_id, engine="embedded")
        assert kit.note(line.note_id).analysis.made_by.engine == "embedded"


@loopback
@pytest.mark.weights
def test_reading_without_keeping_keeps_no_reply(server: Server, tmp_path: Path) -> None:
    """What is only looked at leaves a line in the log, and no reply behind."""
    with Kit.open(settings_for(server, tmp_path), engine="llm") as kit:
        kit.rate("Every team leader holds the exit talk with one page of nine questions.")
        assert kit.egress().total == len(requests(server)) > 0
        assert kit._parts.archive.replies.count() == 0


def test_side_by_side_pairs_what_shares_text() -> None:
    """Every item of both is there once, in the order of the text."""
    ours = analysis()
    first, second = ours.items
    near = replace(first, id="near", span=Span(first.span.start + 3, first.span.end))
    small = Item("small", first.note_id, Span(0, 6), "insight", Span(0, 2))
    theirs = replace(ours, items=(small, near))
    pairs = side_by_side(ours, theirs, Spent()).items
    assert [(p.embedded and p.embedded.id, p.llm and p.llm.id) for p in pairs] == [
        (None, "small"), (first.id, "near"), (second.id, None),
    ]  # fmt: skip


def test_money_is_counted_by_the_million() -> None:
    """Sent and received tokens have prices of their own."""
    assert Price(2.0, 8.0).of(Spent(1, 500_000, 250_000)) == 3.0
    before = Spent(2, 10, 5, from_cache=1)
    assert (before + Spent(1, 7, 3, exact=False)).since(before) == Spent(1, 7, 3, exact=False)


def test_no_provider_package_is_needed_until_a_model_is_asked(tmp_path: Path) -> None:
    """Without the extras iolkit starts and reads; asked for the model, it says what to install."""
    assert find_spec("langchain_openai")
    blocked = (
        "import sys\n"
        "class Without:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'langchain_openai', 'openai', 'langchain_anthropic',\n"
        "                                  'langchain_ollama'}:\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Without())\n"
        "import importlib.util as util\n"
        "found = util.find_spec\n"
        "util.find_spec = lambda name, *more: None if name == 'langchain_openai' else found(name)\n"
        "import iolkit\n"
        "sys.argv = ['iolkit', *sys.argv[1:]]\n"
        "from iolkit.cli import run\n"
        "run()\n"
    )
    note = tmp_path / "visit.txt"
    note.write_bytes(NOTE.data)

    def call(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", blocked, *words], cwd=ROOT, capture_output=True, text=True,
            check=False, env={
                "PATH": "", "LANG": "en_GB.UTF-8", "HOME": str(tmp_path), "IOLKIT_LLM": "openai:x",
                "IOLKIT_DATA_DIR": str(tmp_path / "data"), "OPENAI_API_KEY": "k",
            },
        )  # fmt: skip

    done = call("flag", "--engine", "embedded", "Frau Ilse Varghese zahlt 480.000 Euro")
    assert done.returncode == 0, done.stderr
    refused = call("add", str(note), "--engine", "llm")
    assert refused.returncode == 3
    assert 'pip install "iolkit[openai]"' in refused.stderr
    assert "Traceback" not in refused.stderr


def test_an_engine_is_one_of_two(tmp_path: Path) -> None:
    """A slip on the command line is told."""
    from iolkit.cli.terminal import open_kit

    with pytest.raises(WrongUse) as refused:
        open_kit(tmp_path, engine="gpt")
    assert refused.value.key == "engine_unknown"
