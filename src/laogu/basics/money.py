"""Cash: whole minor units of one currency, and sums that stay whole when they are divided."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from laogu.basics.errors import InvalidInput
from laogu.basics.quantities import steps

# ISO 4217, decimals of the currencies that private shares of our markets are paid in.
CURRENCIES = {
    "AUD": 2, "CAD": 2, "CHF": 2, "CNY": 2, "EUR": 2, "GBP": 2, "HKD": 2, "INR": 2, "JPY": 0,
    "KRW": 0, "KWD": 3, "SGD": 2, "TWD": 2, "USD": 2,
}  # fmt: skip


class UnknownCurrency(InvalidInput):
    """A currency was named that this market does not count in."""

    code = "basics.unknown_currency"
    what = "{currency} is not a currency of this market."
    why = "Cash is counted in whole minor units, so the decimals of a currency must be known."
    fix = "Use one of {known}."
    field = "currency"
    currency: str
    known: tuple[str, ...]


class NotAnAmount(InvalidInput):
    """An amount of cash cannot be counted in whole minor units, or is absurd."""

    code = "basics.not_an_amount"
    what = "{amount} is not an amount of {currency}."
    why = "An amount is above zero and fits 64 bits; decimals: at most {decimals}."
    fix = "Write the amount in plain digits, such as 1250."
    field = "amount"
    amount: str
    currency: str
    decimals: int


class Money(Struct, frozen=True, order=False, gc=False):
    """An amount of cash: whole minor units (cents, fen) of one ISO 4217 currency."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        assert self.currency == other.currency, "two currencies in one sum"
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return self + Money(-other.minor, other.currency)

    def decimal(self) -> Decimal:
        """Return the amount in whole units of the currency, with all its decimals."""
        return Decimal(self.minor).scaleb(-CURRENCIES[self.currency])

    def __str__(self) -> str:
        return f"{self.decimal():,f} {self.currency}"


def check_currency(currency: str) -> str:
    """Return `currency`, or refuse one whose decimals are not known."""
    if currency not in CURRENCIES:
        raise UnknownCurrency(currency=currency, known=tuple(sorted(CURRENCIES)))
    return currency


def money(amount: Decimal, currency: str) -> Money:
    """Return `amount` as money, above zero; nothing is rounded, too many decimals are refused."""
    decimals = CURRENCIES[check_currency(currency)]
    minor = steps(amount, decimals)
    if minor is None:
        raise NotAnAmount(amount=str(amount)[:40], currency=currency, decimals=decimals)
    return Money(minor, currency)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Return whole parts of `total` in proportion to `weights`; the parts sum to the whole.

    What is left over after rounding down goes out one by one to the largest remainders; equal
    remainders are served in the order given, so callers sort by what their rule says first.
    """
    whole = sum(weights)
    assert whole > 0, "weights sum to more than zero"
    assert min(weights) >= 0, "no weight is below zero"
    parts = [total * weight // whole for weight in weights]
    remainders = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in remainders[: total - sum(parts)]:
        parts[i] += 1
    return parts
