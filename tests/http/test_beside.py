"""What is answered beside the loop is what is answered on it, byte for byte."""

import os
import sys

import pytest

from laogu.api import may_be_long
from laogu.connectors import beside
from tests.http.market import HARROW, OPERATOR, PracticeMarket

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")

ASKED = (
    "/api/issuers",
    f"/api/captable/{HARROW}",
    f"/api/issuer/mark?issuer={HARROW}",
    f"/api/packages/{HARROW}",
    "/api/captable/nobody",
    f"/en/company/{HARROW}.csv?table=holders",
    f"/en/company/{HARROW}/captable",
)


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every copy that is made; from now on, everything that may be is asked of one."""
    found: list[int] = []
    copy = os.fork

    def noted() -> int:
        process = copy()
        if process:
            found.append(process)
        return process

    monkeypatch.setattr(os, "fork", noted)
    monkeypatch.setattr(beside, "LARGE", 0)
    monkeypatch.setattr(beside, "QUICK_US", -1)
    return found


def test_a_copy_answers_what_would_be_answered_here(market: PracticeMarket, copies, monkeypatch):
    caller = market.caller(OPERATOR)
    there = [caller.gets(address) for address in ASKED]
    assert len(copies) == len(ASKED)
    copies.clear()
    monkeypatch.setattr(beside, "_MAY_COPY", False)

    here = [caller.gets(address) for address in ASKED]

    assert copies == []
    assert [(one.status, one.body) for one in there] == [(one.status, one.body) for one in here]
    assert {one.status for one in here} == {200, 404}


def test_a_preview_is_tried_in_a_copy(market: PracticeMarket, copies):
    body = b'{"operation": "person.register", "request": {"name": "Zoe (example)"}}'

    told = market.caller(OPERATOR).sends("preview", body)

    assert told.status == 200
    assert len(copies) == 1


@pytest.mark.parametrize("path", ["/api/stream", "/api/stream/", "/api//stream", "//api/stream"])
def test_nobody_waits_for_the_end_of_a_stream(path):
    assert may_be_long("GET", "/api/issuers")
    assert not may_be_long("GET", path)


def test_what_takes_too_long_is_told_as_every_error_is(market: PracticeMarket, copies, monkeypatch):
    monkeypatch.setattr(beside, "LONGEST_SECONDS", 1e-6)

    told = market.caller(OPERATOR).gets(f"/api/captable/{HARROW}")

    assert (told.status, told.json["code"]) == (503, "connectors.takes_too_long")
    assert copies
