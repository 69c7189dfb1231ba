"""What to do with a learning here, why, and which single fact would change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from iolkit.outcomes import Fit, Flip, Question, Verdict
from iolkit.phrases import Tongue, say, say_reason
from safe_text import begun, plain, safe, shortened
from stand_ins import worded

COLOURS = {"adopt": "green", "adapt": "blue", "pilot": "orange", "leave": "gray"}
ICONS = {
    "adopt": ":material/check_circle:",
    "adapt": ":material/tune:",
    "pilot": ":material/science:",
    "leave": ":material/bookmark:",
}
FLIPS = 10
"""Single facts that are offered at once, those that make it better first."""
WORDS = 60

Words = Mapping[tuple[str, str], str]
"""What a person reads for the option of a question: (subject, option) -> words."""


def draw(tongue: Tongue, fit: Fit, questions: Sequence[Question]) -> None:
    """The verdict with its reasons, then what would change it."""
    with st.container(border=True):
        if fit.verdict is None:
            st.markdown(f"**{safe(say('here.no_verdict', tongue))}**")
            st.caption(safe(say("here.no_verdict_help", tongue)))
        else:
            _verdict(tongue, fit.verdict)
        _what_if(tongue, fit, questions)


def badge(advice: str, tongue: Tongue) -> str:
    """A verdict as a badge with its sign and its word."""
    return f":{COLOURS[advice]}-badge[{ICONS[advice]} {safe(say(f'advice.{advice}', tongue))}]"


def _verdict(tongue: Tongue, verdict: Verdict) -> None:
    lead = say("here.verdict" if verdict.sure else "here.verdict_so_far", tongue)
    st.markdown(
        f"**{safe(lead)}** {badge(verdict.advice, tongue)}  \n"
        f"{safe(say(f'here.means_{verdict.advice}', tongue))}"
    )
    if verdict.sure:
        st.caption(safe(say("here.sure", tongue)))
    else:
        best, worst = f"@advice.{verdict.best}", f"@advice.{verdict.worst}"
        st.caption(safe(say("here.unsure", tongue, best=best, worst=worst)))
    reasons = [say_reason(reason, tongue) for reason in verdict.reasons]
    st.markdown("\n".join(f"- {safe(reason)}" for reason in reasons))


def _what_if(tongue: Tongue, fit: Fit, questions: Sequence[Question]) -> None:
    """One fact as it might be, and the verdict there would be then; nothing is kept."""
    by_id = {f"{one.subject}:{one.name}:{one.value}": one for one in fit.nearest[:FLIPS]}
    if not by_id:
        st.caption(safe(say("here.no_flips", tongue)))
        return
    options = words_of(questions, tongue)
    chosen = st.pills(
        say("here.what_if", tongue),
        list(by_id),
        format_func=lambda key: _fact(by_id[key], fit, options, tongue),
        key=f"here_flip_{fit.item_id}",
        help=say("here.what_if_help", tongue),
    )
    if chosen in by_id:
        flip = by_id[chosen]
        if flip.advice is None:
            st.markdown(safe(say("here.then_none", tongue)))
        else:
            better = "here.then_better" if flip.better else "here.then_worse"
            then = safe(say(better, tongue))
            now = badge(fit.verdict.advice, tongue) if fit.verdict else ""
            st.markdown(f"{then} {now} → {badge(flip.advice, tongue)}")


def words_of(questions: Sequence[Question], tongue: Tongue) -> Words:
    """The words of every option, by subject."""
    return {
        (question.subject, option.key): option.words or say(f"answer.{option.key}", tongue)
        for question in questions
        for option in question.options
    }


def _fact(flip: Flip, fit: Fit, options: Words, tongue: Tongue) -> str:
    """The fact and what it would be; without markdown that others wrote."""
    if flip.subject == "rating":
        name = say(f"items.dim_{flip.name}", tongue)
        value = say("here.level", tongue, level=int(flip.value))
    elif flip.subject == "precondition":
        met = next(each for each in fit.preconditions if each.key == flip.name)
        name = shortened(worded(plain(met.words), tongue), WORDS)
        value = say("here.met" if flip.value == "yes" else "here.unmet", tongue)
    else:
        name = say(f"{flip.subject}.{flip.name}", tongue)
        value = options[(flip.subject, flip.value)]
    return safe(begun(f"{name}: {value}"))
