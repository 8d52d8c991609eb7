"""Delivery versus payment: cash and shares change hands in one entry, both or neither."""

from collections.abc import Callable, Iterator
from datetime import date

from laogu.basics import Money, SecurityId, part_of
from laogu.ledger import CashMoved, pay
from laogu.market import LotReplaced, Market, TradeSettled, TradeState
from laogu.register import Register, Share, StockTransferred, transfer
from laogu.register.encumbrances import Claimed, ProceedsHeld, claimed


def deliver(
    register: Register,
    market: Market,
    state: TradeState,
    *,
    on: date,
    make_id: Callable[[], SecurityId],
) -> Iterator[CashMoved | ProceedsHeld | StockTransferred | TradeSettled | LotReplaced]:
    """Return both legs of a funded trade: escrow to the seller less the fee, lots to the buyers.

    What others claim of the seller's part is set apart, and neither side has it until it is paid or
    let go. Where another offer or trade holds a promise on a lot, it goes on with what is left.
    """
    trade = state.trade
    currency = trade.price.currency
    price = Money(sum(part.due for part in state.parts), currency)
    fee = part_of(price, trade.fee_bps)
    apart = claimed_of(register, state, price - fee, on=on)
    held = [(one.encumbrance.encumbrance, one.amount) for one in apart]
    yield pay(trade.seller, price, fee, apart=held, purpose=trade.trade, on=on)
    for encumbrance, amount in held:
        yield ProceedsHeld(
            effective_on=on, encumbrance=encumbrance, trade=trade.trade, amount=amount
        )
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


def claimed_of(
    register: Register, state: TradeState, net: Money, *, on: date
) -> tuple[Claimed, ...]:
    """Return what others claim of what the seller gets, `net`, if the trade settled on a day."""
    trade = state.trade
    if not register.encumbrances.of_holder.on(trade.seller):
        return ()
    return claimed(
        register.encumbrances,
        [(register.securities[security].stock, units) for security, units in trade.lots],
        net,
        decimals=register.classes[trade.stock_class].decimals,
        on=on,
    )
