"""How many: whole numbers of the smallest unit of a stock class."""

import re
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation, Overflow

from laogu.basics.errors import InvalidInput

LARGEST = 2**63 - 1
"""The largest quantity, amount or price in its smallest unit: what 64 bits hold."""

MOST_DECIMALS = 10

_NOT_PLAIN = re.compile(r"[_+eE\s]|[^\x00-\x7f]")
_EXACTLY = Context(prec=60, Emax=80, Emin=-80, traps=[Inexact, InvalidOperation, Overflow])
_moved = _EXACTLY.scaleb
_whole = _EXACTLY.to_integral_exact


class NotAQuantity(InvalidInput):
    """A quantity is not above zero, not finite, too fine for its class, or too large."""

    code = "basics.not_a_quantity"
    what = "{quantity} is not a quantity of this stock class."
    why = "A quantity is above zero and at most {largest}; decimals: at most {decimals}."
    fix = "Write a whole positive number, such as 12000; no exponent, no sign."
    field = "quantity"
    quantity: str
    decimals: int
    largest: Decimal


class NotAFigure(InvalidInput):
    """A figure is not finite, or has absurdly many digits."""

    code = "basics.not_a_figure"
    what = "{value} is not a figure this record can keep."
    why = "A figure is finite and has at most 40 digits."
    fix = "Write it out in plain digits."
    field = "value"
    value: str


def steps(value: Decimal, decimals: int) -> int | None:
    """Return how many steps of `10 ** -decimals` are in `value`, exactly.

    None: not finite, not above zero, between two steps, more than `LARGEST` steps, or more digits
    than anybody counts with. Nothing is rounded: arithmetic that would have to is refused.
    """
    try:
        counted = int(_whole(_moved(value, decimals)))
    except (DecimalException, ValueError, OverflowError):  # Not whole, no number, infinite.
        return None
    return counted if 0 < counted <= LARGEST else None


def units(quantity: Decimal, decimals: int) -> int:
    """Return `quantity` in smallest units of a class with `decimals`; nothing is rounded."""
    counted = steps(quantity, decimals)
    if counted is None:
        largest = Decimal(LARGEST).scaleb(-decimals)
        raise NotAQuantity(quantity=str(quantity)[:40], decimals=decimals, largest=largest)
    return counted


def is_plain(written: str) -> bool:
    """Return whether the text of a figure is in plain digits: 0 to 9, and nothing around them.

    No exponent, plus, underscore or space, and no digits of another script. Every door asks it:
    what a program reads as a thousand, a person does not see in 1e3.
    """
    return _NOT_PLAIN.search(written) is None


def figure(value: Decimal) -> str:
    """Return a figure of any sign as it was written, in plain digits; absurd ones are refused."""
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or len(digits) > 40 or not -20 <= exponent <= 20:
        raise NotAFigure(value=str(value)[:40])
    return f"{value:f}"


def in_words(units_held: int, decimals: int) -> Decimal:
    """Return a count of smallest units as a decimal with all the decimals of its class."""
    return Decimal(units_held).scaleb(-decimals) if decimals else Decimal(units_held)
