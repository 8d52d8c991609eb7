"""What is not there to be sold, and what is not theirs to act on: refused, and nothing changed."""

import pytest

from tests.http.market import (
    DEE,
    ELMWOOD,
    HARROW,
    IDA,
    JUNIPER,
    KIT,
    NORTH,
    OPERATOR,
    ORDINARY,
    RUI,
    is_refused,
)

# Dee holds 48,000 and 12,000 ordinary shares, all of them free by now.


def test_more_than_is_held_is_refused(idle_market):
    with idle_market.unchanged():
        no = idle_market.caller(DEE).asks("offer.post", **idle_market.offer(quantity="60001"))

    is_refused(no, 422, "rights.only_fewer_free", field="quantity")
    assert (no.json["facts"]["asked"], no.json["facts"]["free"]) == ("60001", "60000")


def test_shares_that_are_promised_already_are_not_promised_again(market):
    dee = market.caller(DEE)
    dee.asks("offer.post", **market.offer(quantity="40000")).made("offer")

    with market.unchanged():
        no = dee.asks("offer.post", **market.offer(quantity="20001"))

    is_refused(no, 422, "rights.only_fewer_free", field="quantity")
    assert no.json["facts"]["free"] == "20000"
    assert dee.asks("offer.post", **market.offer(quantity="20000")).status == 201


def test_who_holds_nothing_sells_nothing(idle_market):
    seller = idle_market.holders[JUNIPER]

    with idle_market.unchanged():
        no = idle_market.caller(KIT).asks("offer.post", **idle_market.offer(seller=seller))

    assert (no.status, no.json["family"]) == (422, "refusal")


def test_shares_under_a_promise_cannot_be_cancelled_and_are_pledged_all_the_same(market):
    """A pledge or a freeze comes when it comes: what is promised stays, and cannot settle."""
    dee, ida = market.caller(DEE), market.caller(IDA)
    dee.asks("offer.post", **market.offer(quantity="60000")).made("offer")
    lot = dee.gets(f"/api/holdings/{market.dee}").json["lots"][0]["security_id"]

    with market.unchanged():
        cancel = ida.asks("security.cancel", security=lot, reason="a mistake")
    pledged = ida.asks(
        "restriction.attach", security=lot, kind="pledge", rule="P-1", source="a pledge"
    )

    is_refused(cancel, 422, "operations.still_promised", field="security")
    assert pledged.status == 201
    held = dee.gets(f"/api/holdings/{market.dee}").json["lots"][0]
    assert (held["promised"], held["free"]) == ("48000", "0")


def test_a_buyer_without_the_cash_is_refused(market):
    offer = market.caller(DEE).asks("offer.post", **market.offer(price="100.00")).made("offer")

    with market.unchanged():
        no = market.caller(KIT).asks("offer.accept", offer=offer, buyer=market.holders[JUNIPER])

    is_refused(no, 422, "ledger.cash_short")
    # 40,000 at 100.00, against 1,500,000.00 that is free.
    assert no.json["facts"]["short"] == {"amount": "2500000.00", "currency": "USD"}


def test_a_buyer_who_would_be_one_holder_too_many_is_refused(market):
    # The articles allow fifty holders.
    ida = market.caller(IDA)
    offer = market.caller(DEE).asks("offer.post", **market.offer()).made("offer")
    there = len(market.caller(OPERATOR).gets("/api/captable/harrow").json["rows"])
    for number in range(there, 50):
        friend = ida.asks("holder.register", name=f"Friend {number}", issuer=HARROW).made("holder")
        ida.asks(
            "security.issue", issuer=HARROW, stock_class=ORDINARY, holder=friend, quantity="1"
        ).made("security")

    with market.unchanged():
        no = market.caller(KIT).asks("offer.accept", offer=offer, buyer=market.holders[JUNIPER])

    is_refused(no, 422, "rights.may_not_transfer")
    assert no.json["facts"]["rule"] == "ART-11"
    assert "Article 11" in no.json["facts"]["source"]


FORGED = [
    "", "x", "offer_", "offer_00000000000000000000000000", "trade_" + "Z" * 26, "../../etc/passwd",
    "\u0000", "offer_" + "0" * 100_000, "'; --", "١٢٣",
]  # fmt: skip


