"""Adjust a ratio: a class converts into another at a new one from today on.

Asked by: the issuer. It is stated, or follows from cheaper shares by the class's own protection.
Records:  RatioAdjusted
Refuses:  IssuerUnknown, StockClassUnknown, NotSignedIn, NoMandate, NotARatio, NotARight, NotAName,
          NoConversionRight, NotADownRound
"""

from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from laogu.basics import LONGEST_TEXT, Price, name, said
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.round.standing import capital_of
from laogu.register import StockClassRegistered, class_named, issuer_named, rounds
from laogu.register.capital import (
    Cause,
    ConversionRight,
    NoConversionRight,
    NotADownRound,
    RatioAdjusted,
    Rounding,
    per_share,
    ratio,
    ratio_of,
    right_figure,
    right_into,
)

PRICE_SCALE = 4
"""A conversion price after cheaper shares: to a hundredth of a cent (NVCA certificate, 4.4.4)."""


class AdjustRatio(Request, frozen=True, kw_only=True):
    """A new ratio of a class that converts, or the cheaper shares that it follows.

    into: the class it converts into. new, old: how many of that one for how many of this one.
    conversion_price: at which one of those counts; left out: as before.
    rounding: of a part of a share; left out: as before. basis: how it was worked out, in words.
    sold_price: of one cheaper share, in place of a ratio; sold_quantity: how many are sold, asked
    before they are issued.
    """

    issuer: str
    stock_class: str
    into: str
    new: Decimal | None = None
    old: Decimal = Decimal(1)
    conversion_price: Decimal | None = None
    rounding: Rounding | None = None
    basis: str | None = None
    sold_price: Decimal | None = None
    sold_quantity: Decimal | None = None


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
    basis = name(request.basis, longest=LONGEST_TEXT) if request.basis else ""
    cause: Cause = "stated"
    if request.sold_price is not None:
        right, told = _protected(books, request, asked, kind=kind, known=known)
        basis, cause = basis or told, "down_round"
    else:
        price = per_share(
            request.conversion_price, currency=kind.currency, right="conversion_price"
        )
        new = Decimal(0) if request.new is None else request.new
        right = replace(known, ratio=ratio(new, request.old), price=price or known.price)
    return (
        RatioAdjusted(
            effective_on=today,
            stock_class=kind.stock_class,
            right=replace(right, rounding=request.rounding or known.rounding),
            cause=cause,
            basis=basis,
        ),
    )


def _protected(
    books: Books,
    request: AdjustRatio,
    asked: Asked,
    *,
    kind: StockClassRegistered,
    known: ConversionRight,
) -> tuple[ConversionRight, str]:
    """Return the right after cheaper shares, and how it was worked out; or refuse."""
    issuer = books.register.issuers[kind.issuer]
    capital = capital_of(books, kind.issuer, on=asked.today(issuer.zone))
    found = next(one for one in capital.kinds if one.name == kind.stock_class)
    sold = Fraction(right_figure(request.sold_price, "price") or 0)
    before = found.conversion_price
    if found.protection == "none" or before is None:
        raise NotADownRound(why_not=said("The class states no protection, or no price."))
    if not 0 < sold < before:
        raise NotADownRound(why_not=said("The price is not below the conversion price."))
    if found.protection == "full_ratchet":
        exact, base = rounds.full_ratchet(before, sold), None
    else:
        shares = Fraction(right_figure(request.sold_quantity, "quantity") or 0)
        if not shares:
            raise NotADownRound(why_not=said("A weighted average needs to know how many are sold."))
        base = rounds.base_of(capital, found)
        exact = rounds.weighted_average(before, sold, base=base, shares=shares)
    ticks = int(exact * 10**PRICE_SCALE + Fraction(1, 2))
    after = Fraction(ticks, 10**PRICE_SCALE)
    told = f"{found.protection}, sold at {request.sold_price:f}"
    if base is not None:
        told = f"{told}, base {rounds.shown(base)}"
    right = replace(
        known,
        ratio=ratio_of(found.ratio * before / after),
        price=Price(ticks, PRICE_SCALE, kind.currency),
    )
    return right, told
