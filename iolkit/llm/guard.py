"""What no provider's package bounds: how large a reply may be, and where a request may go.

A hook into the package's own HTTP client. It works with httpx and with the httpx2 that newer
packages bring, as both hand the response over before its body is read.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

HEADERS = {"accept-encoding": "identity", "connection": "close"}
"""Nothing compressed, as a small reply could unfold without end; no connection is left behind."""


class ReplyTooLarge(Exception):
    """The reply has more bytes than allowed."""


class SentElsewhere(Exception):
    """The server wants the request to go to another address."""


def bounded(limit: int) -> Callable[[Any], Awaitable[None]]:
    """A response hook that ends a reply after `limit` bytes and follows no redirection."""

    async def look(response: Any) -> None:  # noqa: ANN401 - httpx.Response or httpx2.Response
        if response.is_redirect:
            raise SentElsewhere
        if response.headers.get("content-encoding", "identity") != "identity":
            raise ReplyTooLarge
        declared = response.headers.get("content-length", "0")
        if declared.isdigit() and int(declared) > limit:
            raise ReplyTooLarge
        response.stream = _counted(response.stream, limit)

    return look


def _counted(stream: Any, limit: int) -> Any:  # noqa: ANN401 - a stream of httpx or httpx2
    """The same stream, which breaks off after `limit` bytes."""
    # Responses take only streams of their own library, whichever of the two that is.
    kind = next(each for each in type(stream).__mro__ if each.__name__ == "AsyncByteStream")

    async def chunks(_self: object) -> AsyncIterator[bytes]:
        size = 0
        async for chunk in stream:
            size += len(chunk)
            if size > limit:
                raise ReplyTooLarge
            yield chunk

    async def close(_self: object) -> None:
        await stream.aclose()

    return type("Counted", (kind,), {"__aiter__": chunks, "aclose": close})()
