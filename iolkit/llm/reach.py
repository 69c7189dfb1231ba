"""Whether the model's server answers and takes the key: asked without any text, at no cost."""

from __future__ import annotations

from iolkit.errors import ChatUnavailable, IolkitError
from iolkit.llm.models import ModelChoice, parts_of
from iolkit.llm.providers import address_of, key_of, may_use_proxy

_REFUSES_KEY = (401, 403)


def trouble_reaching(choice: ModelChoice, seconds: float = 5.0) -> IolkitError | None:
    """What stands in the way of asking this model, None when its server answers.

    Asks for the server's list of models: no text of a note, no prompt, nothing that is charged for.
    """
    import httpx  # lazy: it comes with langchain

    try:
        address = address_of(choice)
        path, headers = _question(parts_of(choice.name)[0], key_of(choice))
    except IolkitError as error:
        return error
    client = httpx.Client(
        timeout=seconds, follow_redirects=False, trust_env=may_use_proxy(address), headers=headers
    )
    host = httpx.URL(address).host
    try:
        with client, client.stream("GET", address.rstrip("/") + path) as response:
            status = response.status_code
    except httpx.HTTPError:
        return ChatUnavailable("chat_unreachable", model=choice.name, host=host)
    if status in _REFUSES_KEY:
        return ChatUnavailable("chat_key_refused", model=choice.name, host=host)
    return None


def _question(provider: str, key: str) -> tuple[str, dict[str, str]]:
    """Path and headers by which a provider tells its models."""
    match provider:
        case "openai":
            return "/models", {"authorization": f"Bearer {key}"}
        case "anthropic":
            return "/v1/models", {"x-api-key": key, "anthropic-version": "2023-06-01"}
        case "azure_openai":
            return "/openai/models?api-version=2024-10-21", {"api-key": key}
        case _:
            return "/api/tags", {}
