"""Attach a restriction to a security: shares that may not be sold for a while.

Asked by: the issuer.
Records:  RestrictionAttached
Refuses:  SecurityUnknown, NotSignedIn, NoMandate, NotAQuantity, NotAName
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from laogu.basics import LONGEST_TEXT, Restriction, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import RestrictionAttached, living_security


class AttachRestriction(Request, frozen=True, kw_only=True):
    """A restriction on a security.

    rule:   the id of the rule or clause. source: where it is written.
    locked_through: the last locked day; left out: until it is lifted.
    quantity: left out: all of it. waivable_by: who may let go of it; the law never does.
    """

    security: str
    kind: Literal["lock_up", "pledge", "freeze"]
    rule: str
    source: str
    locked_through: date | None = None
    quantity: Decimal | None = None
    waivable_by: Literal["nobody", "regulator", "board", "holder", "amendment"] = "nobody"


def attach_restriction(books: Books, request: AttachRestriction, asked: Asked) -> tuple[Event, ...]:
    """Return the restriction, or refuse."""
    stock = living_security(books.register, request.security)
    asked.must_issue(stock.issuer)
    kind = books.register.classes[stock.stock_class]
    on = asked.today(books.register.issuers[stock.issuer].zone)
    restriction = Restriction(
        kind=request.kind,
        rule=name(request.rule, longest=60),
        source=name(request.source, longest=LONGEST_TEXT),
        sure="T",
        starts_on=on,
        locked_through=request.locked_through,
        units=None if request.quantity is None else units(request.quantity, kind.decimals),
        waivable_by=request.waivable_by,
    )
    return (RestrictionAttached(effective_on=on, security=stock.security, restriction=restriction),)
