"""What went wrong with a request, by the class of the error alone: its message may hold text.

LangChain gives providers' errors common classes only in part; the status of HTTP says the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from math import isfinite
from time import time

from iolkit.llm.guard import ReplyTooLarge, SentElsewhere
from iolkit.outcomes import SentOutcome

_REFUSES_KEY = (401, 403)
_REFUSES_REQUEST = (400, 405, 415, 422, 501)
_TOO_LONG = 413
_NO_MONEY = 402
_UNKNOWN = 404
_BUSY = 429
_PASSING = (408, 409, 425, _BUSY)
_SERVER = 500


@dataclass(frozen=True, slots=True)
class Trouble:
    """`key` of the error it ends in, whether another try may help, and after how many seconds the
    server wants it. `other_way`: the request may do if structured replies are asked for otherwise.
    """

    key: str
    again: bool = False
    after: float | None = None
    other_way: bool = False
    outcome: SentOutcome = "failed"


LATE = Trouble("chat_late", outcome="late")
STOPPED = Trouble("chat_stopped", outcome="cancelled")
REJECTED = Trouble("chat_rejected", other_way=True)
REFUSED = Trouble("chat_refused", outcome="refused")
_BY_KIND: dict[type[BaseException], Trouble] = {
    ReplyTooLarge: Trouble("chat_reply_too_large", outcome="unusable"),
    SentElsewhere: Trouble("chat_sent_elsewhere"),
    NotImplementedError: REJECTED,
}
_DEEPEST = 12
_BROKEN_LINES = ("ConnectionError", "ConnectError", "NetworkError", "ProtocolError", "ProxyError")


def trouble_of(error: BaseException) -> Trouble:
    """What to make of whatever a provider's package raised."""
    from langchain_core import exceptions  # lazy: it is loaded when a request has failed

    for each in _chain(error):
        for kind, trouble in _BY_KIND.items():
            if isinstance(each, kind):
                return trouble
    if isinstance(error, exceptions.ContextOverflowError):
        return Trouble("chat_too_long")
    if _named(error, "ContentFilter"):
        return REFUSED
    if getattr(error, "code", None) == "insufficient_quota":
        return Trouble("chat_no_credit")
    status = _status(error)
    if status is not None:
        return _by_status(status, _after(error))
    if _named(error, "Timeout"):
        return Trouble("chat_late", again=True, outcome="late")
    if isinstance(error, OSError) or _named(error, *_BROKEN_LINES):
        return Trouble("chat_unreachable", again=True)
    # JSON that is none, a page of a proxy, fields that are missing: each package fails differently.
    return Trouble("chat_garbled", again=True)


def _by_status(status: int, after: float | None) -> Trouble:
    if status in _REFUSES_KEY:
        return Trouble("chat_key_refused")
    if status in _REFUSES_REQUEST:
        return REJECTED
    if status == _UNKNOWN:
        return Trouble("chat_model_unknown")
    if status == _TOO_LONG:
        return Trouble("chat_too_long")
    if status == _NO_MONEY:
        return Trouble("chat_no_credit")
    if status in _PASSING:
        return Trouble("chat_busy", again=True, after=after)
    return Trouble("chat_server_failed", again=status >= _SERVER, after=after)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """What an error came from, and what that came from: no farther than packages ever wrap."""
    each: BaseException | None = error
    for _ in range(_DEEPEST):
        if each is None:
            return
        yield each
        each = each.__cause__ or each.__context__


def _named(error: BaseException, *names: str) -> bool:
    """Whether a class of the error's ancestry is called so: httpx and httpx2 use the same names."""
    kinds = {kind.__name__ for each in _chain(error) for kind in type(each).__mro__}
    return any(name in kind for kind in kinds for name in names)


def _status(error: BaseException) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) and status > 0 else None


def _after(error: BaseException) -> float | None:
    """Seconds the server wants us to wait: a number, or a moment."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    said = str(headers.get("retry-after", "")).strip()
    if not said:
        return None
    try:
        seconds = float(said)
        return max(seconds, 0.0) if isfinite(seconds) else None
    except ValueError:
        pass
    try:
        return max(parsedate_to_datetime(said).timestamp() - time(), 0.0)
    except ValueError:
        return None
