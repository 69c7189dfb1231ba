"""The map: every item on one picture, one of them open, and the same numbers as a table."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from iolkit.outcomes import ItemPoint
from iolkit.records import Masked
from tests.app.conftest import Open, words_on
from tests.app.fake_kit import FakeKit


def charts(at: AppTest) -> list[bytes]:
    """The charts on the page with their data, as they go to the browser."""
    return [each.proto.SerializeToString() for each in at.get("vega_lite_chart")]


def point(item: str, score: int | None, clarity: int, **other: object) -> ItemPoint:
    """An item in figures."""
    facts = {
        "note_id": "note", "headline": Masked(item), "title": Masked(""), "kind": "practice",
        "programme": "", "format": "", "held_on": None, "levels": {}, "low": score, "high": score,
        "band": "B", "organisations": 1, **other,
    }  # fmt: skip
    return ItemPoint(item, score=score, clarity=clarity, **facts)


def test_every_assessed_item_is_a_point(page: Open, kit: FakeKit) -> None:
    """With its score, its band in words and the organisations behind it; others are counted."""
    import map_chart

    at = page("map", "de")
    (drawn,) = charts(at)
    rated = [each for each in kit.points() if each.score is not None]
    assert all((each.item_id.encode() in drawn) == (each in rated) for each in kit.points())
    assert any("Zu einem sagt der Text zu wenig" in one.value for one in at.caption)
    rows = map_chart.spec(rated, "de")["data"]["values"]
    assert [row["score"] for row in rows] == [each.score for each in rated]
    assert all(re.match(r"[ABCD]: \w", row["band"]) for row in rows)
    assert {row["behind"] for row in rows} == {"1", "nicht genannt"}


def test_upwards_may_stand_the_fit(page: Open, kit: FakeKit) -> None:
    """Then picture, tooltip and table tell the same fit with its range."""
    import map_chart

    at = page("map", "en")
    at.segmented_control(key="map_upwards").set_value("fit").run()
    at.session_state["map_table"] = True
    at.run()
    table = next(one.value for one in at.markdown if one.value.startswith("| Learning item"))
    rated = [each for each in kit.points() if each.score is not None]
    rows = map_chart.spec(rated, "en", kit.fits())["data"]["values"]
    for row, each in zip(rows, rated, strict=True):
        gauge = kit.fits()[each.item_id]
        assert row["place"] == gauge.value
        assert row["fits"] == f"{gauge.value} ({gauge.low} to {gauge.high})"
        assert f"{gauge.value} \\({gauge.low} to {gauge.high}\\)" in table


def test_the_table_has_the_same_numbers(page: Open, kit: FakeKit) -> None:
    """Every item, also those without a score."""
    at = page("map", "en")
    at.session_state["map_table"] = True
    at.run()
    table = next(one.value for one in at.markdown if one.value.startswith("| Learning item"))
    assert table.count("\n") == len(kit.points()) + 1
    for each in kit.points():
        assert f"{each.clarity} of 6" in table
    assert "| open |" in table


def test_an_item_is_opened_by_its_words(page: Open, kit: FakeKit) -> None:
    """With its masked text, its profile with masked quotes, and the way to its note."""
    at = page("map", "de")
    chosen = next(each for each in kit.points() if each.kind == "insight")
    at.selectbox(key="map_item").set_value(chosen.item_id).run()
    assert "Hannu" not in words_on(at)
    assert "\\[Person 1\\] sagt das" in words_on(at)
    assert len(charts(at)) == 2
    assert b"[Person 1] sagt das" in charts(at)[1]
    assert at.button(key="map_to_note")


def test_an_item_is_opened_by_the_address(page: Open, kit: FakeKit) -> None:
    """A link to an item opens it; one that is gone opens nothing."""
    wanted = kit.points()[0].item_id
    assert page("map", "de", item=wanted).selectbox(key="map_item").value == wanted
    assert page("map", "de", item="gone").selectbox(key="map_item").value is None


def test_the_map_of_one_note(page: Open, kit: FakeKit) -> None:
    """Named by the address; one click shows all notes again."""
    note = kit.points()[0].note_id
    at = page("map", "de", note=note)
    assert len(at.selectbox(key="map_item").options) == 2
    at.button(key="map_all_notes").click().run()
    assert len(at.selectbox(key="map_item").options) == len(kit.points())
    assert "note" not in at.query_params


def test_a_matter_narrows_the_map(page: Open, kit: FakeKit) -> None:
    """Only what was found is shown; where nothing certain was found, all is, and it is said."""
    at = page("map", "de")
    at.text_input(key="map_topic").set_value("Stempelkarte Zettel Pickers Formular").run()
    found = kit.search("Stempelkarte Zettel Pickers Formular")
    assert found.confident
    shown = at.selectbox(key="map_item").options
    assert 0 < len(shown) < len(kit.points())
    at.text_input(key="map_topic").set_value("Quantenphysik").run()
    assert len(at.selectbox(key="map_item").options) == len(kit.points())
    assert "Quantenphysik" in at.warning[0].value


def test_filters_narrow_the_map(page: Open, kit: FakeKit) -> None:
    """The filters of the search hold here too; when nothing is left, it says so."""
    at = page("map", "de")
    at.pills(key="filter_kind").set_value("insight").run()
    assert len(at.selectbox(key="map_item").options) == 1
    kit.points = lambda filters=None: ()  # type: ignore[method-assign]
    at.run()
    assert "keine Lernpunkte" in at.info[0].value
    assert not charts(at)


@pytest.mark.parametrize("group", ["format", "programme", "kind", "year"])
def test_the_spread_has_its_numbers_in_the_table(page: Open, kit: FakeKit, group: str) -> None:
    """A row a group with lowest, quarters, highest and how many are assessed."""
    at = page("map", "en")
    at.segmented_control(key="map_view").set_value("spread").run()
    at.segmented_control(key="map_group").set_value(group).run()
    assert not at.exception
    table = next(one.value for one in at.markdown if "| Lowest |" in one.value)
    counted = [line.split("|") for line in table.splitlines()[2:]]
    assert sum(int(cells[-3]) for cells in counted) == 4
    assert sum(int(cells[-2]) for cells in counted) == 1
    (drawn,) = charts(at)
    shown = [cells[1].strip() for cells in counted if cells[2].strip() != "open"]
    assert shown
    assert all(re.sub(r"\\(.)", r"\1", name).encode() in drawn for name in shown)


def test_marks_of_a_spread_are_quartiles() -> None:
    """Of 0, 25, 50, 75, 100 the quarters are 25, 50, 75; one item has one mark; none has none."""
    import programme_view

    five = [point(str(score), score, 3) for score in (100, 0, 50, 25, 75)]
    assert programme_view._spread("x", five).marks == (0, 25, 50, 75, 100)
    assert programme_view._spread("x", five[:1]).marks == (100,) * 5
    assert programme_view._spread("x", [point("a", None, 3)]) == programme_view.Spread(
        "x", 0, 1, ()
    )


def test_signs_of_one_line_are_apart() -> None:
    """Of many items with one clarity no two stand on one line within a sign's width, and none
    leaves its row."""
    import map_chart

    points = [point(f"{n}", 40 + n % 9, n % 3) for n in range(120)]
    rows = map_chart._rows(points, "de")
    assert len(rows) == 120
    for one, row in enumerate(rows):
        assert abs(row["place"] - points[one].clarity) <= map_chart.SPREAD + 0.001  # type: ignore[operator]
        for other in rows[one + 1 :]:
            if row["place"] == other["place"]:
                assert abs(row["score"] - other["score"]) >= map_chart.APART  # type: ignore[operator]


def test_a_note_cannot_put_markdown_into_the_table(page: Open, kit: FakeKit) -> None:
    """A headline with bars and stars stays one cell."""
    hostile = point("a | b *c* ![x](http://evil.example)", 50, 3)
    kit.points = lambda filters=None: (hostile,)  # type: ignore[method-assign]
    at = page("map", "de")
    at.session_state["map_table"] = True
    at.run()
    table = next(one.value for one in at.markdown if one.value.startswith("| Lernpunkt"))
    assert re.search(r"a \\\| b \\\*c\\\* \\!\\\[x", table)
