"""Record a valuation: what somebody said a share of a class is worth, from a day until a day.

Asked by: the issuer.
Records:  ValuationRecorded
Refuses:  IssuerUnknown, StockClassUnknown, NotSignedIn, NoMandate, NotARight, NotAName, NotAHash,
          ExpiresFirst, AfterToday, BeforeItsTime, UnknownCurrency
"""

from datetime import date, timedelta
from decimal import Decimal

from laogu.basics import PaperId, check_currency, months_after, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import check_day, class_named, issuer_named
from laogu.register.capital import NotARight, per_share
from laogu.register.papers import ExpiresFirst, ValuationKind, ValuationRecorded, digest

MONTHS_OF_409A = 12
"""How long one may be relied on at most: 26 CFR 1.409A-1(b)(5)(iv)(B)(2)(i)."""


class RecordValuation(Request, frozen=True, kw_only=True):
    """A valuation.

    price: of one share, with as many decimals as it has. currency: left out: that of the class.
    on: the first day it may be used; left out: today. expires_on: the last one; left out: of a
    409A the last day of twelve months, of others not known. provider: who made it.
    board_approved_on: when the board did. holders_approved_on: when the holders did.
    document: its SHA-256.
    """

    issuer: str
    stock_class: str
    price: Decimal
    kind: ValuationKind = "409A"
    currency: str | None = None
    on: date | None = None
    expires_on: date | None = None
    provider: str | None = None
    board_approved_on: date | None = None
    holders_approved_on: date | None = None
    document: str | None = None


def record_valuation(books: Books, request: RecordValuation, asked: Asked) -> tuple[Event, ...]:
    """Return the valuation, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    kind = class_named(books.register, issuer.issuer, request.stock_class)
    today = asked.today(issuer.zone)
    on = request.on or today
    check_day(on, since=None, today=today)
    currency = check_currency(request.currency or kind.currency)
    each = per_share(request.price, currency=currency, right="price")
    if each is None or not each.ticks:
        raise NotARight(given=f"{request.price}"[:40], right="price")
    expires_on = request.expires_on
    if expires_on is None and request.kind == "409A":
        expires_on = months_after(on, MONTHS_OF_409A) - timedelta(days=1)
    if expires_on is not None and expires_on < on:
        raise ExpiresFirst(on=on, expires_on=expires_on)
    return (
        ValuationRecorded(
            effective_on=on,
            paper=PaperId(asked.make("paper")),
            issuer=issuer.issuer,
            stock_class=kind.stock_class,
            kind=request.kind,
            price=each,
            expires_on=expires_on,
            provider=name(request.provider) if request.provider else None,
            board_approved_on=request.board_approved_on,
            holders_approved_on=request.holders_approved_on,
            document=digest(request.document),
        ),
    )
