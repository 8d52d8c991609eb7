"""What may be stated of a class: nothing here changes it."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from msgspec.structs import replace

from laogu.basics import MOST_DECIMALS, Money, Price, StockClassId, figure, money
from laogu.register.capital.events import ClassRights, ConversionRight, Ratio
from laogu.register.capital.refusals import NotARatio, NotARight
from laogu.register.capital.splitting import (
    LARGEST_RATIO,
    MOST_RATIO_DECIMALS,
    as_fraction,
    price_times,
    ratio_of,
)

RightName = Literal[
    "votes", "par", "issue_price", "seniority", "preference", "cap", "conversion_price", "price",
    "quantity", "dividend_rate", "redemption_rate", "redemption_multiple", "redemption_seniority",
    "redemption_most", "ratchet", "listing_proceeds", "listing_valuation", "listing_price",
    "dividends", "redemption",
]  # fmt: skip
"""What is stated of a class, and of a share in it."""


def ratio(new: Decimal, old: Decimal) -> Ratio:
    """Return a ratio as it was stated, or refuse what is none."""
    for side in (new, old):
        is_known = side.is_finite() and 0 < side <= LARGEST_RATIO
        if not is_known or side.as_tuple().exponent < -MOST_RATIO_DECIMALS:  # type: ignore[operator]
            raise NotARatio(
                new=str(new)[:40],
                old=str(old)[:40],
                largest=LARGEST_RATIO,
                decimals=MOST_RATIO_DECIMALS,
            )
    return Ratio(Decimal(figure(new)), Decimal(figure(old)))


def right_figure(value: Decimal | None, right: RightName) -> Decimal | None:
    """Return a figure of the rights of a class, from 0 up; None stays None."""
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    if not value.is_finite() or not 0 <= value <= LARGEST_RATIO or exponent < -MOST_DECIMALS:  # type: ignore[operator]
        raise NotARight(given=str(value)[:40], right=right)
    return Decimal(figure(value))


def rate(value: Decimal | None, right: RightName) -> Decimal | None:
    """Return a rate of a year, a part of one; None stays None."""
    checked = right_figure(value, right)
    if checked is not None and checked > 1:
        raise NotARight(given=str(value)[:40], right=right)
    return checked


def amount(value: Decimal | None, *, currency: str, right: RightName) -> Money | None:
    """Return an amount of money; none of it is none, and None stays None."""
    checked = right_figure(value, right)
    return money(checked, currency) if checked else None


def per_share(value: Decimal | None, *, currency: str, right: RightName) -> Price | None:
    """Return an amount for one share with as many decimals as were written; None stays None."""
    checked = right_figure(value, right)
    if checked is None:
        return None
    scale = max(0, -int(checked.as_tuple().exponent))
    ticks = int(checked.scaleb(scale))
    if ticks >= 2**63:
        raise NotARight(given=str(value)[:40], right=right)
    return Price(ticks, scale, currency)


def after_split(rights: ClassRights, ratio: Ratio) -> ClassRights:
    """Return the rights of a class whose shares were split: amounts for one share, and ratios."""
    by = as_fraction(ratio)
    return replace(
        rights,
        par=None if rights.par is None else price_times(rights.par, 1 / by),
        issue_price=None if rights.issue_price is None else price_times(rights.issue_price, 1 / by),
        converts=tuple(right_after(one, 1 / by) for one in rights.converts),
    )


def right_after(
    right: ConversionRight, by: Fraction, *, is_target: bool = False
) -> ConversionRight:
    """Return a right to convert at its ratio times `by`.

    is_target: the class it converts into was split, so that one share of it counts for less.
    """
    price = right.price
    if is_target and price is not None:
        price = price_times(price, 1 / by)
    return replace(right, ratio=ratio_of(as_fraction(right.ratio) * by), price=price)


def rights_into(
    known: dict[StockClassId, ClassRights], stock_class: StockClassId
) -> list[tuple[StockClassId, ConversionRight]]:
    """Return the rights of other classes to convert into a class."""
    return [
        (other, right)
        for other, rights in known.items()
        for right in rights.converts
        if right.into == stock_class
    ]
