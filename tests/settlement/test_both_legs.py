"""Both legs move in one tuple of events, or none does; whatever ends lets go of both."""

from datetime import timedelta

import pytest

from laogu.basics import LaoguError, Money, SecurityId
from laogu.journal import new_request_id
from laogu.ledger import CashMoved
from laogu.market import LotReplaced, OfferExpired, OfferWithdrawn, TradeEnded, TradeSettled
from laogu.operations import OPERATIONS, Asked, ThroughIsOver
from laogu.operations.trade.settle import SettleTrade
from laogu.register import StockTransferred
from laogu.settlement import deliver, end_offer, end_trade, parts_of
from tests.desk import (
    MORNING,
    TODAY,
    articles,
    closing,
    desk_at,
    everything,
    first_refusal,
    has,
    holds,
    names_of,
    open_articles,
)


def funded(*clauses):
    desk = desk_at(
        MORNING, articles(*clauses), holds("ada", 60), holds("ada", 60), holds("rook", 10),
        has("elm", 5_000), has("rook", 5_000),
    )  # fmt: skip
    trade = desk.trade("ada", "elm", 100, "10.00")
    desk.notice(trade)
    return desk, trade


def delivered(desk, trade):
    numbers = iter(range(100))
    return list(
        deliver(
            desk.books.register, desk.books.market, desk.state(trade), on=TODAY,
            make_id=lambda: SecurityId(f"security_{next(numbers)}"),
        )
    )  # fmt: skip


def test_cash_shares_and_the_end_come_together():
    desk, trade = funded(closing(fee_bps=100))

    events = delivered(desk, trade)

    assert names_of(events) == ["CashMoved", "StockTransferred", "StockTransferred", "TradeSettled"]
    (cash, first, second, _) = events
    assert isinstance(cash, CashMoved)
    assert [posting.minor for posting in cash.postings] == [-100_000, 99_000, 1_000]
    assert isinstance(first, StockTransferred)
    assert isinstance(second, StockTransferred)
    assert [one.units for one in (*first.resulting, *second.resulting)] == [60, 40]
    assert (first.balance, second.balance.units if second.balance else None) == (None, 20)
    assert all(event.effective_on == TODAY for event in events)


def test_a_promise_to_another_sale_goes_on_with_what_is_left():
    desk, trade = funded()
    desk.post("ada", 5, "10.00")

    events = delivered(desk, trade)

    replaced = events[-1]
    transferred = events[-3]
    assert isinstance(replaced, LotReplaced)
    assert isinstance(transferred, StockTransferred)
    assert transferred.balance is not None
    assert replaced.security == transferred.security
    assert replaced.by == transferred.balance.security
    assert isinstance(events[-2], TradeSettled)


def test_takers_come_first_and_the_buyer_gets_the_rest():
    desk, trade = funded(first_refusal())
    matched = desk.state(trade).trade
    rook, elm = desk.holder("rook"), desk.holder("elm")

    def parts(takes):
        return [(one.holder, one.units, one.due) for one in parts_of(matched, takes, decimals=0)]

    assert parts({}) == [(elm, 100, 100_000)]
    assert parts({rook: 30}) == [(rook, 30, 30_000), (elm, 70, 70_000)]
    assert parts({rook: 100}) == [(rook, 100, 100_000)]
    assert parts({elm: 30, rook: 0}) == [(elm, 100, 100_000)]
    with pytest.raises(AssertionError, match="takers get no more than is offered"):
        parts({rook: 101})


@pytest.mark.parametrize("how", ["withdrawn", "refused", "expired", "defaulted"])
def test_an_end_before_funding_releases_every_promise_once(how):
    desk, trade = funded(first_refusal())
    desk.post("ada", 1, "1.00")
    events = list(
        end_trade(
            desk.books.ledger, desk.state(trade), how=how, reason="because",
            electing=[desk.holder("elm"), desk.holder("rook")], on=TODAY,
        )
    )  # fmt: skip

    # The buyer is named twice and released once; rook elected nothing and is not moved at all.
    released, ended = events
    assert isinstance(released, CashMoved)
    assert released.kind == "release"
    assert [posting.minor for posting in released.postings] == [-100_000, 100_000]
    assert isinstance(ended, TradeEnded)
    assert (ended.how, ended.reason) == (how, "because")


@pytest.mark.parametrize(
    ("how", "event"), [("withdrawn", OfferWithdrawn), ("expired", OfferExpired)]
)
def test_the_end_of_an_offer_moves_cash_only_for_a_counter(how, event):
    desk = desk_at(MORNING, open_articles, holds("ada", 60), has("elm", 5_000))
    offer = desk.post("ada", 10, "10.00")
    counter = desk.counter("elm", offer, "9.00")
    offers = desk.books.market.offers

    (only,) = end_offer(desk.books.ledger, offers[offer], how=how, on=TODAY)
    cash, ended = end_offer(desk.books.ledger, offers[counter], how=how, on=TODAY)

    assert isinstance(only, event)
    assert isinstance(cash, CashMoved)
    assert cash.postings[1].minor == 9_000
    assert isinstance(ended, event)


def test_a_trade_settles_through_its_last_day_and_not_after_it():
    # Its long stop rings first while the journal keeps time; deciding alone minds the day as well.
    desk, trade = funded(closing(long_stop_days=10))
    through = desk.state(trade).through
    assert through == TODAY + timedelta(days=10)

    def decide(at):
        asked = Asked(
            books=desk.books, by=desk.people["operator"], at=at,
            request=new_request_id(desk.world), secret=b"",
        )  # fmt: skip
        return OPERATIONS["trade.settle"].decide(desk.books, SettleTrade(trade=trade), asked)

    before = everything(desk.books)
    assert isinstance(decide(MORNING + timedelta(days=10))[-1], TradeSettled)
    with pytest.raises(ThroughIsOver) as no:
        decide(MORNING + timedelta(days=11))

    assert no.value.through == through
    assert isinstance(no.value, LaoguError)
    assert everything(desk.books) == before


def test_escrow_holds_exactly_what_the_parts_pay():
    desk, trade = funded(first_refusal())
    desk.elect("rook", trade, 33)
    parts = desk.state(trade).parts

    escrow = desk.books.ledger.stands_at(f"escrow/{trade}", "USD")

    assert Money(escrow, "USD") == Money(sum(part.due for part in parts), "USD")
    assert (desk.promised("elm"), desk.promised("rook")) == (0, 0)
