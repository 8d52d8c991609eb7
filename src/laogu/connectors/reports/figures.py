"""Figures as a report writes them: so many digits that count, thousands by comma."""

from decimal import Decimal

from laogu.connectors.languages import figure

SHOWN = 4
"""Digits of a mark that count; a band has as many."""


def shown(given: str, digits: int = SHOWN) -> str:
    """Return a decimal string with so many digits that count: 23.10, 59,280,000."""
    value = Decimal(given)
    if not value:
        return "0"
    step = value.adjusted() - digits + 1
    rounded = value.quantize(Decimal(1).scaleb(step))
    if rounded.adjusted() > value.adjusted():
        rounded = rounded.quantize(Decimal(1).scaleb(step + 1))
    return figure(Decimal(f"{rounded:f}"))


def as_told(given: str) -> str:
    """Return a price as it was told: in full, with two decimals where it needs no more."""
    value = Decimal(given)
    cents = value.quantize(Decimal("0.01"))
    return figure(cents if cents == value and value < 10**6 else value.normalize() + 0)


def ends(low: str, high: str) -> str:
    """Return a band: 19.60-27.23, with a dash as wide as a digit."""
    return f"{shown(low)}–{shown(high)}"


def percent(given: str, places: int = 0) -> str:
    """Return a part as percent: 0.171 as 17.1, with the sign of a part below nothing."""
    return figure((Decimal(given) * 100).quantize(Decimal(1).scaleb(-places)))


def quantity(given: str) -> str:
    """Return a quantity in full."""
    return figure(Decimal(given))


def milli(given: str) -> int:
    """Return the common logarithm of a figure above zero, in thousandths."""
    return int((Decimal(given).log10() * 1000).to_integral_value())


def letters_px(says: str) -> int:
    """Return about how wide words are in a picture, in pixels: enough to keep them apart."""
    return sum(7 if one.isascii() else 12 for one in says)
