"""What follows a split: ratios of classes that convert, its own and those of others into it."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from laogu.register import Register, StockClassRegistered
from laogu.register.capital import RatioAdjusted, class_standing, right_after, rights_into


def rights_follow(
    register: Register, kind: StockClassRegistered, by: Fraction, *, on: date
) -> Iterator[RatioAdjusted]:
    """Yield the new ratio of every right to convert out of a class or into it.

    by: new shares for one old. One new share of the class becomes fewer of another, and one of
    another becomes more of it, so that nobody's part of the company changes.
    """
    known = {
        one: class_standing(register.capital, one, as_of=on).rights
        for one in register.classes_of[kind.issuer]
    }
    for right in known[kind.stock_class].converts:
        yield RatioAdjusted(
            effective_on=on,
            stock_class=kind.stock_class,
            right=right_after(right, 1 / by),
            cause="split",
        )
    for other, right in rights_into(known, kind.stock_class):
        yield RatioAdjusted(
            effective_on=on,
            stock_class=other,
            right=right_after(right, by, is_target=True),
            cause="split",
        )
