"""Cancel a convertible, or a part of it: it ends without becoming shares; the rest is a new one.

Asked by: the issuer. Repaid or retracted, it ends the same way, and says so.
Records:  ConvertibleEnded
Refuses:  ConvertibleUnknown, NotSignedIn, NoMandate, NotAnAmount, MoreThanOutstanding,
          AcceptedBefore, NotAName
"""

from decimal import Decimal
from typing import Literal

from laogu.basics import LONGEST_TEXT, SecurityId, money, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register.convertibles import AcceptedBefore, end_convertible, living_convertible


class CancelConvertible(Request, frozen=True, kw_only=True):
    """What ends today. amount: left out: all of it. reason: why, in words, kept for ever.

    how: cancellation, repayment of a loan, or retraction before it was accepted.
    """

    security: str
    reason: str
    amount: Decimal | None = None
    how: Literal["cancellation", "repayment", "retraction"] = "cancellation"


def cancel_convertible(books: Books, request: CancelConvertible, asked: Asked) -> tuple[Event, ...]:
    """Return the end of it, or refuse."""
    found = living_convertible(books.register.convertibles, request.security)
    issued = found.issued
    asked.must_issue(issued.issuer)
    if request.how == "retraction" and found.accepted is not None:
        raise AcceptedBefore(on=found.accepted.on)
    is_part = request.amount is not None and request.how != "retraction"
    amount = money(request.amount or Decimal(0), issued.amount.currency) if is_part else None
    ended = end_convertible(
        found,
        by=request.how,
        amount=amount or issued.amount,
        on=asked.today(books.register.issuers[issued.issuer].zone),
        reason=name(request.reason, longest=LONGEST_TEXT),
        make_id=lambda: SecurityId(asked.make("security")),
    )
    return (ended,)
