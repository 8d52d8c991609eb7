"""Accept a grant: its holder takes it, with the terms it was made on.

Asked by: the holder.
Records:  GrantAccepted
Refuses:  GrantUnknown, GrantOver, NotSignedIn, NoMandate, GrantTaken
"""

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register.plans import GrantAccepted, check_not_taken, living_grant


class AcceptGrant(Request, frozen=True, kw_only=True):
    """A grant to accept."""

    security: str


def accept_grant(books: Books, request: AcceptGrant, asked: Asked) -> tuple[Event, ...]:
    """Return the acceptance, or refuse."""
    grant = living_grant(books.register.plans, request.security)
    granted = grant.granted
    asked.must_act(granted.holder, of=granted.security)
    check_not_taken(grant)
    today = asked.today(books.register.issuers[granted.issuer].zone)
    return (GrantAccepted(effective_on=today, security=granted.security),)
