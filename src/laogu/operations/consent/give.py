"""Give consent: who must say yes says yes.

Asked by: the issuer, for its board.
Records:  ConsentGiven, BuyerDisplaced, TradeCleared, CashMoved, TradeFunded
Refuses:  TradeUnknown, NotSignedIn, NoMandate, NothingToConsent, TradeNotThere
"""

from laogu.agreements import ConsentGiven, open_consent
from laogu.market import at_stage, trade_of_id
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.trade.proceed import proceed


class GiveConsent(Request, frozen=True, kw_only=True):
    """A consent to give."""

    trade: str
    giver: str = "board"


def give_consent(books: Books, request: GiveConsent, asked: Asked) -> tuple[Event, ...]:
    """Return the consent, or refuse."""
    state = trade_of_id(books.market, request.trade)
    asked.must_issue(state.trade.issuer)
    open_consent(books.agreements, state.trade.trade, request.giver)
    at_stage(state, "noticed")
    on = asked.today(books.register.issuers[state.trade.issuer].zone)
    return (
        ConsentGiven(effective_on=on, trade=state.trade.trade, giver=request.giver),
        *proceed(books, state, on=on, consented=True),
    )
