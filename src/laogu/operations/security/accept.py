"""Accept a security: its holder takes it, and it can no longer be retracted.

Asked by: the holder, or the issuer for it.
Records:  StockAccepted
Refuses:  SecurityUnknown, NotSignedIn, NoMandate, AlreadyAccepted
"""

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import living_security
from laogu.register.capital import AlreadyAccepted, StockAccepted


class AcceptSecurity(Request, frozen=True, kw_only=True):
    """A security that its holder takes."""

    security: str


def accept_security(books: Books, request: AcceptSecurity, asked: Asked) -> tuple[Event, ...]:
    """Return the acceptance, or refuse."""
    stock = living_security(books.register, request.security)
    if not asked.may("issue", stock.issuer):
        asked.must_act(stock.holder, of=stock.security)
    accepted = books.register.capital.accepted.get(stock.security)
    if accepted is not None:
        raise AlreadyAccepted(on=accepted.on)
    today = asked.today(books.register.issuers[stock.issuer].zone)
    return (StockAccepted(effective_on=today, security=stock.security),)
