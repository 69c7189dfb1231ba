"""A language model's server of the tests' own: speaks as OpenAI, Anthropic and Ollama do, on
loopback, and misbehaves on demand. Every request is kept, byte for byte.

    with running() as server:
        server.say('{"text": "Gut."}')              # what is answered from now on
        server.then(status(429, retry_after="1"))   # what the next request gets instead
        ... ChatOpenAI(base_url=server.openai) ...
        assert b"Meier" not in server.every_byte()
"""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answers = Callable[["Asked"], str]
Behaviour = Callable[["Handler", "Asked"], None]


@dataclass(frozen=True)
class Asked:
    """One request: where it went, its headers, its body as it came and as it is meant."""

    path: str
    headers: dict[str, str]
    raw: bytes
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """All that is said in it."""
        told = [self.body.get("system", "")]
        told += [message.get("content") for message in self.body.get("messages", [])]
        return "\n".join(each if isinstance(each, str) else json.dumps(each) for each in told)

    @property
    def way(self) -> str:
        """How the structured reply is asked for."""
        if self.body.get("tools"):
            return "function_calling"
        wanted = self.body.get("response_format") or self.body.get("format")
        if wanted == "json" or (wanted or {}).get("type") == "json_object":
            return "json_mode"
        return "json_schema" if wanted else "text"


class Server(ThreadingHTTPServer):
    """Answers what it was told to; keeps what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self._answers: Answers = lambda asked: "{}"
        self._script: deque[Behaviour] = deque()
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        """http://127.0.0.1:PORT"""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def openai(self) -> str:
        """The base URL for OpenAI's package."""
        return f"{self.address}/v1"

    def say(self, answers: Answers | str) -> None:
        """What requests are answered with: a text, or a function of the request."""
        self._answers = answers if callable(answers) else lambda asked: answers

    def then(self, *behaviours: Behaviour) -> None:
        """What the next requests get, one each; after them all is well again."""
        with self._lock:
            self._script += behaviours

    def every_byte(self) -> bytes:
        """All bodies that ever came, joined."""
        return b"\n".join(asked.raw for asked in self.asked)

    def heard(self, asked: Asked) -> Behaviour:
        """Keep a request; what it gets."""
        with self._lock:
            self.asked.append(asked)
            return self._script.popleft() if self._script else good

    def answer(self, asked: Asked) -> str:
        """What is said to it."""
        return self._answers(asked)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is what many tests want."""


class Handler(BaseHTTPRequestHandler):
    """Reads a request, hands it to its behaviour."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """A request to the model."""
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        asked = Asked(self.path, dict(self.headers.items()), raw, json.loads(raw or b"{}"))
        self.server.heard(asked)(self, asked)

    def do_GET(self) -> None:
        """The list of models; the same misbehaviour."""
        asked = Asked(self.path, dict(self.headers.items()), b"")
        behaviour = self.server.heard(asked)
        if behaviour is good:
            self.give({"data": [], "models": []})
        else:
            behaviour(self, asked)

    def give(self, what: Any, code: int = 200, **headers: str) -> None:
        """Send JSON, or bytes as they are."""
        raw = what if isinstance(what, bytes) else json.dumps(what).encode()
        self.start(code, **{"Content-Type": "application/json", **headers})
        self.wfile.write(raw)

    def start(self, code: int = 200, **headers: str) -> None:
        """Status and headers; the body ends with the connection."""
        self.send_response(code)
        for name, value in {"Connection": "close", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


def good(handler: Handler, asked: Asked) -> None:
    """What the server was told to say, in the form of whoever is imitated."""
    _speak(handler, asked, handler.server.answer(asked), "stop")


def length(text: str) -> Behaviour:
    """A reply that ends for want of room."""
    return lambda handler, asked: _speak(handler, asked, text, "length")


def refusal(handler: Handler, asked: Asked) -> None:
    """The model declines."""
    if asked.path.endswith("/messages"):
        _speak(handler, asked, "", "refusal")
    else:
        message = {"role": "assistant", "content": None, "refusal": "I cannot help with that."}
        handler.give(_completion(message, "stop"))


def status(code: int, retry_after: str = "", text: str = "no") -> Behaviour:
    """An error of the server; its message repeats what it was asked, as some do."""
    headers = {"Retry-After": retry_after} if retry_after else {}

    def give(handler: Handler, asked: Asked) -> None:
        told = {"error": {"message": f"{text} {asked.words}", "type": "error", "code": text}}
        handler.give(told, code, **headers)

    return give


def hang(handler: Handler, asked: Asked) -> None:
    """No answer at all, until the server is closed."""
    handler.server.closing.wait(10)


def drip(handler: Handler, asked: Asked) -> None:
    """A byte now and then: each arrives before any time-out of reading, the whole never does."""
    handler.start(200, Content_Type="application/json")
    while not handler.server.closing.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()


def drip_headers(handler: Handler, asked: Asked) -> None:
    """The same, before the reply has even begun."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.closing.wait(0.02):
        handler.wfile.write(b"X-Wait: 1\r\n")
        handler.wfile.flush()


