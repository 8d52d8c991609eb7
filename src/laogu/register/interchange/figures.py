"""Quantities, prices and amounts between a history, which has ten decimals, and a register."""

from decimal import Decimal
from math import gcd

from msgspec import Struct

from laogu.basics import CURRENCIES, LARGEST, Money, Price
from laogu.register import history

MOST_SCALE = 8
"""Decimals of a price of a stock class, at most."""


class Scale(Struct, frozen=True, gc=False):
    """In which decimals a class is counted and priced, and in which currency."""

    decimals: int
    price_scale: int
    currency: str

    def units(self, told: int) -> int:
        """Return units of a history in the smallest unit of the class; nothing is rounded."""
        step: int = 10 ** (history.DECIMALS - self.decimals)
        found, rest = divmod(told, step)
        assert not rest, "the decimals of a class were chosen so that nothing is left over"
        return found

    def told(self, units: int) -> int:
        """Return units of the class in those of a history."""
        return int(units * 10 ** (history.DECIMALS - self.decimals))


def decimals_for(told: list[int]) -> int:
    """Return with how many decimals all of these units of a history can be counted."""
    whole = gcd(*told) if told else 0
    found = 0
    while whole and whole % 10 ** (history.DECIMALS - found):
        found += 1
    return found


def decimals_in(text: str) -> int:
    """Return how many decimals a number is written with."""
    return len(text.partition(".")[2])


def quantity(told: int) -> Decimal:
    """Return units of a history as a quantity, without zeros at the end."""
    return history.amount(told)


def told_quantity(given: Decimal) -> int:
    """Return a quantity in the units of a history."""
    return int(given.scaleb(history.DECIMALS))


def price_of(value: str | None, currency: str | None) -> Price | None:
    """Return a price with the decimals it is written with.

    None: there is none, it is nothing, or it cannot be counted here.
    """
    if value is None or currency not in CURRENCIES:
        return None
    scale = decimals_in(value)
    ticks = int(Decimal(value).scaleb(scale))
    return Price(ticks, scale, currency) if 0 < ticks <= LARGEST else None


def told_price(price: Price) -> history.Amount:
    """Return a price with its digits."""
    return history.Amount(f"{price.decimal():f}", price.currency)


def money_of(value: str, currency: str | None) -> Money | None:
    """Return an amount in whole minor units; None: it is none, or not of a currency known here."""
    if currency not in CURRENCIES:
        return None
    minor = Decimal(value).scaleb(CURRENCIES[currency])
    counted = int(minor)
    return Money(counted, currency) if counted == minor and 0 <= counted <= LARGEST else None


def told_money(money: Money) -> history.Amount:
    """Return an amount with the decimals of its currency."""
    return history.Amount(f"{money.decimal():f}", money.currency)
