"""Offers, counter-offers, and who gets what when several want the same."""

from datetime import timedelta
from decimal import Decimal

import pytest

from laogu.basics import LaoguError, OfferId
from laogu.journal import Recorded, verify
from laogu.market import OfferClosed, OfferUnknown, OwnOffer
from laogu.operations import MayNotTransfer, OnlyFewerFree
from tests.desk import MORNING, clause, closing, desk_at, has, holds, open_articles


def board():
    return desk_at(
        MORNING, open_articles, holds("ada", 100), has("elm", "5000.00"), has("rook", "5000.00")
    )


def test_two_acceptances_of_one_offer_at_the_same_moment_exactly_one_wins():
    desk = board()
    offer = desk.post("ada", 100, "18.50")
    takers = [
        desk.command("offer.accept", {"offer": offer, "buyer": desk.holder(name)}, by=name)
        for name in ("elm", "rook", "elm")
    ]

    outcomes = desk.record(*takers)

    assert [type(one) for one in outcomes] == [Recorded, OfferClosed, OfferClosed]
    assert (desk.promised("elm"), desk.promised("rook")) == (Decimal("1850.00"), 0)
    assert len(desk.books.market.trades) == 1
    assert verify(desk.store, desk.journal).is_sound


def test_an_acceptance_and_a_withdrawal_at_the_same_moment_exactly_one_wins():
    for order in (1, -1):
        desk = board()
        offer = desk.post("ada", 100, "18.50")
        both = [
            desk.command("offer.accept", {"offer": offer, "buyer": desk.holder("elm")}, by="elm"),
            desk.command("offer.withdraw", {"offer": offer}, by="ada"),
        ]

        outcomes = desk.record(*both[::order])

        assert [isinstance(one, LaoguError) for one in outcomes] == [False, True]


def test_shares_that_are_promised_cannot_be_offered_again():
    desk = board()
    offer = desk.post("ada", 70, "18.50")

    with desk.refuses(OnlyFewerFree) as no:
        desk.post("ada", 31, "18.50")
    assert (no.value.free, no.value.asked) == (30, 31)
    desk.post("ada", 30, "18.50")
    with desk.refuses(MayNotTransfer):
        desk.post("ada", 1, "18.50")

    desk.do("offer.withdraw", "ada", offer=offer)
    desk.post("ada", 70, "19.00")


def test_a_counter_offer_promises_cash_and_the_seller_may_take_it():
    desk = board()
    offer = desk.post("ada", 100, "18.50")
    low, high = (
        desk.counter("elm", offer, "17.00"),
        desk.counter("rook", offer, "18.00", quantity=40),
    )
    assert (desk.promised("elm"), desk.promised("rook")) == (Decimal("1700.00"), Decimal("720.00"))

    trade = desk.take("ada", high)

    assert desk.held_for("rook", trade) == Decimal("720.00")
    # The other counter's offer is gone, and its cash is free; what was not sold may be sold again.
    assert desk.promised("elm") == 0
    assert desk.books.market.offers[low].stage == "expired"
    assert desk.explain("ada", 60).result == "pass"
    desk.notice(trade)
    desk.settle(trade)
    assert desk.held() == {"ada": 60, "rook": 40}
    assert desk.free("ada") == Decimal("720.00")


def test_taking_the_offer_itself_ends_every_counter():
    desk = board()
    offer = desk.post("ada", 100, "18.50")
    counter = desk.counter("elm", offer, "17.00")

    desk.accept("rook", offer)

    assert (desk.books.market.offers[counter].stage, desk.promised("elm")) == ("expired", 0)
    with desk.refuses(OfferClosed):
        desk.take("ada", counter)


@pytest.mark.parametrize("end", ["withdrawn", "expired"])
def test_the_end_of_an_offer_releases_every_counter(end):
    desk = board()
    offer = desk.post("ada", 100, "18.50", open_until=MORNING + timedelta(days=5))
    counter = desk.counter("elm", offer, "17.00")

    if end == "withdrawn":
        desk.do("offer.withdraw", "ada", offer=offer)
    else:
        desk.wait(days=5)

    offers = desk.books.market.offers
    assert (offers[offer].stage, offers[counter].stage) == (end, "expired")
    assert (desk.promised("elm"), dict(desk.books.market.committed)) == (0, {})


