"""Fractions of money as cash, rounded down, and prices as they are stated."""

from decimal import Decimal
from fractions import Fraction

from laogu.basics import CURRENCIES, Money, Price, price

LEAST_SCALE = 2
"""Decimals that a stated price of a share has at least."""

MOST_SCALE = 8
"""Decimals that a stated price of a share has at most."""


def cents_down(amount: Fraction, currency: str) -> Money:
    """Return an amount in whole minor units; what is below one is nobody's."""
    return Money(int(amount * 10 ** CURRENCIES[currency]), currency)


def stated_price(value: Decimal, currency: str) -> Price:
    """Return a price of one share with the decimals it was stated with, from two to eight."""
    exponent = value.as_tuple().exponent
    stated = -exponent if isinstance(exponent, int) else 0
    return price(value, scale=min(max(stated, LEAST_SCALE), MOST_SCALE), currency=currency)
