"""Rounding, once and by name, and figures as they are shown in an equation."""

from fractions import Fraction

from laogu.register.rounds.capital import PriceRounding

MOST_SHOWN = 10
"""Decimals that a figure in an equation has at most; beyond them, it ends with three dots."""


def rounded_price(price: Fraction, scale: int, rounding: PriceRounding) -> Fraction:
    """Return a price with `scale` decimals: half up, or down."""
    step = Fraction(1, 10**scale)
    whole = price / step
    return ((whole + Fraction(1, 2)) // 1 if rounding == "half_up" else whole // 1) * step


def down(quantity: Fraction, decimals: int) -> Fraction:
    """Return a quantity rounded down to the smallest unit of its class."""
    step = Fraction(1, 10**decimals)
    return quantity // step * step


def up(quantity: Fraction, decimals: int) -> Fraction:
    """Return a quantity rounded up to the smallest unit of its class."""
    return -down(-quantity, decimals)


def nearest(quantity: Fraction, decimals: int) -> Fraction:
    """Return a quantity rounded to the nearest smallest unit, a half up."""
    return down(quantity + Fraction(1, 2 * 10**decimals), decimals)


def shown(figure: Fraction) -> str:
    """Return a figure in plain digits, exactly where ten decimals hold it."""
    for places in range(MOST_SHOWN + 1):
        scaled = figure * 10**places
        if scaled.denominator == 1:
            return _digits(int(scaled), places)
    cut = abs(figure) * 10**6 // 1
    return ("-" if figure < 0 else "") + _digits(int(cut), 6) + "..."


def _digits(scaled: int, places: int) -> str:
    sign, digits = "-" if scaled < 0 else "", str(abs(scaled)).rjust(places + 1, "0")
    whole, rest = (digits[:-places], digits[-places:]) if places else (digits, "")
    return f"{sign}{int(whole):,}" + (f".{rest}" if rest else "")
