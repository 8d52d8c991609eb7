"""Waive: a holder who was asked lets the right go for this sale.

Asked by: the holder who was asked.
Records:  HolderWaived, BuyerDisplaced, TradeCleared, CashMoved, TradeFunded
Refuses:  TradeUnknown, NoNotice, NotAsked, AlreadyAnswered, NoticeOver, NotSignedIn, NoMandate,
          HolderUnknown, TradeNotThere
"""

from laogu.agreements import HolderWaived, open_notice
from laogu.market import at_stage, trade_of_id
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.trade.proceed import proceed
from laogu.register import holder_of_id


class WaiveRight(Request, frozen=True, kw_only=True):
    """A right to let go, for one sale."""

    trade: str
    holder: str


def waive(books: Books, request: WaiveRight, asked: Asked) -> tuple[Event, ...]:
    """Return the waiver, or refuse."""
    state = trade_of_id(books.market, request.trade)
    holder = holder_of_id(books.register, request.holder).holder
    asked.must_act(holder)
    open_notice(books.agreements, state.trade.trade, holder, now=asked.at)
    at_stage(state, "noticed")
    on = asked.today(books.register.issuers[state.trade.issuer].zone)
    return (
        HolderWaived(effective_on=on, trade=state.trade.trade, holder=holder),
        *proceed(books, state, on=on, answered={holder: 0}),
    )
