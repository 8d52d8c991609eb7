"""Authorise shares of a class: how many of it may be issued in all from today on.

Asked by: the issuer.
Records:  ClassAuthorised
Refuses:  IssuerUnknown, StockClassUnknown, NotSignedIn, NoMandate, NotAQuantity, BelowIssued
"""

from datetime import date
from decimal import Decimal

from laogu.basics import in_words, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import class_named, issuer_named
from laogu.register.capital import BelowIssued, ClassAuthorised


class AuthoriseClass(Request, frozen=True, kw_only=True):
    """How many may be issued. quantity: in all; left out: without a limit.

    board_approved_on: when the board did. holders_approved_on: when the holders did.
    """

    issuer: str
    stock_class: str
    quantity: Decimal | None = None
    board_approved_on: date | None = None
    holders_approved_on: date | None = None


def authorise_class(books: Books, request: AuthoriseClass, asked: Asked) -> tuple[Event, ...]:
    """Return what is authorised of a class, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    kind = class_named(books.register, issuer.issuer, request.stock_class)
    authorised = None if request.quantity is None else units(request.quantity, kind.decimals)
    issued = books.register.issued_units[kind.stock_class]
    if authorised is not None and authorised < issued:
        raise BelowIssued(
            authorised=in_words(authorised, kind.decimals), issued=in_words(issued, kind.decimals)
        )
    return (
        ClassAuthorised(
            effective_on=asked.today(issuer.zone),
            stock_class=kind.stock_class,
            units=authorised,
            board_approved_on=request.board_approved_on,
            holders_approved_on=request.holders_approved_on,
        ),
    )
