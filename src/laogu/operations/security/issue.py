"""Issue a security: new shares of a class to a holder.

Asked by: the issuer.
Records:  StockIssued
Refuses:  IssuerUnknown, StockClassUnknown, HolderUnknown, NotSignedIn, NoMandate, NotAQuantity,
          NotAnAmount, NotAName, TooManyUnits, BeyondAuthorised, CertificateTaken,
          BeforeItsTime, AfterToday
"""

from datetime import date
from decimal import Decimal

from laogu.basics import SecurityId, money, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import (
    IssuedStock,
    check_authorised,
    class_named,
    holder_of_id,
    issue,
    issuer_named,
)


class IssueSecurity(Request, frozen=True, kw_only=True):
    """New shares.

    on: the day it counts from, left out: today. acquired_on: left out: the same day.
    cost: what the holder paid in all, in the currency of the class; left out: not known.
    """

    issuer: str
    stock_class: str
    holder: str
    quantity: Decimal
    certificate: str | None = None
    on: date | None = None
    acquired_on: date | None = None
    cost: Decimal | None = None


def issue_security(books: Books, request: IssueSecurity, asked: Asked) -> tuple[Event, ...]:
    """Return the issuance, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    kind = class_named(books.register, issuer.issuer, request.stock_class)
    today = asked.today(issuer.zone)
    on = request.on or today
    stock = IssuedStock(
        security=SecurityId(asked.make("security")),
        issuer=issuer.issuer,
        stock_class=kind.stock_class,
        holder=holder_of_id(books.register, request.holder).holder,
        units=units(request.quantity, kind.decimals),
        certificate=name(request.certificate, longest=60) if request.certificate else None,
        acquired_on=request.acquired_on or on,
        cost=None if request.cost is None else money(request.cost, kind.currency),
    )
    check_authorised(books.register, kind.stock_class, stock.units, on=on)
    return (issue(books.register, stock, on=on, today=today),)
