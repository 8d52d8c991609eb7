"""Accelerate the vesting of a grant: units vest today, ahead of the schedule.

Asked by: the issuer.
Records:  VestingAccelerated
Refuses:  GrantUnknown, GrantOver, NotSignedIn, NoMandate, NotAQuantity, HoldsTooFew
"""

from decimal import Decimal

from laogu.basics import in_words, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import HoldsTooFew
from laogu.register.plans import VestingAccelerated, living_grant, standing


class AccelerateVesting(Request, frozen=True, kw_only=True):
    """Units to vest today. quantity: left out: all that is unvested. They come off the end."""

    security: str
    quantity: Decimal | None = None


def accelerate_vesting(books: Books, request: AccelerateVesting, asked: Asked) -> tuple[Event, ...]:
    """Return the acceleration, or refuse."""
    register = books.register
    grant = living_grant(register.plans, request.security)
    issuer = register.issuers[grant.granted.issuer]
    asked.must_issue(issuer.issuer)
    today = asked.today(issuer.zone)
    decimals = register.classes[grant.stock_class].decimals
    now = standing(register.plans, grant, decimals=decimals, on=today)
    # What leaving has cost is still there until it is recorded as forfeited.
    most = now.unvested + now.lost
    ahead = most if request.quantity is None else units(request.quantity, decimals)
    if not 0 < ahead <= most:
        raise HoldsTooFew(asked=in_words(ahead, decimals), held=in_words(most, decimals))
    return (VestingAccelerated(effective_on=today, security=grant.granted.security, units=ahead),)
