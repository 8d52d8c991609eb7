"""Issue a warrant: a right to buy shares of a class at a price, until a day.

Asked by: the issuer. What is paid for it lies outside this market.
Records:  WarrantIssued
Refuses:  IssuerUnknown, StockClassUnknown, HolderUnknown, NotSignedIn, NoMandate, NotAQuantity,
          NotAnAmount, NotAPrice, BetweenTicks, NotAName, LabelTaken, BeforeItsTime
"""

from datetime import date
from decimal import Decimal

from laogu.basics import LONGEST_TEXT, HolderId, SecurityId, in_words, money, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.round.cash import stated_price
from laogu.register import (
    IssuerRegistered,
    Register,
    check_since,
    class_named,
    holder_of_id,
    issuer_named,
)
from laogu.register.convertibles import (
    ConversionTrigger,
    ConvertsBy,
    IssuedWarrant,
    WarrantIssued,
    free_label,
)
from laogu.register.rounds import FixedQuantity

AT_WILL = "at_will"


class IssueWarrant(Request, frozen=True, kw_only=True):
    """A warrant, issued today.

    quantity: shares it is for. exercise_price: of one share. purchase_price: paid for the warrant
    in all; left out: not known. expires_on: the last day, with which what is left of it ends by
    itself; left out: it has none.
    condition: what it waits for, in words. approved_on: by the board.
    """

    issuer: str
    holder: str
    stock_class: str
    quantity: Decimal
    exercise_price: Decimal
    purchase_price: Decimal | None = None
    expires_on: date | None = None
    certificate: str | None = None
    condition: str | None = None
    approved_on: date | None = None


def issue_warrant(books: Books, request: IssueWarrant, asked: Asked) -> tuple[Event, ...]:
    """Return the warrant, or refuse."""
    register = books.register
    issuer = issuer_named(register, request.issuer)
    asked.must_issue(issuer.issuer)
    today = asked.today(issuer.zone)
    warrant = warrant_of(
        register,
        issuer,
        request,
        security=SecurityId(asked.make("security")),
        holder=holder_of_id(register, request.holder).holder,
        on=today,
    )
    return (WarrantIssued(effective_on=today, warrant=warrant),)


def warrant_of(
    register: Register,
    issuer: IssuerRegistered,
    request: IssueWarrant,
    *,
    security: SecurityId,
    holder: HolderId,
    on: date,
) -> IssuedWarrant:
    """Return the warrant that a request describes, issued on a day, or refuse its terms."""
    kind = class_named(register, issuer.issuer, request.stock_class)
    if request.expires_on is not None:
        check_since(request.expires_on, on)
    quantity = in_words(units(request.quantity, kind.decimals), kind.decimals)
    condition = name(request.condition, longest=LONGEST_TEXT) if request.condition else None
    trigger = ConversionTrigger(
        name=AT_WILL,
        kind="elective_at_will" if condition is None else "elective_on_condition",
        converts=ConvertsBy(mechanism=FixedQuantity(quantity=quantity), into=kind.stock_class),
        condition=condition,
    )
    paid = request.purchase_price
    label = name(request.certificate, longest=60) if request.certificate else None
    return IssuedWarrant(
        security=security,
        issuer=issuer.issuer,
        holder=holder,
        purchase_price=None if paid is None else money(paid, kind.currency),
        triggers=(trigger,),
        quantity=quantity,
        quantity_source="fixed",
        exercise_price=stated_price(request.exercise_price, kind.currency),
        expires_on=request.expires_on,
        certificate=free_label(register.convertibles, issuer.issuer, label),
        board_approved_on=request.approved_on,
    )
