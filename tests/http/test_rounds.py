"""A round over HTTP: modelled from the register, recorded only when it is closed."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.http.market import DEE, IDA, NORTH, PracticeMarket, practice_market


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeMarket]:
    with practice_market(tmp_path_factory.mktemp("rounds")) as found:
        yield found


def asked(market: PracticeMarket, **more: Any) -> dict[str, Any]:
    money = [{"holder": market.holders[NORTH], "amount": "5000000"}]
    return {
        "issuer": "harrow",
        "stock_class": "Series A",
        "pre_money": "40000000",
        "money": money,
        **more,
    }


def modelled(market: PracticeMarket, who: str, body: dict[str, Any]) -> Any:
    caller = market.caller(who)
    headers = {**caller.headers, "Content-Type": "application/json"}
    return market.send("POST", "/api/round/model", headers, json.dumps(body).encode())


def test_a_model_is_told_with_its_steps_and_records_nothing(market):
    ids = market.caller(IDA).asks(
        "convertible.issue", issuer="harrow", holder=market.holders[DEE], kind="safe",
        amount="500000", cap="20000000",
    )  # fmt: skip
    safe = ids.json["made"]["security"][0]
    before = market.running.journal.head

    answer = modelled(market, IDA, asked(market))

    assert answer.status == 200
    assert answer.json["conversions"][0]["convertible"] == safe
    assert answer.json["conversions"][0]["by"] == "cap"
    assert answer.json["sales"][0]["holder"] == market.holders[NORTH]
    assert answer.json["steps"][-1]["result"]
    assert market.running.journal.head == before


def test_who_does_not_act_for_the_issuer_is_denied(market):
    assert modelled(market, DEE, asked(market)).status == 403


def test_a_misspelt_field_and_a_half_given_taker_are_refused(market):
    for body in (asked(market, premoney="1"), asked(market, money=[{"amount": "5"}])):
        answer = modelled(market, IDA, body)

        assert answer.status == 400
        assert answer.json["code"].startswith("connectors.field_")


def test_what_was_modelled_is_closed_in_one_entry(market):
    told = modelled(market, IDA, asked(market)).json

    closed = market.caller(IDA).asks("round.close", **asked(market))

    assert closed.status == 201
    assert len(closed.json["made"]["stock_class"]) == 1
    book = market.running.books.register
    made = closed.json["made"]["stock_class"][0]
    assert str(book.issued_units[made]) == next(
        one["shares_after"] for one in told["classes"] if one["line"] == "new"
    )
