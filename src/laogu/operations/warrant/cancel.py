"""Cancel a warrant, or a part of it: it ends without an exercise; the rest is a new one.

Asked by: the issuer. Expired or retracted, it ends the same way, and says so.
Records:  WarrantEnded
Refuses:  WarrantUnknown, NotSignedIn, NoMandate, NotAFigure, MoreThanItIsFor, AcceptedBefore,
          NotAName
"""

from decimal import Decimal
from typing import Literal

from laogu.basics import LONGEST_TEXT, SecurityId, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register.convertibles import AcceptedBefore, end_warrant, living_warrant


class CancelWarrant(Request, frozen=True, kw_only=True):
    """What ends today. quantity: shares it is for; left out: all. reason: why, kept for ever.

    how: cancellation, expiry, or retraction before it was accepted.
    """

    security: str
    reason: str
    quantity: Decimal | None = None
    how: Literal["cancellation", "expiry", "retraction"] = "cancellation"


def cancel_warrant(books: Books, request: CancelWarrant, asked: Asked) -> tuple[Event, ...]:
    """Return the end of it, or refuse."""
    found = living_warrant(books.register.convertibles, request.security)
    issued = found.issued
    asked.must_issue(issued.issuer)
    if request.how == "retraction" and found.accepted is not None:
        raise AcceptedBefore(on=found.accepted.on)
    ended = end_warrant(
        found,
        by=request.how,
        quantity=request.quantity if request.how == "cancellation" else None,
        on=asked.today(books.register.issuers[issued.issuer].zone),
        reason=name(request.reason, longest=LONGEST_TEXT),
        make_id=lambda: SecurityId(asked.make("security")),
    )
    return (ended,)
