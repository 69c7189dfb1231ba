"""Whether a letter fits the model's window: counted before it is sent, never cut."""

from __future__ import annotations

from iolkit.errors import WrongUse
from iolkit.llm.letter import Letter, ModelFacts
from iolkit.llm.structured import schema_text
from iolkit.tokens import TokenCount, count

_FRAME = 60
"""Tokens that a provider adds around a prompt: roles, names, the form of a tool."""

_OTHER_VOCABULARY = 1.15
"""Only OpenAI's models count as tiktoken does; the others get this reserve."""


def letter_tokens(letter: Letter, facts: ModelFacts) -> TokenCount:
    """The tokens of a letter with the form of its reply, an upper bound unless exact."""
    counted = [count(text) for text in (letter.system, letter.user, schema_text(letter))]
    whole = sum(each.n for each in counted)
    exact = all(each.exact for each in counted)
    if exact and not facts.name.startswith(("openai:", "azure_openai:")):
        return TokenCount(int(whole * _OTHER_VOCABULARY) + _FRAME, exact=False)
    return TokenCount(whole + _FRAME, exact)


def check_room(letter: Letter, facts: ModelFacts) -> None:
    """Raises WrongUse when the letter and the longest reply do not fit the window together."""
    needed = letter_tokens(letter, facts).n + facts.reply_tokens
    if needed > facts.window:
        raise WrongUse("letter_too_long", needed=needed, window=facts.window, model=facts.name)
