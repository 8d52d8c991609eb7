"""Transfer a grant, in part or whole, to another holder: by will, in a divorce, to a trust.

It goes on vesting by the service of whoever it was granted to.

Asked by: the issuer, whose consent it takes.
Records:  GrantEnded, GrantAccepted
Refuses:  GrantUnknown, GrantOver, HolderUnknown, NotSignedIn, NoMandate, NotAQuantity, HoldsTooFew,
          ToItself, StillWaits, NotAName
"""

from decimal import Decimal

from laogu.basics import LONGEST_TEXT, SecurityId, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import holder_of_id
from laogu.register.plans import living_grant, transfer_grant


class TransferGrant(Request, frozen=True, kw_only=True):
    """A grant to transfer. holder: who gets it. quantity: left out: all that is left.

    reason: why, in words, kept for ever.
    """

    security: str
    holder: str
    reason: str
    quantity: Decimal | None = None


def transfer(books: Books, request: TransferGrant, asked: Asked) -> tuple[Event, ...]:
    """Return the transfer, or refuse."""
    register = books.register
    grant = living_grant(register.plans, request.security)
    asked.must_issue(grant.granted.issuer)
    decimals = register.classes[grant.stock_class].decimals
    return transfer_grant(
        register.plans,
        grant,
        to=holder_of_id(register, request.holder).holder,
        units=None if request.quantity is None else units(request.quantity, decimals),
        on=asked.today(register.issuers[grant.granted.issuer].zone),
        decimals=decimals,
        reason=name(request.reason, longest=LONGEST_TEXT),
        make_id=lambda: SecurityId(asked.make("security")),
    )
