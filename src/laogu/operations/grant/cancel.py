"""Cancel a grant, in part or whole; what ends goes back to the pool by the plan's rule.

A part comes off the last instalments, so that what is vested is cancelled last.

Asked by: the issuer.
Records:  GrantEnded, ReturnedToPool
Refuses:  GrantUnknown, GrantOver, NotSignedIn, NoMandate, NotAQuantity, HoldsTooFew, PoolNotSaid,
          NotAName
"""

from decimal import Decimal

from laogu.basics import LONGEST_TEXT, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register.plans import end, living_grant


class CancelGrant(Request, frozen=True, kw_only=True):
    """A grant to cancel.

    quantity: left out: all that is left. reason: why, in words, kept for ever.
    returns: whether it goes back to the pool, where the plan leaves that to each grant.
    """

    security: str
    reason: str
    quantity: Decimal | None = None
    returns: bool | None = None


def cancel_grant(books: Books, request: CancelGrant, asked: Asked) -> tuple[Event, ...]:
    """Return the cancellation, and what goes back to the pool, or refuse."""
    register = books.register
    grant = living_grant(register.plans, request.security)
    asked.must_issue(grant.granted.issuer)
    decimals = register.classes[grant.stock_class].decimals
    return end(
        register.plans,
        grant,
        by="cancellation",
        units=grant.left if request.quantity is None else units(request.quantity, decimals),
        on=asked.today(register.issuers[grant.granted.issuer].zone),
        decimals=decimals,
        reason=name(request.reason, longest=LONGEST_TEXT),
        returns=request.returns,
    )
