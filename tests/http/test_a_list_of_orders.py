"""A list of orders over HTTP: ids in the order of the list, or what is wrong with each order."""

import pytest

from tests.http.market import DEE, IDA, NORTH, OPERATOR
from tests.windows import rulebook


@pytest.fixture
def order(market):
    market.caller(OPERATOR).asks("rulebook.adopt", text=rulebook())
    opened = market.caller(IDA).asks(
        "window.open", issuer="harrow", stock_class="Ordinary shares", currency="USD", floor="15",
        cap="22", tick="0.05", closes_at="2026-11-24T16:00:00Z",
    )  # fmt: skip
    window = opened.made("window")

    def one(quantity: str = "100", limit: str = "18.00", **more: str) -> dict[str, str]:
        fields = {"window": window, "side": "sell", "holder": market.dee}
        return fields | {"quantity": quantity, "limit": limit} | more

    return one


def test_a_list_comes_to_ids_in_the_order_of_its_orders(market, order):
    limits = ("19.00", "18.00", "18.50")

    done = market.caller(DEE).asks("order.place_all", orders=[order(limit=one) for one in limits])

    orders = market.running.books.market.orders
    assert done.status == 201
    assert [orders[one].order.limit for one in done.json["made"]["order"]] == [1900, 1800, 1850]


def test_what_is_wrong_with_each_order_is_told_in_the_askers_language(market, order):
    orders = [order(), order(limit="18.03"), order(side="buy", limit="18.50")]

    with market.unchanged():
        told = {
            lang: market.caller(DEE, language=lang).asks("order.place_all", orders=orders)
            for lang in ("en", "zh")
        }

    found = {lang: answer.json["facts"]["findings"] for lang, answer in told.items()}
    assert told["en"].status == 422
    assert [one["where"] for one in found["en"]] == ["order 2", "order 3"]
    assert [one["where"] for one in found["zh"]] == ["第 2 笔委托", "第 3 笔委托"]
    assert [(one["number"], one["code"]) for one in found["zh"]] == [
        ("2", "market.limit_between_steps"), ("3", "order.crosses_in_list"),
    ]  # fmt: skip


def test_an_order_for_another_is_told_that_alone(market, order):
    orders = [order(limit="1"), order(holder=market.holders[NORTH])]

    answer = market.caller(DEE).asks("order.place_all", orders=orders)

    assert (answer.status, answer.json["code"]) == (403, "people.no_mandate")
