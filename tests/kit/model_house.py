"""A house with a language model: the tests' own server, which answers plainly what it is asked."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from iolkit.kit import Settings, load_settings
from tests.llm.honest import honest
from tests.llm.server import Asked, Behaviour, Handler, Server, good


def plainly(asked: Asked) -> str:
    """An honest reply to a request as OpenAI's package sends it, in the shape it names."""
    shape = asked.body["response_format"]["json_schema"]["schema"]["properties"]
    prompt = "answer" if "sentences" in shape else "read" if "items" in shape else "rate"
    told = next(each["content"] for each in asked.body["messages"] if each["role"] == "user")
    letter: Any = SimpleNamespace(
        prompt=prompt, user=told, reply=SimpleNamespace(model_fields=shape)
    )
    return json.dumps(honest(letter), ensure_ascii=False)


class Mood:
    """What a server does with every request from now on; it may change at any time."""

    def __init__(self, server: Server) -> None:
        self.now: Behaviour = good
        server.then(*[self] * 10_000)

    def __call__(self, handler: Handler, asked: Asked) -> None:
        """One request."""
        self.now(handler, asked)


def settings_for(server: Server, data: Path, **told: object) -> Settings:
    """Settings of a house whose model is this server."""
    server.say(plainly)
    given = {"llm": "openai:small", "llm_base_url": server.openai, "llm_capable": "yes"}
    return load_settings(data_dir=data, **(given | told))


def requests(server: Server) -> list[Asked]:
    """What was asked of the model, in order."""
    return [asked for asked in server.asked if asked.path.endswith("/completions")]
