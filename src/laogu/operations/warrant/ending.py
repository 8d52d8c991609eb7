"""How warrants end by the clock, in the issuer's own days."""

from collections.abc import Iterator
from datetime import datetime

from laogu.basics import SecurityId, day_in
from laogu.operations.books import Books, Event
from laogu.register import convertibles


def expiry_of(books: Books, security: SecurityId) -> Iterator[datetime]:
    """Yield when a warrant ends by itself; nothing, where it has no last day or is over."""
    found = books.register.convertibles.warrants[security]
    zone = books.register.issuers[found.issued.issuer].zone
    at = convertibles.expires_at(found, zone=zone)
    if at is not None:
        yield at


def warrant_over(books: Books, security: SecurityId, due: datetime) -> Iterator[Event]:
    """Return the end of what is left of a warrant at a moment; it may have ended before."""
    found = books.register.convertibles.warrants[security]
    if found.ended is None:
        zone = books.register.issuers[found.issued.issuer].zone
        yield convertibles.expired(found, on=day_in(zone, due))
