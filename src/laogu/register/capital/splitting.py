"""What a ratio makes of units: whole ones by a named rule, conserved lot by lot."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil, floor

from msgspec import Struct

from laogu.basics import HolderId, Money, Price, SecurityId, split
from laogu.register.capital.events import Ratio, Rounding
from laogu.register.stock import IssuedStock

MOST_RATIO_DECIMALS = 10
"""Decimals of either side of a ratio."""

LARGEST_RATIO = 10**12
"""The most that either side of a ratio may be."""

PRICE_DECIMALS = 10
"""As many decimals as a price gets at most when a ratio divides it."""


class Left(Struct, frozen=True, kw_only=True):
    """What a ratio made of one holder's units.

    units: of each lot, in the order given; together the holder's. part: of a unit, that was left
    over and is paid in cash; 0: nothing is.
    """

    holder: HolderId
    units: Mapping[SecurityId, int]
    part: Fraction


def as_fraction(ratio: Ratio) -> Fraction:
    """Return a ratio as one exact number: new for one old."""
    return Fraction(ratio.new) / Fraction(ratio.old)


def ratio_of(number: Fraction) -> Ratio:
    """Return an exact number as a ratio in lowest terms."""
    return Ratio(Decimal(number.numerator), Decimal(number.denominator))


def whole(exact: Fraction, rounding: Rounding) -> int:
    """Return whole units; nearest: a half is made whole."""
    match rounding:
        case "floor" | "cash_in_lieu":
            return floor(exact)
        case "ceiling":
            return ceil(exact)
        case "nearest":
            return floor(exact + Fraction(1, 2))


def left_of(
    lots: Mapping[HolderId, Sequence[IssuedStock]], by: Fraction, rounding: Rounding
) -> tuple[Left, ...]:
    """Return what `by` makes of every holder's lots of a class.

    A part of a unit is rounded once for each holder, over all its lots, so that nobody gains or
    loses by having several certificates; the lots share the whole by their largest remainders.
    """
    found = []
    for holder, stocks in lots.items():
        exact = sum([one.units for one in stocks]) * by
        made = whole(exact, rounding)
        shares = split(made, [one.units for one in stocks])
        found.append(
            Left(
                holder=holder,
                units={one.security: n for one, n in zip(stocks, shares, strict=True)},
                part=exact - made if rounding == "cash_in_lieu" else Fraction(0),
            )
        )
    return tuple(found)


def in_lieu(part: Fraction, each: Price, *, decimals: int, minor: int) -> Money:
    """Return what a part of a unit comes to at a price for one share, to the nearest minor unit.

    minor: decimals of the currency. A half goes to the even one.
    """
    exact = part * each.ticks * Fraction(10) ** (minor - each.scale - decimals)
    return Money(round(exact), each.currency)


def ten_decimals(part: Fraction) -> Decimal:
    """Return a part of a unit, rounded down to ten decimals."""
    tenth = Decimal(part.numerator * 10**10 // part.denominator)
    return tenth.scaleb(-10).quantize(Decimal(1).scaleb(-10), ROUND_FLOOR).normalize()


def price_times(each: Price, by: Fraction, *, up: bool = False) -> Price:
    """Return a price for one share times `by`, with at most ten decimals and no idle ones.

    Rounded half-even beyond them; up: rounded up, so that nobody may buy for less than before.
    """
    scale = max(each.scale, PRICE_DECIMALS)
    exact = Fraction(each.ticks) * by * 10 ** (scale - each.scale)
    ticks = ceil(exact) if up else round(exact)
    while scale > each.scale and ticks % 10 == 0:
        ticks //= 10
        scale -= 1
    return Price(ticks, scale, each.currency)
