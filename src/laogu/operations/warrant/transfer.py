"""Transfer a warrant, or a part of it, to another holder: both parts are new ones.

Asked by: the issuer. What was paid for it lies outside this market.
Records:  WarrantEnded
Refuses:  WarrantUnknown, HolderUnknown, NotSignedIn, NoMandate, NotAFigure, MoreThanItIsFor,
          TermsUnclear, NotAName
"""

from decimal import Decimal

from laogu.basics import LONGEST_TEXT, SecurityId, name, said
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import holder_of_id
from laogu.register.convertibles import TermsUnclear, end_warrant, living_warrant


class TransferWarrant(Request, frozen=True, kw_only=True):
    """What moves today. holder: to whom. quantity: shares it is for; left out: all of them."""

    security: str
    holder: str
    quantity: Decimal | None = None
    reason: str | None = None


def transfer_warrant(books: Books, request: TransferWarrant, asked: Asked) -> tuple[Event, ...]:
    """Return the transfer, or refuse."""
    found = living_warrant(books.register.convertibles, request.security)
    issued = found.issued
    asked.must_issue(issued.issuer)
    to = holder_of_id(books.register, request.holder).holder
    if to == issued.holder:
        raise TermsUnclear(reason=said("It already belongs to this holder."))
    moved = end_warrant(
        found,
        by="transfer",
        quantity=request.quantity,
        on=asked.today(books.register.issuers[issued.issuer].zone),
        reason=name(request.reason, longest=LONGEST_TEXT) if request.reason else "",
        make_id=lambda: SecurityId(asked.make("security")),
        to=to,
    )
    return (moved,)
