"""Gold folders are asked as search sees them."""

from __future__ import annotations

import json
from pathlib import Path

from iolkit.evaluation.gold import read_folder
from iolkit.training.asking import UNANSWERABLE, as_analysis, ask_folders
from tests.evaluation.gold_notes import write_marked
from tests.search.encoders import HashingEncoder

QUERIES = (
    {"id": "q01", "language": "de", "text": "Wie hört der Lascher die Stange?",
     "relevant": [["001", "L2"]]},
    {"id": "q02", "language": "en", "text": "cargo bikes for parcels", "relevant": []},
)  # fmt: skip


def _folder(place: Path) -> Path:
    folder = write_marked(place / "train_a")
    lines = [json.dumps(query, ensure_ascii=False) for query in QUERIES]
    (folder / "queries.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_every_query_is_asked_of_its_own_folder(tmp_path: Path) -> None:
    """What answers a query is known by row, and stands first for its own words."""
    encoder = HashingEncoder()
    (folder,) = ask_folders([_folder(tmp_path)], encoder)
    first, second = folder.asked
    assert first.looked.ranked[0][0] in first.relevant
    assert (second.relevant, folder.made_up) == (frozenset(), [])
    assert first.features[0] > second.features[0]


def test_what_people_marked_is_not_in_the_index(tmp_path: Path) -> None:
    """The encoder is never asked for a marked name or amount."""
    encoder = HashingEncoder()
    ask_folders([_folder(tmp_path)], encoder)
    assert any("Karte mit vier Feldern" in text for text in encoder.asked)
    assert not any("Nordhafen" in text or "480" in text for text in encoder.asked)


def test_made_up_queries_are_asked_where_their_pattern_is_not(tmp_path: Path) -> None:
    """Nearly all of the list: the small folder speaks of few of its subjects."""
    (folder,) = ask_folders([_folder(tmp_path)], HashingEncoder(), made_up=True)
    lines = UNANSWERABLE.read_text(encoding="utf-8").splitlines()
    assert len(lines) - 5 < len(folder.made_up) <= len(lines)
    assert all(not each.relevant for each in folder.made_up)


def test_the_list_of_queries_without_answer_is_well_formed() -> None:
    """A query, a tab, a pattern that matches the query's own subject; none twice."""
    rows = [line.split("\t") for line in UNANSWERABLE.read_text(encoding="utf-8").splitlines()]
    assert all(len(row) == 2 and all(row) for row in rows)
    assert len({query for query, _ in rows}) == len(rows) > 100


def test_marked_notes_become_analyses(tmp_path: Path) -> None:
    """Items and flags are those that people marked."""
    (note,) = read_folder(write_marked(tmp_path))
    analysis = as_analysis(note)
    assert [item.span for item in analysis.items] == [item.span for item in note.items]
    assert len(analysis.flags) == len(note.flags)
