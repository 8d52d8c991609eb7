"""Cancel shares of a security: all of them, or a part; what is left becomes a new security.

Asked by: the issuer.
Records:  StockCancelled
Refuses:  SecurityUnknown, NotSignedIn, NoMandate, NotAQuantity, HoldsTooFew, BeforeItsTime,
          NotAName, StillPromised, StillEncumbered
"""

from decimal import Decimal

from laogu.basics import LONGEST_TEXT, SecurityId, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.still import must_be_free, must_be_unencumbered
from laogu.register import cancel, living_security


class CancelSecurity(Request, frozen=True, kw_only=True):
    """Shares to cancel. quantity: left out: all. reason: why, in words, kept for ever."""

    security: str
    reason: str
    quantity: Decimal | None = None


def cancel_security(books: Books, request: CancelSecurity, asked: Asked) -> tuple[Event, ...]:
    """Return the cancellation, or refuse."""
    stock = living_security(books.register, request.security)
    asked.must_issue(stock.issuer)
    kind = books.register.classes[stock.stock_class]
    must_be_free(books, stock)
    on = asked.today(books.register.issuers[stock.issuer].zone)
    gone = stock.units if request.quantity is None else units(request.quantity, kind.decimals)
    if gone <= stock.units:
        must_be_unencumbered(books, stock, gone, on)
    cancelled = cancel(
        books.register,
        stock.security,
        units=gone,
        reason=name(request.reason, longest=LONGEST_TEXT),
        on=on,
        make_id=lambda: SecurityId(asked.make("security")),
    )
    return (cancelled,)
