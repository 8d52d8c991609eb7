"""Retract a security: it was issued, its holder never took it, and it is as if it never was.

Asked by: the issuer.
Records:  StockRetired
Refuses:  SecurityUnknown, NotSignedIn, NoMandate, NotAName, StillPromised, StillEncumbered,
          AlreadyAccepted, NotAsIssued, HoldsTooFew, BeforeItsTime
"""

from laogu.basics import LONGEST_TEXT, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.still import must_be_free, must_be_unencumbered
from laogu.register import living_security, retract


class RetractSecurity(Request, frozen=True, kw_only=True):
    """A security to take back. reason: why, in words, kept for ever."""

    security: str
    reason: str


def retract_security(books: Books, request: RetractSecurity, asked: Asked) -> tuple[Event, ...]:
    """Return the retraction, or refuse."""
    stock = living_security(books.register, request.security)
    asked.must_issue(stock.issuer)
    must_be_free(books, stock)
    on = asked.today(books.register.issuers[stock.issuer].zone)
    must_be_unencumbered(books, stock, stock.units, on)
    reason = name(request.reason, longest=LONGEST_TEXT)
    return (retract(books.register, stock.security, reason=reason, on=on),)
