"""Map: every learning item on one picture, and how they spread over occasions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

import map_chart
import map_item
import nothing_yet
import programme_view
import search_filters
from chart_look import looked, table
from iolkit.outcomes import ItemPoint
from iolkit.phrases import Tongue, number, say
from safe_text import plain, safe, shortened
from stand_ins import worded

if TYPE_CHECKING:
    from iolkit.kit import Kit

VIEWS = ("map", "spread")
UPWARDS = ("clarity", "fit")
CHART, PICKED, PARAMETER = "map_chart", "map_item", "item"
TOPIC = "map_topic"
NOTE = "note"
"""In the address: only the items of this note."""
FOUND = 300
"""Items that a matter is narrowed to at most."""
ROWS = 20
HEADLINE = 90


def page(kit: Kit, tongue: Tongue) -> None:
    """Filters, then one of the two views; what is picked stands open below the picture."""
    if not kit.find_cards(limit=1).cards:
        nothing_yet.show(tongue, ("map.empty", "map.empty_title"), "map")
        return
    view = st.segmented_control(
        say("map.view", tongue),
        VIEWS,
        default=VIEWS[0],
        required=True,
        format_func=lambda code: say(f"map.view_{code}", tongue),
        label_visibility="collapsed",
        key="map_view",
        persist_state="session",
    )
    points = _narrowed(kit, tongue)
    if not points:
        st.info(say("map.none", tongue))
    elif view == "spread":
        programme_view.draw(tongue, points)
    else:
        _map(kit, tongue, points)


def _narrowed(kit: Kit, tongue: Tongue) -> tuple[ItemPoint, ...]:
    """The items that fit the filters and the matter."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        topic = st.text_input(
            say("map.topic", tongue),
            key=TOPIC,
            type="search",
            placeholder=say("map.topic_example", tongue),
            persist_state="session",
        )
        search_filters.choose(tongue, search_filters.options(kit))
    with st.container(horizontal=True):
        search_filters.chips(tongue)
    points = _of_note(tongue, kit.points(search_filters.filters()))
    asked = plain(topic or "")
    if not asked:
        return points
    found = kit.search(asked, FOUND, search_filters.filters())
    if not found.confident:
        st.warning(safe(say("map.topic_none", tongue, topic=asked)), icon=":material/help:")
        return points
    fitting = {hit.passage.item_id for hit in found.hits}
    return tuple(point for point in points if point.item_id in fitting)


def _of_note(tongue: Tongue, points: tuple[ItemPoint, ...]) -> tuple[ItemPoint, ...]:
    """Those of the note that the address names, with the way back to all."""
    note_id = st.query_params.get(NOTE, "")
    own = tuple(point for point in points if point.note_id == note_id)
    if not own:
        return points
    with st.container(horizontal=True, vertical_alignment="center"):
        title = shortened(worded(plain(own[0].title), tongue), HEADLINE)
        st.caption(safe(say("map.one_note", tongue, title=title)), width="content")
        st.button(
            say("map.all_notes", tongue),
            key="map_all_notes",
            type="tertiary",
            icon=":material/close:",
            on_click=_all_notes,
        )
    return own


def _all_notes() -> None:
    st.query_params.pop(NOTE, None)


def _map(kit: Kit, tongue: Tongue, points: Sequence[ItemPoint]) -> None:
    rated = [point for point in points if point.score is not None]
    upwards = st.segmented_control(
        say("map.upwards", tongue),
        UPWARDS,
        default=UPWARDS[0],
        required=True,
        format_func=lambda code: say(f"map.upwards_{code}", tongue),
        key="map_upwards",
        persist_state="session",
    )
    fits = kit.fits() if upwards == "fit" else None
    st.markdown(safe(say("map.what" if fits is None else "map.what_fit", tongue)))
    if rated:
        st.vega_lite_chart(
            spec=looked(map_chart.spec(rated, tongue, fits)),
            alt=say("map.alt" if fits is None else "map.alt_fit", tongue),
            width="stretch",
            key=CHART,
            on_select=_pick,
            selection_mode=map_chart.PICK,
        )
    st.caption(safe(_counted(points, len(rated), tongue)))
    by_id = {point.item_id: point for point in points}
    _open(kit, tongue, by_id)
    box = st.expander(say("map.table", tongue), key="map_table", on_change="rerun")
    if box.open:
        with box:
            _table(tongue, points, fits)


def _pick() -> None:
    """A point was clicked: its item is the one to look at."""
    picked = st.session_state[CHART]["selection"].get(map_chart.PICK, [])
    st.session_state[PICKED] = picked[0]["id"] if picked else None


def _counted(points: Sequence[ItemPoint], rated: int, tongue: Tongue) -> str:
    said = [say("map.count", tongue, n=len(points)), say("map.legend", tongue)]
    if left := len(points) - rated:
        said.insert(1, say("map.unrated", tongue, n=left))
    return " ".join(said)


def _open(kit: Kit, tongue: Tongue, by_id: dict[str, ItemPoint]) -> None:
    """The item that was clicked, or is looked for by its words."""
    asked = st.query_params.get(PARAMETER)
    if PICKED not in st.session_state and asked in by_id:
        st.session_state[PICKED] = asked
    if st.session_state.get(PICKED) not in by_id:
        st.session_state[PICKED] = None
    chosen = st.selectbox(
        say("map.open", tongue),
        list(by_id),
        index=None,
        format_func=lambda item_id: headline(by_id[item_id], tongue),
        placeholder=say("map.open_any", tongue),
        key=PICKED,
        persist_state="session",
    )
    if chosen:
        map_item.draw(kit, tongue, by_id[chosen])


def headline(point: ItemPoint, tongue: Tongue) -> str:
    """What an item is called, on one line, without markdown."""
    return shortened(worded(plain(point.headline), tongue), HEADLINE)


def _table(tongue: Tongue, points: Sequence[ItemPoint], fits: map_chart.Fits | None) -> None:
    """The best first, some at a time."""
    ordered = sorted(
        points, key=lambda each: -1 if each.score is None else each.score, reverse=True
    )
    pages = -(-len(ordered) // ROWS)
    at = st.pagination(pages, key="map_page") if pages > 1 else 1
    upwards = "upwards_clarity" if fits is None else "upwards_fit"
    head = [say(f"map.{n}", tongue) for n in ("item", "kind", "score", upwards, "organisations")]
    shown = ordered[(at - 1) * ROWS : at * ROWS]
    table(head, [_cells(point, tongue, fits) for point in shown])


def _cells(point: ItemPoint, tongue: Tongue, fits: map_chart.Fits | None) -> list[str]:
    gauge = (fits or {}).get(point.item_id)
    clarity = say("map.clarity_of", tongue, n=point.clarity)
    return [
        headline(point, tongue),
        say(f"kind.{point.kind}", tongue),
        map_chart.score_words(point, tongue),
        clarity if gauge is None else map_chart.fit_words(gauge, tongue),
        number(point.organisations, tongue)
        if point.organisations
        else say("map.organisations_none", tongue),
    ]
