"""Refuse consent: who must say yes says no, and why; the trade ends and both legs are released.

Asked by: the issuer, for its board.
Records:  ConsentRefused, CashMoved, TradeEnded
Refuses:  TradeUnknown, NotSignedIn, NoMandate, NothingToConsent, NotAName, TradeNotThere
"""

from laogu.agreements import ConsentRefused, open_consent
from laogu.basics import LONGEST_TEXT, name
from laogu.market import at_stage, trade_of_id
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.trade.proceed import electing
from laogu.settlement import end_trade


class RefuseConsent(Request, frozen=True, kw_only=True):
    """A consent to refuse. reason: in words, told to both sides."""

    trade: str
    reason: str
    giver: str = "board"


def refuse_consent(books: Books, request: RefuseConsent, asked: Asked) -> tuple[Event, ...]:
    """Return the refusal and the end of the trade, or refuse."""
    state = trade_of_id(books.market, request.trade)
    trade = state.trade
    asked.must_issue(trade.issuer)
    open_consent(books.agreements, trade.trade, request.giver)
    at_stage(state, "noticed")
    reason = name(request.reason, longest=LONGEST_TEXT)
    on = asked.today(books.register.issuers[trade.issuer].zone)
    return (
        ConsentRefused(effective_on=on, trade=trade.trade, giver=request.giver, reason=reason),
        *end_trade(
            books.ledger,
            state,
            how="refused",
            reason=reason,
            electing=electing(books, trade.trade),
            on=on,
        ),
    )
