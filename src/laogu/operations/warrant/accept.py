"""Accept a warrant: its holder took it, after which it is no longer retracted.

Asked by: the issuer, or who acts for the holder.
Records:  WarrantAccepted
Refuses:  WarrantUnknown, NotSignedIn, NoMandate, AcceptedBefore
"""

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register.convertibles import AcceptedBefore, WarrantAccepted, living_warrant


class AcceptWarrant(Request, frozen=True, kw_only=True):
    """Which warrant was accepted, today."""

    security: str


def accept_warrant(books: Books, request: AcceptWarrant, asked: Asked) -> tuple[Event, ...]:
    """Return that it was accepted, or refuse."""
    found = living_warrant(books.register.convertibles, request.security)
    issued = found.issued
    if not asked.may("issue", issued.issuer):
        asked.must_act(issued.holder, of=issued.security)
    if found.accepted is not None:
        raise AcceptedBefore(on=found.accepted.on)
    today = asked.today(books.register.issuers[issued.issuer].zone)
    return (WarrantAccepted(effective_on=today, security=issued.security),)
