"""No tracing: LangChain would send prompts and replies to LangSmith if a variable said so."""

from __future__ import annotations

from contextlib import AbstractContextManager


def untraced() -> AbstractContextManager[None]:
    """Inside, nothing is traced, whatever the environment says."""
    from langsmith import tracing_context  # lazy: it comes with langchain

    context: AbstractContextManager[None] = tracing_context(enabled=False)
    return context
