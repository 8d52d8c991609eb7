"""Retract a grant that was not accepted: it was never made, and all of it goes back to the pool.

Asked by: the issuer.
Records:  GrantEnded, ReturnedToPool
Refuses:  GrantUnknown, GrantOver, NotSignedIn, NoMandate, GrantTaken, GrantInUse, HoldsTooFew,
          NotAName
"""

from laogu.basics import LONGEST_TEXT, in_words, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register.plans import GrantInUse, check_not_taken, end, living_grant


class RetractGrant(Request, frozen=True, kw_only=True):
    """A grant to take back. reason: why, in words, kept for ever."""

    security: str
    reason: str


def retract_grant(books: Books, request: RetractGrant, asked: Asked) -> tuple[Event, ...]:
    """Return the retraction, or refuse."""
    register = books.register
    grant = living_grant(register.plans, request.security)
    granted = grant.granted
    asked.must_issue(granted.issuer)
    check_not_taken(grant)
    decimals = register.classes[grant.stock_class].decimals
    if grant.left < granted.units:
        raise GrantInUse(
            units=in_words(granted.units, decimals), left=in_words(grant.left, decimals)
        )
    return end(
        register.plans,
        grant,
        by="retraction",
        units=grant.left,
        on=asked.today(register.issuers[granted.issuer].zone),
        decimals=decimals,
        reason=name(request.reason, longest=LONGEST_TEXT),
    )
