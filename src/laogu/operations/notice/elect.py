"""Elect: a holder who was asked takes shares on the same terms; its cash is held for them.

Asked by: the holder who was asked.
Records:  HolderElected, CashMoved, BuyerDisplaced, TradeCleared, TradeFunded
Refuses:  TradeUnknown, NoNotice, NotAsked, AlreadyAnswered, NoticeOver, NotSignedIn, NoMandate,
          HolderUnknown, NotAQuantity, HoldsTooFew, PartNotEnough, CashShort, TradeNotThere
"""

from decimal import Decimal

from laogu.agreements import HolderElected, check_part, open_notice
from laogu.basics import cost, in_words, units
from laogu.ledger import hold
from laogu.market import at_stage, trade_of_id
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.trade.proceed import proceed
from laogu.register import HoldsTooFew, holder_of_id


class ElectToTake(Request, frozen=True, kw_only=True):
    """Shares a holder takes first. quantity: left out: all that is offered."""

    trade: str
    holder: str
    quantity: Decimal | None = None


def elect(books: Books, request: ElectToTake, asked: Asked) -> tuple[Event, ...]:
    """Return the election and the hold of its cash, or refuse."""
    state = trade_of_id(books.market, request.trade)
    trade = state.trade
    holder = holder_of_id(books.register, request.holder).holder
    asked.must_act(holder)
    notice = open_notice(books.agreements, trade.trade, holder, now=asked.at)
    at_stage(state, "noticed")
    decimals = books.register.classes[trade.stock_class].decimals
    wanted = trade.units if request.quantity is None else units(request.quantity, decimals)
    offered, taken = in_words(trade.units, decimals), in_words(wanted, decimals)
    if wanted > trade.units:
        raise HoldsTooFew(asked=taken, held=offered)
    check_part(notice, wanted, taken=f"{taken:,f}", offered=f"{offered:,f}")
    due = cost(trade.price, wanted, decimals=decimals)
    on = asked.today(books.register.issuers[trade.issuer].zone)
    return (
        HolderElected(effective_on=on, trade=trade.trade, holder=holder, units=wanted),
        hold(books.ledger, holder, due, purpose=trade.trade, on=on),
        *proceed(books, state, on=on, answered={holder: wanted}, held={holder: due}),
    )