def cut(handler: Handler, asked: Asked) -> None:
    """The connection breaks in the middle of a reply."""
    handler.start(200, Content_Type="application/json", Content_Length="4000")
    handler.wfile.write(b'{"choices": [{"message"')


def huge(handler: Handler, asked: Asked) -> None:
    """Fifty megabytes."""
    handler.start(200, Content_Type="application/json")
    for _ in range(50):
        handler.wfile.write(b" " * 1_000_000)


def bomb(handler: Handler, asked: Asked) -> None:
    """Fifty megabytes that come as fifty kilobytes."""
    handler.give(gzip.compress(b" " * 50_000_000, 9), Content_Encoding="gzip")


def raw(body: str, kind: str = "application/json") -> Behaviour:
    """This body, whatever it is."""
    return lambda handler, asked: handler.give(body.encode(), 200, Content_Type=kind)


def elsewhere(url: str) -> Behaviour:
    """A redirection that would send the request again."""
    return lambda handler, asked: handler.give({}, 307, Location=url)


html = raw("<html><body>Bitte melden Sie sich an.</body></html>", "text/html")
null_choices = raw('{"id": "1", "object": "chat.completion", "choices": null}')
empty_object = raw("{}")


def unless(way: str, then: Behaviour = good) -> Behaviour:
    """Refuses a request that asks for its reply in this way, as older servers do."""
    refuse = status(400, text="unsupported")
    return lambda handler, asked: (refuse if asked.way == way else then)(handler, asked)


