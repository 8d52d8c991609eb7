"""How a warrant ends by itself: with the last day on which it could be exercised.

What was over when it was written down stays as it was told: a history that somebody brings in says
itself what ended. A convertible never ends so: what was lent is owed after its last day as well.
"""

from datetime import date, datetime

from laogu.basics import end_of
from laogu.register.convertibles.events import WarrantEnded
from laogu.register.convertibles.state import Warrant


def expires_at(found: Warrant, *, zone: str) -> datetime | None:
    """Return the moment at which a living warrant ends; None: it has none, or it was over before.

    zone: where the issuer is; the last day ends there.
    """
    on = found.issued.expires_on
    if on is None or found.ended is not None:
        return None
    at = end_of(on, zone)
    return at if at > found.issued_at else None


def expired(found: Warrant, *, on: date) -> WarrantEnded:
    """Return the end of all that is left of a warrant. on: the day after its last."""
    return WarrantEnded(
        effective_on=on, security=found.issued.security, by="expiry", quantity=found.left
    )
