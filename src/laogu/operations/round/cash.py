"""Fractions of money as cash: whole minor units, rounded down, so that nobody pays more."""

from fractions import Fraction

from laogu.basics import CURRENCIES, Money


def cents_down(amount: Fraction, currency: str) -> Money:
    """Return an amount in whole minor units; what is below one is nobody's."""
    return Money(int(amount * 10 ** CURRENCIES[currency]), currency)
