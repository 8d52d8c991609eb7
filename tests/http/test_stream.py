"""The stream on the wire: how it is taken up again, when it ends, and who is let in."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from laogu.journal import token_digest
from tests.http.market import DEE, HARROW, KIT, OPERATOR, ORDINARY
from tests.http.servers import Server, prepared, served
from tests.serving import PATIENCE_SECONDS


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(prepared(tmp_path_factory.mktemp("stream"))) as running:
        yield running


class Line:
    """One connection on which a stream was asked for."""

    def __init__(self, server: Server, path: str, **headers: str) -> None:
        self._socket = socket.create_connection(
            ("127.0.0.1", server.port), timeout=PATIENCE_SECONDS
        )
        named = "".join(f"{name.replace('_', '-')}: {one}\r\n" for name, one in headers.items())
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{named}\r\n".encode())
        self._got = b""
        self.head = self.until("\r\n\r\n")

    def until(self, words: str) -> str:
        """Return what comes up to some words."""
        while words.encode() not in self._got:
            more = self._socket.recv(65_536)
            assert more, f"it ended before {words}: {self._got.decode()}"
            self._got += more
        before, found, self._got = self._got.partition(words.encode())
        return (before + found).decode()

    def ends(self) -> bool:
        """Whether nothing more comes."""
        while True:
            more = self._socket.recv(65_536)
            if not more or more.endswith(b"0\r\n\r\n"):
                return True

    def close(self) -> None:
        self._socket.close()


def bearer(server: Server, name: str) -> str:
    return f"Bearer {server.market.tokens[name]}"


def offered(server: Server) -> int:
    """Return the entry of a new offer of Dee's."""
    answer = server.caller(DEE).asks(
        "offer.post", issuer=HARROW, stock_class=ORDINARY, seller=server.market.holders[DEE],
        quantity="10", price="18.50", currency="USD",
    )  # fmt: skip
    return int(answer.json["entry"])


@pytest.mark.parametrize("path", ["/stream", "/api/stream"])
def test_a_stream_is_kept_by_nobody_and_gathered_by_no_proxy(server, path):
    line = Line(server, path)

    head = line.head.lower()
    assert "http/1.1 200" in head
    assert "content-type: text/event-stream" in head
    assert "cache-control: no-store" in head
    assert "x-accel-buffering: no" in head
    assert "event: hello" in line.until("\n\n")
    line.close()


def test_a_program_is_told_what_its_person_may_see_and_takes_it_up_again(server):
    line = Line(server, "/api/stream", Authorization=bearer(server, KIT))
    everybody = Line(server, "/api/stream")
    line.until("event: hello")
    everybody.until("event: hello")
    entry = offered(server)

    told = line.until('"record"]}')
    assert f"id: {entry}\nevent: changed" in told
    assert "offers:issuer_" in told
    assert f'{{"seq":{entry},"subjects":["record"]}}' in everybody.until("]}")
    line.close()
    again = Line(server, "/api/stream", Authorization=bearer(server, KIT),
                 Last_Event_ID=str(entry - 1))  # fmt: skip
    assert "offers:issuer_" in again.until('"record"]}')
    again.close()
    everybody.close()


def test_a_stream_ends_when_the_token_is_revoked(server):
    operator = server.caller(OPERATOR)
    secret = "7" * 43
    digest = token_digest(secret)
    person = operator.gets("/api/me").json["person_id"]
    key = operator.asks("key.issue", person=person, label="short", digest=digest).made("key")
    line = Line(server, "/api/stream", Authorization=f"Bearer {secret}")
    line.until("event: hello")

    operator.asks("key.revoke", key=key)

    assert "event: over" in line.until("event: over")
    assert line.ends()
    line.close()


@pytest.mark.parametrize(
    ("headers", "path", "status", "code"),
    [
        ({}, "/api/stream?after=minus", 400, "connectors.field_unreadable"),
        ({}, "/api/stream?before=1", 400, "connectors.field_unknown"),
        ({"Authorization": "Bearer nobody"}, "/api/stream", 403, "people.key_refused"),
        ({"Sec_Fetch_Site": "cross-site"}, "/stream", 403, "people.forged_request"),
        ({}, "/stream?after=1e3", 400, "connectors.field_unreadable"),
    ],
)
def test_what_is_no_stream_is_refused(server, headers, path, status, code):
    line = Line(server, path, **headers)

    assert line.head.startswith(f"HTTP/1.1 {status}")
    assert code in line.until(code)
    line.close()


def test_open_streams_do_not_keep_a_market_from_closing(tmp_path: Path):
    with served(prepared(tmp_path)) as server:
        line = Line(server, "/stream")
        line.until("event: hello")

        # It ends by the signal that it was sent, after its last word.
        assert server.end() is not None

        assert re.search(r"id: \d+\nevent: over", line.until("event: over"))
        line.close()
