"""Raw calls to the running server: only this computer, by its own name, gets an answer."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.app.conftest import APP
from tests.e2e.conftest import serving

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]
FOREIGN = "evil.example"
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "Sec-WebSocket-Protocol": "streamlit",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server as `iolkit app` starts it."""
    folder = tmp_path_factory.mktemp("server")
    command = [
        "streamlit",
        "run",
        str(APP / "server.py"),
        "--server.headless=true",
        "--server.port",
    ]
    with serving(command, folder, IOLKIT_DATA_DIR=str(folder / "data")) as address:
        yield int(address.rpartition(":")[2])


def asked(
    port: int, path: str, headers: Mapping[str, str] | None = None, *, method: str = "GET"
) -> http.client.HTTPResponse:
    """The answer to one call; Host and Origin are sent as given."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest(method, path, skip_host="Host" in (headers or {}))
    for name, value in (headers or {}).items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    connection.close()
    return answer


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("127.0.0.1", None, 101),
        ("127.0.0.1", "http://127.0.0.1", 101),
        ("localhost", "http://localhost", 101),
        ("127.0.0.1", f"http://{FOREIGN}", 403),
        (FOREIGN, f"http://{FOREIGN}", 403),
        (FOREIGN, None, 403),
        ("127.0.0.1.evil.example", "http://127.0.0.1.evil.example", 403),
        ("127.0.0.1@evil.example", "http://evil.example", 403),
        ("127.0.0.1", "null", 403),
    ],
)
def test_the_socket_opens_for_our_own_page_only(
    port: int, host: str, origin: str | None, status: int
) -> None:
    """A page elsewhere is refused, also one whose name was turned to this computer."""
    headers = {**HANDSHAKE, "Host": f"{host}:{port}"}
    if origin:
        headers["Origin"] = origin if origin == "null" else f"{origin}:{port}"
    assert asked(port, "/_stcore/stream", headers).status == status


@pytest.mark.parametrize("path", ["/", "/review", "/_stcore/health", "/media/x.docx", "/nowhere"])
def test_plain_calls_by_another_name_are_refused(port: int, path: str) -> None:
    """Not even a file made for download can be read through another name; headers stay."""
    answer = asked(port, path, {"Host": f"{FOREIGN}:{port}"})
    assert answer.status == 403
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_an_upload_needs_our_own_token(port: int, method: str) -> None:
    """Without the token of the page nothing is taken in or removed."""
    assert asked(port, "/_stcore/upload_file/a/b", method=method).status == 403


@pytest.mark.parametrize("path", ["/", "/add", "/review/", "/organisation"])
def test_pages_are_served_with_the_headers(port: int, path: str) -> None:
    """Every page comes with the policy, in no frame, with no word to other sites."""
    answer = asked(port, path)
    assert answer.status in (200, 301)
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["/nowhere", "/notes/deep", "/admin"])
def test_unknown_addresses_lead_to_the_first_page(port: int, path: str) -> None:
    """Our own sentence stands there instead of somebody else's."""
    answer = asked(port, path)
    assert (answer.status, answer.headers["Location"]) == (303, "/?unknown=1")


def test_the_server_listens_on_this_computer_only(port: int) -> None:
    """No other address of this computer answers on the port."""
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("this system does not list its sockets")
    rows = (line.split() for line in listening.read_text(encoding="utf-8").splitlines()[1:])
    ours = [row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port:04X}")]
    assert ours == [f"0100007F:{port:04X}"]
    six = Path("/proc/net/tcp6")
    if six.exists() and socket.has_ipv6:
        assert f":{port:04X} 00000000000000000000000000000000:0000 0A" not in six.read_text("utf-8")
