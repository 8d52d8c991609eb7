"""What only a socket can send: bodies that stop, bodies without end, requests that are none."""

import socket

import pytest

from tests.http.market import JUNIPER, OPERATOR
from tests.http.servers import Server, prepared, served
from tests.serving import PATIENCE_SECONDS

MIB = 1 << 20


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served(prepared(tmp_path_factory.mktemp("market"))) as server:
        yield server


def head(server: Server, path: str, *more: str) -> bytes:
    """Return the head of a POST in the operator's name."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: Bearer {server.market.tokens[OPERATOR]}",
        f"Request-Id: {server.caller(OPERATOR, seed=path + str(more)).ids()}",
        *more,
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def deposit(server: Server) -> bytes:
    holder = server.market.holders[JUNIPER]
    return b'{"holder":"%s","amount":"1","currency":"USD","reference":"x"}' % holder.encode()


def exchange(server: Server, *parts: bytes, hangs_up: bool = False) -> bytes:
    """Send bytes as they are and return what comes back until the server closes or is silent."""
    answer = b""
    with socket.create_connection(
        ("127.0.0.1", server.port), timeout=PATIENCE_SECONDS
    ) as connection:
        try:
            for part in parts:
                connection.sendall(part)
            if hangs_up:
                connection.shutdown(socket.SHUT_WR)
                connection.settimeout(1)
            while part := connection.recv(65536):
                answer += part
        except (TimeoutError, ConnectionError):
            pass
        return answer


def stands_at(server: Server) -> int:
    found = server.caller(OPERATOR).inspects()
    assert found["sound"]
    return int(found["entries"])


CLOSE = "Connection: close"


def test_a_body_in_chunks_is_read(server):
    body = deposit(server)
    before = stands_at(server)

    answer = exchange(
        server,
        head(server, "/api/cash/deposit", "Transfer-Encoding: chunked", CLOSE),
        *(b"1\r\n%c\r\n" % one for one in body),
        b"0\r\n\r\n",
    )

    assert answer.startswith(b"HTTP/1.1 201")
    assert stands_at(server) == before + 1


def test_a_body_that_stops_before_its_end_is_not_acted_on(server):
    # What came is a whole request by itself, and still not what was announced.
    body = deposit(server)
    before = stands_at(server)

    for path in ("/api/cash/deposit", "/api/batch", "/en/do/cash.deposit"):
        exchange(
            server,
            head(server, path, f"Content-Length: {len(body) + 10}"),
            body,
            hangs_up=True,
        )
        exchange(
            server,
            head(server, path, "Transfer-Encoding: chunked"),
            b"%x\r\n%s\r\n" % (len(body), body),
            hangs_up=True,
        )

    assert stands_at(server) == before


@pytest.mark.parametrize("path", ["/api/cash/deposit", "/api/batch"])
def test_a_body_that_is_declared_too_large_is_refused(server, path):
    before = stands_at(server)

    answer = exchange(
        server, head(server, path, f"Content-Length: {9 * MIB}", CLOSE), *[b" " * MIB] * 9
    )

    assert answer.startswith(b"HTTP/1.1 400") or answer == b""
    assert b"connectors.too_large_body" in answer or answer == b""
    assert stands_at(server) == before


@pytest.mark.parametrize("path", ["/api/cash/deposit", "/api/batch"])
def test_a_body_in_chunks_that_never_ends_is_refused_at_the_limit(server, path):
    before = stands_at(server)
    chunk = b"%x\r\n%s\r\n" % (MIB, b" " * MIB)

    answer = exchange(
        server, head(server, path, "Transfer-Encoding: chunked", CLOSE), *[chunk] * 64
    )

    assert answer.startswith(b"HTTP/1.1 400") or answer == b""
    assert stands_at(server) == before
    assert server.is_ready()


UPLOAD = "/en/desk/harrow/load"
PARTS = "Content-Type: multipart/form-data; boundary=x"
BEGUN = (
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    b"holder,class,quantity\n"
)


def test_a_file_in_chunks_that_never_ends_is_refused_at_the_limit(server):
    before = stands_at(server)
    chunk = b"%x\r\n%s\r\n" % (MIB, b" " * MIB)

    answer = exchange(
        server,
        head(server, UPLOAD, PARTS, "Transfer-Encoding: chunked", CLOSE),
        b"%x\r\n%s\r\n" % (len(BEGUN), BEGUN),
        *[chunk] * 64,
    )

    assert answer.startswith(b"HTTP/1.1 400") or answer == b""
    assert stands_at(server) == before


def test_a_file_that_stops_before_its_stated_end_is_not_read(server):
    before = stands_at(server)

    answer = exchange(
        server, head(server, UPLOAD, PARTS, "Content-Length: 5000000"), BEGUN, hangs_up=True
    )

    assert b"HTTP/1.1 200" not in answer
    assert stands_at(server) == before


def test_files_that_come_slowly_keep_nobody_waiting(server):
    held = [
        socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE_SECONDS)
        for _ in range(40)
    ]
    for connection in held:
        connection.sendall(head(server, UPLOAD, PARTS, "Content-Length: 5000000") + BEGUN)

    assert server.is_ready()
    assert stands_at(server) > 0

    for connection in held:
        connection.close()


TWO_LENGTHS = (
    b"POST /api/cash/deposit HTTP/1.1\r\nHost: x\r\n"
    b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx"
)
TWO_WAYS = (
    b"POST /api/cash/deposit HTTP/1.1\r\nHost: x\r\n"
    b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
)


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /api/issuers HTTP/9.9\r\nHost: x\r\n\r\n",
        b"GET /api/issuers HTTP/1.1\r\nHost: x\r\nA\x00B: c\r\n\r\n",
        b"POST /api/cash/deposit HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        TWO_LENGTHS,
        TWO_WAYS,
        b"POST /api/cash/deposit HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ],
    ids=range(11),
)
def test_what_is_no_request_harms_nobody(server, sent):
    before = stands_at(server)

    answer = exchange(server, sent, hangs_up=True)

    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    assert stands_at(server) == before
    assert server.is_ready()


def test_a_client_that_goes_before_its_answer_harms_nobody(server):
    before = stands_at(server)
    body = deposit(server)
    for number in range(5):
        request = head(
            server, "/api/cash/deposit", f"Content-Length: {len(body)}", f"X-Number: {number}"
        )
        with socket.create_connection(
            ("127.0.0.1", server.port), timeout=PATIENCE_SECONDS
        ) as connection:
            connection.sendall(request + body)

    # Each was asked for as a whole: recorded, or not, and in either case the books agree.
    for _ in range(100):
        if stands_at(server) == before + 5:
            break
    assert before <= stands_at(server) <= before + 5
    assert server.is_ready()
