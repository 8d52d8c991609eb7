"""Adjust a ratio: a class converts into another at a new one from today on.

Asked by: the issuer.
Records:  RatioAdjusted
Refuses:  IssuerUnknown, StockClassUnknown, NotSignedIn, NoMandate, NotARatio, NotARight, NotAName,
          NoConversionRight
"""

from decimal import Decimal

from msgspec.structs import replace

from laogu.basics import LONGEST_TEXT, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import class_named, issuer_named
from laogu.register.capital import (
    NoConversionRight,
    RatioAdjusted,
    Rounding,
    per_share,
    ratio,
    right_into,
)


class AdjustRatio(Request, frozen=True, kw_only=True):
    """A new ratio of a class that converts.

    into: the class it converts into. new, old: how many of that one for how many of this one.
    conversion_price: at which one of those counts; left out: as before.
    rounding: of a part of a share; left out: as before. basis: how it was worked out, in words.
    """

    issuer: str
    stock_class: str
    into: str
    new: Decimal
    old: Decimal = Decimal(1)
    conversion_price: Decimal | None = None
    rounding: Rounding | None = None
    basis: str | None = None


def adjust_ratio(books: Books, request: AdjustRatio, asked: Asked) -> tuple[Event, ...]:
    """Return the new ratio, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    kind = class_named(books.register, issuer.issuer, request.stock_class)
    into = class_named(books.register, issuer.issuer, request.into)
    today = asked.today(issuer.zone)
    known = right_into(books.register.capital, kind.stock_class, into.stock_class, as_of=today)
    if known is None:
        raise NoConversionRight(stock_class=kind.named, into=into.named)
    price = per_share(request.conversion_price, currency=kind.currency, right="conversion_price")
    right = replace(
        known,
        ratio=ratio(request.new, request.old),
        rounding=request.rounding or known.rounding,
        price=price or known.price,
    )
    return (
        RatioAdjusted(
            effective_on=today,
            stock_class=kind.stock_class,
            right=right,
            basis=name(request.basis, longest=LONGEST_TEXT) if request.basis else "",
        ),
    )
