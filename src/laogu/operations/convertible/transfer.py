"""Transfer a convertible, or a part of it, to another holder: both parts are new ones.

Asked by: the issuer. What was paid for it lies outside this market.
Records:  ConvertibleEnded
Refuses:  ConvertibleUnknown, HolderUnknown, NotSignedIn, NoMandate, NotAnAmount,
          MoreThanOutstanding, TermsUnclear, NotAName
"""

from decimal import Decimal

from laogu.basics import LONGEST_TEXT, SecurityId, money, name, said
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import holder_of_id
from laogu.register.convertibles import TermsUnclear, end_convertible, living_convertible


class TransferConvertible(Request, frozen=True, kw_only=True):
    """What moves today. holder: to whom. amount: left out: all of it. reason: why, in words."""

    security: str
    holder: str
    amount: Decimal | None = None
    reason: str | None = None


def transfer_convertible(
    books: Books, request: TransferConvertible, asked: Asked
) -> tuple[Event, ...]:
    """Return the transfer, or refuse."""
    found = living_convertible(books.register.convertibles, request.security)
    issued = found.issued
    asked.must_issue(issued.issuer)
    to = holder_of_id(books.register, request.holder).holder
    if to == issued.holder:
        raise TermsUnclear(reason=said("It already belongs to this holder."))
    amount = issued.amount
    if request.amount is not None:
        amount = money(request.amount, amount.currency)
    moved = end_convertible(
        found,
        by="transfer",
        amount=amount,
        on=asked.today(books.register.issuers[issued.issuer].zone),
        reason=name(request.reason, longest=LONGEST_TEXT) if request.reason else "",
        make_id=lambda: SecurityId(asked.make("security")),
        to=to,
    )
    return (moved,)
