"""The server: headers on every answer, plain words for what was not foreseen, no text in logs."""

from __future__ import annotations

import asyncio
import logging
import tomllib

import pytest
from streamlit.testing.v1 import AppTest

from iolkit.phrases import say
from tests.app.conftest import APP

SECRET = "Gerda Wolle verdient 74.000 €"


def test_every_answer_carries_the_headers() -> None:
    """Whatever is asked for, the browser is told to fetch nothing from elsewhere."""
    from server import SafeHeaders

    sent: list[dict[str, object]] = []

    async def inner(scope: object, receive: object, send: object) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x"})

    async def keep(message: dict[str, object]) -> None:
        sent.append(message)

    asyncio.run(SafeHeaders(inner)({"type": "http"}, None, keep))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "*" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert sent[1] == {"type": "http.response.body", "body": b"x"}


def test_a_broken_page_is_logged_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    """The log tells what broke where; the message, which may quote a note, is in no log."""
    from server import said

    streamlit = logging.getLogger("streamlit.error_util")
    streamlit.addHandler(caplog.handler)
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        assert said(error)
        streamlit.error("Uncaught app execution", exc_info=error)
        streamlit.error("another line")
    finally:
        streamlit.removeHandler(caplog.handler)
    assert "ValueError at test_server.py" in caplog.text
    assert "another line" in caplog.text
    assert "Wolle" not in caplog.text


@pytest.mark.parametrize("tongue", ["de", "en"])
def test_a_broken_page_says_what_to_do(tongue: str) -> None:
    """One sentence and the next step, in the language of the visit."""

    def script() -> None:
        from broken_page import show

        show()

    at = AppTest.from_function(script)
    at.query_params["lang"] = tongue
    at.run()
    assert at.error[0].value == say("page.broken", tongue)


def test_the_configuration_is_closed() -> None:
    """No usage figures, only this computer, protections on, no tracebacks on the page."""
    told = tomllib.loads((APP / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert told["browser"]["gatherUsageStats"] is False
    assert told["server"]["address"] == "127.0.0.1"
    assert set(told["server"]["allowedHosts"]) == {"127.0.0.1", "localhost"}
    assert told["server"]["enableXsrfProtection"] is True
    assert told["server"]["enableCORS"] is True
    assert told["server"]["fileWatcherType"] == "none"
    assert told["client"]["showErrorDetails"] == "none"
    assert told["client"]["toolbarMode"] == "minimal"
    assert told["runner"]["magicEnabled"] is False
    assert {"light", "dark"} <= set(told["theme"])


def test_no_page_draws_raw_markup() -> None:
    """No page switches off the escaping of HTML, and none has an icon that a font host serves."""
    for file in APP.glob("*.py"):
        code = file.read_text(encoding="utf-8")
        for banned in ("unsafe_allow_html", "st.html", "components.v1", "st.iframe", "st.write("):
            assert banned not in code, f"{file.name}: {banned}"
        assert 'page_icon=":' not in code
        assert "icon=" not in code.partition("st.Page(")[2].partition(")\n")[0]
