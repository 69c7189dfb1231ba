"""The engine that asks a language model, through LangChain; imports it only when it is used."""

from iolkit.llm.engine import LlmEngine

__all__ = ["LlmEngine"]
