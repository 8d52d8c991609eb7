"""Accept a convertible: its holder took it, after which it is no longer retracted.

Asked by: the issuer, or who acts for the holder.
Records:  ConvertibleAccepted
Refuses:  ConvertibleUnknown, NotSignedIn, NoMandate, AcceptedBefore
"""

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register.convertibles import AcceptedBefore, ConvertibleAccepted, living_convertible


class AcceptConvertible(Request, frozen=True, kw_only=True):
    """Which one was accepted, today."""

    security: str


def accept_convertible(books: Books, request: AcceptConvertible, asked: Asked) -> tuple[Event, ...]:
    """Return the acceptance, or refuse."""
    found = living_convertible(books.register.convertibles, request.security)
    issued = found.issued
    if not asked.may("issue", issued.issuer):
        asked.must_act(issued.holder, of=issued.security)
    today = asked.today(books.register.issuers[issued.issuer].zone)
    if found.accepted is not None:
        raise AcceptedBefore(on=found.accepted.on)
    return (ConvertibleAccepted(effective_on=today, security=issued.security),)