@contextmanager
def running() -> Iterator[Server]:
    """A server for a while."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()


def _speak(handler: Handler, asked: Asked, text: str, end: str) -> None:
    if asked.path.partition("?")[0].endswith("/chat/completions"):
        _as_openai(handler, asked, text, end)
    elif asked.path.endswith("/messages"):
        _as_anthropic(handler, asked, text, end)
    else:
        _as_ollama(handler, text, end)


def _as_openai(handler: Handler, asked: Asked, text: str, end: str) -> None:
    if asked.body.get("stream"):
        handler.start(200, Content_Type="text/event-stream")
        for at, piece in enumerate(_pieces(text)):
            _event(handler, _chunk(_delta(asked, text, piece, at), None))
        _event(handler, _chunk({}, end))
        _event(handler, {**_chunk({}, None), "choices": [], "usage": _USAGE})
        handler.wfile.write(b"data: [DONE]\n\n")
        return
    message: dict[str, Any] = {"role": "assistant", "content": text}
    if asked.way == "function_calling" and text.startswith("{"):
        name = asked.body["tools"][0]["function"]["name"]
        call = {"id": "c1", "type": "function", "function": {"name": name, "arguments": text}}
        message |= {"content": None, "tool_calls": [call]}
    handler.give(_completion(message, end))


def _delta(asked: Asked, text: str, piece: str, at: int) -> dict[str, Any]:
    """A piece of a text, or of the arguments of a tool call."""
    if asked.way != "function_calling" or not text.startswith("{"):
        return {"content": piece}
    function: dict[str, Any] = {"arguments": piece}
    if at:
        return {"tool_calls": [{"index": 0, "function": function}]}
    function["name"] = asked.body["tools"][0]["function"]["name"]
    return {"tool_calls": [{"index": 0, "id": "c1", "type": "function", "function": function}]}


_USAGE = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}


def _completion(message: dict[str, Any], end: str) -> dict[str, Any]:
    choice = {"index": 0, "message": message, "finish_reason": end}
    told = {"id": "x", "object": "chat.completion", "created": 1, "model": "m"}
    return told | {"choices": [choice], "usage": _USAGE}


def _chunk(delta: dict[str, Any], end: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": end}
    told = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    return told | {"choices": [choice]}


def _as_anthropic(handler: Handler, asked: Asked, text: str, end: str) -> None:
    reason = {"stop": "end_turn", "length": "max_tokens"}.get(end, end)
    usage = {"input_tokens": 100, "output_tokens": 20}
    blocks: list[dict[str, Any]] = [{"type": "text", "text": text}] if text else []
    if asked.way == "function_calling" and text.startswith("{"):
        name = asked.body["tools"][0]["name"]
        blocks = [{"type": "tool_use", "id": "t1", "name": name, "input": _fields(text)}]
    told = {"id": "x", "type": "message", "role": "assistant", "model": "m", "content": blocks}
    whole = told | {"stop_reason": reason, "stop_sequence": None, "usage": usage}
    if not asked.body.get("stream"):
        handler.give(whole)
        return
    handler.start(200, Content_Type="text/event-stream")
    begun = {"type": "message_start", "message": whole | {"content": [], "stop_reason": None}}
    _event(handler, begun, named=True)
    called = bool(blocks) and blocks[0]["type"] == "tool_use"
    block = blocks[0] | {"input": {}} if called else {"type": "text", "text": ""}
    _event(handler, {"type": "content_block_start", "index": 0, "content_block": block}, named=True)
    for piece in _pieces(text):
        delta = {"type": "text_delta", "text": piece}
        if called:
            delta = {"type": "input_json_delta", "partial_json": piece}
        _event(handler, {"type": "content_block_delta", "index": 0, "delta": delta}, named=True)
    _event(handler, {"type": "content_block_stop", "index": 0}, named=True)
    ended = {"stop_reason": reason, "stop_sequence": None}
    _event(handler, {"type": "message_delta", "delta": ended, "usage": usage}, named=True)
    _event(handler, {"type": "message_stop"}, named=True)


def _fields(text: str) -> Any:
    """The arguments of a tool call; of one that was cut off the provider keeps what it can."""
    try:
        return json.loads(text)
    except ValueError:
        return {}


def _as_ollama(handler: Handler, text: str, end: str) -> None:
    handler.start(200, Content_Type="application/x-ndjson")
    told = {"model": "m", "created_at": "2026-01-01T00:00:00Z"}
    for piece in _pieces(text):
        line = told | {"message": {"role": "assistant", "content": piece}, "done": False}
        handler.wfile.write(json.dumps(line).encode() + b"\n")
    counted = {"prompt_eval_count": 100, "eval_count": 20, "done_reason": end, "done": True}
    last = told | {"message": {"role": "assistant", "content": ""}} | counted
    handler.wfile.write(json.dumps(last).encode() + b"\n")


def _event(handler: Handler, what: dict[str, Any], *, named: bool = False) -> None:
    name = f"event: {what['type']}\n" if named else ""
    handler.wfile.write(f"{name}data: {json.dumps(what)}\n\n".encode())
    handler.wfile.flush()


def _pieces(text: str) -> list[str]:
    words = text.split(" ")
    return [f"{word} " for word in words[:-1]] + words[-1:]


def slowly(behaviour: Behaviour, seconds: float) -> Behaviour:
    """The same after a while."""

    def wait(handler: Handler, asked: Asked) -> None:
        time.sleep(seconds)
        behaviour(handler, asked)

    return wait
