"""Delivery versus payment: cash and shares change hands in one entry, both or neither."""

from collections.abc import Callable, Iterator
from datetime import date

from laogu.basics import Money, SecurityId, part_of
from laogu.ledger import CashMoved, pay
from laogu.market import LotReplaced, Market, TradeSettled, TradeState
from laogu.register import Register, Share, StockTransferred, transfer


def deliver(
    register: Register,
    market: Market,
    state: TradeState,
    *,
    on: date,
    make_id: Callable[[], SecurityId],
) -> Iterator[CashMoved | StockTransferred | TradeSettled | LotReplaced]:
    """Return both legs of a funded trade: escrow to the seller less the fee, lots to the buyers.

    Where another offer or trade holds a promise on a lot, it goes on with what is left of the lot.
    """
    trade = state.trade
    currency = trade.price.currency
    price = Money(sum(part.due for part in state.parts), currency)
    yield pay(trade.seller, price, part_of(price, trade.fee_bps), purpose=trade.trade, on=on)
    shares = [
        Share(holder=part.holder, units=part.units, cost=Money(part.due, currency))
        for part in state.parts
    ]
    moved = transfer(register, lots=trade.lots, shares=shares, on=on, make_id=make_id)
    yield from moved
    yield TradeSettled(effective_on=on, trade=trade.trade)
    for one in moved:
        others = market.promised_to.on(one.security).keys() - {trade.trade}
        if others and one.balance is not None:
            yield LotReplaced(effective_on=on, security=one.security, by=one.balance.security)
