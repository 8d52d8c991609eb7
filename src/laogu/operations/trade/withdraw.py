"""Withdraw a trade: the seller changes its mind before settlement, where the terms let it.

Asked by: the seller.
Records:  CashMoved, TradeEnded
Refuses:  TradeUnknown, NotSignedIn, NoMandate, TradeNotThere, NoWithdrawal, NotAName
"""

from laogu.basics import LONGEST_TEXT, name
from laogu.market import at_stage, trade_of_id
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.refusals import NoWithdrawal
from laogu.operations.trade.proceed import electing
from laogu.operations.transferable import proposal_of
from laogu.rights import closing_in_force
from laogu.settlement import end_trade


class WithdrawTrade(Request, frozen=True, kw_only=True):
    """A trade to end. reason: in words, told to the other side."""

    trade: str
    reason: str


def withdraw_trade(books: Books, request: WithdrawTrade, asked: Asked) -> tuple[Event, ...]:
    """Return the end of the trade and the release of both legs, or refuse."""
    state = trade_of_id(books.market, request.trade)
    trade = state.trade
    asked.must_act(trade.seller, of=request.trade)
    at_stage(state, "matched", "noticed", "cleared", "funded")
    on = asked.today(books.register.issuers[trade.issuer].zone)
    proposal = proposal_of(books, trade, buyers=(trade.buyer,), today=on)
    closing = closing_in_force(books.standing, proposal)
    if not closing.withdrawal:
        raise NoWithdrawal(clause=closing.cited)
    return tuple(
        end_trade(
            books.ledger,
            state,
            how="withdrawn",
            reason=name(request.reason, longest=LONGEST_TEXT),
            electing=electing(books, trade.trade),
            on=on,
        )
    )
