"""Subscribe a contribution: a holder of a limited company promises capital, due by a day.

Asked by: the issuer. What is subscribed stands on the register from then on, paid in or not.
Records:  StockIssued, ContributionSubscribed
Refuses:  IssuerUnknown, StockClassUnknown, HolderUnknown, NotSignedIn, NoMandate, NotAQuantity,
          NotAName, TooManyUnits, BeyondAuthorised, CertificateTaken, BeforeItsTime, AfterToday,
          DueTooLate
"""

from datetime import date
from decimal import Decimal

from laogu.basics import SecurityId, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import (
    IssuedStock,
    check_authorised,
    check_since,
    class_named,
    holder_of_id,
    issue,
    issuer_named,
)
from laogu.register.capital import ContributionSubscribed, DueTooLate, latest_due


class SubscribeContribution(Request, frozen=True, kw_only=True):
    """Capital that a holder subscribes.

    quantity: in the unit of the class, such as yuan. due_on: the last day on which it is to be paid
    in, as the articles have it. on: when it was subscribed; left out: today.
    certificate: of the capital contribution.
    """

    issuer: str
    stock_class: str
    holder: str
    quantity: Decimal
    due_on: date
    on: date | None = None
    certificate: str | None = None


def subscribe_contribution(
    books: Books, request: SubscribeContribution, asked: Asked
) -> tuple[Event, ...]:
    """Return the stake and what is owed on it, or refuse."""
    register = books.register
    issuer = issuer_named(register, request.issuer)
    asked.must_issue(issuer.issuer)
    kind = class_named(register, issuer.issuer, request.stock_class)
    today = asked.today(issuer.zone)
    on = request.on or today
    subscribed = units(request.quantity, kind.decimals)
    check_since(request.due_on, on)
    if issuer.jurisdiction == "CN":
        latest = latest_due(issuer.established_on, on)
        if request.due_on > latest:
            raise DueTooLate(due_on=request.due_on, latest=latest)
    check_authorised(register, kind.stock_class, subscribed, on=on)
    stock = IssuedStock(
        security=SecurityId(asked.make("security")),
        issuer=issuer.issuer,
        stock_class=kind.stock_class,
        holder=holder_of_id(register, request.holder).holder,
        units=subscribed,
        certificate=name(request.certificate, longest=60) if request.certificate else None,
        acquired_on=on,
    )
    return (
        issue(register, stock, on=on, today=today),
        ContributionSubscribed(
            effective_on=on,
            security=stock.security,
            units=subscribed,
            due_on=request.due_on,
        ),
    )
