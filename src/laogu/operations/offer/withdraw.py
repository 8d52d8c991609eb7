"""Withdraw an offer or a counter-offer; what was promised to it is free again.

Asked by: who made it.
Records:  OfferWithdrawn, OfferExpired, CashMoved
Refuses:  OfferUnknown, OfferClosed, NotSignedIn, NoMandate
"""

from laogu.market import counters_to, open_offer
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.settlement import end_offer


class WithdrawOffer(Request, frozen=True, kw_only=True):
    """An offer or counter-offer to take back."""

    offer: str


def withdraw_offer(books: Books, request: WithdrawOffer, asked: Asked) -> tuple[Event, ...]:
    """Return the end of the offer and of every counter to it, or refuse."""
    state = open_offer(books.market, request.offer)
    asked.must_act(state.offer.maker, of=request.offer)
    on = asked.today(books.register.issuers[state.offer.issuer].zone)
    events: list[Event] = [*end_offer(books.ledger, state, how="withdrawn", on=on)]
    for counter in counters_to(books.market, state):
        events.extend(end_offer(books.ledger, counter, how="expired", on=on))
    return tuple(events)
