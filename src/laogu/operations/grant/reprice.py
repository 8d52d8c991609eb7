"""Reprice a grant: from today on what is left of it may be exercised at another price.

Asked by: the issuer.
Records:  GrantRepriced
Refuses:  GrantUnknown, GrantOver, NotSignedIn, NoMandate, CostsNothing, NotAPrice, BetweenTicks
"""

from decimal import Decimal

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.grant.price import exercise_price
from laogu.register.options import COSTLESS
from laogu.register.plans import CostsNothing, GrantRepriced, living_grant


class RepriceGrant(Request, frozen=True, kw_only=True):
    """A grant, and the new price of one share."""

    security: str
    price: Decimal


def reprice_grant(books: Books, request: RepriceGrant, asked: Asked) -> tuple[Event, ...]:
    """Return the new price, or refuse."""
    register = books.register
    grant = living_grant(register.plans, request.security)
    granted = grant.granted
    asked.must_issue(granted.issuer)
    if granted.kind in COSTLESS:
        raise CostsNothing
    return (
        GrantRepriced(
            effective_on=asked.today(register.issuers[granted.issuer].zone),
            security=granted.security,
            price=exercise_price(request.price, register.classes[granted.stock_class]),
        ),
    )
