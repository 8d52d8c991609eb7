"""A second process follows the first, and takes over when it dies: nobody's answer is lost."""

import time

import pytest

from tests import postgres
from tests.http.market import DEE, JUNIPER, OPERATOR, is_refused
from tests.http.servers import Server, prepared, served
from tests.http.watching import Watch, under_load
from tests.serving import PATIENCE_SECONDS


@pytest.fixture
def market(tmp_path):
    return prepared(tmp_path, postgres.new_database())


def deposit(market):
    return {
        "holder": market.holders[JUNIPER], "amount": "1.00", "currency": "USD", "reference": "x",
    }  # fmt: skip


def stands_by(server: Server, writer: Server) -> None:
    """It says so to whoever asks for readiness, shows what anybody may see, and nothing else."""
    wire = server.wire()
    ready = wire("GET", "/readyz", {}, b"")
    assert (ready.status, ready.body.split(b":")[0]) == (503, b"standby")
    assert wire("GET", "/livez", {}, b"").status == 200
    for path in ("/en/", "/zh/", "/en/company/harrow", "/api/issuers", "/api/tape?issuer=harrow"):
        assert wire("GET", path, {}, b"").status == 200, path
    for no in (
        server.caller(OPERATOR).asks("cash.deposit", **deposit(server.market)),
        server.caller(DEE).gets(f"/api/holdings/{server.market.holders[DEE]}"),
        server.caller(OPERATOR).sends("batch", b'{"requests":[]}'),
    ):
        is_refused(no, 503, "journal.stands_by")
        assert no.headers["retry-after"]
        assert f"http://127.0.0.1:{writer.port}" in no.json["why"]


def follows(server: Server, path: str, wanted: bytes) -> None:
    """Ask again until a page of the standby shows what the writer has recorded."""
    until = time.monotonic() + PATIENCE_SECONDS
    wire = server.wire()
    while wanted not in wire("GET", path, {}, b"").body:
        assert time.monotonic() < until, "the standby does not follow"


def test_a_standby_follows_and_takes_over_from_one_that_is_killed_twice_in_a_row(market):
    watch = Watch()
    first = Server(market)
    try:
        watch.check(first, [])
        for turn in range(2):
            second = Server(market, standby=True)
            try:
                stands_by(second, first)
                made = first.caller(OPERATOR).asks(
                    "issuer.register", slug=f"new-{turn}", name_en="New (example)", currency="USD"
                )
                assert made.status == 201
                follows(second, "/api/issuers", f"new-{turn}".encode())

                calls = under_load(first, turn, answers=30, seconds=0.01, end=first.kill)
                second.takes_over()

                assert second.is_ready()
                watch.check(second, calls)
                found = second.caller(OPERATOR).inspects()
                assert (found["sound"], found["compared_live"]) == (True, True)
            finally:
                first.leave()
                first = second
    finally:
        first.leave()


def test_one_that_is_ended_in_good_order_hands_over_at_once(market):
    with served(market) as first:
        request = first.caller(OPERATOR).ids()
        answer = first.caller(OPERATOR).asks("cash.deposit", request, **deposit(market))
        assert answer.status == 201
        with served(market, standby=True) as second:
            assert not second.is_ready()

            first.end()
            second.takes_over()

            again = second.caller(OPERATOR).asks("cash.deposit", request, **deposit(market))
            assert again.body == answer.body


def test_a_standby_that_starts_where_nobody_writes_is_the_writer(market):
    with served(market, standby=True) as only:
        assert only.is_ready()
        assert only.caller(OPERATOR).asks("cash.deposit", **deposit(market)).status == 201
