"""The unhappy ends: whatever does not settle lets go of both legs, and nothing is lost."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from laogu.basics import HolderId, Money, WindowId
from laogu.ledger import CashMoved, Ledger, give_back, held_for, release
from laogu.market import (
    Market,
    OfferExpired,
    OfferState,
    OfferWithdrawn,
    OrderState,
    OrderWithdrawn,
    TradeEnded,
    TradeState,
)


def end_trade(
    ledger: Ledger,
    state: TradeState,
    *,
    how: Literal["withdrawn", "refused", "expired", "defaulted"],
    reason: str,
    electing: Iterable[HolderId],
    on: date,
) -> Iterator[CashMoved | TradeEnded]:
    """Return the events that end a trade: cash back to whom it came from, lots free again.

    electing: everybody who holds cash for this trade besides the buyer.
    """
    trade = state.trade
    currency = trade.price.currency
    for holder in dict.fromkeys((*electing, trade.buyer)):
        promised = held_for(ledger, holder, trade.trade, currency)
        if promised.minor:
            yield release(holder, promised, purpose=trade.trade, on=on)
    if state.stage == "funded":
        for part in state.parts:
            yield give_back(part.holder, Money(part.due, currency), purpose=trade.trade, on=on)
    yield TradeEnded(effective_on=on, trade=trade.trade, how=how, reason=reason)


def end_offer(
    ledger: Ledger, state: OfferState, *, how: Literal["withdrawn", "expired"], on: date
) -> Iterator[CashMoved | OfferWithdrawn | OfferExpired]:
    """Return the events that end an offer or a counter; a counter's cash is let go."""
    offer = state.offer
    promised = held_for(ledger, offer.maker, offer.offer, offer.price.currency)
    if promised.minor:
        yield release(offer.maker, promised, purpose=offer.offer, on=on)
    if how == "withdrawn":
        yield OfferWithdrawn(effective_on=on, offer=offer.offer)
    else:
        yield OfferExpired(effective_on=on, offer=offer.offer)


def end_order(
    ledger: Ledger, state: OrderState, *, currency: str, on: date
) -> Iterator[CashMoved | OrderWithdrawn]:
    """Return the events that take back an order; a buyer's cash is let go."""
    order = state.order
    promised = held_for(ledger, order.maker, order.order, currency)
    if promised.minor:
        yield release(order.maker, promised, purpose=order.order, on=on)
    yield OrderWithdrawn(effective_on=on, order=order.order)


def release_orders(
    ledger: Ledger, market: Market, window: WindowId, *, on: date
) -> Iterator[CashMoved]:
    """Return the release of all cash that a window's orders hold; its end lets go of the lots."""
    currency = market.windows[window].window.currency
    for one in market.orders_in.on(window):
        state = market.orders[one]
        promised = held_for(ledger, state.order.maker, one, currency)
        if state.stage == "open" and promised.minor:
            yield release(state.order.maker, promised, purpose=one, on=on)
