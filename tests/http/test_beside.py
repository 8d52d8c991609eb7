"""What is answered beside the loop is what is answered on it, byte for byte."""

import os
import sys
from collections.abc import Hashable

import pytest

from laogu.api import may_be_long
from laogu.connectors import beside
from laogu.connectors.turns import Turns
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
    "/api/record",
    "/api/verify",
    "/en/record/2",
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


PREVIEWS = (
    b'{"operation": "person.register", "request": {"name": "Zoe (example)"}}',
    b'{"operation": "holder.register", "request": {"name_en": "Zoe (example)"}}',
)


def test_how_long_a_preview_takes_is_learnt_for_each_operation(
    market: PracticeMarket, copies, monkeypatch
):
    monkeypatch.setattr(beside, "QUICK_US", 1e9)
    caller = market.caller(OPERATOR)

    def asked(body: bytes) -> int:
        copies.clear()
        caller.sends("preview", body)
        return len(copies)

    assert [asked(body) for body in (*PREVIEWS, *PREVIEWS)] == [1, 1, 0, 0]


def test_how_long_a_stretch_of_the_record_takes_is_learnt_for_each(
    market: PracticeMarket, copies, monkeypatch
):
    monkeypatch.setattr(beside, "QUICK_US", 1e9)
    caller = market.caller(OPERATOR)

    def asked(path: str, **query: object) -> int:
        copies.clear()
        caller.gets(path, **query)
        return len(copies)

    stretches = [asked("/api/record", after=after) for after in (0, 2, 0, 2)]
    pages = [asked("/en/record.json", before=before) for before in (3, 4, 3, 4)]

    assert (stretches, pages) == ([1, 1, 0, 0], [1, 1, 0, 0])


def test_how_long_a_table_takes_is_learnt_for_each_and_not_for_where_it_begins(
    market: PracticeMarket, copies, monkeypatch
):
    monkeypatch.setattr(beside, "QUICK_US", 1e9)
    caller = market.caller(OPERATOR)

    def asked(**query: object) -> int:
        copies.clear()
        caller.gets(f"/en/company/{HARROW}.csv", **query)
        return len(copies)

    assert [asked(table=table) for table in ("holders", "classes", "holders")] == [1, 1, 0]
    assert [asked(table="holders", from_holders=begin) for begin in (1, 2)] == [0, 0]


@pytest.mark.usefixtures("copies")
def test_a_person_has_one_place_in_line_and_a_visitor_that_of_an_address(
    market: PracticeMarket, monkeypatch
):
    asked: list[object] = []
    take = Turns.take

    async def noted(turns: Turns, who: Hashable) -> None:
        asked.append(who)
        await take(turns, who)

    monkeypatch.setattr(Turns, "take", noted)
    person = market.people[OPERATOR]

    market.caller(OPERATOR).gets("/api/issuers")
    market.caller(None).gets("/api/issuers")
    market.caller(None).gets("/en/")
    stranger = market.caller(None)
    stranger.headers["Authorization"] = "Bearer nobody's"
    stranger.gets("/api/issuers")

    assert asked == [person, "testclient", "testclient", "testclient"]


@pytest.mark.parametrize("path", ["/api/stream", "/api/stream/", "/api//stream", "//api/stream"])
def test_nobody_waits_for_the_end_of_a_stream(path):
    assert may_be_long("GET", "/api/issuers")
    assert not may_be_long("GET", path)


def test_what_takes_too_long_is_told_as_every_error_is(market: PracticeMarket, copies, monkeypatch):
    monkeypatch.setattr(beside, "LONGEST_SECONDS", 1e-6)

    told = market.caller(OPERATOR).gets(f"/api/captable/{HARROW}")

    assert (told.status, told.json["code"]) == (503, "connectors.takes_too_long")
    assert copies