def test_a_counter_ends_by_its_own_clock_and_the_offer_stays():
    desk = board()
    offer = desk.post("ada", 100, "18.50")
    counter = desk.counter("elm", offer, "17.00", open_until=MORNING + timedelta(days=1))

    desk.wait(days=1)

    offers = desk.books.market.offers
    assert (offers[offer].stage, offers[counter].stage) == ("open", "expired")
    assert desk.free("elm") == Decimal("5000.00")


def test_a_counter_that_is_taken_back_releases_its_cash():
    desk = board()
    counter = desk.counter("elm", desk.post("ada", 100, "18.50"), "17.00")

    desk.do("offer.withdraw", "elm", offer=counter)

    assert (desk.free("elm"), desk.promised("elm")) == (Decimal("5000.00"), 0)


def test_an_offer_is_open_until_its_moment_and_not_at_it():
    desk = board()
    until = MORNING + timedelta(days=5)
    offer = desk.post("ada", 100, "18.50", open_until=until)
    desk.world.move(until)  # and nobody fired anything meanwhile

    with pytest.raises(OfferClosed) as no:
        desk.accept("elm", offer)

    assert no.value.stage == "expired"


def test_one_person_may_act_for_two_holders_but_one_holder_cannot_trade_with_itself():
    desk = board()
    offer = desk.post("ada", 100, "18.50")
    desk.do("mandate.give", person=desk.people["ada"], power="act", over=desk.holder("elm"))

    with desk.refuses(OwnOffer):
        desk.accept("ada", offer)
    ids = desk.do("offer.accept", "ada", offer=offer, buyer=desk.holder("elm"))

    assert desk.state(ids["trade"][0]).trade.buyer == desk.holder("elm")


def test_two_sales_of_parts_of_one_lot_settle_one_after_the_other():
    desk = board()
    first = desk.trade("ada", "elm", 30, "10.00")
    second = desk.trade("ada", "rook", 40, "11.00")
    still_open = desk.post("ada", 20, "12.00")
    for trade in (first, second):
        desk.notice(trade)

    desk.settle(first)
    assert desk.happened() == ["CashMoved", "StockTransferred", "TradeSettled", "LotReplaced"]
    (left,) = desk.lots("ada")
    assert desk.books.market.offers[still_open].offer.lots == ((left.security, 20),)
    assert desk.books.market.committed == {left.security: 60}
    desk.settle(second)
    last = desk.accept("elm", still_open)
    desk.notice(last)
    desk.settle(last)

    assert desk.held() == {"elm": 50, "rook": 40, "ada": 10}
    assert desk.free("ada") == Decimal("980.00")
    again = desk.reopened()
    assert again.books.differences(desk.books) == ()
    assert again.books.market.promised_to.on(left.security) == {}


def test_articles_that_lock_promised_shares_stop_the_sale_although_others_are_free():
    desk = desk_at(
        MORNING, open_articles, has("elm", 5_000),
        holds("ada", 50, acquired_on=MORNING.date() - timedelta(days=900)), holds("ada", 50),
    )  # fmt: skip
    offer, trade = desk.post("ada", 20, "18.50"), desk.trade("ada", "elm", 30, "18.50")
    desk.notice(trade)
    lock = clause(
        "lock_up", "ART-10", locked_through=MORNING.date() + timedelta(days=30),
        acquired_by=MORNING.date() - timedelta(days=800),
    )  # fmt: skip
    desk.adopt(lock, closing(), version="2")

    with desk.refuses(MayNotTransfer) as no:
        desk.settle(trade)
    with desk.refuses(MayNotTransfer):
        desk.accept("elm", offer)
    with desk.refuses(MayNotTransfer):
        desk.counter("elm", offer, "18.00")

    assert (no.value.rule, no.value.until) == ("ART-10", MORNING.date() + timedelta(days=30))
    desk.wait(days=31)
    desk.settle(trade)
    desk.accept("elm", offer)


def test_an_offer_nobody_made_cannot_be_taken():
    with board().refuses(OfferUnknown):
        board().accept("elm", OfferId("offer_nothing"))
