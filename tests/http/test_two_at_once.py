"""Two want one thing at the same moment, over real sockets: exactly one has it."""

import threading

import pytest

from tests.http.market import DEE, HARROW, JUNIPER, KIT, NORTH, OPERATOR, ORDINARY, RUI
from tests.http.servers import prepared, served
from tests.serving import PATIENCE_SECONDS

TIMES = 20


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served(prepared(tmp_path_factory.mktemp("market"))) as server:
        yield server


def at_once(*asks):
    """Do everything at the same moment and return what came of each."""
    together = threading.Barrier(len(asks))
    came = [None] * len(asks)

    def one(place):
        together.wait()
        came[place] = asks[place]()

    threads = [threading.Thread(target=one, args=[place]) for place in range(len(asks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    return came


def offer_fields(server, **changed):
    return {
        "issuer": HARROW, "stock_class": ORDINARY, "seller": server.market.holders[DEE],
        "quantity": "10", "price": "1.00", "currency": "USD", **changed,
    }  # fmt: skip


def test_of_two_buyers_of_one_offer_exactly_one_has_it_every_time(server):
    dee, kit, rui = (server.caller(name) for name in (DEE, KIT, RUI))
    holders = server.market.holders
    winners = []
    for _ in range(TIMES):
        offer = dee.asks("offer.post", **offer_fields(server)).made("offer")

        came = at_once(
            lambda offer=offer: kit.asks("offer.accept", offer=offer, buyer=holders[JUNIPER]),
            lambda offer=offer: rui.asks("offer.accept", offer=offer, buyer=holders[NORTH]),
        )

        assert sorted(one.status for one in came) == [201, 409]
        lost = next(one for one in came if one.status == 409)
        assert lost.json["code"] == "market.offer_closed"
        won = next(one for one in came if one.status == 201).made("trade")
        trade = server.caller(OPERATOR).gets(f"/api/trades/{won}").json
        winners.append(trade["buyer_id"])
        assert trade["quantity"] == "10"

    assert len(winners) == TIMES
    assert server.caller(OPERATOR).inspects()["sound"]


def test_the_same_request_from_two_places_is_one_trade(server):
    dee, here, there = server.caller(DEE, seed=2), server.caller(KIT), server.caller(KIT)
    buyer = server.market.holders[JUNIPER]
    for _ in range(TIMES):
        offer = dee.asks("offer.post", **offer_fields(server)).made("offer")
        request = here.ids()

        came = at_once(
            lambda offer=offer, request=request: here.asks(
                "offer.accept", request, offer=offer, buyer=buyer
            ),
            lambda offer=offer, request=request: there.asks(
                "offer.accept", request, offer=offer, buyer=buyer
            ),
        )

        assert [one.status for one in came] == [201, 201]
        assert came[0].body == came[1].body


def test_the_last_shares_are_promised_once(server):
    one, other = server.caller(DEE, seed=3), server.caller(DEE, seed=4)
    holdings = one.gets(f"/api/holdings/{server.market.holders[DEE]}").json
    free = sum(int(lot["free"]) for lot in holdings["lots"])
    most = str(free // 2 + 1)
    for _ in range(TIMES):
        came = at_once(
            lambda: one.asks("offer.post", **offer_fields(server, quantity=most)),
            lambda: other.asks("offer.post", **offer_fields(server, quantity=most)),
        )

        assert sorted(answer.status for answer in came) == [201, 422]
        won = next(answer for answer in came if answer.status == 201).made("offer")
        assert one.asks("offer.withdraw", offer=won).status == 201


def test_the_last_cash_is_promised_once(server):
    one, other = server.caller(KIT, seed=5), server.caller(KIT, seed=6)
    dee, juniper = server.caller(DEE, seed=5), server.market.holders[JUNIPER]
    (cash,) = one.gets(f"/api/holdings/{juniper}").json["cash"]
    # Two counters of which the cash is there for one.
    price = str(int(float(cash["free"])) // 1000 // 2 + 1)
    for _ in range(TIMES):
        offers = [
            dee.asks("offer.post", **offer_fields(server, quantity="1000", price="9999")).made(
                "offer"
            )
            for _ in range(2)
        ]

        came = at_once(
            *(
                lambda who=who, offer=offer: who.asks(
                    "offer.counter", offer=offer, buyer=juniper, price=price, currency="USD"
                )
                for who, offer in zip((one, other), offers, strict=True)
            )
        )

        assert sorted(answer.status for answer in came) == [201, 422]
        lost = next(answer for answer in came if answer.status == 422)
        assert lost.json["code"] == "ledger.cash_short"
        for offer in offers:
            assert dee.asks("offer.withdraw", offer=offer).status == 201
    assert server.caller(OPERATOR).inspects()["sound"]
