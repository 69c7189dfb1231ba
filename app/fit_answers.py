"""What a person says of the fit: eight distances, six questions of readiness, preconditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import cast

import streamlit as st

from decisions import Desk
from fit_verdict import words_of
from iolkit.outcomes import Distance, Fit, Precondition, Question, ReadinessName, Said
from iolkit.phrases import say
from safe_text import begun, plain, safe
from stand_ins import worded

OPEN = ""
"""The option of a question that nobody has answered."""
Keep = Callable[[str], object]
"""Tells the kit the option that was chosen."""


def distances(desk: Desk, fit: Fit, questions: Sequence[Question]) -> None:
    """How far the other organisation's world is from ours, in eight respects."""
    tongue = desk.tongue
    st.markdown(safe(say("here.distances_what", tongue)))
    asked = {one.name: one for one in questions if one.subject == "distance"}
    options = words_of(questions, tongue)
    for each in fit.distances:
        question = asked[each.name]
        untold = "here.as_profiles" if each.origin == "profiles" else "here.open"
        words = {OPEN: say(untold, tongue)}
        words |= {one.key: options[("distance", one.key)] for one in question.options}
        name = begun(say(f"distance.{each.name}", tongue))
        now = f"{each.low}" if each.origin == "person" else OPEN
        keep = partial(_keep_distance, desk, fit.item_id, each)
        place = f"distance_{each.name}_{fit.item_id}"
        _radio(desk, place, f"{name}: {question.words}", words, now, keep)
        st.caption(_origin(each, words, desk))


def readiness(desk: Desk, fit: Fit, questions: Sequence[Question]) -> None:
    """Six questions about us, then what must be so for it to work."""
    tongue = desk.tongue
    st.markdown(safe(say("here.readiness_what", tongue)))
    asked = {one.name: one for one in questions if one.subject == "readiness"}
    words = {OPEN: say("answer.unknown", tongue)}
    words |= {said: say(f"answer.{said}", tongue) for said in ("yes", "partly", "no")}
    for name, said in fit.readiness.answers.items():
        keep = partial(_keep_readiness, desk, fit.item_id, name)
        place = f"readiness_{name}_{fit.item_id}"
        _radio(desk, place, asked[name].words, words, said or OPEN, keep)
    if fit.preconditions:
        st.markdown(f"**{safe(say('here.preconditions', tongue))}**")
        for number, each in enumerate(fit.preconditions, start=1):
            _precondition(desk, fit.item_id, each, number)


def _precondition(desk: Desk, item_id: str, each: Precondition, number: int) -> None:
    tongue = desk.tongue
    words = {
        OPEN: say("answer.unknown", tongue),
        "yes": say("here.met", tongue),
        "no": say("here.unmet", tongue),
    }
    now = {True: "yes", False: "no", None: OPEN}[each.met]
    keep = partial(_keep_precondition, desk, item_id, each.key)
    st.markdown(worded(safe(plain(each.words)), tongue))
    # Words of a note stand above and not in the label, which is read out with its backslashes.
    label = f"{say('here.precondition', tongue)} {number}"
    _radio(desk, f"precondition_{each.key}_{item_id}", label, words, now, keep)
    if each.span is not None:
        st.caption(safe(say("here.from_note", tongue)))


def _radio(
    desk: Desk, place: str, label: str, words: Mapping[str, str], now: str, keep: Keep
) -> None:
    """One question with its options in words. `label` is ours: no word of a note is in it."""
    # The present answer is part of the key: after an undo the field shows what stands now.
    key = f"{place}_{now}"
    st.radio(
        label,
        list(words),
        index=list(words).index(now),
        format_func=lambda option: words[option],
        horizontal=True,
        key=key,
        on_change=lambda: desk.do(lambda: keep(st.session_state[key])),
    )


def _keep_distance(desk: Desk, item_id: str, each: Distance, option: str) -> None:
    desk.kit.set_distance(item_id, each.name, int(option) if option else None)


def _keep_readiness(desk: Desk, item_id: str, name: ReadinessName, option: str) -> None:
    desk.kit.set_readiness(item_id, name, cast("Said", option) if option else None)


def _keep_precondition(desk: Desk, item_id: str, key: str, option: str) -> None:
    desk.kit.set_precondition(item_id, key, option == "yes" if option else None)


def _origin(each: Distance, words: Mapping[str, str], desk: Desk) -> str:
    """Where a distance comes from, and what it takes from the fit."""
    tongue = desk.tongue
    if each.origin == "person":
        said = say("here.by_person", tongue)
    elif each.origin == "unknown":
        said = say("here.not_known", tongue)
    else:
        facts = ", ".join(say(f"fact.{fact}", tongue) for fact in each.facts)
        low, high = words[f"{each.low}"], words[f"{each.high}"]
        far = low if low == high else say("items.between", tongue, low=low, high=high)
        said = say("here.by_profiles", tongue, facts=facts, far=far)
    points = round(each.cost)
    if not points:
        return safe(said)
    cost = "here.cost_open" if each.origin == "unknown" else "here.cost"
    return safe(f"{said} {say(cost, tongue, n=points)}")
