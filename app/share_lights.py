"""The traffic light of a checked text: a sign, a word and a colour a sentence, and the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from iolkit.outcomes import Check, Decision, Light, SentenceCheck
from iolkit.phrases import Tongue, say, say_reason
from safe_text import plain, safe, safe_lines, shortened

LIGHTS: tuple[Light, ...] = ("go", "care", "stop")
COLOURS: dict[Light, str] = {"go": "green", "care": "orange", "stop": "red"}
MOST, FEW = 200, 12
LONGEST_WORDS = 90


def draw(tongue: Tongue, checked: Check) -> None:
    """The count of each light, the safe text, what points, then each sentence."""
    _counts(tongue, checked.sentences)
    if checked.blocked:
        st.error(safe(say("check.blocked", tongue)), icon=":material/block:")
    else:
        st.markdown(f"**{say('check.safe', tongue)}**")
        st.code(checked.released.text, language=None, wrap_lines=True)
        st.caption(say("check.safe_help", tongue))
    _mosaic(tongue, checked)
    _sentences(tongue, checked)
    _left_out(tongue, checked)
    st.caption(f":material/gavel: {say('check.advice', tongue)}")


def _counts(tongue: Tongue, sentences: Sequence[SentenceCheck]) -> None:
    by_light = Counter(each.light for each in sentences)
    if set(by_light) <= {"go"}:
        st.success(say("check.all_go", tongue), icon=":material/check:")
        return
    shown = [
        f":{COLOURS[light]}-badge[{say(f'check.count_{light}', tongue, n=by_light[light])}]"
        for light in LIGHTS
        if by_light[light]
    ]
    st.markdown(" ".join(shown))


def _mosaic(tongue: Tongue, checked: Check) -> None:
    if checked.mosaic is None:
        return
    st.warning(
        safe(say_reason(checked.mosaic.reason, tongue)),
        title=say("check.mosaic", tongue),
        icon=":material/travel_explore:",
    )
    clues = (f"{say(f'clue.{kind}', tongue)}: {plain(said)}" for kind, said in checked.mosaic.clues)
    st.caption(safe(" · ".join(clues)))
    st.markdown(say("check.mosaic_offer", tongue))
    st.code(checked.mosaic.softened.text, language=None, wrap_lines=True)


def _sentences(tongue: Tongue, checked: Check) -> None:
    changed = [each for each in checked.sentences if each.light != "go"]
    if not changed:
        return
    st.markdown(f"**{say('check.sentences', tongue)}**")
    only = st.toggle(
        say("check.only_changed", tongue),
        value=len(checked.sentences) > FEW,
        key="check_only_changed",
    )
    for each in (changed if only else checked.sentences)[:MOST]:
        _sentence(tongue, checked.text, each)


def _sentence(tongue: Tongue, text: str, each: SentenceCheck) -> None:
    with st.container(border=True):
        light = say(f"check.light_{each.light}", tongue)
        st.markdown(f":{COLOURS[each.light]}-badge[{light}]")
        st.markdown(safe_lines(each.span.of(text).strip()))
        if each.light == "go":
            return
        if each.light == "care":
            st.markdown(say("check.instead", tongue))
            st.code(each.suggestion.text.strip(), language=None, wrap_lines=True)
        else:
            st.markdown(f"*{say('check.out', tongue)}*")
        st.caption("\n".join(f"- {line}" for line in reasons(tongue, text, each.decisions)))


def reasons(tongue: Tongue, text: str, decisions: Sequence[Decision]) -> list[str]:
    """One line a decision: the words, whose they are, why. As markdown."""
    lines = []
    for made in decisions:
        words = shortened(made.flag.span.of(text), LONGEST_WORDS)
        what = say(
            "check.whose",
            tongue,
            what=say(f"category.{made.flag.category}", tongue),
            owner=say(f"owner.{made.flag.owner}", tongue),
        )
        why = say("check.reason", tongue, what=what, why=say_reason(made.reason, tongue))
        lines.append(f"**{safe(words)}** · {safe(why)}")
    return list(dict.fromkeys(lines))


def _left_out(tongue: Tongue, checked: Check) -> None:
    gone = [made for made in checked.decisions if made.handling == "block"]
    if not gone:
        return
    with st.expander(say("check.left_out", tongue, n=len(gone)), icon=":material/content_cut:"):
        st.caption(say("check.left_out_what", tongue))
        lines = reasons(tongue, checked.text, gone[:MOST])
        st.markdown("\n".join(f"- {line}" for line in lines))
