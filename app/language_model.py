"""Language model: who reads the notes, how the model is set up, and what was sent to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st

import confirmation
import sent_log
from iolkit.outcomes import EngineName, ModelState
from iolkit.phrases import Tongue, number, say
from plain_errors import explained, sentence
from safe_text import safe

if TYPE_CHECKING:
    from iolkit.kit import Kit

ENGINES: tuple[EngineName, ...] = ("embedded", "llm")
LOOKED = "model_looked"
"""What the server said when it was last asked, for this visit."""
SETTINGS = (
    "IOLKIT_LLM=openai:gpt-5-mini        # OPENAI_API_KEY=…\n"
    "IOLKIT_LLM=anthropic:claude-sonnet-4-5   # ANTHROPIC_API_KEY=…\n"
    "IOLKIT_LLM=ollama:qwen3:8b  IOLKIT_LLM_TRUST=local"
)


def page(kit: Kit, tongue: Tongue) -> None:
    """Choice, state and log, one below the other."""
    st.markdown(say("language_model.what", tongue))
    state: ModelState = st.session_state.get(LOOKED) or kit.model_state()
    if not (state.name or state.replay):
        _none(tongue)
    else:
        _choice(kit, tongue, state)
        _about(kit, tongue, state)
    sent_log.draw(kit, tongue)


def shown_name(state: ModelState, tongue: Tongue) -> str:
    """The model and where it is, as markdown."""
    place = say("model.local" if state.local else "model.cloud", tongue)
    return safe(f"{state.name or say('language_model.replayed', tongue)} ({place})")


def _none(tongue: Tongue) -> None:
    """No model is set up: no fault, and whoever looks after the computer can change it."""
    st.info(say("language_model.none", tongue), title=say("language_model.none_title", tongue))
    with st.expander(say("language_model.how", tongue)):
        st.markdown(say("language_model.how_what", tongue))
        st.code(SETTINGS, language=None, wrap_lines=True)


def _choice(kit: Kit, tongue: Tongue, state: ModelState) -> None:
    with st.container(border=True):
        st.subheader(say("language_model.who", tongue), anchor=False)
        now = kit.engine_choice()
        st.markdown(say(f"language_model.reads_{now}", tongue, model=safe(state.name)))
        st.caption(say(f"language_model.about_{now}", tongue))
        if now == "llm":
            st.button(
                say("language_model.back", tongue),
                key="model_back",
                icon=":material/lock:",
                on_click=_choose,
                args=(kit, tongue, "embedded"),
            )
        elif st.button(
            say("language_model.use", tongue),
            key="model_use",
            icon=":material/neurology:",
            disabled=not (state.ready or state.replay),
        ):
            place = "local" if state.local else "cloud"
            confirmation.ask(
                tongue,
                ("language_model.sure", "language_model.agree"),
                partial(_choose, kit, tongue, "llm"),
                place="model",
                about=(
                    f"**{shown_name(state, tongue)}**",
                    say(f"language_model.sure_{place}", tongue),
                    say("language_model.sure_masked", tongue),
                ),
            )


def _about(kit: Kit, tongue: Tongue, state: ModelState) -> None:
    """What is known of the model without asking it; asking is a click."""
    with st.container(border=True):
        st.subheader(say("language_model.state", tongue), anchor=False)
        st.markdown(f"**{shown_name(state, tongue)}**")
        if state.trouble:
            st.warning(sentence(state.trouble, tongue), icon=":material/error:")
        elif state.reached:
            st.success(say("language_model.reached", tongue), icon=":material/check:")
        if state.replay:
            st.caption(say("language_model.replay_what", tongue))
            return
        st.markdown("\n".join(f"- {line}" for line in _facts(state, tongue)))
        if st.button(
            say("language_model.reach", tongue),
            key="model_reach",
            icon=":material/network_check:",
            disabled=not state.ready and state.reached is None,
            help=say("language_model.reach_help", tongue),
        ):
            with explained(tongue), st.spinner(say("language_model.reaching", tongue)):
                st.session_state[LOOKED] = kit.model_state(reach=True)
            st.rerun()


def _facts(state: ModelState, tongue: Tongue) -> list[str]:
    """Lines of markdown."""
    host = safe(state.host or say("model.own_address", tongue))
    lines = [
        f"{safe(say('language_model.address', tongue))} {host}",
        say(f"model.key_{state.key}", tongue),
        say("model.special_shown" if state.special else "model.special_hidden", tongue),
        say("model.capable" if state.capable else "model.by_task", tongue),
        say("language_model.window", tongue, tokens=number(state.window, tongue)),
        say("model.exact" if state.exact_tokens else "model.estimated", tongue),
    ]
    return [lines[0], *(safe(line) for line in lines[1:])]


def _choose(kit: Kit, tongue: Tongue, engine: EngineName) -> None:
    with explained(tongue):
        kit.choose_engine(engine)
