"""Authorise shares of an issuer: how many of all classes together may be issued from today on.

Asked by: the issuer.
Records:  IssuerAuthorised
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, NotAQuantity, BelowIssued
"""

from datetime import date
from decimal import Decimal

from laogu.basics import MOST_DECIMALS, in_words, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import issuer_named
from laogu.register.capital import BelowIssued, IssuerAuthorised


class AuthoriseIssuer(Request, frozen=True, kw_only=True):
    """How many may be issued of all classes. quantity: in all; left out: without a limit.

    board_approved_on: when the board did. holders_approved_on: when the holders did.
    """

    issuer: str
    quantity: Decimal | None = None
    board_approved_on: date | None = None
    holders_approved_on: date | None = None


def authorise_issuer(books: Books, request: AuthoriseIssuer, asked: Asked) -> tuple[Event, ...]:
    """Return what is authorised of all classes, or refuse."""
    register = books.register
    issuer = issuer_named(register, request.issuer)
    asked.must_issue(issuer.issuer)
    if request.quantity is not None:
        units(request.quantity, MOST_DECIMALS)
        classes = [register.classes[one] for one in register.classes_of[issuer.issuer]]
        issued = sum(
            (in_words(register.issued_units[one.stock_class], one.decimals) for one in classes),
            Decimal(0),
        )
        if request.quantity < issued:
            raise BelowIssued(authorised=request.quantity, issued=issued)
    return (
        IssuerAuthorised(
            effective_on=asked.today(issuer.zone),
            issuer=issuer.issuer,
            shares=request.quantity,
            board_approved_on=request.board_approved_on,
            holders_approved_on=request.holders_approved_on,
        ),
    )