@pytest.mark.parametrize(
    ("operation", "field", "code", "more"),
    [
        ("offer.accept", "offer", "market.offer_unknown", {"buyer": "holder_x"}),
        ("offer.counter", "offer", "market.offer_unknown",
         {"buyer": "holder_x", "price": "1", "currency": "USD"}),
        ("offer.withdraw", "offer", "market.offer_unknown", {}),
        ("notice.give", "trade", "market.trade_unknown", {}),
        ("notice.elect", "trade", "market.trade_unknown", {"holder": "holder_x"}),
        ("notice.waive", "trade", "market.trade_unknown", {"holder": "holder_x"}),
        ("consent.give", "trade", "market.trade_unknown", {}),
        ("consent.refuse", "trade", "market.trade_unknown", {"reason": "no"}),
        ("trade.settle", "trade", "market.trade_unknown", {}),
        ("trade.withdraw", "trade", "market.trade_unknown", {"reason": "no"}),
        ("trade.default", "trade", "market.trade_unknown", {"reason": "no"}),
        ("cash.deposit", "holder", "register.holder_unknown",
         {"amount": "1", "currency": "USD", "reference": "x"}),
        ("security.cancel", "security", "register.security_unknown", {"reason": "no"}),
        ("mandate.end", "mandate", "people.mandate_unknown", {}),
        ("key.revoke", "key", "people.key_unknown", {}),
        ("person.forget", "person", "people.person_unknown", {}),
    ],
)  # fmt: skip
def test_a_forged_id_names_nothing(idle_market, operation, field, code, more):
    with idle_market.unchanged():
        noes = [
            idle_market.caller(OPERATOR).asks(operation, **{field: given}, **more)
            for given in FORGED
        ]

    for no in noes:
        is_refused(no, 404, code, field=field)
        assert len(no.body) < 2_000


def test_an_id_of_another_kind_names_nothing(market):
    offer = market.caller(DEE).asks("offer.post", **market.offer()).made("offer")

    with market.unchanged():
        no = market.caller(OPERATOR).asks("trade.settle", trade=offer)

    is_refused(no, 404, "market.trade_unknown", field="trade")


def test_another_holders_offer_cannot_be_withdrawn_or_taken_for_others(market):
    offer = market.caller(DEE).asks("offer.post", **market.offer()).made("offer")
    kit, rui = market.caller(KIT), market.caller(RUI)

    with market.unchanged():
        noes = [
            kit.asks("offer.withdraw", offer=offer),
            rui.asks("offer.withdraw", offer=offer),
            market.caller(OPERATOR).asks("offer.withdraw", offer=offer),
            kit.asks("offer.accept", offer=offer, buyer=market.holders[NORTH]),
            rui.asks("offer.accept", offer=offer, buyer=market.holders[ELMWOOD]),
        ]
        stranger = market.caller(None).asks(
            "offer.accept", offer=offer, buyer=market.holders[NORTH]
        )

    for no in noes:
        is_refused(no, 403, "people.no_mandate")
    is_refused(stranger, 403, "people.not_signed_in")


def test_a_holder_does_not_buy_from_itself(market):
    offer = market.caller(DEE).asks("offer.post", **market.offer()).made("offer")

    with market.unchanged():
        no = market.caller(DEE).asks("offer.accept", offer=offer, buyer=market.dee)

    is_refused(no, 422, "market.own_offer", field="buyer")


def test_another_holders_cash_and_lots_look_as_if_they_were_not_there(idle_market):
    dee = idle_market.caller(DEE)

    theirs = dee.gets(f"/api/holdings/{idle_market.holders[NORTH]}")
    nobodys = dee.gets("/api/holdings/holder_00000000000000000000000000")

    is_refused(theirs, 404, "register.holder_unknown")
    assert {key for key in theirs.json if theirs.json[key] != nobodys.json[key]} <= {
        "what", "title", "detail", "facts",
    }  # fmt: skip


def test_another_ones_trade_looks_as_if_it_were_not_there(market):
    offer = market.caller(DEE).asks("offer.post", **market.offer()).made("offer")
    kit = market.caller(KIT)
    trade = kit.asks("offer.accept", offer=offer, buyer=market.holders[JUNIPER]).made("trade")

    assert kit.gets(f"/api/trades/{trade}").status == 200
    assert market.caller(IDA).gets(f"/api/trades/{trade}").status == 200
    for name in (RUI, None):
        is_refused(market.caller(name).gets(f"/api/trades/{trade}"), 404, "market.trade_unknown")


@pytest.mark.parametrize("nothing", ["", " ", "\u3000"])
def test_an_id_that_is_empty_is_said_to_be(idle_market, nothing):
    with idle_market.unchanged():
        no = idle_market.caller(KIT).asks("offer.accept", offer=nothing)
        other = idle_market.caller(DEE).asks("offer.post", **idle_market.offer(issuer=nothing))

    assert no.json["what"] == "There is no offer (empty) here."
    assert no.json["facts"]["given"] == nothing
    assert other.json["what"] == "There is no issuer (empty) in this market."
