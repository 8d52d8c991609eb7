"""Declare a trade in default: a side does not do its part; both legs are released.

Asked by: the operator of the market.
Records:  CashMoved, TradeEnded
Refuses:  TradeUnknown, NotSignedIn, NoMandate, TradeNotThere, NotAName
"""

from laogu.basics import LONGEST_TEXT, name
from laogu.market import at_stage, trade_of_id
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.trade.proceed import electing
from laogu.settlement import end_trade


class DefaultTrade(Request, frozen=True, kw_only=True):
    """A trade to end. reason: who failed to do what, kept for ever."""

    trade: str
    reason: str


def default_trade(books: Books, request: DefaultTrade, asked: Asked) -> tuple[Event, ...]:
    """Return the end of the trade and the release of both legs, or refuse."""
    state = trade_of_id(books.market, request.trade)
    asked.must_operate()
    at_stage(state, "matched", "noticed", "cleared", "funded")
    return tuple(
        end_trade(
            books.ledger,
            state,
            how="defaulted",
            reason=name(request.reason, longest=LONGEST_TEXT),
            electing=electing(books, state.trade.trade),
            on=asked.today(books.register.issuers[state.trade.issuer].zone),
        )
    )
